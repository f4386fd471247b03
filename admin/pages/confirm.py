"""Giving password and code again before a sensitive act."""

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response

from admin.auth import DeskHere, FullVisit, Visit
from admin.desk import Desk
from admin.forms import FormText, Password
from admin.login_limits import LoginLimits
from admin.pages.login import TOO_MANY, Limits, password_keys
from admin.panel_route import PanelRoute, see_other
from admin.passwords import verify_password
from admin.second_factor import use_code
from admin.templating import render
from intake.unit_of_work import UnitOfWork
from storage.queries.rows import lock
from storage.tables import OfficerSession

HOME = "/admin"
WRONG = "Mật khẩu hoặc mã chưa đúng. Mã đã dùng rồi thì anh/chị chờ mã mới."
_OUR_PAGE = re.compile(r"/admin(/[A-Za-z0-9_-]+)*(\?[A-Za-z0-9_=&-]*)?")

router = APIRouter(prefix="/admin", route_class=PanelRoute)


@router.get("/confirm")
def show_confirm(request: Request, visit: FullVisit, wanted: Annotated[str, Query(alias="next")] = HOME) -> Response:
    """Show the form."""
    return _form(request, visit, wanted)


@router.post("/confirm")
def confirm(
    request: Request,
    desk: DeskHere,
    visit: FullVisit,
    limits: Limits,
    *,
    password: Password = "",
    code: FormText = "",
    wanted: Annotated[str, Form(alias="next")] = HOME,
) -> Response:
    """Check both under the log-in's limits, note the time in the session and lead to the page that asked."""
    keys = password_keys(desk.ledger.vault, request, visit.officer.email)
    if not (limits.allows_password(**keys) and limits.allows_code(str(visit.officer.id))):
        return _form(request, visit, wanted, error=TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS)
    if not prove(desk, limits, visit, keys=keys, password=password, code=code):
        return _form(request, visit, wanted, error=WRONG, status=HTTPStatus.UNAUTHORIZED)
    return see_other(local_page(wanted))


def prove(desk: Desk, limits: LoginLimits, visit: Visit, *, keys: dict[str, str], password: str, code: str) -> bool:
    """Check password and code of whoever is logged in; a wrong password uses no code up, each refusal counts."""
    officer = visit.officer
    actor = f"officer:{officer.id.hex}"
    if not limits.take_password(**keys):
        return False
    is_known = verify_password(officer.password_hash, password)
    if is_known:
        limits.give_password_back(**keys)
    if is_known and not limits.take_code(str(officer.id)):
        return False
    with desk.ledger.open() as unit:
        is_right = is_known and (not officer.needs_mfa or use_code(unit, officer.id, code))
        if is_right:
            _note_confirmed(unit, visit)
        unit.audit("confirmed" if is_right else "confirm_refused", actor=actor)
    if is_right:
        limits.give_code_back(str(officer.id))
    return is_right


def local_page(wanted: str) -> str:
    """Keep to a page of the panel: anything else is its first page."""
    return wanted if _OUR_PAGE.fullmatch(wanted) else HOME


def _note_confirmed(unit: UnitOfWork, visit: Visit) -> None:
    row = lock(unit.session, OfficerSession, visit.session.token_hash)
    if row is not None:
        row.confirmed_at = unit.now
        unit.session.add(row)


def _form(
    request: Request, visit: Visit, wanted: str, *, error: str | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    return render(request, "confirm.html", status=status, officer=visit.officer, wanted=local_page(wanted), error=error)
