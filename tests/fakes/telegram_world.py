"""What the fake Telegram remembers: chats, updates not yet confirmed, messages sent, files, faults to come."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FIRST_UPDATE_ID = 500_000
LONGEST_TEXT = 4096
LARGEST_FILE = 20 * 1024 * 1024
BOT = {"id": 1000001, "is_bot": True, "first_name": "Tin báo (giả)", "username": "tinbao_fake_bot"}

Raw = dict[str, Any]


class ApiError(Exception):
    """An answer with ok: false."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


@dataclass(frozen=True)
class SentMessage:
    """A message the bot sent; `rows` are its buttons as (label, payload)."""

    message_id: int
    chat_id: int
    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    params: Mapping[str, Any] = field(repr=False)

    @property
    def buttons(self) -> tuple[tuple[str, str], ...]:
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(label for label, _ in self.buttons)

    def as_json(self) -> Raw:
        return asdict(self) | {"buttons": self.buttons}


@dataclass
class Fault:
    """What goes wrong with the next `times` calls of a method (and of one chat, if named)."""

    method: str
    status: int | None = None
    description: str = "Internal Server Error"
    retry_after: int | None = None
    html: bool = False
    drop: bool = False
    apply_then_drop: bool = False
    truncate: bool = False
    delay: float = 0.0
    times: int = 1
    chat_id: int | None = None


@dataclass
class _Pending:
    update: Raw
    handed_out: bool = False


@dataclass
class _File:
    content: bytes
    size: int
    path: str
    is_lost: bool = False


class World:
    """Everything behind one condition; whatever changes, those who wait look again."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.is_closing = False
        self.webhook_url = ""
        self.sent: list[SentMessage] = []
        self.calls: list[tuple[str, Raw]] = []
        self.files: dict[str, _File] = {}
        self._pending: list[_Pending] = []
        self.last_update: Raw = {}
        self._next_update_id = FIRST_UPDATE_ID
        self._next_message_id = 1
        self._confirmed_below = 0
        self._polls = 0
        self._chats: set[int] = set()
        self._blocked: set[int] = set()
        self._faults: list[Fault] = []

    def wait_until(self, happened: Callable[[], bool], timeout: float) -> bool:
        with self.changed:
            self.changed.wait_for(lambda: happened() or self.is_closing, timeout)
            return happened()

    def open_chat(self, chat_id: int) -> None:
        with self.changed:
            self._chats.add(chat_id)

    def set_blocked(self, chat_id: int, *, blocked: bool) -> None:
        with self.changed:
            (self._blocked.add if blocked else self._blocked.discard)(chat_id)

    def add_fault(self, fault: Fault) -> None:
        with self.changed:
            self._faults.append(fault)

    def take_fault(self, method: str, chat_id: int | None) -> Fault | None:
        with self.changed:
            for fault in self._faults:
                if fault.times and fault.method.lower() == method.lower() and fault.chat_id in {None, chat_id}:
                    fault.times -= 1
                    return fault
        return None

    def note_call(self, method: str, params: Raw) -> None:
        with self.changed:
            self.calls.append((method, params))
            self.changed.notify_all()

    def take_message_id(self) -> int:
        with self.changed:
            self._next_message_id += 1
            return self._next_message_id - 1

    def add_update(self, update: Raw) -> int:
        """Queue an update; gives it an id unless it brings one."""
        with self.changed:
            if "update_id" not in update:
                update = {"update_id": self._next_update_id, **update}
            self._next_update_id = max(self._next_update_id, update["update_id"] + 1)
            self.last_update = update
            self._pending.append(_Pending(update))
            self.changed.notify_all()
            return int(update["update_id"])

    def repeat_last_update(self) -> int:
        """Queue the last update once more under its old id; it is handed out even if the first one was confirmed."""
        with self.changed:
            return self.add_update(self.last_update)

    def is_confirmed(self, update_id: int) -> bool:
        with self.changed:
            return update_id < self._confirmed_below

    def get_updates(self, offset: int, limit: int, timeout: float, allowed: list[str]) -> list[Raw]:
        """Long polling: forgets what was handed out and lies below `offset`, waits for more, refuses a second poller."""
        with self.changed:
            if self.webhook_url:
                raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
            self._polls += 1
            poll = self._polls
            self._confirm(offset, allowed)
            self.changed.notify_all()
            self.changed.wait_for(lambda: self._pending or self.is_closing or self._polls != poll, timeout)
            if self._polls != poll:
                raise ApiError(409, "Conflict: terminated by other getUpdates request")
            self._confirm(offset, allowed)
            batch = sorted(self._pending, key=lambda each: int(each.update["update_id"]))[:limit]
            for each in batch:
                each.handed_out = True
            return [each.update for each in batch]

    def _confirm(self, offset: int, allowed: list[str]) -> None:
        self._confirmed_below = max(self._confirmed_below, offset)
        self._pending = [
            each
            for each in self._pending
            if not (each.handed_out and each.update["update_id"] < offset)
            and (not allowed or any(kind in allowed for kind in each.update) or _is_of_no_known_kind(each.update))
        ]

    def check_reachable(self, chat_id: int) -> None:
        with self.changed:
            if chat_id not in self._chats:
                raise ApiError(400, "Bad Request: chat not found")
            if chat_id in self._blocked:
                raise ApiError(403, "Forbidden: bot was blocked by the user")

    def add_sent(self, message: SentMessage) -> None:
        with self.changed:
            self.sent.append(message)
            self.changed.notify_all()

    def add_file(self, content: bytes, *, folder: str, size: int | None = None) -> str:
        with self.changed:
            number = len(self.files) + 1
            file_id = f"FILE-{number:06d}-{time.monotonic_ns():x}"
            self.files[file_id] = _File(content, len(content) if size is None else size, f"{folder}/file_{number}")
            return file_id

    def get_file(self, file_id: str) -> Raw:
        with self.changed:
            file = self.files.get(file_id)
            if file is None:
                raise ApiError(400, "Bad Request: invalid file_id")
            if file.size > LARGEST_FILE:
                raise ApiError(400, "Bad Request: file is too big")
            return {
                "file_id": file_id,
                "file_unique_id": file_id[-8:],
                "file_size": file.size,
                "file_path": file.path,
            }

    def read_file(self, path: str) -> bytes:
        with self.changed:
            for file in self.files.values():
                if file.path == path and not file.is_lost:
                    return file.content
        raise ApiError(404, "Not Found")


def _is_of_no_known_kind(update: Raw) -> bool:
    """Whether a test queued something Telegram has no name for; no filter may hide it."""
    known = {"message", "edited_message", "callback_query", "my_chat_member", "channel_post", "inline_query"}
    return not known & set(update)
