"""A citizen's conversation in the terminal: a client of the web chat's JSON."""

import sys
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import httpx

from intake.chat_limits import MOST_FILE_BYTES

SLOWEST_ANSWER_SECONDS = 60.0
WAIT_FOR_REPLY_SECONDS = 10
HELP = "Nhắn gì cũng được. Gõ số để bấm nút, /anh ĐƯỜNG-DẪN để gửi ảnh, /thoat để ra."
CANNOT_REACH = "Không nối được tới {url}. Máy chủ đã chạy chưa? (make run, hoặc tinbao serve)"
NOT_OURS = "{url} không trả lời như một máy chủ Tinbao."
FILE_MISSING = "Không đọc được tệp {path}."
FILE_TOO_BIG = "Tệp {path} nặng quá 20 MB."
WHO = {"bot": "Tin báo", "officer": "Cán bộ"}


@dataclass(slots=True)
class Conversation:
    """One chat as the terminal sees it: what was read, and the buttons of the newest message that has any."""

    client: httpx.Client
    output: TextIO
    seen: int = 0
    buttons: list[dict[str, str]] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Print a line."""
        print(text, file=self.output, flush=True)


def run(url: str, *, lines: Iterable[str] | None = None, output: TextIO | None = None) -> int:
    """Hold a conversation with the server at `url`, from standard input to standard output; returns the exit code."""
    target = output or sys.stdout
    try:
        with httpx.Client(base_url=url, timeout=SLOWEST_ANSWER_SECONDS) as client:
            return _converse(Conversation(client, target), lines if lines is not None else sys.stdin)
    except httpx.HTTPStatusError as error:
        sys.stderr.write(_explain(url, error.response) + "\n")
    except (httpx.HTTPError, httpx.InvalidURL):
        sys.stderr.write(CANNOT_REACH.format(url=url) + "\n")
    except (ValueError, KeyError):  # an answer that is not our JSON
        sys.stderr.write(NOT_OURS.format(url=url) + "\n")
    return 1


def _converse(chat: Conversation, lines: Iterable[str]) -> int:
    started = chat.client.post("/api/v1/chat")
    started.raise_for_status()
    chat.client.headers["Authorization"] = f"Bearer {started.json()['token']}"
    chat.client.cookies.clear()
    chat.say(HELP)
    for line in lines:
        typed = line.strip()
        if typed == "/thoat":
            break
        if typed and _send(chat, typed):
            _show_replies(chat)
    _read(chat, wait=0)  # tells the server that what was printed was read
    return 0


def _send(chat: Conversation, typed: str) -> bool:
    """Send what was typed; False if nothing left."""
    fields = {"id": str(uuid.uuid4())}
    content: bytes | None = None
    if typed.startswith("/anh "):
        path = Path(typed.removeprefix("/anh ").strip()).expanduser()
        content = _load(chat, path)
        if content is None:
            return False
    elif typed.isdecimal() and 0 < int(typed[:3]) <= len(chat.buttons):
        fields |= {"text": "", "button": chat.buttons[int(typed[:3]) - 1]["payload"]}
        chat.buttons = []
    else:
        fields["text"] = typed
    if content is None:
        answer = chat.client.post("/api/v1/chat/messages", json=fields)
    else:
        answer = chat.client.post("/api/v1/chat/messages", data=fields, files={"files": ("tep", content)})
    return _is_taken(chat, answer)


def _load(chat: Conversation, path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        chat.say(FILE_MISSING.format(path=path))
        return None
    if len(content) > MOST_FILE_BYTES:
        chat.say(FILE_TOO_BIG.format(path=path))
        return None
    return content


def _is_taken(chat: Conversation, answer: httpx.Response) -> bool:
    """Tell the citizen what the server refuses; raises HTTPStatusError if it is broken or we are not known."""
    if answer.status_code in {413, 422, 429}:
        chat.say(answer.json().get("detail", answer.reason_phrase))
        return False
    answer.raise_for_status()
    return True


def _show_replies(chat: Conversation) -> None:
    """Print what came back."""
    for message in _read(chat, wait=WAIT_FOR_REPLY_SECONDS):
        chat.seen = message["seq"]
        if message["from"] == "you":
            continue
        chat.say(f"\n{WHO[message['from']]}: {message['text']}")
        if message["buttons"]:
            chat.buttons = message["buttons"]
            chat.say("  ".join(f"[{number}] {button['label']}" for number, button in enumerate(chat.buttons, 1)))


def _read(chat: Conversation, *, wait: int) -> list[dict[str, Any]]:
    answer = chat.client.get("/api/v1/chat/messages", params={"after": chat.seen, "wait": wait})
    answer.raise_for_status()
    messages: list[dict[str, Any]] = answer.json()["messages"]
    return messages


def _explain(url: str, answer: httpx.Response) -> str:
    is_ours = answer.headers.get("content-type") == "application/problem+json"
    if is_ours and answer.status_code != httpx.codes.NOT_FOUND and "detail" in answer.json():
        return str(answer.json()["detail"])
    return NOT_OURS.format(url=url)
