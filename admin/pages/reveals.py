"""Who asked to see which reporter: the list, asking with a reason, and the second person's decision."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response

from admin.auth import ConfirmedVisit, CurrentOfficer, DeskHere
from admin.desk import Desk
from admin.forms import FormText
from admin.panel_route import PanelRoute, see_other
from admin.reveal_view import RevealView, view_reveal, view_reveals
from admin.templating import render
from intake.actions.reveal import ask_reveal, decide_reveal, find_open_reveal, find_reporter
from intake.errors import CaseNotFoundError, RevealBarredError, RevealNotFoundError
from intake.reveal_weeks import WEEK, list_weeks, monday_of
from intake.rights import rights_of, scope_of
from storage.database import Session
from storage.queries.cases import find_case
from storage.tables import Case, Officer, Reporter

SHORTEST_REASON = 20
LONGEST_REASON = 1000
WEEKS_SHOWN = 8
NOTICES = {
    "approved": "Đã đồng ý. Người đề nghị có 24 giờ để mở và xem một lần.",
    "refused": "Đã từ chối. Người đề nghị đọc được lời nhắn của anh/chị.",
    "before": "Đề nghị này đã có người quyết định trước đó.",
}
BARRED: Mapping[str, str] = {
    "changed": (
        "Trong 24 giờ qua, tài khoản của anh/chị hoặc của người đề nghị vừa được đặt lại đăng nhập hay đổi vai trò. "
        "Sau 24 giờ kể từ lúc ấy mới đề nghị và quyết định việc xem danh tính được."
    ),
    "invited_together": (
        "Anh/chị và người đề nghị vừa được cùng một quản trị viên mời vào trong 24 giờ qua. "
        "Mời một lãnh đạo khác quyết định."
    ),
}
OVERSEERS = frozenset({"decide_reveal", "read_audit"})

router = APIRouter(prefix="/admin", route_class=PanelRoute)


@router.get("/reveals")
def show_reveals(request: Request, desk: DeskHere, officer: CurrentOfficer, done: str = "") -> Response:
    """Show the requests this officer may see; heads and auditors also the counts of the last weeks."""
    rights = rights_of(officer)
    if not rights & (OVERSEERS | {"ask_reveal"}):
        raise RevealNotFoundError(UUID(int=0))
    now = desk.ledger.clock()
    first = monday_of(now) - WEEK * (WEEKS_SHOWN - 1)
    with desk.database.read() as session:
        views = view_reveals(session, officer, now=now)
        weeks = list_weeks(session, begins_at=first, weeks=WEEKS_SHOWN)
    return render(
        request,
        "reveals.html",
        officer=officer,
        open_ones=[view for view in views if view.reveal.status == "asked"],
        past_ones=[view for view in views if view.reveal.status != "asked"],
        weeks=[week for week in weeks if not week.is_quiet] if rights & OVERSEERS else None,
        weeks_shown=WEEKS_SHOWN,
        notice=NOTICES.get(done),
    )


@router.get("/cases/{case_id}/reveal/{alias}")
def show_ask(request: Request, desk: DeskHere, visit: ConfirmedVisit, case_id: UUID, alias: str) -> Response:
    """Show what asking means, and the form; whoever has asked already is led to his request."""
    return _ask_page(request, desk, visit.officer, case_id, alias)


@router.post("/cases/{case_id}/reveal/{alias}")
def ask(
    request: Request, desk: DeskHere, visit: ConfirmedVisit, case_id: UUID, *, alias: str, reason: FormText = ""
) -> Response:
    """Ask."""
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        error = "Mời anh/chị ghi lý do, từ 20 đến 1.000 ký tự."
        return _ask_page(request, desk, visit.officer, case_id, alias, error=error, typed=reason)
    try:
        with desk.ledger.open() as unit:
            reveal = ask_reveal(unit, officer=visit.officer, case_id=case_id, alias=alias, reason=reason)
            reveal_id = reveal.id
    except RevealBarredError as error:
        return _ask_page(request, desk, visit.officer, case_id, alias, error=BARRED[error.why], typed=reason)
    return see_other(f"/admin/reveals/{reveal_id}")


@router.get("/reveals/{reveal_id}/decide")
def show_decision(request: Request, desk: DeskHere, visit: ConfirmedVisit, reveal_id: UUID) -> Response:
    """Show a request to the second person."""
    view = _get_view(desk, visit.officer, reveal_id)
    if not view.may_decide:
        return see_other(f"/admin/reveals/{reveal_id}")
    return render(request, "reveal_decide.html", officer=visit.officer, view=view, error=None, typed="")


@router.post("/reveals/{reveal_id}/decide")
def decide(
    request: Request,
    desk: DeskHere,
    visit: ConfirmedVisit,
    reveal_id: UUID,
    *,
    decision: FormText = "",
    note: FormText = "",
) -> Response:
    """Approve or refuse; who is refused reads why."""
    error = _find_fault(decision, note)
    if error:
        return _refuse_decision(request, desk, visit.officer, reveal_id, error=error, typed=note)
    try:
        with desk.ledger.open() as unit:
            is_first = decide_reveal(
                unit, officer=visit.officer, reveal_id=reveal_id, is_approved=decision == "approve", note=note
            )
    except RevealBarredError as barred:
        return _refuse_decision(request, desk, visit.officer, reveal_id, error=BARRED[barred.why], typed=note)
    done = "before" if not is_first else "approved" if decision == "approve" else "refused"
    return see_other(f"/admin/reveals?done={done}")


def _refuse_decision(
    request: Request, desk: Desk, officer: Officer, reveal_id: UUID, *, error: str, typed: str
) -> Response:
    view = _get_view(desk, officer, reveal_id)
    if "decide_reveal" not in rights_of(officer):
        raise RevealNotFoundError(reveal_id)
    shown = {"officer": officer, "view": view, "error": error, "typed": typed}
    return render(request, "reveal_decide.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, **shown)


def _find_fault(decision: str, note: str) -> str | None:
    if decision not in {"approve", "refuse"}:
        return "Mời anh/chị chọn đồng ý hoặc không đồng ý."
    if decision == "refuse" and not note:
        return "Mời anh/chị ghi vì sao không đồng ý; người đề nghị sẽ đọc."
    if len(note) > LONGEST_REASON:
        return "Lời nhắn tối đa 1.000 ký tự."
    return None


def _get_view(desk: Desk, officer: Officer, reveal_id: UUID) -> RevealView:
    with desk.database.read() as session:
        view = view_reveal(session, officer, reveal_id, now=desk.ledger.clock())
    if view is None:
        raise RevealNotFoundError(reveal_id)
    return view


def _ask_page(
    request: Request,
    desk: Desk,
    officer: Officer,
    case_id: UUID,
    alias: str,
    *,
    error: str | None = None,
    typed: str = "",
) -> Response:
    with desk.database.read() as session:
        case, reporter = _get_askable(session, desk, officer, case_id, alias)
        known = find_open_reveal(session, officer, case, reporter, now=desk.ledger.clock())
    if known is not None:
        return see_other(f"/admin/reveals/{known.id}")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    shown = {"officer": officer, "case": case, "alias": alias, "forgotten_at": reporter.forgotten_at}
    return render(request, "reveal_ask.html", status=status, error=error, typed=typed, **shown)


def _get_askable(session: Session, desk: Desk, officer: Officer, case_id: UUID, alias: str) -> tuple[Case, Reporter]:
    case = find_case(session, scope_of(officer), case_id)
    reporter = find_reporter(session, desk.ledger.vault, case, alias) if case else None
    if case is None or reporter is None or "ask_reveal" not in rights_of(officer):
        raise CaseNotFoundError(case_id)
    return case, reporter
