"""What the machine understood of a report, corrected by an officer of the house."""

from collections.abc import Collection, Iterable
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from admin.auth import CurrentOfficer, DeskHere
from admin.correction_view import NO_REPORT
from admin.forms import FormText
from admin.pages.case_acts import CaseForm
from admin.panel_route import PanelRoute
from intake.actions.correct import correct_report
from intake.errors import ReportGoneError
from intake.phrases import URGENCY_TITLES
from intake.understood import Understood
from intake.unit_of_work import UnitOfWork
from nlp.circumstances import CIRCUMSTANCES
from nlp.labels import LABELS
from nlp.product_groups import PRODUCT_GROUPS

NOT_OF_THE_LIST = "Có lựa chọn không nằm trong danh sách. Mời anh/chị tải lại trang rồi chọn lại."
GONE = "Tin này đã được rút hoặc xoá, nên không sửa được nữa."

router = APIRouter(prefix="/admin/cases/{case_id}", route_class=PanelRoute)


@router.post("/correct")
def correct(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    case_id: UUID,
    *,
    report: FormText = "",
    label: Annotated[list[str], Form(default_factory=list)],
    no_report: FormText = "",
    product_group: FormText = "",
    urgency: FormText = "",
    circumstance: Annotated[list[str], Form(default_factory=list)],
) -> Response:
    """Let the officer's choices count for a report."""
    typed = {"report": report, "label": " ".join(label), "circumstance": " ".join(circumstance)}
    typed |= {"no_report": no_report, "product_group": product_group, "urgency": urgency}
    form = CaseForm(request, desk, officer, case_id, typed, right="correct")
    report_id = _read_id(report)
    means = Understood(
        labels=_in_order(label, LABELS),
        product_group=product_group or None,
        urgency=urgency,
        circumstances=_in_order(circumstance, CIRCUMSTANCES),
    )
    fault = _find_fault(means, typed)
    if report_id is None or fault:
        return form.refuse(fault or NOT_OF_THE_LIST)

    def act(unit: UnitOfWork) -> str:
        is_guarded = correct_report(unit, officer=officer, case_id=case_id, report_id=report_id, means=means)
        return "correct-guarded" if is_guarded else "correct"

    try:
        return form.carry_out(act)
    except ReportGoneError:
        return form.refuse(GONE, HTTPStatus.CONFLICT)


def _find_fault(means: Understood, typed: dict[str, str]) -> str | None:
    """Say what is wrong with the choices."""
    is_listed = (
        set(typed["label"].split()) <= set(LABELS)
        and set(typed["circumstance"].split()) <= set(CIRCUMSTANCES)
        and means.product_group in {None, *PRODUCT_GROUPS}
        and means.urgency in URGENCY_TITLES
    )
    if not is_listed:
        return NOT_OF_THE_LIST
    if means.labels and typed["no_report"]:
        return f"Anh/chị vừa chọn nội dung vừa chọn “{NO_REPORT}”. Mời bỏ một trong hai."
    if not means.labels and not typed["no_report"]:
        return f"Mời anh/chị chọn ít nhất một nội dung, hoặc chọn “{NO_REPORT}”."
    return None


def _in_order(chosen: Iterable[str], listed: Collection[str]) -> tuple[str, ...]:
    given = set(chosen)
    return tuple(one for one in listed if one in given)


def _read_id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
