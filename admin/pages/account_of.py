"""An account as the administrator sees it: role and place, sessions, a link to recover it, the hand-over at its end."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response

from admin.account_changes import change_role, disable_account, end_sessions, tell_heads
from admin.account_faults import AccountError
from admin.account_keeper import ConfirmedKeeper, get_account
from admin.account_view import view_sessions
from admin.auth import DeskHere
from admin.desk import Desk
from admin.forms import FormText
from admin.invitations import offer_recovery
from admin.pages.accounts import link_page
from admin.panel_route import PanelRoute, see_other
from admin.templating import render
from admin.titles import ROLE_HINTS, ROLE_TITLES
from intake.actions.hand_over import find_successors
from intake.unit_of_work import UnitOfWork
from nlp.provinces import list_provinces
from storage.queries.cases import list_open_cases_of
from storage.tables import Officer

NOBODY = "nobody"
NOTICES = {
    "role": "Đã đổi. Người này phải đăng nhập lại.",
    "sessions": "Đã kết thúc mọi phiên đăng nhập của người này.",
}

router = APIRouter(prefix="/admin/accounts/{account_id}", route_class=PanelRoute)


@router.get("")
def show_account_of(
    request: Request, desk: DeskHere, officer: ConfirmedKeeper, account_id: UUID, done: str = ""
) -> Response:
    """Show one account."""
    return _page(request, desk, officer, account_id, notice=NOTICES.get(done))


@router.post("/role")
def change(
    request: Request,
    desk: DeskHere,
    officer: ConfirmedKeeper,
    account_id: UUID,
    *,
    role: FormText = "",
    province: FormText = "",
    authority: FormText = "",
) -> Response:
    """Change role and place."""

    def act(unit: UnitOfWork) -> None:
        change_role(
            unit,
            account_id,
            by=officer,
            role=role,
            province_code=province or None,
            authority_code=authority.partition(" ")[0] or None,
        )

    return _carry_out(request, desk, officer, account_id, act, done="role")


@router.post("/sessions")
def end(request: Request, desk: DeskHere, officer: ConfirmedKeeper, account_id: UUID) -> Response:
    """End every session."""
    return _carry_out(
        request, desk, officer, account_id, lambda unit: end_sessions(unit, account_id, by=officer), done="sessions"
    )


@router.post("/recover")
def recover(
    request: Request,
    desk: DeskHere,
    officer: ConfirmedKeeper,
    account_id: UUID,
    *,
    password: FormText = "",
    second_factor: FormText = "",
) -> Response:
    """Make a link by which the person sets anew what is ticked."""
    try:
        with desk.ledger.open() as unit:
            account = get_account(unit.session, account_id)
            invitation, token = offer_recovery(
                unit, account, by=officer, password=bool(password), second_factor=bool(second_factor)
            )
            tell_heads(unit, account.role)
    except AccountError as error:
        return _page(request, desk, officer, account_id, error=error.said)
    return link_page(request, desk, officer, token=token, invitation=invitation)


@router.get("/leave")
def show_leave(request: Request, desk: DeskHere, officer: ConfirmedKeeper, account_id: UUID) -> Response:
    """Show what the officer leaves behind, and who could take it over."""
    return _leave_page(request, desk, officer, account_id)


@router.post("/leave")
def leave(
    request: Request, desk: DeskHere, officer: ConfirmedKeeper, account_id: UUID, successor: FormText = ""
) -> Response:
    """Close the account."""
    try:
        with desk.ledger.open() as unit:
            disable_account(unit, account_id, by=officer, successor_id=_read_successor(successor))
    except AccountError as error:
        return _leave_page(request, desk, officer, account_id, error=error.said)
    return see_other("/admin/accounts?done=closed")


def _read_successor(typed: str) -> UUID | None:
    if typed == NOBODY:
        return None
    try:
        return UUID(typed)
    except ValueError:
        raise AccountError("successor_unknown") from None


def _carry_out(
    request: Request,
    desk: Desk,
    officer: Officer,
    account_id: UUID,
    act: Callable[[UnitOfWork], None],
    *,
    done: str,
) -> Response:
    try:
        with desk.ledger.open() as unit:
            get_account(unit.session, account_id)
            act(unit)
    except AccountError as error:
        return _page(request, desk, officer, account_id, error=error.said)
    return see_other(f"/admin/accounts/{account_id}?done={done}")


def _page(
    request: Request,
    desk: Desk,
    officer: Officer,
    account_id: UUID,
    *,
    notice: str | None = None,
    error: str | None = None,
) -> Response:
    with desk.database.read() as session:
        account = get_account(session, account_id)
        sessions = view_sessions(session, account, now=desk.ledger.clock())
    authorities = desk.inbox.registry.today()
    return render(
        request,
        "account_of.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        officer=officer,
        account=account,
        sessions=sessions,
        authority=authorities.get(account.authority_code or ""),
        authorities=authorities.values(),
        roles=ROLE_TITLES,
        hints=ROLE_HINTS,
        provinces=list_provinces(),
        notice=notice,
        error=error,
    )


def _leave_page(
    request: Request, desk: Desk, officer: Officer, account_id: UUID, *, error: str | None = None
) -> Response:
    with desk.database.read() as session:
        account = get_account(session, account_id)
        open_cases = len(list_open_cases_of(session, account_id))
        successors = find_successors(session, account_id)
    return render(
        request,
        "leave.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        officer=officer,
        account=account,
        open_cases=open_cases,
        successors=successors,
        error=error,
    )
