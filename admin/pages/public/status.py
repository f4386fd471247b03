"""Tra cứu: how a report stands, told to whoever types its receipt code."""

from http import HTTPStatus
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from admin.desk import Desk
from admin.templating import render
from intake.address_hash import hash_address
from intake.public_status import NoStatus, tell_status
from intake.status import ReportStatus

REFUSED_CODES = {
    "mistyped": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown": HTTPStatus.NOT_FOUND,
    "too_many": HTTPStatus.TOO_MANY_REQUESTS,
}


def make_status_pages(desk: Desk) -> APIRouter:
    """Build the router of `/tra-cuu`."""
    router = APIRouter()

    @router.get("/tra-cuu")
    def ask(request: Request) -> HTMLResponse:
        return render(request, "public/status.html", problem=None, typed="")

    @router.post("/tra-cuu")
    def answer(request: Request, code: Annotated[str, Form()] = "") -> HTMLResponse:
        return _answer(desk, request, code)

    return router


def _answer(desk: Desk, request: Request, typed: str) -> HTMLResponse:
    address = request.client.host if request.client else ""
    told = tell_status(desk.inbox, typed, address_hash=hash_address(desk.ledger, address))
    if isinstance(told, NoStatus):
        status = REFUSED_CODES[told.why]
        return render(request, "public/status.html", status=status, problem=told.sentence, typed=typed)
    return render(
        request,
        "public/status_found.html",
        report=told,
        lines=_own_lines(told),
        code=typed.strip(),
        message_id=uuid4(),
    )


def _own_lines(told: ReportStatus) -> list[str]:
    """Give the summary without the officers' messages, which the page shows apart."""
    return told.summary.removesuffix("\n".join(told.officer_messages)).splitlines()
