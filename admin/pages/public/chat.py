"""The citizens' first page: what this is, the chat itself, and its form for browsers without JavaScript."""

import asyncio
import hashlib
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from admin.desk import Desk
from admin.pages.public.chat_lines import show_lines
from admin.templating import render
from intake import phrases, web_phrases
from intake.address_hash import hash_address
from intake.chat import (
    COOKIE,
    ChatLine,
    ChatUnknownError,
    end_chat,
    get_chat,
    list_live_payloads,
    peek_chat,
    read_chat,
    start_chat,
)
from intake.chat_limits import MOST_BYTES_TOGETHER, MOST_FILE_BYTES, MOST_FILES, ChatLimits, find_excess
from intake.inbox import receive
from intake.messages import IncomingFile, IncomingMessage
from intake.unit_of_work import Ledger

MOST_FIELD_BYTES = 1_000_000  # 200,000 Vietnamese characters as UTF-8, with room to say that more is too long
MOST_FIELDS = 20
HIGHEST_SEQ = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the form brought: words and files, or else a pressed button."""

    message_id: UUID
    seen: int
    text: str
    button: str | None
    files: tuple[bytes, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the button was pressed with nothing to say."""
        return not (self.text.strip() or self.button or self.files)


class RefusedError(Exception):
    """The form cannot be taken; the sentence goes above it, and what was typed stays in it."""

    def __init__(self, status: HTTPStatus, sentence: str, *, typed: str = "") -> None:
        """Keep what the page shows."""
        super().__init__(status.phrase)
        self.status = status
        self.sentence = sentence
        self.typed = typed


def make_chat_pages(desk: Desk) -> APIRouter:
    """Build the router of `/` and of the chat's forms."""
    router = APIRouter()
    limits = ChatLimits()

    @router.get("/")
    def show(request: Request) -> HTMLResponse:
        return _page(desk, request)

    @router.post("/chat")
    async def send(request: Request) -> Response:
        try:
            return await _send(desk, limits, request)
        except RefusedError as refused:
            return await asyncio.to_thread(_page, desk, request, refused=refused)

    @router.post("/chat/xoa")
    def forget(request: Request) -> Response:
        return _forget(desk, request)

    return router


def _page(desk: Desk, request: Request, *, refused: RefusedError | None = None) -> HTMLResponse:
    lines: list[ChatLine] = []
    live: frozenset[str] = frozenset()
    has_chat = True
    try:
        chat = get_chat(desk.ledger, request.cookies.get(COOKIE, ""))
        lines = _read_whole(desk.ledger, chat)
        live = list_live_payloads(desk.ledger, chat, lines)
    except ChatUnknownError:
        has_chat = False
    return render(
        request,
        "public/chat.html",
        status=refused.status if refused else HTTPStatus.OK,
        lines=show_lines(lines, live, now=desk.ledger.clock()),
        has_chat=has_chat,
        seen=lines[-1].seq if lines else 0,
        message_id=uuid4(),
        refused=refused,
        welcome=phrases.WELCOME,
        most_files=MOST_FILES,
        most_file_bytes=MOST_FILE_BYTES,
        too_big=web_phrases.FILE_TOO_BIG,
        too_many=web_phrases.FILES_TOO_MANY,
        most_together=MOST_BYTES_TOGETHER,
        too_heavy=web_phrases.FILES_TOO_HEAVY,
    )


def _read_whole(ledger: Ledger, chat: UUID) -> list[ChatLine]:
    """Read all of a conversation; showing it is no word yet that it was read (the next form's `seen` is)."""
    lines = peek_chat(ledger, chat, after=0)
    while more := peek_chat(ledger, chat, after=lines[-1].seq if lines else 0):
        lines += more
    return lines


