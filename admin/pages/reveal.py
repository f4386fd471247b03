"""One request to see an identity: how far it has come, opening it, and reading it once."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response

from admin.auth import COOKIE, ConfirmedVisit, CurrentOfficer, DeskHere
from admin.desk import Desk
from admin.panel_route import PanelRoute, see_other
from admin.reveal_view import CHANNEL_TITLES, find_step, say_identity, say_remark, view_reveal
from admin.templating import render
from intake.actions.reveal import begin_opening, read_reveal
from intake.errors import RevealNotFoundError
from storage.tables import Officer

GONE = "Không còn gì để xem: danh tính này đã được xem, đã hết giờ, hoặc được mở cho phiên đăng nhập khác."

router = APIRouter(prefix="/admin/reveals/{reveal_id}", route_class=PanelRoute)


@router.get("")
def show_reveal(request: Request, desk: DeskHere, officer: CurrentOfficer, reveal_id: UUID) -> Response:
    """Show how far a request has come; never who the reporter is."""
    return _page(request, desk, officer, reveal_id)


@router.post("/open")
def open_reveal(request: Request, desk: DeskHere, visit: ConfirmedVisit, reveal_id: UUID) -> Response:
    """Have a worker open the identity for this log-in."""
    with desk.ledger.open() as unit:
        begin_opening(unit, officer=visit.officer, reveal_id=reveal_id, token=request.cookies[COOKIE])
    return see_other(f"/admin/reveals/{reveal_id}")


@router.post("/read")
def read(request: Request, desk: DeskHere, officer: CurrentOfficer, reveal_id: UUID) -> Response:
    """Show who the reporter is, this once: what was shown is erased before it leaves."""
    with desk.ledger.open() as unit:
        identity = read_reveal(unit, officer=officer, reveal_id=reveal_id, token=request.cookies[COOKIE])
    if identity is None:
        return _page(request, desk, officer, reveal_id, error=GONE, status=HTTPStatus.CONFLICT)
    with desk.database.read() as session:
        view = view_reveal(session, officer, reveal_id, now=desk.ledger.clock())
    answer = render(
        request,
        "reveal_answer.html",
        officer=officer,
        view=view,
        channel=CHANNEL_TITLES[identity.channel],
        lines=say_identity(identity),
        remark=say_remark(identity),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(
    request: Request,
    desk: Desk,
    officer: Officer,
    reveal_id: UUID,
    *,
    error: str | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    now = desk.ledger.clock()
    with desk.database.read() as session:
        view = view_reveal(session, officer, reveal_id, now=now)
    if view is None:
        raise RevealNotFoundError(reveal_id)
    step = find_step(view.reveal, token=request.cookies[COOKIE], now=now) if view.is_own else None
    return render(request, "reveal.html", status=status, officer=officer, view=view, step=step, error=error)
