"""Who works in the panel: the list, inviting somebody by a one-time link, taking an invitation back."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from admin.account_faults import AccountError
from admin.account_keeper import ConfirmedKeeper, Keeper
from admin.account_view import view_accounts, view_invitations
from admin.accounts import AccountDetails
from admin.auth import DeskHere
from admin.desk import Desk
from admin.forms import FormText
from admin.invitations import invite, revoke
from admin.panel_route import PanelRoute, see_other
from admin.templating import render
from admin.titles import ROLE_HINTS, ROLE_TITLES
from nlp.provinces import list_provinces
from storage.tables import Officer

NOTICES = {
    "revoked": "Đã thu hồi đường dẫn. Ai mở cũng không dùng được nữa.",
    "closed": "Đã khoá tài khoản và bàn giao việc.",
}

router = APIRouter(prefix="/admin/accounts", route_class=PanelRoute)


@router.get("")
def show_accounts(request: Request, desk: DeskHere, officer: Keeper, done: str = "") -> Response:
    """Show every account and every invitation under way."""
    with desk.database.read() as session:
        accounts = view_accounts(session)
        invitations = view_invitations(session, now=desk.ledger.clock())
    return render(
        request, "accounts.html", officer=officer, accounts=accounts, invitations=invitations, notice=NOTICES.get(done)
    )


@router.get("/invite")
def show_invite(request: Request, desk: DeskHere, officer: ConfirmedKeeper, role: str = "") -> Response:
    """Show the form."""
    return _form(request, desk, officer, dict.fromkeys(("email", "name", "province", "authority"), "") | {"role": role})


@router.post("/invite")
def send_invite(
    request: Request,
    desk: DeskHere,
    officer: ConfirmedKeeper,
    *,
    email: FormText = "",
    name: FormText = "",
    role: FormText = "",
    province: FormText = "",
    authority: FormText = "",
) -> Response:
    """Make the link and show it, this once."""
    details = AccountDetails(
        email=email,
        name=name[:120],
        role=role,
        province_code=province or None,
        authority_code=authority.partition(" ")[0] or None,
    )
    try:
        with desk.ledger.open() as unit:
            invitation, token = invite(unit, details, by=officer)
    except AccountError as error:
        typed = {"email": email, "name": name, "role": role, "province": province, "authority": authority}
        return _form(request, desk, officer, typed, error=error.said)
    return link_page(request, desk, officer, token=token, invitation=invitation)


@router.post("/revoke")
def take_back(desk: DeskHere, officer: Keeper, token_hash: FormText = "") -> Response:
    """Make a link worthless."""
    with desk.ledger.open() as unit:
        revoke(unit, token_hash, by=officer)
    return see_other("/admin/accounts?done=revoked")


def link_page(request: Request, desk: Desk, officer: Officer, *, token: str, invitation: object) -> Response:
    """Show a link to hand over; it is stored nowhere."""
    address = f"{desk.public_url}/admin/invitation#{token}"
    return render(request, "invitation_link.html", officer=officer, address=address, invitation=invitation)


def _form(
    request: Request, desk: Desk, officer: Officer, typed: dict[str, str], *, error: str | None = None
) -> Response:
    return render(
        request,
        "invite.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        officer=officer,
        typed=typed,
        error=error,
        roles=ROLE_TITLES,
        hints=ROLE_HINTS,
        provinces=list_provinces(),
        authorities=desk.inbox.registry.today().values(),
    )
