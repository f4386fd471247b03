"""What officers work on: cases, their append-only events, routing decisions, counters."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import id_field, json_field, one_of, optional_time_field, time_field

CASE_STATUSES = ("new", "held", "referred", "acknowledged", "closed", "withdrawn")
URGENCIES = ("critical", "high", "normal", "low")
OUTCOMES = ("violation", "no_violation", "not_verifiable", "not_competent", "duplicate", "spam")
EVENT_KINDS = (
    "opened",
    "routed",
    "held",
    "referred",
    "delivered",
    "seen",
    "accepted",
    "acknowledged",
    "rerouted",
    "closed",
    "message_to_reporter",
    "report_added",
    "report_withdrawn",
    "withdrawn",
    "released",
    "walled",
    "handed_over",
    "request_filed",
    "request_done",
    "erased",
    "corrected",
)


class Case(SQLModel, table=True):
    """A matter; `number` is public and opens nothing. Status moves only through actions (intake/case_lifecycle).

    `key_wrapped` is the case's own key, which opens the keys of its evidence: without it nothing of that can be read.
    `officer_id` is who in the house looks after it.
    """

    __table_args__ = (
        one_of("status", CASE_STATUSES),
        one_of("urgency", URGENCIES),
        one_of("outcome", OUTCOMES, nullable=True),
    )

    id: UUID = id_field()
    number: str = Field(unique=True)
    status: str = Field(index=True)
    urgency: str
    labels: list[str] = json_field()
    product_group: str | None = None
    province_code: str | None = None
    province_valid_from: str | None = None
    authority_code: str | None = Field(default=None, foreign_key="authority.code", index=True)
    held_reason: str | None = None
    outcome: str | None = None
    outcome_note: str | None = None
    opened_at: datetime = time_field(index=True)
    due_at: datetime = time_field()
    acknowledged_at: datetime | None = optional_time_field()
    closed_at: datetime | None = optional_time_field(index=True)
    officer_id: UUID | None = Field(default=None, foreign_key="officer.id", index=True)
    key_wrapped: bytes | None = None
    erased_at: datetime | None = optional_time_field()


class CaseWall(SQLModel, table=True):
    """An authority that must never learn of a case: it, or someone in it, is what the case is about."""

    __tablename__ = "case_wall"

    case_id: UUID = Field(primary_key=True, foreign_key="case.id")
    authority_code: str = Field(primary_key=True, foreign_key="authority.code", index=True)
    reason: str
    set_by: UUID | None = Field(default=None, foreign_key="officer.id")
    set_at: datetime = time_field()


class CaseEvent(SQLModel, table=True):
    """One thing that happened to a case; replaying `to_status` in order of `seq` gives the status.

    `actor` is `system`, `reporter`, `officer` or `authority`; `actor_id` an officer's id where there is one.
    """

    __tablename__ = "case_event"
    __table_args__ = (one_of("kind", EVENT_KINDS), sa.UniqueConstraint("case_id", "seq"))

    id: UUID = id_field()
    case_id: UUID = Field(foreign_key="case.id")
    seq: int
    at: datetime = time_field()
    kind: str
    actor: str
    actor_id: UUID | None = None
    from_status: str | None = None
    to_status: str | None = None
    facts: dict[str, Any] = json_field()


class RoutingDecision(SQLModel, table=True):
    """To whom and why, by whom (`system` or an officer) and by which version of the tables."""

    __tablename__ = "routing_decision"

    id: UUID = id_field()
    case_id: UUID = Field(foreign_key="case.id", index=True)
    authority_code: str | None = Field(default=None, foreign_key="authority.code")
    province_code: str | None = None
    reason: str
    is_held: bool
    tables_version: str
    decided_by: UUID | None = Field(default=None, foreign_key="officer.id")
    decided_at: datetime = time_field()


class Counter(SQLModel, table=True):
    """A gapless number series, e.g. case numbers of a year; taken under the row's lock."""

    name: str = Field(primary_key=True)
    value: int
