"""What an administrator changes of an account: role and place, sessions, and the end of it."""

from uuid import UUID

from admin.account_faults import AccountError
from admin.accounts import check_place
from intake.actions.hand_over import find_successors, hand_over_cases
from intake.actions.reveal import APPROVAL_LIFE
from intake.officer_notices import notify_heads
from intake.rights import RIGHTS
from intake.unit_of_work import UnitOfWork
from storage.queries.officers import delete_invitations, delete_sessions, expire_reveals_of, lock_administrators
from storage.queries.rows import lock
from storage.tables import Officer

CHANGED_SUBJECT = "Có thay đổi ở một tài khoản của đơn vị"
CHANGED_TEXT = (
    "Một quản trị viên vừa đổi vai trò, hoặc cấp đường dẫn đặt lại đăng nhập, cho một tài khoản được đề nghị hay quyết "
    "định việc xem danh tính người báo. Nếu anh/chị không rõ vì sao, mời hỏi lại quản trị viên."
)


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
    if by.id == officer_id:
        raise AccountError("own_role")
    officer = _get_working(unit, officer_id)
    before = (officer.role, officer.province_code, officer.authority_code)
    if before == (role, province_code, authority_code):
        return
    officer.role, officer.province_code, officer.authority_code = role, province_code, authority_code
    unit.session.add(officer)
    delete_sessions(unit.session, officer.id)
    expire_reveals_of(unit.session, officer.id, approved_since=unit.now - APPROVAL_LIFE)
    tell_heads(unit, before[0], role)
    facts = {"was": [part or "" for part in before], "is": [role, province_code or "", authority_code or ""]}
    unit.audit("role_changed", actor=f"officer:{by.id.hex}", about=f"officer:{officer.id.hex}", **facts)


def tell_heads(unit: UnitOfWork, *roles: str) -> None:
    """Tell the heads, without a name, that somebody who may ask for identities was moved or may get in anew."""
    if any("ask_reveal" in RIGHTS[role] for role in roles):
        notify_heads(unit, subject=CHANGED_SUBJECT, text=CHANGED_TEXT)


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
        "reveals": expire_reveals_of(unit.session, officer.id, approved_since=unit.now - APPROVAL_LIFE),
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
