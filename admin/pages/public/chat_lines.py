"""A conversation's messages as the page shows them: who spoke, when, the receipt code set apart, the live buttons."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.chat import ChatLine
from intake.clocks import VIETNAM

_CODE = re.compile(r"TB-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One message; `code` stands between `before` and `after`."""

    seq: int
    sender: str
    before: str
    code: str
    after: str
    buttons: Sequence[dict[str, str]]
    at: str
    time: str


def show_lines(lines: Sequence[ChatLine], live: Collection[str], *, now: datetime) -> list[ShownLine]:
    """Prepare messages for the page; only buttons whose payload is `live` can be pressed."""
    return [_show(line, live, now=now) for line in lines]


def _show(line: ChatLine, live: Collection[str], *, now: datetime) -> ShownLine:
    found = _CODE.search(line.text) if line.sender != "you" else None
    code = found[0] if found else ""
    before, _, after = line.text.partition(code) if code else (line.text, "", "")
    at = line.at.astimezone(VIETNAM)
    is_today = at.date() == now.astimezone(VIETNAM).date()
    return ShownLine(
        seq=line.seq,
        sender=line.sender,
        before=before,
        code=code,
        after=after.removeprefix("\n"),  # the code stands on a line of its own
        buttons=[button for button in line.buttons if button["payload"] in live],
        at=line.at.isoformat(),
        time=f"{at:%H:%M}" if is_today else f"{at:%H:%M %d/%m/%Y}",
    )
