"""The page behind the set-up link: the first administrator's account, once."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from admin.account_faults import AccountError
from admin.accounts import open_account
from admin.auth import DeskHere
from admin.forms import FormText, Password
from admin.pages.login import enter
from admin.panel_route import PanelRoute
from admin.setup import use_setup_link
from admin.templating import render
from intake.unit_of_work import UnitOfWork
from storage.queries.officers import count_officers
from storage.tables import Officer

DEAD = "Đường dẫn này không còn dùng được. Người vận hành khởi động lại máy chủ để lấy đường dẫn mới."
DONE = "Hệ thống đã có quản trị viên, nên đường dẫn này đã đóng."

router = APIRouter(prefix="/admin", route_class=PanelRoute)


@router.get("/setup")
def show_setup(request: Request, desk: DeskHere) -> Response:
    """Show the form, as long as nobody has an account; a script brings the token over from the fragment."""
    with desk.database.read() as session:
        if count_officers(session):
            return _dead(request, DONE)
    return _form(request, status=HTTPStatus.OK)


@router.post("/setup")
def set_up(
    request: Request,
    desk: DeskHere,
    *,
    token: FormText = "",
    email: FormText = "",
    name: FormText = "",
    password: Password = "",
) -> Response:
    """Create the first administrator and lead to the second factor; a fault leaves the link good."""
    try:
        with desk.ledger.open() as unit:
            officer = _create_administrator(unit, token=token, email=email, name=name, password=password)
    except AccountError as error:
        return _form(
            request,
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            token=token,
            email=email,
            name=name,
            error=error.said,
        )
    return enter(request, desk, officer) if officer else _dead(request, DEAD)


def _create_administrator(unit: UnitOfWork, *, token: str, email: str, name: str, password: str) -> Officer | None:
    if not use_setup_link(unit, token.rpartition("#")[2]):
        return None
    officer = open_account(unit, email=email, name=name, role="administrator", password=password)
    unit.audit("first_administrator_made", actor="operator", about=f"officer:{officer.id.hex}")
    return officer


def _dead(request: Request, sentence: str) -> Response:
    return render(request, "link_dead.html", status=HTTPStatus.NOT_FOUND, sentence=sentence)


def _form(
    request: Request, *, status: HTTPStatus, token: str = "", email: str = "", name: str = "", error: str | None = None
) -> Response:
    return render(request, "setup.html", status=status, token=token, email=email, name=name, error=error)
