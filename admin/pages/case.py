"""The page of a case: what was reported and found, where it went, what happened, and what to do now."""

from http import HTTPStatus
from typing import assert_never
from uuid import UUID

from fastapi import APIRouter, Request, Response

from admin.auth import CurrentOfficer, DeskHere
from admin.case_view import CaseView, view_case
from admin.correction_view import CORRECTION_CHOICES
from admin.desk import Desk
from admin.outside_view import AuthorityCaseView, BareCaseView, view_barely, view_for_authority
from admin.panel_route import PanelRoute
from admin.reveal_view import list_askable
from admin.templating import render
from admin.titles import OUTCOME_CHOICES, STATUS_TITLES
from intake.audit_viewing import note_look
from intake.case_lifecycle import NEXT
from intake.errors import CaseNotFoundError
from intake.phrases import URGENCY_TITLES
from intake.rights import rights_of, scope_of
from storage.database import Session
from storage.queries.cases import find_case
from storage.tables import Case, Officer

DONE: dict[str, str] = {
    "acknowledge": "Đã ghi nhận: vụ việc đang được xử lý. Người báo tin sẽ được nhắn.",
    "reroute": "Đã chuyển tới cơ quan anh/chị chọn. Đường dẫn của cơ quan trước (nếu có) đã đóng.",
    "close": "Đã khép lại vụ việc. Người báo tin sẽ được nhắn kết quả.",
    "write": "Đã gửi lời nhắn tới người báo.",
    "mask": "Đã đổi phần che. Anh/chị xem lại lời kể bên dưới trước khi cho cơ quan xem.",
    "release": "Đã cho cơ quan xem phần anh/chị chọn. Không gửi thêm thư; cơ quan thấy ở đường dẫn và trang cán bộ.",
    "correct": "Đã ghi phần anh/chị sửa; điều máy hiểu vẫn được giữ bên cạnh. Cơ quan nhận không tự đổi theo.",
    "correct-guarded": "Đã ghi. Vụ việc nói về cán bộ nên được giữ lại và thu hồi lời kể, ảnh; đơn vị bị nhắc tên đã được ngăn.",
    "wall": "Đã ngăn. Cán bộ của đơn vị này không thấy vụ việc, ảnh và đường dẫn.",
    "wall-down": "Đã bỏ ngăn. Chưa có gì được gửi đi.",
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
    note_look(desk.ledger, officer, "case_viewed", about=f"case:{case_id.hex}")
    with desk.database.read() as session:
        template, view = _view(session, desk, officer, case)
        askable = list_askable(session, desk.ledger.vault, officer, case)
    return render(
        request,
        template,
        status=status,
        officer=officer,
        view=view,
        case=case,
        acts=possible_acts(officer, case),
        askable=askable,
        status_title=STATUS_TITLES[case.status],
        urgency_title=URGENCY_TITLES[case.urgency],
        outcomes=OUTCOME_CHOICES,
        choices=CORRECTION_CHOICES,
        authorities=desk.inbox.registry.today().values(),
        notice=notice,
        error=error,
        typed=typed or {},
    )


def _view(
    session: Session, desk: Desk, officer: Officer, case: Case
) -> tuple[str, CaseView | AuthorityCaseView | BareCaseView]:
    """Look at a case as far as the officer may; gives the page's template too."""
    scope, now = scope_of(officer), desk.ledger.clock()
    match scope.content:
        case "whole":
            return "case.html", view_case(session, desk.ledger.vault, case, now=now)
        case "masked":
            code = scope.authority_code or ""
            return "case_outside.html", view_for_authority(session, case, authority_code=code, now=now)
        case "none":
            return "case_bare.html", view_barely(session, case, now=now)
        case _:
            assert_never(scope.content)


def possible_acts(officer: Officer, case: Case) -> frozenset[str]:
    """Say which forms make sense for this officer and case; the actions check again."""
    rights = rights_of(officer)
    if "act" not in rights:
        return frozenset()
    moves = {"acknowledged": "acknowledge", "closed": "close"}
    acts = {act for status, act in moves.items() if status in NEXT[case.status]}
    if "route" in rights and "referred" in NEXT[case.status]:
        acts.add("reroute")
    acts |= {
        act for act, right in (("wall", "route"), ("release", "release"), ("correct", "correct")) if right in rights
    }
    return frozenset(acts | {"write"})
