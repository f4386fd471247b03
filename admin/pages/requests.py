"""What reporters ask about their own data: what waits for an officer, the nearest deadline first, and the answer."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import cast
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from admin.auth import CurrentOfficer, DeskHere
from admin.desk import Desk
from admin.forms import FormText
from admin.paging import read_page
from admin.panel_route import PanelRoute, see_other
from admin.templating import render
from admin.titles import REQUEST_KIND_TITLES
from intake.answer_requests import Decision, answer_request
from intake.audit_viewing import note_look
from intake.rights import rights_of, scope_of
from storage.queries.requests import count_open_requests, list_open_requests
from storage.tables import Case, Officer, PersonRequest
from storage.vault import Vault

PAGE_SIZE = 50
LONGEST_ANSWER = 3000  # Telegram takes 4096 characters, our own words before it included
NOTICES = {
    "answered": "Đã trả lời. Người báo đọc được trong cuộc trò chuyện của mình, hoặc ở trang Tra cứu bằng mã tiếp nhận.",
    "before": "Yêu cầu này đã có người trả lời trước đó.",
}
DECISIONS = ("done", "refused")

router = APIRouter(prefix="/admin/requests", route_class=PanelRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request as its officer reads it; `words` are the reporter's own."""

    id: UUID
    case_id: UUID
    case_number: str
    kind: str
    title: str
    words: str | None
    filed_at: datetime
    due_at: datetime
    is_overdue: bool


@router.get("")
def show_requests(
    request: Request, desk: DeskHere, officer: CurrentOfficer, page: str = "1", done: str = ""
) -> Response:
    """Show what waits."""
    return _page(request, desk, officer, page=read_page(page), notice=NOTICES.get(done))


@router.post("/{request_id}/answer")
def answer(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    request_id: UUID,
    *,
    decision: FormText = "",
    answer: FormText = "",
) -> Response:
    """Answer one; a granted deletion is carried out."""
    _check_may_answer(officer)
    if decision not in DECISIONS or not answer or len(answer) > LONGEST_ANSWER:
        error = "Mời anh/chị chọn làm được hay không, và ghi câu trả lời hoặc lý do (tối đa 3.000 ký tự)."
        typed = {"id": str(request_id), "decision": decision, "answer": answer}
        return _page(request, desk, officer, error=error, typed=typed)
    with desk.ledger.open() as unit:
        is_answered = answer_request(
            unit, officer=officer, request_id=request_id, decision=cast("Decision", decision), answer=answer
        )
    return see_other(f"/admin/requests?done={'answered' if is_answered else 'before'}")


def _check_may_answer(officer: Officer) -> None:
    if "answer_requests" not in rights_of(officer):
        raise HTTPException(HTTPStatus.NOT_FOUND)


def _page(
    request: Request,
    desk: Desk,
    officer: Officer,
    *,
    page: int = 1,
    notice: str | None = None,
    error: str | None = None,
    typed: dict[str, str] | None = None,
) -> Response:
    _check_may_answer(officer)
    scope, now = scope_of(officer), desk.ledger.clock()
    with desk.database.read() as session:
        total = count_open_requests(session, scope)
        found = list_open_requests(session, scope, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    for one, _report, case in found:
        note_look(desk.ledger, officer, "request_viewed", about=f"request:{one.id.hex}", case=case.number)
    return render(
        request,
        "requests.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
        officer=officer,
        rows=[_row(desk.ledger.vault, one, case, now=now) for one, _report, case in found],
        total=total,
        page=page,
        has_more=total > page * PAGE_SIZE,
        longest_answer=LONGEST_ANSWER,
        notice=notice,
        error=error,
        typed=typed or {},
    )


def _row(vault: Vault, one: PersonRequest, case: Case, *, now: datetime) -> RequestRow:
    return RequestRow(
        id=one.id,
        case_id=case.id,
        case_number=case.number,
        kind=one.kind,
        title=REQUEST_KIND_TITLES[one.kind],
        words=vault.unwrap_text(one.words_wrapped) if one.words_wrapped else None,
        filed_at=one.filed_at,
        due_at=one.due_at,
        is_overdue=one.due_at < now,
    )
