"""The act of telling an authority: referrals, deliveries and every attempt."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import id_field, one_of, optional_time_field, time_field

REFERRAL_STATUSES = ("sent", "seen", "accepted", "recalled")
DELIVERY_WAYS = ("mail",)
DELIVERY_STATUSES = ("pending", "sending", "sent", "filed", "dead", "recalled", "blocked")


class Referral(SQLModel, table=True):
    """One case told to one authority; its link token is derived from `id`, only the token's hash is stored."""

    __table_args__ = (one_of("status", REFERRAL_STATUSES),)

    id: UUID = id_field()
    case_id: UUID = Field(foreign_key="case.id", index=True)
    authority_code: str = Field(foreign_key="authority.code", index=True)
    status: str = "sent"
    token_hash: str = Field(unique=True)
    created_at: datetime = time_field()
    expires_at: datetime = time_field()
    seen_at: datetime | None = optional_time_field()
    accepted_at: datetime | None = optional_time_field()
    recalled_at: datetime | None = optional_time_field()


class Delivery(SQLModel, table=True):
    """One way a referral leaves by; `filed` = written as .eml in development, `blocked` = no usable contact."""

    __table_args__ = (
        one_of("way", DELIVERY_WAYS),
        one_of("status", DELIVERY_STATUSES),
        sa.UniqueConstraint("referral_id", "way"),
    )

    id: UUID = id_field()
    referral_id: UUID = Field(foreign_key="referral.id")
    way: str
    status: str = Field(index=True)
    attempts: int = 0
    last_error: str | None = None
    next_attempt_at: datetime | None = optional_time_field()
    created_at: datetime = time_field()
    sent_at: datetime | None = optional_time_field()


class DeliveryAttempt(SQLModel, table=True):
    """One try; `finished_at` empty means the process died in it."""

    __tablename__ = "delivery_attempt"
    __table_args__ = (sa.UniqueConstraint("delivery_id", "number"),)

    id: UUID = id_field()
    delivery_id: UUID = Field(foreign_key="delivery.id")
    number: int
    started_at: datetime = time_field()
    finished_at: datetime | None = optional_time_field()
    error: str | None = None
