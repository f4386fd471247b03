"""Finds days written with figures alone: "12/10", "12-10-26", "hôm 20/11", "hạn sử dụng 12/2025"."""

import datetime as dt
import re
from collections.abc import Iterator

from nlp.fold import Folded, same_accents
from nlp.recognizers.date_days import Day, full_year, is_day, iso_day, iso_month

# The first digit stands first so that the search can skip to digits; what precedes it is looked at afterwards.
_FIGURES = re.compile(
    r"(?P<day>[0-9](?<![0-9a-z_@#][0-9])(?<![.,/:\-+][0-9])[0-9]?+)"
    r"(?:(?P<sep>[/.\-])(?P<month>[01]?[0-9])(?:(?P=sep)(?P<year>20[0-9]{2}|[0-9]{2}))?|[/\-](?P<of>20[0-9]{2}|[2-4][0-9]))"
    r"(?![0-9a-z%]|[/.,:\-][0-9])"
)
_PREFIX = re.compile(r"(?<![a-z0-9])(?:(?:ngay|hom) )?(?P<last>ngay|hom|mung|mong)[ :]{1,2}$")
_PREFIX_MEANT = ("ngày", "hôm", "mùng", "mồng")
_LABEL_BEFORE = re.compile(
    r"(?<![a-z])(?:han su dung|han dung|het han|qua han|can date|hsd|nsx|exp|date|san xuat|han)(?: (?:ngay|la|tu|den|thang|su dung))?[ :]{0,2}$"
)
# Words after which "3/4" is a day, and those after which "20/10" is none: our own lists, from the training corpus.
_CUE_BEFORE = re.compile(
    r"(?<![a-z])(?:sang|trua|chieu|toi|dem|khuya|tu|den|truoc|sau|vao|luc|on|since|until|before|by|le|dip|dot|hen|han|hsd|nsx|date|mua|dat"
    r"|nhan|gui|giao|ck|chuyen|coc|sale|hoi|tinh den|thu (?:[2-7]|hai|ba|tu|nam|sau|bay)|cn|chu nhat)[ :(]{1,2}$"
)
_NO_DAY_BEFORE = re.compile(
    r"(?<![a-z])(?:so|nha|ngo|ngach|hem|kiet|xet|duong|pho|size|sz|lop|ti le|ty le|diem|to|lo|can|phong|ap|thua|ielts|huyet ap|mau|kich thuoc"
    r"|con|giam|het|gan|hon|cham|duoc|sao|phan|loai|dia chi|d/c|o|tai|khoa|quan|khu|qd|cv|ma|don|bks|mam|ong|luc nao cung|kho|quoc lo)[ :.]{1,2}$"
)
_NO_DAY_AFTER = re.compile(
    r" (?:hop|phan|vien|cai|chai|lon|kg|ky|lit|goi|size|inch|nguoi|so|gia|don|bich|tuoi|tuan|tieng|sao|diem|thang|cuon|hat|mau|khach|san pham|sp"
    r"|chan|duong|quoc lo|yeu|bo)(?![a-z])"
)
LUNAR_AFTER = re.compile(r" (?:am lich|am|al)(?![a-z])")
_LAST_OF_FRACTION, _TEN, _MONTHS = 4, 10, 12
_REACH = 24


def find_figure_dates(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    """Find dates in figures; without a year only where nothing speaks for a fraction or a house number."""
    for found in _FIGURES.finditer(folded.text):
        day = _month(folded, found) if found["of"] else _day(folded, found, received_on)
        if day:
            yield day


def start_with_prefix(folded: Folded, start: int) -> int:
    """Take in "ngày", "hôm", "mùng" before a day; "ngay" among accents is another word."""
    found = _PREFIX.search(folded.text, max(0, start - 14), start)
    if found is None:
        return start
    said = folded.accented[slice(*found.span("last"))]
    if not any(same_accents(said, meant) for meant in _PREFIX_MEANT) or (folded.has_accents and said == "ngay"):
        return start
    return found.start()


def _month(folded: Folded, found: re.Match[str]) -> Day | None:
    """Read "12/2025", and "06/25" on a label."""
    is_label = _before(_LABEL_BEFORE, folded.text, found.start())
    if not 1 <= int(found["day"]) <= _MONTHS or (len(found["of"]) == len("26") and not is_label):
        return None
    return Day(found.start(), found.end(), iso_month(int(found["day"]), full_year(found["of"]), None))


def _day(folded: Folded, found: re.Match[str], received_on: dt.date | None) -> Day | None:
    day, month, year = int(found["day"]), int(found["month"]), full_year(found["year"])
    start = start_with_prefix(folded, found.start())
    if not is_day(day, month, year) or not (start < found.start() or _is_meant(folded, found)):
        return None
    first = (
        found.start() if found["sep"] == "/" else start
    )  # "ngày" says no more of 5/9; of a bare number it makes a day
    if lunar := LUNAR_AFTER.match(folded.text, found.end()):
        return Day(first, lunar.end(), None, "ngày âm lịch")
    return Day(first, found.end(), iso_day(day, month, year, received_on))


def _is_meant(folded: Folded, found: re.Match[str]) -> bool:
    text, start = folded.text, found.start()
    if found["year"] and (found["sep"] != "." or len(found["year"]) > len("26")):
        return True
    if found["sep"] != "/" and not (found["year"] or _before(_LABEL_BEFORE, text, start)):
        return False  # "5.1" and "1-1" are sizes and ratios
    if found[0] == "24/7" or _NO_DAY_AFTER.match(text, found.end()):
        return False
    if _before(_CUE_BEFORE, text, start) or _before(_LABEL_BEFORE, text, start):
        return True
    return not (_is_fraction(found) or _before(_NO_DAY_BEFORE, text, start) or _has_name_after(folded, found.end()))


def _before(pattern: re.Pattern[str], text: str, start: int) -> bool:
    return pattern.search(text, max(0, start - _REACH), start) is not None


def _is_fraction(found: re.Match[str]) -> bool:
    """Tell whether it may be "1/2", "3/4" or "9/10"."""
    day, month = int(found["day"]), int(found["month"])
    return (day <= month <= _LAST_OF_FRACTION or (month == _TEN and day <= _TEN)) and not found[0].startswith("0")


def _has_name_after(folded: Folded, end: int) -> bool:
    """Tell whether a capitalized word follows, as a street does ("12/5 Lê Lợi")."""
    following = folded.said(end, end + 2) if end + 2 <= len(folded.text) else ""
    return not folded.is_shouted and following[:1] == " " and following[1:2].isupper()
