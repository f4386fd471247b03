"""The fake's side of the Bot API: one function a method, as strict as Telegram where it matters to us."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.fakes.telegram_world import BOT, LONGEST_TEXT, ApiError, Raw, SentMessage, World

LONGEST_PAYLOAD = 64  # bytes


def call_method(world: World, method: str, params: Raw) -> Any:
    """Carry a method out; raises ApiError."""
    function = _METHODS.get(method.lower())
    if function is None:
        raise ApiError(404, "Not Found: method not found")
    return function(world, params)


def find_chat_id(params: Raw) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, ValueError):
        return None


def _get_me(_world: World, _params: Raw) -> Raw:
    return BOT | {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}


def _get_updates(world: World, params: Raw) -> list[Raw]:
    return world.get_updates(
        offset=int(params.get("offset") or 0),
        limit=int(params.get("limit") or 100),
        timeout=float(params.get("timeout") or 0),
        allowed=_json(params.get("allowed_updates")) or [],
    )


def _send_message(world: World, params: Raw) -> Raw:
    chat_id = find_chat_id(params)
    if chat_id is None:
        raise ApiError(400, "Bad Request: chat_id is empty")
    world.check_reachable(chat_id)
    text = str(params.get("text") or "").strip()
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise ApiError(400, "Bad Request: message is too long")
    rows = _read_rows(_json(params.get("reply_markup")) or {})
    sent = SentMessage(world.take_message_id(), chat_id, text, rows, params)
    world.add_sent(sent)
    return describe_sent(sent)


def describe_sent(sent: SentMessage) -> Raw:
    """Give a sent message as Telegram would."""
    described: Raw = {
        "message_id": sent.message_id,
        "date": int(time.time()),
        "chat": {"id": sent.chat_id, "type": "private", "first_name": "Lan"},
        "from": BOT,
        "text": sent.text,
    }
    if sent.rows:
        keyboard = [[{"text": label, "callback_data": payload} for label, payload in row] for row in sent.rows]
        described["reply_markup"] = {"inline_keyboard": keyboard}
    return described


def _read_rows(markup: Raw) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tuple(_read_button(button) for button in row) for row in markup.get("inline_keyboard", ()))


def _read_button(button: Raw) -> tuple[str, str]:
    label, payload = button.get("text"), button.get("callback_data")
    if not label:
        raise ApiError(400, "Bad Request: can't parse inline keyboard button: Button must have text")
    if not isinstance(payload, str) or not 1 <= len(payload.encode()) <= LONGEST_PAYLOAD:
        raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return str(label), payload


def _get_file(world: World, params: Raw) -> Raw:
    return world.get_file(str(params.get("file_id")))


def _answer_callback_query(_world: World, params: Raw) -> bool:
    if not params.get("callback_query_id"):
        raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    return True


def _set_my_commands(_world: World, params: Raw) -> bool:
    commands = _json(params.get("commands"))
    if not all(each["command"].islower() and each["description"] for each in commands):
        raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
    return True


def _set_webhook(world: World, params: Raw) -> bool:
    world.webhook_url = str(params.get("url") or "")
    return True


def _delete_webhook(world: World, _params: Raw) -> bool:
    world.webhook_url = ""
    return True


def _json(value: Any) -> Any:
    """Form bodies carry objects as JSON text, JSON bodies carry them as they are."""
    return json.loads(value) if isinstance(value, str) else value


_METHODS: Mapping[str, Callable[[World, Raw], Any]] = {
    "getme": _get_me,
    "getupdates": _get_updates,
    "sendmessage": _send_message,
    "getfile": _get_file,
    "answercallbackquery": _answer_callback_query,
    "setmycommands": _set_my_commands,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
}
