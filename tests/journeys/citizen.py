"""One citizen on Telegram, one authority by mail: the journey that is killed at every step."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import httpx

from tests.fakes.smtp import SmtpSink
from tests.fakes.telegram import FakeTelegram
from tests.journeys.server import Server, wait_for

CHAT = 700_001
TEXT = (
    "shop Hoa Mai Cosmetic bán son MAC giả ở 12 Hàng Buồm Hà Nội, zalo 0912 345 678, "
    "link shopee.vn/hoamai.cosmetic, mình có chụp hình"
)
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40 + b"\xff\xd9"
CARD, RECEIPT, ACCEPTED = "Khi bạn bấm Gửi", "Mã tiếp nhận", "đã nhận tin của bạn và đang xử lý"
_LINK = re.compile(r"/r#([\w-]+)")


@dataclass
class Killing:
    """Where the process is to die, and what it was doing when it did."""

    when: str
    number: int
    report: Path
    deaths: int = 0

    @property
    def died_at(self) -> str:
        """The rows changed by the transaction it died in; empty if it never died."""
        return self.report.read_text().splitlines()[self.number - 1] if self.deaths else ""


@dataclass
class Journey:
    """Plays the journey against a server that may die under it; each step waits for its visible outcome."""

    server: Server
    telegram: FakeTelegram
    smtp: SmtpSink
    killing: Killing | None = None
    answers: list[int] = field(default_factory=list)

    def begin(self) -> None:
        """Start the server, to be killed if so ordered."""
        kill = (self.killing.when, self.killing.number, self.killing.report) if self.killing else None
        self.server.start(kill=kill)
        self._until(self.server.wait_until_ready, "the server")

    def play(self) -> None:
        """Photo and text, Gửi, the mail's link, acceptance, the news of it."""
        self.telegram.send_photo(CHAT, PHOTO, TEXT)
        self._until(lambda: self.count_sent(CARD), "the card")
        self.telegram.press(CHAT, "Gửi")
        self._until(lambda: self.count_sent(RECEIPT), "the receipt")
        self._until(lambda: self.smtp.mails, "the mail")
        token = find_token(self.smtp.mails[0])
        self._until(lambda: self._accept(token), "the acceptance")
        self._until(lambda: self.count_sent(ACCEPTED), "the news of the acceptance")

    def rest(self, is_at_rest: Callable[[], bool]) -> None:
        """Wait until nothing is left to do."""
        self._until(is_at_rest, "rest")

    def count_sent(self, words: str) -> int:
        """How often the citizen got a message with these words."""
        return sum(words in message.text for message in self.telegram.sent(CHAT))

    def _accept(self, token: str) -> bool:
        try:
            answer = httpx.post(f"{self.server.url}/r/act", json={"token": token, "act": "accept"}, timeout=10)
        except httpx.TransportError:
            return False
        self.answers.append(answer.status_code)
        return answer.is_success

    def _until(self, look: Callable[[], object], what: str) -> None:
        def look_and_revive() -> object:
            if not self.server.is_alive():
                if self.killing:
                    self.killing.deaths += 1
                self.server.start()
            return look()

        wait_for(look_and_revive, what)


def find_token(mail: EmailMessage) -> str:
    """The link's token in a mail to an authority."""
    body = mail.get_body(("plain",))
    found = _LINK.search(body.get_content()) if body else None
    assert found, "the mail has no link"
    return found.group(1)
