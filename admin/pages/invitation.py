"""The page behind an invitation: whom it is for, and the password he chooses; then the second factor."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from admin.account_faults import AccountError
from admin.accounts import check_new_password
from admin.auth import DeskHere
from admin.desk import Desk
from admin.forms import FormText, Password
from admin.invitations import accept
from admin.pages.login import TOO_MANY, Limits, enter, password_keys
from admin.panel_route import PanelRoute
from admin.passwords import hash_password, verify_password
from admin.templating import render
from storage.queries.officers import find_invitation
from storage.tables import Invitation, Officer
from storage.vault import hash_token

DEAD = "Đường dẫn này không còn dùng được: đã dùng rồi, đã quá 3 ngày, hoặc đã bị thu hồi. Mời anh/chị xin quản trị viên đường dẫn mới."
WRONG_PASSWORD = "Mật khẩu hiện tại chưa đúng."  # noqa: S105 - a sentence

router = APIRouter(prefix="/admin/invitation", route_class=PanelRoute)


@router.get("")
def show_entrance(request: Request) -> Response:
    """Show the button; a script brings the token over from the fragment."""
    return render(request, "invitation.html")


@router.post("")
def open_invitation(request: Request, desk: DeskHere, token: FormText = "") -> Response:
    """Show whom the invitation is for, and ask for the password."""
    token = token.rpartition("#")[2]
    invitation = _find(desk, token)
    return _form(request, invitation, token) if invitation else _dead(request)


@router.post("/accept")
def accept_invitation(
    request: Request, desk: DeskHere, limits: Limits, *, token: FormText = "", password: Password = ""
) -> Response:
    """Use the link up and lead to the second factor; a fault leaves the link good."""
    invitation = _find(desk, token)
    if invitation is None:
        return _dead(request)
    try:
        if invitation.resets_password:
            check_new_password(password, email=invitation.email, name=invitation.name)
        elif problem := _doubt_password(request, desk, limits, invitation, password):
            return _form(request, invitation, token, error=problem)
        password_hash = hash_password(password)
        with desk.ledger.open() as unit:
            officer = accept(unit, token, password_hash=password_hash)
    except AccountError as error:
        return _form(request, invitation, token, error=error.said)
    return enter(request, desk, officer) if officer else _dead(request)


def _doubt_password(request: Request, desk: Desk, limits: Limits, invitation: Invitation, password: str) -> str | None:
    """Say what is wrong with the present password of somebody who only lost his telephone."""
    keys = password_keys(desk.ledger.vault, request, invitation.email)
    if not limits.take_password(**keys):
        return TOO_MANY
    with desk.database.read() as session:
        officer = session.get(Officer, invitation.officer_id)
    if officer is None or not verify_password(officer.password_hash, password):
        return WRONG_PASSWORD
    limits.give_password_back(**keys)
    return None


def _find(desk: Desk, token: str) -> Invitation | None:
    with desk.database.read() as session:
        return find_invitation(session, hash_token(token), now=desk.ledger.clock())


def _form(request: Request, invitation: Invitation, token: str, *, error: str | None = None) -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "invitation_password.html", status=status, invitation=invitation, token=token, error=error)


def _dead(request: Request) -> Response:
    return render(request, "link_dead.html", status=HTTPStatus.NOT_FOUND, sentence=DEAD)