async def _send(desk: Desk, limits: ChatLimits, request: Request) -> Response:
    said = await _read_form(request)
    response = RedirectResponse("/#cuoi", status_code=HTTPStatus.SEE_OTHER)
    if said.is_empty:
        return response
    token = request.cookies.get(COOKIE, "")
    try:
        chat = await asyncio.to_thread(get_chat, desk.ledger, token)
    except ChatUnknownError:
        token = await asyncio.to_thread(_start, desk, limits, request, said)
        chat = await asyncio.to_thread(get_chat, desk.ledger, token)
        response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="strict")
    if limits.take_message(chat.hex):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, web_phrases.MESSAGES_TOO_MANY, typed=said.text)
    await asyncio.to_thread(_take, desk, token, chat, said)
    return response


def _start(desk: Desk, limits: ChatLimits, request: Request, said: Said) -> str:
    address = request.client.host if request.client else ""
    if limits.take_start(hash_address(desk.ledger, address)):
        raise RefusedError(HTTPStatus.TOO_MANY_REQUESTS, web_phrases.CHATS_TOO_MANY, typed=said.text)
    return start_chat(desk.ledger)


def _take(desk: Desk, token: str, chat: UUID, said: Said) -> None:
    """Confirm what the page had shown, then take the message in."""
    read_chat(desk.ledger, chat, after=said.seen)
    message = IncomingMessage(
        channel="web",
        external_id=f"{chat.hex}:{said.message_id}",
        account=token,
        text=said.text,
        button=said.button,
        files=tuple(IncomingFile(content=content) for content in said.files),
        received_at=desk.ledger.clock(),
    )
    receive(desk.inbox, message)


async def _read_form(request: Request) -> Said:
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES)
    except HTTPException as error:
        raise _form_refusal(error) from None
    try:
        text, uploads = _word(form, "text").replace("\r\n", "\n"), _list_uploads(form)
        if excess := find_excess(text, [upload.size or 0 for upload in uploads]):
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, excess, typed=text)
        files = tuple([await upload.read() for upload in uploads])
    finally:
        await form.close()
    has_content = bool(text.strip() or files)
    # words typed beside a pressed button come first: a card must never be sent without what its reader just added
    button = None if has_content else _word(form, "button") or None
    return Said(
        message_id=_read_id(_word(form, "id"), text, button, files),
        seen=_read_seen(_word(form, "seen")),
        text=text,
        button=button,
        files=files,
    )


def _word(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _list_uploads(form: FormData) -> list[UploadFile]:
    """List the files; an input left empty sends a file without name and content."""
    found = [value for value in form.getlist("files") if isinstance(value, UploadFile)]
    return [upload for upload in found if upload.filename or upload.size]


def _read_id(given: str, text: str, button: str | None, files: tuple[bytes, ...]) -> UUID:
    """Name the message by the form's id and its content: a double click is one message, a page gone back to is not."""
    try:
        form_id = UUID(given)
    except ValueError:
        form_id = uuid4()
    digest = hashlib.sha256(repr((text, button, [hashlib.sha256(file).hexdigest() for file in files])).encode())
    return uuid5(form_id, digest.hexdigest())


def _read_seen(given: str) -> int:
    is_number = given.isascii() and given.isdecimal() and len(given) < len(str(HIGHEST_SEQ))
    return int(given) if is_number else 0


def _form_refusal(error: HTTPException) -> RefusedError:
    """Say what was wrong with a form; the parser tells apart only by its sentences."""
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, web_phrases.FILES_TOO_HEAVY)
    if "Too many files" in error.detail:
        return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, web_phrases.FILES_TOO_MANY)
    if "maximum size" in error.detail:
        return RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, web_phrases.TEXT_TOO_LONG)
    return RefusedError(HTTPStatus.BAD_REQUEST, web_phrases.NOT_READABLE)


def _forget(desk: Desk, request: Request) -> Response:
    response = RedirectResponse("/", status_code=HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    try:
        end_chat(desk.ledger, request.cookies.get(COOKIE, ""))
    except ChatUnknownError:
        return response  # it is what was asked for: no way leads to a chat from here
    return response
