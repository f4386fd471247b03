"""The page behind the set-up link: the first administrator's account, once."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from admin.accounts import AccountError, Fault, open_account
from admin.auth import DeskHere
from admin.forms import FormText, Password
from admin.pages.login import enter
from admin.panel_route import PanelRoute
from admin.setup import use_setup_link
from admin.templating import render
from intake.unit_of_work import UnitOfWork
from storage.tables import Officer

LINK_DEAD = "Đường dẫn này không còn dùng được. Người vận hành khởi động lại máy chủ để lấy đường dẫn mới."
FAULTS: dict[Fault, str] = {
    "email_invalid": "Địa chỉ e-mail chưa đúng.",
    "email_taken": "Đã có tài khoản dùng e-mail này.",
    "name_missing": "Mời nhập họ tên.",
    "password_short": "Mật khẩu cần ít nhất 12 ký tự.",
    "password_long": "Mật khẩu dài quá 256 ký tự.",
    "password_common": "Mật khẩu này dễ đoán quá. Một câu ngắn dễ nhớ sẽ tốt hơn.",
    "password_personal": "Mật khẩu không được là e-mail hoặc họ tên.",
}

router = APIRouter(prefix="/admin", route_class=PanelRoute)


@router.get("/setup")
def show_setup(request: Request) -> Response:
    """Show the form; a script brings the token over from the fragment."""
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
        said = FAULTS.get(error.fault, str(error))
        return _form(request, status=HTTPStatus.UNPROCESSABLE_ENTITY, token=token, email=email, name=name, error=said)
    if officer is None:
        return _form(request, status=HTTPStatus.NOT_FOUND, error=LINK_DEAD)
    return enter(request, desk, officer)


def _create_administrator(unit: UnitOfWork, *, token: str, email: str, name: str, password: str) -> Officer | None:
    if not use_setup_link(unit, token.rpartition("#")[2]):
        return None
    return open_account(unit, email=email, name=name, role="administrator", password=password)


def _form(
    request: Request, *, status: HTTPStatus, token: str = "", email: str = "", name: str = "", error: str | None = None
) -> Response:
    return render(request, "setup.html", status=status, token=token, email=email, name=name, error=error)
