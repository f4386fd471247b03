"""What an authority opens without an account: one referral by its link; the token travels in fragment and bodies only."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from admin.auth import DeskHere
from admin.templating import render
from intake.actions.answer import answer_referral, open_referral
from intake.errors import ReferralNotFoundError
from intake.referral_view import ReferralView
from intake.wording import say_time

router = APIRouter()


class LinkOpened(BaseModel):
    """What the page sends to look."""

    token: str = Field(min_length=1, max_length=200)


class LinkActed(LinkOpened):
    """What the page sends to act."""

    act: Literal["seen", "accept"]


@router.get("/r")
def show_link_page(request: Request) -> Response:
    """Show the empty page; its script reads the token from the fragment."""
    return render(request, "referral_link.html")


@router.post("/r/open")
def open_link(desk: DeskHere, opened: LinkOpened) -> Response:
    """Show the referral of a token."""
    try:
        with desk.ledger.open() as unit:
            view = open_referral(unit, token=opened.token)
    except ReferralNotFoundError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    return JSONResponse(_show(view))


@router.post("/r/act")
def act_on_link(desk: DeskHere, acted: LinkActed) -> Response:
    """Note that the authority saw or accepted the referral; a sensitive one is acted on after a log-in only."""
    try:
        with desk.ledger.open() as unit:
            view = open_referral(unit, token=acted.token)
            if not view.is_sensitive:
                view = answer_referral(unit, token=acted.token, act=acted.act)
    except ReferralNotFoundError:
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
    return JSONResponse(_show(view))


def _show(view: ReferralView) -> dict[str, Any]:
    if view.is_sensitive:
        return {"is_sensitive": True, "case_number": view.case_number}
    texts = [
        {"title": one.title, "told_at": say_time(one.told_at), "text": one.text, "pictures": len(one.pictures)}
        for one in view.texts
    ]
    times = {"due_at": say_time(view.due_at), "opened_at": say_time(view.opened_at)}
    return asdict(view) | times | {"texts": texts}
