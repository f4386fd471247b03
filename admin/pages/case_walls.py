"""Whom a case is kept from: the forms that build walls and take them down."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from admin.auth import CurrentOfficer, DeskHere
from admin.forms import FormText
from admin.pages.case_acts import CaseForm
from admin.panel_route import PanelRoute
from intake.actions.wall import build_wall, take_down_walls
from intake.unit_of_work import UnitOfWork

LONGEST_REASON = 300

router = APIRouter(prefix="/admin/cases/{case_id}/walls", route_class=PanelRoute)


@router.post("")
def build(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    case_id: UUID,
    *,
    authority: FormText = "",
    reason: FormText = "",
) -> Response:
    """Keep the case from an authority."""
    form = CaseForm(
        request, desk, officer, case_id, {"wall-authority": authority, "wall-reason": reason}, right="route"
    )
    if not reason or len(reason) > LONGEST_REASON:
        return form.refuse("Mời anh/chị ghi vì sao ngăn (tối đa 300 ký tự).")

    def act(unit: UnitOfWork) -> str:
        code = authority.partition(" ")[0]
        build_wall(unit, officer=officer, case_id=case_id, authority_code=code, reason=reason)
        return "wall"

    return form.carry_out(act)


@router.post("/down")
def take_down(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    case_id: UUID,
    *,
    authority: Annotated[list[str], Form(default_factory=list)],
    reason: FormText = "",
) -> Response:
    """Let authorities be told of the case again."""
    form = CaseForm(request, desk, officer, case_id, {"wall-down-reason": reason}, right="route")
    if not authority or not reason or len(reason) > LONGEST_REASON:
        return form.refuse("Mời anh/chị chọn đơn vị và ghi vì sao bỏ ngăn (tối đa 300 ký tự).")

    def act(unit: UnitOfWork) -> str:
        take_down_walls(unit, officer=officer, case_id=case_id, authority_codes=authority, reason=reason)
        return "wall-down"

    return form.carry_out(act)
