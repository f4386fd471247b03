"""What a web chat request says: whose chat, which message; anything else is refused with a sentence."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from bot.web_problem import RefusalError
from intake import web_phrases
from intake.chat import COOKIE, ChatUnknownError
from intake.chat_limits import MOST_FILES, find_excess

MOST_FIELD_BYTES = 1_000_000  # 200,000 Vietnamese characters as UTF-8, with room to say that more is too long
MOST_FIELDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WebMessage:
    """One message as a browser or program sent it; `id` is the sender's own name for it."""

    id: UUID
    text: str
    button: str | None
    files: tuple[bytes, ...] = ()


def get_token(request: Request) -> str:
    """Get the token of the chat, from the header or the cookie; raises ChatUnknownError."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else request.cookies.get(COOKIE, "")
    if not token:
        raise ChatUnknownError
    return token


def get_address(request: Request) -> str:
    """Get the address the request came from, for nothing but its keyed hash."""
    return request.client.host if request.client else ""


async def read_object(request: Request) -> dict[str, Any]:
    """Read a JSON object; raises RefusalError."""
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise RefusalError(HTTPStatus.BAD_REQUEST, web_phrases.NOT_READABLE) from None
    if not isinstance(value, dict):
        raise RefusalError(HTTPStatus.BAD_REQUEST, web_phrases.NOT_READABLE)
    return value


async def read_message(request: Request) -> WebMessage:
    """Read a message from JSON or multipart; raises RefusalError."""
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        return await _read_form(request)
    values = await read_object(request)
    return _message(values.get("id"), values.get("text"), values.get("button"))


async def _read_form(request: Request) -> WebMessage:
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES)
    except HTTPException as error:
        raise _form_refusal(error) from None
    try:
        uploads = list_uploads(form)
        message = _message(form.get("id"), form.get("text"), form.get("button"), uploads=uploads)
        files = tuple([await upload.read() for upload in uploads])
    finally:
        await form.close()
    return WebMessage(id=message.id, text=message.text, button=message.button, files=files)


def list_uploads(form: FormData) -> list[UploadFile]:
    """List the files of a form; an input left empty sends a file without name and content."""
    found = [value for value in form.getlist("files") if isinstance(value, UploadFile)]
    return [upload for upload in found if upload.filename or upload.size]


def _message(
    message_id: object, text: object, button: object, *, uploads: list[UploadFile] | None = None
) -> WebMessage:
    if not (isinstance(text, str | None) and isinstance(button, str | None)):
        raise RefusalError(HTTPStatus.BAD_REQUEST, web_phrases.NOT_READABLE)
    if excess := find_excess(text or "", [upload.size or 0 for upload in uploads or ()]):
        raise RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, excess)
    return WebMessage(id=_read_id(message_id), text=text or "", button=button or None)


def _read_id(given: object) -> UUID:
    try:
        return UUID(given if isinstance(given, str) else "")
    except ValueError:
        raise RefusalError(HTTPStatus.UNPROCESSABLE_ENTITY, web_phrases.ID_MISSING) from None


def _form_refusal(error: HTTPException) -> RefusalError:
    """Say what was wrong with a form; the parser tells apart only by its sentences."""
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, web_phrases.FILES_TOO_HEAVY)
    if "Too many files" in error.detail:
        return RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, web_phrases.FILES_TOO_MANY)
    if "maximum size" in error.detail:
        return RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, web_phrases.TEXT_TOO_LONG)
    return RefusalError(HTTPStatus.BAD_REQUEST, web_phrases.NOT_READABLE)
