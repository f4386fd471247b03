"""One-time links by which somebody sets his password himself: for a new account, or to recover one."""

import secrets
from datetime import timedelta

from admin.account_faults import AccountError
from admin.accounts import AccountDetails, add_officer, check_details
from intake.actions.reveal import APPROVAL_LIFE
from intake.unit_of_work import UnitOfWork
from storage.queries.officers import delete_invitations, delete_sessions, expire_reveals_of, find_invitation
from storage.queries.rows import lock
from storage.tables import Invitation, Officer
from storage.vault import hash_token

LIFE = timedelta(hours=72)
TOKEN_BYTES = 32


def invite(unit: UnitOfWork, details: AccountDetails, *, by: Officer) -> tuple[Invitation, str]:
    """Make an invitation, an earlier one to the same address worthless; gives it and its token. Raises AccountError."""
    details = check_details(unit.session, details)
    made = _make(unit, details, by=by, officer=None)
    role = details.role
    unit.audit("account_invited", actor=_actor(by), role=role, province=details.province_code or "",
               authority=details.authority_code or "")  # fmt: skip
    return made


def offer_recovery(
    unit: UnitOfWork, officer: Officer, *, by: Officer, password: bool, second_factor: bool
) -> tuple[Invitation, str]:
    """Make a link by which an officer sets anew what is named; until it is used nothing changes. Raises AccountError."""
    if officer.disabled_at is not None:
        raise AccountError("account_closed")
    if not (password or second_factor):
        raise AccountError("nothing_to_recover")
    details = AccountDetails(
        email=officer.email,
        name=officer.name,
        role=officer.role,
        province_code=officer.province_code,
        authority_code=officer.authority_code,
    )
    invitation, token = _make(unit, details, by=by, officer=officer)
    invitation.resets_password, invitation.resets_second_factor = password, second_factor
    unit.audit("recovery_offered", actor=_actor(by), about=f"officer:{officer.id.hex}", password=password,
               second_factor=second_factor)  # fmt: skip
    return invitation, token


def revoke(unit: UnitOfWork, token_hash: str, *, by: Officer) -> None:
    """Make an unused link worthless."""
    if delete_invitations(unit.session, token_hash=token_hash):
        unit.audit("invitation_revoked", actor=_actor(by))


def accept(unit: UnitOfWork, token: str, *, password_hash: str) -> Officer | None:
    """Use a link up; None if it is unknown, used, revoked, too old, or its account disabled. Raises AccountError."""
    invitation = find_invitation(unit.session, hash_token(token), now=unit.now, for_update=True)
    if invitation is None:
        return None
    if invitation.officer_id is None:
        officer: Officer | None = add_officer(unit, details_of(invitation), password_hash=password_hash)
    else:
        officer = _recover(unit, invitation, password_hash=password_hash)
    if officer is None:
        return None
    invitation.used_at = unit.now
    unit.session.add(invitation)
    unit.session.flush()
    delete_invitations(unit.session, email=invitation.email)
    unit.audit("invitation_used", actor=_actor(officer), about=f"officer:{officer.id.hex}")
    return officer


def details_of(invitation: Invitation) -> AccountDetails:
    """Give whom an invitation is for."""
    return AccountDetails(
        email=invitation.email,
        name=invitation.name,
        role=invitation.role,
        province_code=invitation.province_code,
        authority_code=invitation.authority_code,
    )


def _recover(unit: UnitOfWork, invitation: Invitation, *, password_hash: str) -> Officer | None:
    officer = lock(unit.session, Officer, invitation.officer_id)
    if officer is None or officer.disabled_at is not None:
        return None
    about = f"officer:{officer.id.hex}"
    if invitation.resets_password:
        officer.password_hash = password_hash
        unit.audit("password_changed", actor=_actor(officer), about=about)
    if invitation.resets_second_factor:
        officer.totp_sealed, officer.totp_last_step = None, 0
        unit.audit("second_factor_reset", actor=_actor(officer), about=about)
    unit.session.add(officer)
    delete_sessions(unit.session, officer.id)
    expire_reveals_of(unit.session, officer.id, approved_since=unit.now - APPROVAL_LIFE)
    return officer


def _make(unit: UnitOfWork, details: AccountDetails, *, by: Officer, officer: Officer | None) -> tuple[Invitation, str]:
    delete_invitations(unit.session, email=details.email)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation(
        token_hash=hash_token(token),
        officer_id=officer.id if officer else None,
        email=details.email,
        name=details.name,
        role=details.role,
        province_code=details.province_code,
        authority_code=details.authority_code,
        invited_by=by.id,
        created_at=unit.now,
        expires_at=unit.now + LIFE,
    )
    unit.session.add(invitation)
    return invitation, token


def _actor(officer: Officer) -> str:
    return f"officer:{officer.id.hex}"
