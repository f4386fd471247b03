"""One's own account: who one is here, sessions, another password."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from admin.account_faults import AccountError
from admin.account_view import say_place, view_sessions
from admin.accounts import check_new_password
from admin.auth import DeskHere, FullVisit, Visit
from admin.desk import Desk
from admin.forms import FormText, Password
from admin.pages.confirm import WRONG, prove
from admin.pages.login import TOO_MANY, Limits, password_keys
from admin.panel_route import PanelRoute, see_other
from admin.passwords import hash_password
from admin.templating import render
from intake.unit_of_work import UnitOfWork
from storage.queries.cases import list_authority_names
from storage.queries.officers import delete_sessions
from storage.queries.rows import lock
from storage.tables import Officer

NOTICES = {
    "ended": "Đã kết thúc phiên đăng nhập.",
    "others": "Đã kết thúc các phiên đăng nhập khác.",
    "password": "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.",
    "second-factor": "Đã đổi máy lấy mã. Các phiên đăng nhập khác đã kết thúc.",
}

router = APIRouter(prefix="/admin/account", route_class=PanelRoute)


@router.get("")
def show_account(request: Request, desk: DeskHere, visit: FullVisit, done: str = "") -> Response:
    """Show the page."""
    return _page(request, desk, visit, notice=NOTICES.get(done))


@router.post("/sessions")
def end_one(desk: DeskHere, visit: FullVisit, key: FormText = "") -> Response:
    """End one of one's own sessions."""
    with desk.ledger.open() as unit:
        _end(unit, visit, only=key)
    return see_other("/admin/account?done=ended")


@router.post("/others")
def end_others(desk: DeskHere, visit: FullVisit) -> Response:
    """End all but this one."""
    with desk.ledger.open() as unit:
        _end(unit, visit, keeping=visit.session.token_hash)
    return see_other("/admin/account?done=others")


@router.post("/password")
def change_password(
    request: Request,
    desk: DeskHere,
    visit: FullVisit,
    limits: Limits,
    *,
    password: Password = "",
    code: FormText = "",
    new_password: Password = "",
) -> Response:
    """Change the password of whoever gives the present one and a code; the other sessions end."""
    officer = visit.officer
    keys = password_keys(desk.ledger.vault, request, officer.email)
    if not (limits.allows_password(**keys) and limits.allows_code(str(officer.id))):
        return _page(request, desk, visit, error=TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        check_new_password(new_password, email=officer.email, name=officer.name)
    except AccountError as error:
        return _page(request, desk, visit, error=error.said)
    if not prove(desk, limits, visit, keys=keys, password=password, code=code):
        return _page(request, desk, visit, error=WRONG, status=HTTPStatus.UNAUTHORIZED)
    password_hash = hash_password(new_password)
    with desk.ledger.open() as unit:
        row = lock(unit.session, Officer, officer.id)
        if row is not None and row.password_hash == officer.password_hash:
            row.password_hash = password_hash
            unit.session.add(row)
            delete_sessions(unit.session, officer.id, keeping=visit.session.token_hash)
            unit.audit("password_changed", actor=_actor(officer), about=_actor(officer))
    return see_other("/admin/account?done=password")


def _end(unit: UnitOfWork, visit: Visit, *, only: str | None = None, keeping: str | None = None) -> None:
    ended = delete_sessions(unit.session, visit.officer.id, only=only, keeping=keeping)
    unit.audit("sessions_ended", actor=_actor(visit.officer), about=_actor(visit.officer), ended=ended)


def _actor(officer: Officer) -> str:
    return f"officer:{officer.id.hex}"


def _page(
    request: Request,
    desk: Desk,
    visit: Visit,
    *,
    notice: str | None = None,
    error: str | None = None,
    status: HTTPStatus | None = None,
) -> Response:
    with desk.database.read() as session:
        sessions = view_sessions(session, visit.officer, now=desk.ledger.clock(), this=visit.session.token_hash)
        place = say_place(visit.officer, list_authority_names(session).get(visit.officer.authority_code or ""))
    return render(
        request,
        "account.html",
        status=status or (HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK),
        officer=visit.officer,
        place=place,
        sessions=sessions,
        notice=notice,
        error=error,
    )
