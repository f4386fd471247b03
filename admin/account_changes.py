"""What an administrator changes of an account: role and place, sessions, and the end of it."""

from uuid import UUID

from admin.account_faults import AccountError
from admin.accounts import check_place
from intake.actions.hand_over import find_successors, hand_over_cases
from intake.unit_of_work import UnitOfWork
from storage.queries.officers import delete_invitations, delete_sessions, expire_reveals_of, lock_administrators
from storage.queries.rows import lock
from storage.tables import Officer


def change_role(
    unit: UnitOfWork,
    officer_id: UUID,
    *,
    by: Officer,
    role: str,
    province_code: str | None,
    authority_code: str | None,
) -> None:
    """Change what somebody works on; his sessions end, so that no page of his shows the old. Raises AccountError."""
    check_place(unit.session, role=role, province_code=province_code, authority_code=authority_code)
    if role != "administrator":
        _keep_one_administrator(unit, besides=officer_id)
    officer = _get_working(unit, officer_id)
    before = (officer.role, officer.province_code, officer.authority_code)
    if before == (role, province_code, authority_code):
        return
    officer.role, officer.province_code, officer.authority_code = role, province_code, authority_code
    unit.session.add(officer)
    delete_sessions(unit.session, officer.id)
    facts = {"was": [part or "" for part in before], "is": [role, province_code or "", authority_code or ""]}
    unit.audit("role_changed", actor=f"officer:{by.id.hex}", about=f"officer:{officer.id.hex}", **facts)


def end_sessions(unit: UnitOfWork, officer_id: UUID, *, by: Officer) -> None:
    """End every session of somebody."""
    ended = delete_sessions(unit.session, officer_id)
    unit.audit("sessions_ended", actor=f"officer:{by.id.hex}", about=f"officer:{officer_id.hex}", ended=ended)


def disable_account(unit: UnitOfWork, officer_id: UUID, *, by: Officer, successor_id: UUID | None) -> None:
    """Close an account: open cases to the successor (or nobody), sessions, links and requests ended. Raises AccountError."""
    _keep_one_administrator(unit, besides=officer_id)
    officer = _get_working(unit, officer_id)
    successor = next((one for one in find_successors(unit.session, officer_id) if one.id == successor_id), None)
    if successor_id is not None and successor is None:
        raise AccountError("successor_unknown")
    cases = hand_over_cases(unit, by=by, leaving=officer.id, successor=successor)
    officer.disabled_at = unit.now
    unit.session.add(officer)
    facts: dict[str, object] = {
        "cases": cases,
        "successor": successor.id.hex if successor else "",
        "sessions": delete_sessions(unit.session, officer.id),
        "invitations": delete_invitations(unit.session, invited_by=officer.id)
        + delete_invitations(unit.session, email=officer.email),
        "reveals": expire_reveals_of(unit.session, officer.id),
    }
    unit.audit("account_disabled", actor=f"officer:{by.id.hex}", about=f"officer:{officer.id.hex}", **facts)


def _keep_one_administrator(unit: UnitOfWork, *, besides: UUID) -> None:
    administrators = {officer.id for officer in lock_administrators(unit.session)}
    if besides in administrators and len(administrators) == 1:
        raise AccountError("last_administrator")


def _get_working(unit: UnitOfWork, officer_id: UUID) -> Officer:
    officer = lock(unit.session, Officer, officer_id)
    if officer is None or officer.disabled_at is not None:
        raise AccountError("account_closed")
    return officer
