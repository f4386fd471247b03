"""Words for days and months: how they are written and which day they mean."""

import datetime as dt
from dataclasses import dataclass

from nlp.findings import Kind

WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
WEEKDAYS_MEANT = {"hai": "hai", "ba": "ba", "tu": "tư", "nam": "năm", "sau": "sáu", "bay": "bảy"}
SUNDAY = 6
# Days from the sender's own; "ngày kia" is ahead, "hôm kia" is past.
DAYS_FROM_TODAY = {"nay": 0, "ni": 0, "qua": -1, "wa": -1, "kia": -2, "mai": 1, "mot": 2}
DAYS_MEANT = {"nay": "nay", "ni": "ni", "qua": "qua", "wa": "wa", "kia": "kia", "mai": "mai", "mot": "mốt"}
PARTS_MEANT = {
    "hom": "hôm", "ngay": "ngày", "bua": "bữa", "sang": "sáng", "trua": "trưa", "chieu": "chiều", "toi": "tối", "dem": "đêm",
    "khuya": "khuya", "hum": "hum", "rang sang": "rạng sáng",
}  # fmt: skip
SHORT_DAYS = {"hqua": -1, "h qua": -1, "h nay": 0, "h.qua": -1, "hnay": 0, "h.nay": 0, "homqua": -1, "homnay": 0}
ENGLISH_DAYS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0, "tomorrow": 1}
ENGLISH_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH_WORDS = {
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
}
_CENTURY, _SHORT_YEAR = 2000, 100
_LEAP_YEAR = 2000
_MONTHS = 12
_SOON = dt.timedelta(days=31)  # what lies further ahead was last year's: the brief of issue 4


@dataclass(frozen=True, slots=True)
class Day:
    """A date in positions of the folded text; `value` is ISO (a month alone `yyyy-mm`), None where it is unclear.

    `kind` is "time" for a day told from today or by its weekday ("hôm qua", "thứ bảy").
    """

    start: int
    end: int
    value: str | None
    reason: str = "ngày tháng"
    kind: Kind = "date"


def full_year(written: str | None) -> int | None:
    """Read "26" and "2026"."""
    if not written:
        return None
    return int(written) + _CENTURY if int(written) < _SHORT_YEAR else int(written)


def is_day(day: int, month: int, year: int | None) -> bool:
    """Tell whether the calendar has such a day."""
    try:
        dt.date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def iso_day(day: int, month: int, year: int | None, received_on: dt.date | None) -> str | None:
    """Give the ISO day; a missing year is that of receipt, or the one before if the day would lie far ahead."""
    year = year or _likely_year(day, month, received_on)
    return f"{year:04}-{month:02}-{day:02}" if year and is_day(day, month, year) else None


def iso_month(month: int, year: int | None, received_on: dt.date | None) -> str | None:
    """Give `yyyy-mm`, None for what is no month."""
    year = year or _likely_year(1, month, received_on)
    return f"{year:04}-{month:02}" if year and 1 <= month <= _MONTHS else None


def _likely_year(day: int, month: int, received_on: dt.date | None) -> int | None:
    if received_on is None or not is_day(day, month, None):
        return None
    if not is_day(day, month, received_on.year):
        return received_on.year - 1
    is_far = dt.date(received_on.year, month, day) - received_on > _SOON
    return received_on.year - 1 if is_far else received_on.year


def iso_offset(days: int, received_on: dt.date | None) -> str | None:
    """Give the day that lies so many days from receipt."""
    return (received_on + dt.timedelta(days=days)).isoformat() if received_on else None


def iso_weekday(weekday: int, week: int | None, received_on: dt.date | None) -> str | None:
    """Give the weekday of a week (-1 last, 0 this, 1 next), or the latest one before today where `week` is None."""
    if received_on is None:
        return None
    ahead = weekday - received_on.weekday()
    if week is None:
        return iso_offset(ahead if ahead < 0 else ahead - 7, received_on)
    return iso_offset(ahead + 7 * week, received_on)
