"""Tra cứu: how a report stands, and what its holder may ask about the data; a receipt code travels in bodies only."""

from http import HTTPStatus
from typing import Annotated, cast, get_args
from uuid import uuid4

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from admin.desk import Desk
from admin.forms import FormText
from admin.templating import render
from intake import rights_phrases
from intake.address_hash import hash_address
from intake.public_status import LONGEST_WORDS, Act, NoStatus, act_by_code, tell_status
from intake.status import ReportStatus

REFUSED_CODES = {
    "mistyped": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown": HTTPStatus.NOT_FOUND,
    "too_many": HTTPStatus.TOO_MANY_REQUESTS,
}
DATA_ACTS = ("see", "correct", "delete")


def make_status_pages(desk: Desk) -> APIRouter:
    """Build the router of `/tra-cuu`."""
    router = APIRouter(prefix="/tra-cuu")

    @router.get("")
    def ask(request: Request) -> HTMLResponse:
        return render(request, "public/status.html", problem=None, typed="")

    @router.post("")
    def answer(request: Request, code: Annotated[str, Form()] = "") -> HTMLResponse:
        return _answer(desk, request, code)

    @router.post("/hoi-lai")
    def confirm(request: Request, code: Annotated[str, Form()] = "", act: FormText = "") -> HTMLResponse:
        return _confirm(desk, request, code, _read_act(act))

    @router.post("/lam")
    def carry_out(
        request: Request, code: Annotated[str, Form()] = "", act: FormText = "", words: FormText = ""
    ) -> HTMLResponse:
        return _carry_out(desk, request, code, _read_act(act), words)

    return router


def _answer(desk: Desk, request: Request, typed: str) -> HTMLResponse:
    told = tell_status(desk.inbox, typed, address_hash=_asker(desk, request))
    if isinstance(told, NoStatus):
        return _refuse(request, told, typed)
    return render(
        request,
        "public/status_found.html",
        report=told,
        lines=_own_lines(told),
        code=typed.strip(),
        message_id=uuid4(),
        data_acts=() if told.is_erased else DATA_ACTS,
        titles=rights_phrases.ACT_TITLES,
    )


def _confirm(desk: Desk, request: Request, typed: str, act: Act, *, problem: str | None = None) -> HTMLResponse:
    """Say what the act means; nothing is done yet."""
    told = tell_status(desk.inbox, typed, address_hash=_asker(desk, request))
    if isinstance(told, NoStatus):
        return _refuse(request, told, typed)
    return render(
        request,
        "public/status_confirm.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        act=act,
        title=rights_phrases.ACT_TITLES[act],
        words=rights_phrases.ACT_WORDS[act],
        button=rights_phrases.ACT_BUTTONS[act],
        code=typed.strip(),
        problem=problem,
        longest_words=LONGEST_WORDS,
    )


def _carry_out(desk: Desk, request: Request, typed: str, act: Act, words: str) -> HTMLResponse:
    if act == "correct" and not 0 < len(words) <= LONGEST_WORDS:
        return _confirm(desk, request, typed, act, problem=rights_phrases.CORRECTION_MISSING)
    told = act_by_code(desk.inbox, typed, act=act, words=words, address_hash=_asker(desk, request))
    if isinstance(told, NoStatus):
        return _refuse(request, told, typed)
    title = rights_phrases.ACT_TITLES[act]
    return render(request, "public/status_done.html", title=title, lines=told.splitlines(), code=typed.strip())


def _refuse(request: Request, told: NoStatus, typed: str) -> HTMLResponse:
    status = REFUSED_CODES[told.why]
    return render(request, "public/status.html", status=status, problem=told.sentence, typed=typed)


def _read_act(act: str) -> Act:
    if act not in get_args(Act):
        raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY)
    return cast("Act", act)


def _asker(desk: Desk, request: Request) -> str:
    return hash_address(desk.ledger, request.client.host if request.client else "")


def _own_lines(told: ReportStatus) -> list[str]:
    """Give the summary without the officers' messages, which the page shows apart."""
    return told.summary.removesuffix("\n".join(told.officer_messages)).splitlines()
