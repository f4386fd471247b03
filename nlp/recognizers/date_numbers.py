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
_PREFIX = re.compile(r"(?<![a-z0-9])(?P<last>ngay|hom|bua|mung|mong)[ :]{1,2}$")
_PREFIX_MEANT = ("ngày", "hôm", "bữa", "mùng", "mồng")
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
    r"|con|giam|het|gan|hon|cham|duoc|sao|phan|loai|dia chi|d/c|o|tai|khoa|quan|khu|qd|cv|ma|don|bks|bang|chi|mam|ong|luc nao cung|kho|quoc lo)(?:[ :]{1,2}|\.)$"
)
_NO_DAY_AFTER = re.compile(
    r" (?:hop|phan|vien|cai|chai|lon|kg|ky|lit|goi|size|inch|nguoi|so|gia|don|bich|tuoi|tuan|tieng|sao|diem|thang|cuon|hat|mau|khach|san pham|sp"
    r"|chan|duong|quoc lo|yeu|bo)(?![a-z])"
)
LUNAR_AFTER = re.compile(r" (?:am lich|am|al)(?![a-z])")
_LAST_OF_FRACTION, _TEN, _MONTHS = 4, 10, 12
_REACH = 24


# "2026-09-03", and a date with spaces around its slashes.
_YEAR_FIRST = re.compile(
    r"20[0-9](?<![0-9a-z./\-][0-9]{3})[0-9](?P<sep>[/.\-])(?P<month>[01]?[0-9])(?P=sep)(?P<day>[0-3]?[0-9])(?![0-9a-z]|[/.\-][0-9])"
)
_SPACED = re.compile(
    r"(?P<day>[0-9](?<![0-9a-z./\-,][0-9])[0-9]?+) ?/ ?(?P<month>[01]?[0-9])(?: ?/ ?(?P<year>20[0-9]{2}|[2-4][0-9]))?(?![0-9a-z%]| ?/ ?[0-9])"
)


