"""One citizen on Telegram, one authority by mail: the journey that is cut short again and again."""

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
REPLY_NOTED = "Message"
MAIL_NOTED = "CaseEvent Delivery DeliveryAttempt"
_LINK = re.compile(r"/r#([\w-]+)")


@dataclass
class Lives:
    """The lives of the server process: each ends at a write transaction of its own, `before` or `after` its commit.

    `numbers` say at which one, in turn.

    `transactions` are what was committed, life after life; `died_at` what each life was about when it ended.
    `replies_twice` and `mails_twice` count deaths that fell between a receiver's yes and our commit.
    """

    when: str
    numbers: tuple[int, ...]
    folder: Path
    transactions: list[str] = field(default_factory=list)
    died_at: list[str] = field(default_factory=list)
    replies_twice: int = 0
    mails_twice: int = 0

    @property
    def number(self) -> int:
        """At which transaction the life under way is to end."""
        return self.numbers[len(self.died_at) % len(self.numbers)]

    @property
    def report(self) -> Path:
        """Where the life under way writes its transactions."""
        return self.folder / f"life-{len(self.died_at)}"

    def end(self, *, replies: int, mails: int) -> None:
        """Take stock of a life that ended, with so many replies and mails received by now."""
        seen = self.report.read_text().splitlines() if self.report.exists() else []
        self.died_at.append(seen[-1] if seen else "")
        self.transactions += seen[:-1] if self.when == "before" else seen
        self.replies_twice = replies - self.transactions.count(REPLY_NOTED)
        self.mails_twice = mails - self.transactions.count(MAIL_NOTED)


@dataclass
class Journey:
    """Plays the journey against a server that dies under it; each step waits for its visible outcome."""

    server: Server
    telegram: FakeTelegram
    smtp: SmtpSink
    lives: Lives | None = None

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
        kill = (self.lives.when, self.lives.number, self.lives.report) if self.lives else None
        self.server.start(kill=kill)

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
        assert self.lives is not None, "the server died by itself"
        wait_for(lambda: self.telegram.is_left() and self.smtp.is_left(), "what was under way to arrive")
        self.lives.end(replies=self.count_sent(), mails=len(self.smtp.mails))
        self._start()


def find_token(mail: EmailMessage) -> str:
    """The link's token in a mail to an authority."""
    body = mail.get_body(("plain",))
    found = _LINK.search(body.get_content()) if body else None
    assert found, "the mail has no link"
    return found.group(1)
