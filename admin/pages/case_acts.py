"""What officers do on the page of a case: one form, one address, one action each; then back to the page."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response

from admin.auth import CurrentOfficer, DeskHere
from admin.desk import Desk
from admin.forms import FormText
from admin.pages.case import case_page
from admin.panel_route import PanelRoute, see_other
from admin.titles import STATUS_TITLES
from intake.actions.triage import acknowledge_case, close_case, reroute_case, write_to_reporter
from intake.errors import AuthorityUnknownError, AuthorityWalledError, CaseMoveError, CaseNotFoundError
from intake.rights import Right, rights_of
from intake.unit_of_work import UnitOfWork
from storage.tables import Officer
from storage.tables.case import OUTCOMES

LONGEST_REASON = 1000
LONGEST_TEXT = 3500  # Telegram takes 4096 characters, our own words before it included

router = APIRouter(prefix="/admin/cases/{case_id}", route_class=PanelRoute)


@dataclass(frozen=True, slots=True)
class CaseForm:
    """A form an officer sent about a case; whoever lacks the right hears nothing of what is wrong with it."""

    request: Request
    desk: Desk
    officer: Officer
    case_id: UUID
    typed: dict[str, str]
    right: Right = "act"

    def refuse(self, error: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> Response:
        """Show the page again with what is wrong and what was typed; raises CaseNotFoundError without the right."""
        if self.right not in rights_of(self.officer):
            raise CaseNotFoundError(self.case_id)
        return case_page(
            self.request, self.desk, self.officer, self.case_id, error=error, typed=self.typed, status=status
        )

    def carry_out(self, act: Callable[[UnitOfWork], str]) -> Response:
        """Act in one transaction, then lead back; `act` returns what is said there."""
        try:
            with self.desk.ledger.open() as unit:
                done = act(unit)
        except CaseMoveError as error:
            said = f"Vụ việc lúc này “{STATUS_TITLES[error.from_status].lower()}”, nên không làm bước này được nữa."
            return self.refuse(f"{said} Có thể một cán bộ khác vừa xử lý.", HTTPStatus.CONFLICT)
        except AuthorityUnknownError:
            return self.refuse("Chưa khớp cơ quan nào. Mời anh/chị chọn một dòng trong danh sách gợi ý.")
        except AuthorityWalledError:
            said = "Không chuyển tới cơ quan này được: vụ việc nói về chính đơn vị ấy, và đang được ngăn không cho họ biết."
            return self.refuse(
                f"{said} Mời anh/chị chọn cơ quan khác, hoặc bỏ ngăn nếu ngăn nhầm.", HTTPStatus.CONFLICT
            )
        return see_other(f"/admin/cases/{self.case_id}?done={done}")


@router.post("/acknowledge")
def acknowledge(request: Request, desk: DeskHere, officer: CurrentOfficer, case_id: UUID) -> Response:
    """Note that somebody works on it."""

    def act(unit: UnitOfWork) -> str:
        acknowledge_case(unit, officer=officer, case_id=case_id)
        return "acknowledge"

    return CaseForm(request, desk, officer, case_id, {}).carry_out(act)


@router.post("/reroute")
def reroute(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    case_id: UUID,
    *,
    authority: FormText = "",
    reason: FormText = "",
) -> Response:
    """Send the case to another authority, or release a held one."""
    code = authority.partition(" ")[0]
    form = CaseForm(request, desk, officer, case_id, {"authority": authority, "reason": reason}, right="route")
    if not reason or len(reason) > LONGEST_REASON:
        return form.refuse("Mời anh/chị ghi lý do chuyển (tối đa 1.000 ký tự); người báo sẽ đọc lý do này.")

    def act(unit: UnitOfWork) -> str:
        reroute_case(unit, officer=officer, case_id=case_id, authority_code=code, reason=reason)
        return "reroute"

    return form.carry_out(act)


@router.post("/close")
def close(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    case_id: UUID,
    *,
    outcome: FormText = "",
    note: FormText = "",
) -> Response:
    """Close the case with an outcome."""
    form = CaseForm(request, desk, officer, case_id, {"outcome": outcome, "note": note})
    if outcome not in OUTCOMES:
        return form.refuse("Mời anh/chị chọn kết quả trước khi khép lại.")
    if len(note) > LONGEST_REASON:
        return form.refuse("Lời nhắn kèm kết quả tối đa 1.000 ký tự.")

    def act(unit: UnitOfWork) -> str:
        close_case(unit, officer=officer, case_id=case_id, outcome=outcome, note=note)
        return "close"

    return form.carry_out(act)


@router.post("/write")
def write(request: Request, desk: DeskHere, officer: CurrentOfficer, case_id: UUID, text: FormText = "") -> Response:
    """Write to everyone who reported the case."""
    form = CaseForm(request, desk, officer, case_id, {"text": text})
    if not text or len(text) > LONGEST_TEXT:
        return form.refuse("Mời anh/chị viết lời nhắn (tối đa 3.500 ký tự).")

    def act(unit: UnitOfWork) -> str:
        return "write" if write_to_reporter(unit, officer=officer, case_id=case_id, text=text) else "write-nobody"

    return form.carry_out(act)
