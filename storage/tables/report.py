"""What one reporter sent, never edited afterwards, what was found in it, and what officers made of that."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Field, SQLModel

from storage.tables.columns import id_field, json_field, one_of, optional_time_field, time_field

REPORT_STATUSES = ("submitted", "withdrawn")
ROLES = ("seller", "reporter", "victim", "third_party", "unknown")


class Report(SQLModel, table=True):
    """One tip; additions are rows of their own (`adds_to`). Only the first of a series has a receipt code.

    `masks` are what must not leave the house, `[{"start", "end", "what", "by"}]` in code points of `text`; `by` is
    `rules`, `reporter` or `officer`. An authority reads the masked text only once it is `released` (`released_by` is
    empty where the rules released it at once). After `erased_at` the text is empty and the findings are gone.
    """

    __table_args__ = (one_of("status", REPORT_STATUSES),)

    id: UUID = id_field()
    conversation_id: UUID = Field(foreign_key="conversation.id", index=True)
    case_id: UUID = Field(foreign_key="case.id", index=True)
    adds_to: UUID | None = Field(default=None, foreign_key="report.id", index=True)
    text: str
    labels: list[dict[str, Any]] = json_field()
    product_group: str | None = None
    urgency: str
    circumstances: list[dict[str, Any]] = json_field()
    masks: list[dict[str, Any]] = json_field()
    released_at: datetime | None = optional_time_field()
    released_by: UUID | None = Field(default=None, foreign_key="officer.id")
    analysis_version: str
    consent_version: str
    consent_at: datetime = time_field()
    submitted_at: datetime = time_field(index=True)
    status: str = "submitted"
    withdrawn_at: datetime | None = optional_time_field()
    code_locator: str | None = Field(default=None, unique=True)
    code_hash: str | None = None
    erased_at: datetime | None = optional_time_field()


class FindingRow(SQLModel, table=True):
    """A finding of a report: `report.text[start:end] == text`."""

    __tablename__ = "finding"
    __table_args__ = (one_of("role", ROLES),)

    id: UUID = id_field()
    report_id: UUID = Field(foreign_key="report.id", index=True)
    kind: str
    start: int
    end: int
    text: str
    value: str | None = Field(default=None, index=True)
    role: str
    score: float
    reason: str


class Correction(SQLModel, table=True):
    """What an officer says a report means; the report's own row keeps what the machine said, the newest of these counts.

    `before` is what counted until then, `after` what counts since:
    `{"labels": [...], "product_group": ..., "urgency": ..., "circumstances": [...]}`, ids only, never the citizen's words.
    """

    id: UUID = id_field()
    report_id: UUID = Field(foreign_key="report.id", index=True)
    officer_id: UUID = Field(foreign_key="officer.id")
    corrected_at: datetime = time_field()
    before: dict[str, Any] = json_field()
    after: dict[str, Any] = json_field()
    analysis_version: str
