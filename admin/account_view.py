"""Accounts, sessions and invitations in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from admin.auth import IDLE_LIFE, WHOLE_LIFE
from admin.titles import ROLE_TITLES
from nlp.provinces import province_short_name
from storage.database import Session
from storage.queries.cases import list_authority_names
from storage.queries.officers import list_invitations, list_officers, list_sessions
from storage.tables import Invitation, Officer


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account."""

    id: UUID
    name: str
    email: str
    role: str
    place: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRow:
    """One link that was not used yet."""

    token_hash: str
    name: str
    email: str
    role: str
    is_recovery: bool
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session; `key` ends it."""

    key: str
    browser: str
    begun_at: datetime
    used_at: datetime
    is_this: bool


def view_accounts(session: Session) -> Sequence[AccountRow]:
    """Describe every account."""
    authorities = list_authority_names(session)
    return [
        AccountRow(
            id=officer.id,
            name=officer.name,
            email=officer.email,
            role=ROLE_TITLES[officer.role],
            place=say_place(officer, authorities.get(officer.authority_code or "")),
            state=_say_state(officer),
        )
        for officer in list_officers(session)
    ]


def view_invitations(session: Session, *, now: datetime) -> Sequence[InvitationRow]:
    """Describe the links that may still be used."""
    return [
        InvitationRow(
            token_hash=one.token_hash,
            name=one.name,
            email=one.email,
            role=ROLE_TITLES[one.role],
            is_recovery=one.officer_id is not None,
            expires_at=one.expires_at,
        )
        for one in list_invitations(session, now=now)
    ]


def view_sessions(
    session: Session, officer: Officer, *, now: datetime, this: str | None = None
) -> Sequence[SessionRow]:
    """Describe an officer's living sessions."""
    return [
        SessionRow(
            key=row.token_hash,
            browser=row.browser or "Trình duyệt khác",
            begun_at=row.created_at,
            used_at=row.used_at,
            is_this=row.token_hash == this,
        )
        for row in list_sessions(session, officer.id, since=now - IDLE_LIFE)
        if now - row.created_at <= WHOLE_LIFE
    ]


def say_place(who: Officer | Invitation, authority: str | None) -> str:
    """Say whose cases somebody works on."""
    if authority:
        return authority
    return province_short_name(who.province_code) if who.province_code else "cả nước"


def _say_state(officer: Officer) -> str:
    if officer.disabled_at is not None:
        return "Đã khoá"
    return "Đang làm việc" if officer.totp_sealed or not officer.needs_mfa else "Chưa lập mã xác nhận"
