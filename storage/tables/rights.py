"""What people ask about themselves and what was erased: requests by receipt code, reveals of identity, certificates."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from storage.tables.columns import id_field, json_field, one_of, optional_time_field, time_field

REQUEST_KINDS = ("access", "correct", "delete")
REQUEST_STATUSES = ("open", "done", "refused")
REVEAL_STATUSES = ("asked", "approved", "refused", "opening", "ready", "read", "expired")


class PersonRequest(SQLModel, table=True):
    """What a reporter asked about his own data by receipt code; `due_at` is the law's clock for acknowledging it."""

    __tablename__ = "person_request"
    __table_args__ = (one_of("kind", REQUEST_KINDS), one_of("status", REQUEST_STATUSES))

    id: UUID = id_field()
    kind: str
    status: str = Field(default="open", index=True)
    report_id: UUID = Field(foreign_key="report.id", index=True)
    words_wrapped: bytes | None = None
    filed_at: datetime = time_field()
    due_at: datetime = time_field()
    done_at: datetime | None = optional_time_field()
    done_by: UUID | None = Field(default=None, foreign_key="officer.id")
    answer: str | None = None


class Reveal(SQLModel, table=True):
    """A request to see who a reporter is: asked with a reason, decided by a second person, read once.

    `answer_sealed` is sealed to `session_key`, which only the asking officer's session can derive; it is erased when
    read or at `expires_at`.
    """

    __table_args__ = (one_of("status", REVEAL_STATUSES),)

    id: UUID = id_field()
    case_id: UUID = Field(foreign_key="case.id", index=True)
    reporter_id: UUID = Field(foreign_key="reporter.id")
    alias: str
    status: str = Field(default="asked", index=True)
    reason: str
    asked_by: UUID = Field(foreign_key="officer.id", index=True)
    asked_at: datetime = time_field()
    decided_by: UUID | None = Field(default=None, foreign_key="officer.id")
    decided_at: datetime | None = optional_time_field()
    decision_note: str | None = None
    session_key: bytes | None = None
    answer_sealed: bytes | None = None
    opened_at: datetime | None = optional_time_field()
    expires_at: datetime | None = optional_time_field()
    read_at: datetime | None = optional_time_field()


class Erasure(SQLModel, table=True):
    """A certificate that data was erased: what for, how many of what, never whose."""

    id: UUID = id_field()
    number: str = Field(unique=True)
    at: datetime = time_field()
    basis: str
    case_id: UUID | None = Field(default=None, foreign_key="case.id", index=True)
    counts: dict[str, Any] = json_field()