def find_figure_dates(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    """Find dates in figures; without a year only where nothing speaks for a fraction or a house number."""
    if " /" in folded.text or "/ " in folded.text:
        yield from _spaced(folded, received_on)
    for written in _YEAR_FIRST.finditer(folded.text) if "20" in folded.text else ():
        number, month, year = int(written["day"]), int(written["month"]), int(written[0][:4])
        if is_day(number, month, year):
            yield Day(*written.span(), iso_day(number, month, year, None))
    for found in _FIGURES.finditer(folded.text):
        day = _month(folded, found) if found["of"] else _day(folded, found, received_on)
        if day:
            yield day


def _spaced(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    for found in _SPACED.finditer(folded.text):
        start = start_with_prefix(folded, found.start())
        day, month, year = int(found["day"]), int(found["month"]), full_year(found["year"])
        if " " in found[0] and is_day(day, month, year) and (year or start < found.start()):
            first = start if folded.text.startswith(("mung", "mong"), start) else found.start()
            yield Day(first, found.end(), iso_day(day, month, year, received_on))


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
    start = _said_start(folded, found, start)
    if lunar := LUNAR_AFTER.match(folded.text, found.end()):
        return Day(start, lunar.end(), None, "ngày âm lịch")
    return Day(start, found.end(), iso_day(day, month, year, received_on))


# "mùng" says that the day is lunar; of "ngày" and "hôm" the corpus marks only what begins a sentence ("Ngày 3/11 tôi …").
_PART_OF_DAY = re.compile(r"(?<![a-z])(?:sang|trua|chieu|dem) $")


def _said_start(folded: Folded, found: re.Match[str], start: int) -> int:
    """Return where a day in figures begins: the word before it belongs to it only if it opens the sentence."""
    if start == found.start():
        part = _PART_OF_DAY.search(folded.text, max(0, start - 6), start)
        start = part.start() if part else start
    is_opening = folded.said(start, start + 1).isupper() and not folded.is_shouted
    mung = folded.text.find("m", start, found.start())
    return (
        start
        if is_opening
        else mung
        if folded.text.startswith(("mung ", "mong "), mung) and mung >= 0
        else found.start()
    )


def _is_meant(folded: Folded, found: re.Match[str]) -> bool:
    text, start = folded.text, found.start()
    if found["year"] and (found["sep"] != "." or len(found["year"]) > len("26")):
        return True
    if found["sep"] != "/" and not (found["year"] or _before(_LABEL_BEFORE, text, start)):
        return _is_cued(text, found)
    if _is_named_after(folded, found):
        return False
    if found[0] == "24/7" or _NO_DAY_AFTER.match(text, found.end()):
        return False
    if _before(_CUE_BEFORE, text, start) or _before(_LABEL_BEFORE, text, start):
        return True
    return not (_is_fraction(found) or _before(_NO_DAY_BEFORE, text, start) or _has_name_after(folded, found.end()))


# Days that streets, markets and hospitals are named after.
_MEMORABLE = frozenset(
    ["3/2", "8/3", "26/3", "29/3", "30/4", "1/5", "19/5", "27/7", "19/8", "2/9", "23/9", "20/10", "20/11", "22/12"]
)
_PLACE_BEFORE = re.compile(
    r"(?<![a-z])(?:duong|pho|cho|cong vien|benh vien|bv|truong|quang truong|cau|rap|nha may|cong ty|khu|dai lo|ql|khach san|ben xe|tram|san van dong) $"
)


def _is_named_after(folded: Folded, found: re.Match[str]) -> bool:
    """Tell whether a place bears the day's name: "chợ 30/4", "công viên 29/3"."""
    return found[0] in _MEMORABLE and is_after_place(folded, found.start())


def is_after_place(folded: Folded, start: int) -> bool:
    """Tell whether a word for a street, a market, a hospital stands right before."""
    place = _PLACE_BEFORE.search(folded.text, max(0, start - _REACH), start)
    if not place:
        return False
    said = folded.accented[place.start() : place.end() - 1]
    return said != "cho"  # "giao cho 20/11" is to deliver for that day


_SURE_CUE = re.compile(
    r"(?<![a-z])(?:sang|trua|chieu|toi|dem|tu|den|hoi|mua|dat|nhan|gui|giao|nop|ck|chuyen|coc|sale|dot|lay|bat|tra|hen)[ :]{1,2}$"
)
_CLAUSE_BEFORE = re.compile(r"(?:^|[,.!?;:(\n] ?)$")
_CLAUSE_AFTER = re.compile(r" ?(?:$|[,.!?;)\n])")
_MORE_AFTER = re.compile(
    r" ?(?:k|tr|trieu|nghin|ngan|cu|ty|d|m|cm|mm|km|gb|tan|ta|gam|g|ml|l|gio|h|hom|ngay|lan|nam|thang|tuan|phut|bo|doi|chiec|thung|bao|cay|tram"
    r"|luong|chi|suat|mon|don|goi|bich|ty|tang|phong|bua|x|%|/|-)(?![a-z])"
)
_NEXT_DOORS = 3


def _is_cued(text: str, found: re.Match[str]) -> bool:
    """Tell whether "5-9" or "30.10" is a day and no size, ratio or range: after a word of time, or as a clause."""
    if _MORE_AFTER.match(text, found.end()) or _NO_DAY_AFTER.match(text, found.end()):
        return False
    is_long = len(found["month"]) > 1
    stands_alone = _CLAUSE_BEFORE.search(text, max(0, found.start() - 2), found.start()) is not None
    is_range = 0 < int(found["month"]) - int(found["day"]) <= _NEXT_DOORS
    if is_range or (found["sep"] == "." and not is_long):
        return False
    ends_clause = found["sep"] == "-" and _CLAUSE_AFTER.match(text, found.end()) is not None
    return _before(_SURE_CUE, text, found.start()) or (is_long and (stands_alone or ends_clause))


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
