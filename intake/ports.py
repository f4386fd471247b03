"""What the rules need from above: channels to citizens, ways to authorities, a clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from intake.messages import Button

Clock = Callable[[], datetime]
"""Gives the aware UTC time."""


class ChannelError(Exception):
    """A channel could not send or fetch; `kind` says what follows, and carries no values of the citizen's.

    `retry_after` is in seconds, when the channel named it.
    """

    def __init__(self, kind: str, *, is_final: bool = False, retry_after: float | None = None) -> None:
        """`is_final`: trying again cannot help (blocked by the user, file gone)."""
        super().__init__(kind)
        self.kind = kind
        self.is_final = is_final
        self.retry_after = retry_after


class FileTooBigError(ChannelError):
    """The channel does not hand out files of this size."""


class CitizenChannel(Protocol):
    """A channel that pushes replies and hands out files by reference."""

    async def send(self, *, address: Mapping[str, str], text: str, buttons: tuple[Button, ...]) -> None:
        """Send one message; raises ChannelError."""

    async def fetch(self, source: str) -> bytes:
        """Fetch the bytes of a file; raises ChannelError, FileTooBigError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to an authority, ready to go: the same `message_id` for every attempt."""

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    headers: Mapping[str, str]


class AuthorityWay(Protocol):
    """A way to tell an authority."""

    async def send(self, letter: Letter) -> bool:
        """Hand the letter over; True if it truly left, False if it was filed; raises WayError."""


class WayError(Exception):
    """The letter did not leave; `kind` is a short word for the outbox page, without addresses or content."""

    def __init__(self, kind: str) -> None:
        """Keep the kind."""
        super().__init__(kind)
        self.kind = kind
