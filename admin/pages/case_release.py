"""What an authority gets to read of a case: the form that covers words and lets texts and pictures out."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from admin.auth import CurrentOfficer, DeskHere
from admin.forms import FormText
from admin.pages.case_acts import CaseForm
from admin.panel_route import PanelRoute
from intake.actions.release import Release, release_case
from intake.errors import WordsNotFoundError
from intake.unit_of_work import UnitOfWork

MOST_WORDS = 30
_MASK = re.compile(r"([0-9a-f]{32})\.([0-9]{1,7})\.([0-9]{1,7})")

router = APIRouter(prefix="/admin/cases/{case_id}", route_class=PanelRoute)


@router.post("/release")
def release(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    case_id: UUID,
    *,
    step: FormText = "",
    cover: FormText = "",
    uncover: Annotated[list[str], Form(default_factory=list)],
    text: Annotated[list[UUID], Form(default_factory=list)],
    picture: Annotated[list[UUID], Form(default_factory=list)],
) -> Response:
    """Change what is covered (`step=mask`), or do so and let out what is ticked (`step=release`)."""
    form = CaseForm(
        request, desk, officer, case_id, {"cover": cover, "picture": " ".join(map(str, picture))}, right="release"
    )
    words = [line.strip() for line in cover.splitlines() if line.strip()]
    masks = [(UUID(found[1]), int(found[2]), int(found[3])) for one in uncover if (found := _MASK.fullmatch(one))]
    if len(words) > MOST_WORDS:
        return form.refuse(f"Mỗi lần che thêm được nhiều nhất {MOST_WORDS} dòng.")
    if step != "release" and not (words or masks):
        return form.refuse("Mời anh/chị ghi chữ cần che, hoặc chọn chỗ máy che nhầm.")
    if step == "release" and not (text or picture):
        return form.refuse("Mời anh/chị chọn lời kể hoặc ảnh cho cơ quan xem.")
    wanted = Release(
        cover=words,
        uncover=masks,
        texts=text if step == "release" else (),
        pictures=picture if step == "release" else (),
    )

    def act(unit: UnitOfWork) -> str:
        release_case(unit, officer=officer, case_id=case_id, release=wanted)
        return "release" if step == "release" else "mask"

    try:
        return form.carry_out(act)
    except WordsNotFoundError as error:
        return form.refuse(f"Không thấy “{error.words}” trong lời kể nào, nên chưa đổi gì và chưa cho ai xem.")
