"""Who works in the panel and which systems may ask: accounts, sessions, invitations, set-up links, notices, API tokens."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from storage.tables.columns import id_field, json_field, one_of, optional_time_field, time_field

OFFICER_ROLES = ("triager", "officer", "head", "auditor", "administrator")
NOTICE_STATUSES = ("pending", "sending", "sent", "filed", "dead")


class Officer(SQLModel, table=True):
    """An account; `totp_last_step` makes a code good once. `needs_mfa` is false only in development."""

    __table_args__ = (one_of("role", OFFICER_ROLES),)

    id: UUID = id_field()
    email: str = Field(unique=True)
    name: str
    role: str
    province_code: str | None = None
    authority_code: str | None = Field(default=None, foreign_key="authority.code")
    password_hash: str
    needs_mfa: bool = True
    totp_sealed: bytes | None = None
    totp_last_step: int = 0
    created_at: datetime = time_field()
    disabled_at: datetime | None = optional_time_field()


class OfficerSession(SQLModel, table=True):
    """A server-side session, known by the hash of its cookie; full rights only after the second factor.

    `confirmed_at` is when password and code were last given for a sensitive act; `browser` is a short name, never an
    address.
    """

    __tablename__ = "officer_session"

    token_hash: str = Field(primary_key=True)
    officer_id: UUID = Field(foreign_key="officer.id", index=True)
    second_factor_at: datetime | None = optional_time_field()
    confirmed_at: datetime | None = optional_time_field()
    browser: str = ""
    created_at: datetime = time_field()
    used_at: datetime = time_field()


class Invitation(SQLModel, table=True):
    """A one-time link by which somebody sets his password: for a new account, or (`officer_id`) to recover one.

    What a recovery sets anew are two decisions: who lost a telephone keeps his password, who forgot it his telephone.
    """

    __table_args__ = (one_of("role", OFFICER_ROLES),)

    token_hash: str = Field(primary_key=True)
    officer_id: UUID | None = Field(default=None, foreign_key="officer.id")
    email: str
    name: str
    role: str
    province_code: str | None = None
    authority_code: str | None = Field(default=None, foreign_key="authority.code")
    resets_password: bool = True
    resets_second_factor: bool = False
    invited_by: UUID | None = Field(default=None, foreign_key="officer.id")
    created_at: datetime = time_field()
    expires_at: datetime = time_field()
    used_at: datetime | None = optional_time_field()


class ApiToken(SQLModel, table=True):
    """A service account: a system of an authority that asks by token; its rights are its scopes and its authority."""

    __tablename__ = "api_token"

    id: UUID = id_field()
    name: str
    token_hash: str = Field(unique=True)
    scopes: list[str] = json_field()
    authority_code: str | None = Field(default=None, foreign_key="authority.code")
    created_at: datetime = time_field()
    last_used_on: date | None = None
    revoked_at: datetime | None = optional_time_field()


class OfficerNotice(SQLModel, table=True):
    """A letter to an officer that says where to look, never what is there; `page` is where its link leads."""

    __tablename__ = "officer_notice"
    __table_args__ = (one_of("status", NOTICE_STATUSES),)

    id: UUID = id_field()
    officer_id: UUID = Field(foreign_key="officer.id", index=True)
    subject: str
    text: str
    page: str
    status: str = "pending"
    attempts: int = 0
    last_error: str | None = None
    created_at: datetime = time_field()
    sent_at: datetime | None = optional_time_field()


class SetupLink(SQLModel, table=True):
    """A one-time link to create the first administrator."""

    __tablename__ = "setup_link"

    token_hash: str = Field(primary_key=True)
    created_at: datetime = time_field()
    used_at: datetime | None = optional_time_field()
