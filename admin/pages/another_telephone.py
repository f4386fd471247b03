"""Moving one's second factor to another telephone: the new one proves itself before the old one is forgotten."""

from http import HTTPStatus

import structlog
from fastapi import APIRouter, Request, Response

from admin.auth import ConfirmedVisit, DeskHere, Visit
from admin.desk import Desk
from admin.forms import FormText
from admin.pages.login import TOO_MANY, Limits
from admin.panel_route import PanelRoute, see_other
from admin.second_factor import draw_secret, group_secret, propose_next_secret, replace_secret
from admin.templating import render
from storage.queries.officers import delete_sessions

WRONG_CODE = "Mã chưa đúng. Mời anh/chị xem lại ứng dụng trên máy mới rồi nhập mã đang hiện."

log = structlog.get_logger()
router = APIRouter(prefix="/admin/account/second-factor", route_class=PanelRoute)


@router.get("")
def show_enrolment(request: Request, desk: DeskHere, visit: ConfirmedVisit) -> Response:
    """Show the picture for the new telephone."""
    return _page(request, desk, visit)


@router.post("/enrol")
def enrol(request: Request, desk: DeskHere, visit: ConfirmedVisit, limits: Limits, code: FormText = "") -> Response:
    """Take the new telephone's first right code; the other sessions end."""
    officer = visit.officer
    if not limits.take_code(str(officer.id)):
        return _page(request, desk, visit, error=TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS)
    secret = propose_next_secret(desk.ledger.vault, visit.session.token_hash, officer)
    with desk.ledger.open() as unit:
        is_right = replace_secret(unit, officer, secret, code)
        if is_right:
            delete_sessions(unit.session, officer.id, keeping=visit.session.token_hash)
            who = f"officer:{officer.id.hex}"
            unit.audit("second_factor_reset", actor=who, about=who)
    if not is_right:
        log.warning("code_refused")
        return _page(request, desk, visit, error=WRONG_CODE, status=HTTPStatus.UNAUTHORIZED)
    limits.give_code_back(str(officer.id))
    return see_other("/admin/account?done=second-factor")


def _page(
    request: Request, desk: Desk, visit: Visit, *, error: str | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    secret = propose_next_secret(desk.ledger.vault, visit.session.token_hash, visit.officer)
    return render(
        request,
        "another_telephone.html",
        status=status,
        officer=visit.officer,
        error=error,
        secret=group_secret(secret),
        picture=draw_secret(secret, visit.officer),
    )
