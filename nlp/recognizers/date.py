"""Finds days and months that are said: "12/10", "hôm qua", "mùng 3 Tết", "tháng 9/2026", "thứ bảy tuần trước"."""

import datetime as dt
import re

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.date_days import Day
from nlp.recognizers.date_months import find_months
from nlp.recognizers.date_numbers import find_figure_dates
from nlp.recognizers.date_words import find_named_days, is_part_of_day

_MOST_BETWEEN = 2


def find_dates(folded: Folded, *, received_on: dt.date | None) -> list[Finding]:
    """Find dates; the value is ISO (`yyyy-mm` for a month), None for lunar and unclear ones or without a year."""
    days = [
        *find_figure_dates(folded, received_on),
        *find_months(folded, received_on),
        *find_named_days(folded, received_on),
    ]
    days = [_with_part(folded, day) for day in days]
    if len(days) > 1:
        days = _joined(folded.text, sorted(days, key=lambda day: (day.start, -day.end)))
    return [_finding(folded, day) for day in days]


# "tối hôm qua", "sáng thứ bảy", "đêm mùng 8", "hồi trưa nay" are one; "sáng 3/11" is a part of a day, and the day.
_PART = re.compile(
    r"(?<![a-z0-9])(?:(?:hoi )?(?:rang sang|sang|trua|chieu|toi|dem|khuya)|hoi(?= (?:sang|trua|chieu|toi|dem) )) $"
)
_PARTED = re.compile(r"hom (?:qua|nay|kia|kìa)|thu|chu nh|cn|t[2-7]|mung|mong|ram|[0-9]+ am")


def _with_part(folded: Folded, day: Day) -> Day:
    if not _PARTED.match(folded.text, day.start):
        return day
    part = _PART.search(folded.text, max(0, day.start - len("hoi rang sang ") - 1), day.start)
    if not part or not is_part_of_day(folded, part.start(), part.end() - 1):
        return day
    return Day(part.start(), day.end, day.value, day.reason, day.kind)


def _joined(text: str, days: list[Day]) -> list[Day]:
    """Drop what lies in another; "thứ hai 9/11" and "hqua 17/11" are one date, the numbers tell the day."""
    joined: list[Day] = []
    for day in days:
        last = joined[-1] if joined else None
        if last is None or day.start > last.end + _MOST_BETWEEN:
            joined.append(day)
        elif day.start < last.end:
            joined[-1] = max(last, day, key=lambda one: one.end - one.start)
        elif _is_apposed(text, last, day):
            joined[-1] = Day(last.start, day.end, day.value, day.reason, day.kind)
        else:
            joined.append(day)
    return joined


def _is_apposed(text: str, last: Day, day: Day) -> bool:
    is_between = text[last.end : day.start] in {" ", ", ", " ("}
    return is_between and not text[last.end - 1].isdigit() and text[day.end - 1].isdigit()


def _finding(folded: Folded, day: Day) -> Finding:
    start, end = folded.span(day.start, day.end)
    return Finding(
        kind=day.kind,
        start=start,
        end=end,
        text=folded.original[start:end],
        value=day.value,
        role="unknown",
        score=0.9,
        reason=day.reason,
    )
