"""Finds calendar dates; the year of receipt stands in for a missing one."""

import datetime as dt
import re

from nlp.findings import Finding
from nlp.fold import Folded

_DATE = re.compile(
    r"(?<![0-9a-z.,/\-])(?P<day>[0-3]?[0-9])(?P<sep>[/.\-])(?P<month>[01]?[0-9])(?:(?P=sep)(?P<year>20[0-9]{2}|[0-9]{2}))?(?![0-9a-z%]|[/.,\-][0-9])"
)
_DAY_WORD = re.compile(r"(?<![a-z])(?:ngay|hom|sang|chieu|toi|mung|date|on)[ :]{1,2}$")
_CENTURY = 2000
_SHORT_YEAR = 100


def find_dates(folded: Folded, *, received_on: dt.date | None) -> list[Finding]:
    """Find dates; the value is ISO, None where the year is neither written nor known."""
    return [finding for found in _DATE.finditer(folded.text) if (finding := _finding(folded, found, received_on))]


def _finding(folded: Folded, found: re.Match[str], received_on: dt.date | None) -> Finding | None:
    named = _DAY_WORD.search(folded.text, max(0, found.start() - 8), found.start())
    if not found["year"] and not named:
        return None  # "3/4" alone is an address or a fraction
    year = _year(found["year"], received_on)
    try:
        date = dt.date(year or _CENTURY, int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    start, end = folded.span(*found.span())
    return Finding(
        kind="date",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=date.isoformat() if year else None,
        role="unknown",
        score=0.9,
        reason="ngày tháng",
    )


def _year(written: str | None, received_on: dt.date | None) -> int | None:
    if written is None:
        return received_on.year if received_on else None
    return int(written) + _CENTURY if int(written) < _SHORT_YEAR else int(written)
