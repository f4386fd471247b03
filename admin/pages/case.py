"""The page of a case: what was reported and found, where it went, what happened, and what to do now."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response

from admin.auth import CurrentOfficer, DeskHere
from admin.case_view import view_case
from admin.desk import Desk
from admin.panel_route import PanelRoute
from admin.templating import render
from admin.titles import OUTCOME_CHOICES, STATUS_TITLES
from intake.case_lifecycle import NEXT
from intake.errors import CaseNotFoundError
from intake.phrases import URGENCY_TITLES
from intake.rights import rights_of, scope_of
from storage.queries.cases import find_case
from storage.tables import Case, Officer

DONE: dict[str, str] = {
    "acknowledge": "Đã ghi nhận: vụ việc đang được xử lý. Người báo tin sẽ được nhắn.",
    "reroute": "Đã chuyển tới cơ quan anh/chị chọn. Đường dẫn của cơ quan trước (nếu có) đã đóng.",
    "close": "Đã khép lại vụ việc. Người báo tin sẽ được nhắn kết quả.",
    "write": "Đã gửi lời nhắn tới người báo.",
    "write-nobody": "Không còn tin nào chưa rút, nên lời nhắn không tới ai.",
}

router = APIRouter(prefix="/admin/cases", route_class=PanelRoute)


@router.get("/{case_id}")
def show_case(request: Request, desk: DeskHere, officer: CurrentOfficer, case_id: UUID, done: str = "") -> Response:
    """Show a case of the officer's scope."""
    return case_page(request, desk, officer, case_id, notice=DONE.get(done))


def case_page(
    request: Request,
    desk: Desk,
    officer: Officer,
    case_id: UUID,
    *,
    notice: str | None = None,
    error: str | None = None,
    typed: dict[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """Render the page; `error` says what was refused and `typed` what the officer had filled in."""
    with desk.database.read() as session:
        case = find_case(session, scope_of(officer), case_id)
        if case is None:
            raise CaseNotFoundError(case_id)
        scope = scope_of(officer)
        vault = desk.ledger.vault
        view = view_case(session, vault, case, now=desk.ledger.clock(), hides_reporter=scope.content != "whole")
    return render(
        request,
        "case.html",
        status=status,
        officer=officer,
        view=view,
        case=case,
        acts=possible_acts(officer, case),
        status_title=STATUS_TITLES[case.status],
        urgency_title=URGENCY_TITLES[case.urgency],
        outcomes=OUTCOME_CHOICES,
        authorities=desk.inbox.registry.today().values(),
        notice=notice,
        error=error,
        typed=typed or {},
    )


def possible_acts(officer: Officer, case: Case) -> frozenset[str]:
    """Say which forms make sense for this officer and case; the actions check again."""
    rights = rights_of(officer)
    if "act" not in rights:
        return frozenset()
    moves = {"acknowledged": "acknowledge", "closed": "close"}
    acts = {act for status, act in moves.items() if status in NEXT[case.status]}
    if "route" in rights and "referred" in NEXT[case.status]:
        acts.add("reroute")
    return frozenset(acts | {"write"})
