"""A Telegram of our own: a Bot API server on loopback, and a citizen's hands and eyes on the other side of it."""

import argparse
import base64
import signal
import threading
import time
from types import TracebackType
from typing import Any, Self

from tests.fakes.telegram_api import describe_sent
from tests.fakes.telegram_http import TelegramServer
from tests.fakes.telegram_world import BOT, Fault, Raw, SentMessage, World

TOKEN = f"{BOT['id']}:fake-token-of-the-tests"
CONTROLS = frozenset(
    {"say", "press", "send_photo", "send_document", "send", "edit", "update", "duplicate", "fault", "block", "unblock"}
    | {"open_chat", "lose_files", "sent", "calls", "wait_confirmed"}
)


class FakeTelegram:
    """Start it (`with FakeTelegram() as telegram`), give the bot its `url` and `token`, act and look."""

    def __init__(self, *, token: str = TOKEN, port: int = 0) -> None:
        self.token = token
        self.world = World()
        self._port = port
        self._server: TelegramServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> Self:
        """Listen; after a `stop`, on the same port and with everything remembered."""
        self.world.is_closing = False
        self._server = TelegramServer(self.world, self.token, self._port, self.control)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), name="fake-telegram", daemon=True).start()
        return self

    def stop(self) -> None:
        """Be gone: nothing answers any more, open connections break."""
        with self.world.changed:
            self.world.is_closing = True
            self.world.changed.notify_all()
        if self._server is not None:
            self._server.close()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def say(self, chat_id: int, text: str, **fields: Any) -> int:
        """Let a citizen write; returns the update's id, as all the acts below do."""
        return self.send(chat_id, text=text, **fields)

    def send(self, chat_id: int, **fields: Any) -> int:
        """Let a citizen send a message with any fields of Telegram's (sticker, location, forward_origin…)."""
        return self.world.add_update({"message": self._message(chat_id, fields)})

    def edit(self, chat_id: int, text: str, message_id: int = 1) -> int:
        message = self._message(chat_id, {"text": text, "edit_date": int(time.time())})
        return self.world.add_update({"edited_message": message | {"message_id": message_id}})

    def send_photo(self, chat_id: int, content: bytes, caption: str = "", *, album: str | None = None) -> int:
        thumb = self.world.add_file(b"thumbnail", folder="photos")
        full = self.world.add_file(content, folder="photos")
        sizes = [_photo_size(thumb, 90, 67), _photo_size(full, 1280, 960)]
        return self.send(chat_id, photo=sizes, **_given(caption=caption, media_group_id=album))

    def send_document(
        self, chat_id: int, content: bytes, caption: str = "", *, name: str = "tep.pdf", size: int | None = None
    ) -> int:
        """Send a file; `size` lets a small one pass for a big one."""
        file_id = self.world.add_file(content, folder="documents", size=size)
        document = {"file_id": file_id, "file_unique_id": file_id[-8:], "file_name": name}
        return self.send(chat_id, document=document, **_given(caption=caption))

    def press(self, chat_id: int, button: str, message_id: int | None = None) -> int:
        """Press a button, named by label or payload, of a message or of the newest that has it."""
        message, payload = self._find_button(chat_id, button, message_id)
        query = {
            "id": f"query-{time.monotonic_ns()}",
            "from": _user(chat_id),
            "chat_instance": str(chat_id),
            "message": describe_sent(message),
            "data": payload,
        }
        return self.world.add_update({"callback_query": query})

    def update(self, raw: Raw) -> int:
        """Queue any raw update; gets an id unless it brings one."""
        return self.world.add_update(raw)

    def last_update(self) -> Raw:
        """Give the newest update as the bot receives it."""
        return self.world.last_update

    def duplicate(self) -> int:
        """Deliver the last update once more, under the same id."""
        return self.world.repeat_last_update()

    def fault(self, method: str, **how: Any) -> None:
        """Let the next calls go wrong; `method` "file" is the download (see `telegram_world.Fault`)."""
        self.world.add_fault(Fault(method, **how))

    def block(self, chat_id: int) -> None:
        self.world.set_blocked(chat_id, blocked=True)

    def unblock(self, chat_id: int) -> None:
        self.world.set_blocked(chat_id, blocked=False)

    def open_chat(self, chat_id: int) -> None:
        """Let a chat exist before its citizen says anything."""
        self.world.open_chat(chat_id)

    def lose_files(self, *, keep_ids: bool = False) -> None:
        """Forget every file; with `keep_ids` getFile still knows them but their download is 404."""
        with self.world.changed:
            if not keep_ids:
                self.world.files.clear()
            for file in self.world.files.values():
                file.is_lost = True

    def sent(self, chat_id: int | None = None, *, wait_for: int = 0, timeout: float = 15) -> list[SentMessage]:
        """List what the bot sent (to a chat), waiting until it is at least `wait_for` messages."""

        def found() -> list[SentMessage]:
            return [each for each in self.world.sent if chat_id in {None, each.chat_id}]

        if not self.world.wait_until(lambda: len(found()) >= wait_for, timeout):
            raise AssertionError(f"waited {timeout} s for {wait_for} messages, have {[m.text for m in found()]}")
        return found()

    def is_left(self) -> bool:
        """Whether nothing of a client that died is still on its way."""
        return self._server is None or self._server.is_left()

    def calls(self, method: str, *, wait_for: int = 0, timeout: float = 15) -> list[Raw]:
        """List the parameters of every call of a method, waiting until there are at least `wait_for`."""

        def found() -> list[Raw]:
            return [params for name, params in self.world.calls if name.lower() == method.lower()]

        if not self.world.wait_until(lambda: len(found()) >= wait_for, timeout):
            raise AssertionError(f"waited {timeout} s for {wait_for} calls of {method}, have {len(found())}")
        return found()

    def wait_confirmed(self, update_id: int, *, timeout: float = 15) -> None:
        """Wait until the bot has confirmed an update by asking from beyond it."""
        if not self.world.wait_until(lambda: self.world.is_confirmed(update_id), timeout):
            raise AssertionError(f"waited {timeout} s for update {update_id} to be confirmed")

    def control(self, name: str, params: Raw) -> Any:
        """Carry out an act by name, for `POST /control/NAME` (JSON; `content` in base64)."""
        if name not in CONTROLS:
            raise LookupError(name)
        if "content" in params:
            params = params | {"content": base64.b64decode(params["content"])}
        result = getattr(self, name)(**params)
        return [each.as_json() for each in result] if name == "sent" else result

    def _message(self, chat_id: int, fields: Raw) -> Raw:
        self.world.open_chat(chat_id)
        return {
            "message_id": self.world.take_message_id(),
            "date": int(time.time()),
            "chat": {"id": chat_id, "type": "private", "first_name": "Lan"},
            "from": _user(chat_id),
        } | fields

    def _find_button(self, chat_id: int, button: str, message_id: int | None) -> tuple[SentMessage, str]:
        for message in reversed(self.sent(chat_id)):
            for label, payload in message.buttons:
                if message_id in {None, message.message_id} and button in {label, payload}:
                    return message, payload
        raise LookupError(f"no button {button!r}")


def _user(chat_id: int) -> Raw:
    return {"id": chat_id, "is_bot": False, "first_name": "Lan", "language_code": "vi"}


def _photo_size(file_id: str, width: int, height: int) -> Raw:
    return {"file_id": file_id, "file_unique_id": file_id[-8:], "width": width, "height": height}


def _given(**fields: Any) -> Raw:
    return {name: value for name, value in fields.items() if value}


def main() -> None:
    """Serve until told to stop; the first line on standard output is the address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    arguments = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with FakeTelegram(token=arguments.token, port=arguments.port) as telegram:
        print(telegram.url, flush=True)  # noqa: T201 - for whoever started it
        stopped.wait()


if __name__ == "__main__":
    main()
