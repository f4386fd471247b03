"""One citizen on Telegram, one authority by mail: the journey that is cut short again and again."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

import httpx

from storage.database import Database
from tests.fakes.smtp import SmtpSink
from tests.fakes.telegram import FakeTelegram
from tests.journeys.counts import count_noted
from tests.journeys.killable import STEPS
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
class Lives:
    """The lives of the server process: each ends at the first step of the journey that no life has ended at yet.

    `replies_twice` and `mails_twice` count what deaths between a receiver's yes and our commit will bring twice.
    """

    when: str
    folder: Path
    killed_at: list[str] = field(default_factory=list)
    count: int = 0
    replies_twice: int = 0
    mails_twice: int = 0

    @property
    def order(self) -> Sequence[str]:
        """What the launcher is told for the life to come."""
        left = [step for step in STEPS if step not in self.killed_at]
        return [self.when, str(self._report), *left]

    def end(self, *, replies_twice: int, mails_twice: int) -> None:
        """Take stock of a life that ended."""
        self.killed_at += self._report.read_text().splitlines() if self._report.exists() else []
        self.count += 1
        self.replies_twice, self.mails_twice = replies_twice, mails_twice

    @property
    def _report(self) -> Path:
        return self.folder / f"life-{self.count}"


@dataclass
class Journey:
    """Plays the journey against a server that dies under it; each step waits for its visible outcome."""

    server: Server
    telegram: FakeTelegram
    smtp: SmtpSink
    database: Database
    lives: Lives

    def begin(self) -> None:
        """Start the server and wait until it answers."""
        self._start()
        wait_for(self.server.wait_until_ready, "the server")

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

    def count_sent(self, words: str = "") -> int:
        """How often the citizen got a message with these words."""
        return sum(words in message.text for message in self.telegram.sent(CHAT))

    def _start(self) -> None:
        self.server.start(killed_by=self.lives.order)

    def _accept(self, token: str) -> bool:
        try:
            answer = httpx.post(f"{self.server.url}/r/act", json={"token": token, "act": "accept"}, timeout=10)
        except httpx.TransportError:
            return False
        return answer.is_success

    def _until(self, look: Callable[[], object], what: str) -> None:
        def look_and_revive() -> object:
            if not self.server.is_alive():
                self._revive()
            return look()

        wait_for(look_and_revive, what, seconds=180)

    def _revive(self) -> None:
        wait_for(lambda: self.telegram.is_left() and self.smtp.is_left(), "what was under way to arrive")
        replies, mails = count_noted(self.database)
        self.lives.end(replies_twice=self.count_sent() - replies, mails_twice=len(self.smtp.mails) - mails)
        self._start()


def find_token(mail: EmailMessage) -> str:
    """The link's token in a mail to an authority."""
    body = mail.get_body(("plain",))
    found = _LINK.search(body.get_content()) if body else None
    assert found, "the mail has no link"
    return found.group(1)
