"""The web chat as JSON and events: start, send, read, end, ask by receipt code."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse

from bot.web_events import LONGEST_WAIT_SECONDS, describe_line, stream_events, wait_for_news
from bot.web_problem import ProblemRoute, RefusalError
from bot.web_request import WebMessage, get_address, get_token, read_message, read_object
from intake import web_phrases
from intake.address_hash import hash_address
from intake.chat import COOKIE, ChatUnknownError, end_chat, get_chat, read_chat, start_chat
from intake.chat_limits import ChatLimits
from intake.inbox import Inbox, receive
from intake.messages import IncomingFile, IncomingMessage
from intake.public_status import NoStatus, tell_status
from intake.status import ReportStatus

Place = Annotated[int, Query(ge=0, le=2**31 - 1)]
Seconds = Annotated[float, Query(ge=0, le=3600)]
REFUSED_CODES = {
    "mistyped": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown": HTTPStatus.NOT_FOUND,
    "too_many": HTTPStatus.TOO_MANY_REQUESTS,
}
WRONG_CODES_FORGOTTEN_SECONDS = 3600


def make_web_chat_router(inbox: Inbox) -> APIRouter:
    """Build the router of `/api/v1/chat` and `/api/v1/status`."""
    router = APIRouter(prefix="/api/v1", route_class=ProblemRoute)
    limits = ChatLimits()

    @router.post("/chat")
    async def start(request: Request) -> Response:
        return await _start(inbox, limits, request)

    @router.post("/chat/messages")
    async def send(request: Request) -> Response:
        return await _send(inbox, limits, request)

    @router.get("/chat/messages")
    async def read(request: Request, after: Place = 0, wait: Seconds = 0) -> Response:
        return await _read(inbox, get_token(request), after=after, wait=min(wait, LONGEST_WAIT_SECONDS))

    @router.get("/chat/stream")
    async def stream(
        request: Request, after: Place = 0, last_event_id: Annotated[str, Header()] = ""
    ) -> StreamingResponse:
        is_place = last_event_id.isascii() and last_event_id.isdecimal() and len(last_event_id) < len(str(2**31))
        return await _stream(inbox, get_token(request), after=int(last_event_id) if is_place else after)

    @router.post("/chat/end")
    async def end(request: Request) -> Response:
        return await _end(inbox, request)

    @router.post("/status")
    async def status(request: Request) -> Response:
        return await _status(inbox, request)

    return router


async def _start(inbox: Inbox, limits: ChatLimits, request: Request) -> Response:
    address = hash_address(inbox.ledger, get_address(request))
    if seconds := limits.take_start(address):
        raise RefusalError(HTTPStatus.TOO_MANY_REQUESTS, web_phrases.CHATS_TOO_MANY, retry_after=seconds)
    token = await asyncio.to_thread(start_chat, inbox.ledger)
    response = JSONResponse({"token": token}, status_code=HTTPStatus.CREATED)
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="strict")
    return response


async def _send(inbox: Inbox, limits: ChatLimits, request: Request) -> Response:
    token = get_token(request)
    chat = await asyncio.to_thread(get_chat, inbox.ledger, token)
    if seconds := limits.take_message(chat.hex):
        raise RefusalError(HTTPStatus.TOO_MANY_REQUESTS, web_phrases.MESSAGES_TOO_MANY, retry_after=seconds)
    said = await read_message(request)
    await asyncio.to_thread(receive, inbox, _incoming(inbox, token, chat.hex, said))
    return JSONResponse({"id": str(said.id)}, status_code=HTTPStatus.ACCEPTED)


def _incoming(inbox: Inbox, token: str, chat: str, said: WebMessage) -> IncomingMessage:
    return IncomingMessage(
        channel="web",
        external_id=f"{chat}:{said.id}",  # two chats may choose the same id
        account=token,
        text=said.text,
        button=said.button,
        files=tuple(IncomingFile(content=content) for content in said.files),
        received_at=inbox.ledger.clock(),
    )


async def _read(inbox: Inbox, token: str, *, after: int, wait: float) -> Response:
    chat = await asyncio.to_thread(get_chat, inbox.ledger, token)
    lines = await asyncio.to_thread(read_chat, inbox.ledger, chat, after=after)
    if not lines and wait and await wait_for_news(inbox.ledger, token, after=after, seconds=wait):
        lines = await asyncio.to_thread(read_chat, inbox.ledger, chat, after=after)
    return JSONResponse({"messages": [describe_line(line) for line in lines]})


async def _stream(inbox: Inbox, token: str, *, after: int) -> StreamingResponse:
    chat = await asyncio.to_thread(get_chat, inbox.ledger, token)
    await asyncio.to_thread(read_chat, inbox.ledger, chat, after=after)  # what the request says it has read, it has
    events = stream_events(inbox.ledger, token, chat, after=after)
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _end(inbox: Inbox, request: Request) -> Response:
    response = Response(status_code=HTTPStatus.NO_CONTENT)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    try:
        await asyncio.to_thread(end_chat, inbox.ledger, get_token(request))
    except ChatUnknownError:
        return response  # it is what was asked for: no way leads to a chat from here
    return response


async def _status(inbox: Inbox, request: Request) -> Response:
    code = (await read_object(request)).get("code")
    if not isinstance(code, str):
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, web_phrases.CODE_MISSING)
    address = hash_address(inbox.ledger, get_address(request))
    told = await asyncio.to_thread(tell_status, inbox, code, address_hash=address)
    if isinstance(told, NoStatus):
        pause = WRONG_CODES_FORGOTTEN_SECONDS if told.why == "too_many" else None
        raise RefusalError(REFUSED_CODES[told.why], told.sentence, retry_after=pause)
    return JSONResponse(_describe_status(told))


def _describe_status(status: ReportStatus) -> dict[str, Any]:
    return {
        "status": status.status,
        "authority": status.authority,
        "due_at": status.due_at,
        "seen_at": status.seen_at,
        "officer_messages": list(status.officer_messages),
        "summary": status.summary,
    }
