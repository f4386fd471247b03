"""Finds months and days of months that are said: "ngày 12 tháng 10", "đầu tháng 9", "mùng 3 Tết", "rằm tháng bảy"."""

import datetime as dt
import re
from collections.abc import Iterator

from nlp.fold import Folded, same_accents
from nlp.recognizers.date_days import MONTH_WORDS, Day, full_year, is_day, iso_day, iso_month
from nlp.recognizers.date_numbers import LUNAR_AFTER, is_after_place, start_with_prefix

_MONTH = r"(?P<month>1[0-2]|0?[1-9]|gieng|chap|hai|ba|tu|nam|sau|bay|tam|chin|muoi(?: mot| hai)?)"
_YEAR = r"(?: ?[/\-] ?(?P<year>20[0-9]{2}|[2-4][0-9])| nam (?P<said>20[0-9]{2}|ngoai|nay))?"
_END = r"(?![0-9a-z%]|[.,:/\-][0-9])"
_DAY_OF_MONTH = re.compile(rf"(?P<day>[0-9](?<![0-9a-z./\-,][0-9])[0-9]?+) (?:thang|thg) ?{_MONTH}{_YEAR}{_END}")
_MONTH_ALONE = re.compile(rf"thang ?{_MONTH}{_YEAR}{_END}")
_PART = re.compile(r"(?<![a-z])(?:dau|giua|cuoi|(?:(?:hom|dem|toi) )?ram) $")
_SHORT_MONTH = re.compile(rf"t(?P<month>1[0-2]|[1-9])(?:/(?P<year>20[0-9]{{2}}))?{_END}")
_SHORT_BEFORE = re.compile(r"(?<![a-z])(?:hoi|dau|giua|cuoi|trong|tu) $")
# "3 tháng 5 triệu", "mỗi tháng 2 lần", "bầu tháng 7": spans of time and ages, not months of the calendar.
_NO_MONTH_BEFORE = re.compile(
    r"(?:[0-9a-z]*[0-9]|(?<![a-z])(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|moi|may|vai|hang|ca|tung|chuc|bau|thai|luong|tien)) $"
)
# Pronouns ("tháng 11 em thấy", "tháng 9 con mua") are no counters here.
_COUNTED_AFTER = re.compile(
    r" ?(?:k|tr|trieu|nghin|ngan|cu|ty|dong|usd|%|lan|thu|cai|chiec|hop|chai|lon|thung|goi|cap|ve|kg|ky|ki|lit|chuyen|don|sp|suat|bua|buoi"
    r"|ngay|tuan|nam(?! (?:ngoai|nay|20))|cuoc|vien|luot|hom|tieng|gio)(?![a-z])"
)
_MUNG = re.compile(
    r"m[uo]ng (?P<day>[0-9]{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi)(?! ?[./\-][0-9]| thang ?(?:[0-9]|gieng|chap|hai|ba|tu|nam|sau|bay|tam|chin|muoi)(?![a-z]))(?P<tet> tet(?: nguyen dan)?)?(?![a-z0-9])"
)
_MUNG_MEANT = ("mùng", "mồng")
_NEW_YEAR = re.compile(r"(?P<day>2[0-9]|30)(?<![0-9a-z./\-,][0-9]{2}) tet(?: nguyen dan| am lich)?(?![a-z])")
_FULL_MOON = re.compile(
    r"ram(?! [0-9]+ ?gb)(?: trung thu| thang nay)?(?![a-z0-9])(?! thang (?:[0-9]|gieng|chap|hai|ba|tu|nam|sau|bay|tam|chin|muoi))"
)
_FULL_MOON_BEFORE = re.compile(r"(?<![a-z])(?:hom|ngay|dem|toi|sang|chieu|trua|den) $")
# "15 âm", "17 âm lịch"; without accents "14 am" may be an hour.
_LUNAR_DAY = re.compile(r"(?<![0-9a-z./\-,])(?P<day>[12]?[0-9]|30) (?:am lich|am|al)(?![a-z])")
_FEASTS = (
    ("mung ", _MUNG), ("mong ", _MUNG), (" tet", _NEW_YEAR), ("ram", _FULL_MOON), (" am", _LUNAR_DAY), (" al", _LUNAR_DAY),
)  # fmt: skip
_NAMED_DAY = re.compile(
    r"(?P<word>ngay|hom) (?P<day>[12][0-9]|3[01]|0?[1-9])(?! ?(?:thang|thg|[-–~/.:%]|tet|va [0-9])| ?(?:k|tr|h|g|trieu|nghin|ngan|cu|dong|usd)(?![a-z]))"
    r"(?![0-9a-z]|[.,][0-9])"
)
_COUNTED_DAY = re.compile(r"(?<![a-z])(?:moi|mot|ca|hai|ba|may|vai|suot|lam|hang|[0-9]{1,3}|trong|1) $")
_LUNAR = {"gieng", "chap"}


def find_months(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    """Find months and days with their month in words; lunar ones and "mùng" of a month have no value."""
    text = folded.text
    if "thang" in text or " thg" in text:
        yield from _days_of_months(folded, received_on)
        yield from _months(folded, received_on)
    yield from _short_months(folded, received_on)
    yield from _feasts(folded)
    if "ngay " in text or "hom " in text:
        yield from _named_days(folded, received_on)


def _days_of_months(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    for found in _DAY_OF_MONTH.finditer(folded.text):
        start, month = start_with_prefix(folded, found.start()), _month_number(folded, found)
        has_prefix = start < found.start()
        if month is None or not is_day(int(found["day"]), month, None) or (not has_prefix and _is_count(folded, found)):
            continue
        if not has_prefix and is_after_place(folded, found.start()):
            continue
        lunar = LUNAR_AFTER.match(folded.text, found.end())
        is_lunar = lunar or found["month"] in _LUNAR or folded.text.startswith(("mung", "mong"), start)
        value = None if is_lunar else iso_day(int(found["day"]), month, _year(found, received_on), received_on)
        yield Day(start, lunar.end() if lunar else found.end(), value)


def _month_number(folded: Folded, found: re.Match[str]) -> int | None:
    """Read a month; in words only as it is spelled, for "tháng sau" is next month."""
    said = found["month"]
    if said.isdigit() or said in _LUNAR:
        return int(said) if said.isdigit() else 1
    meant = {
        "ba": "ba",
        "hai": "hai",
        "tu": "tư",
        "nam": "năm",
        "sau": "sáu",
        "bay": "bảy",
        "tam": "tám",
        "chin": "chín",
    }
    meant |= {"muoi mot": "mười một", "muoi hai": "mười hai"}
    is_spelled = folded.accented[slice(*found.span("month"))] == meant.get(said, "mười")
    is_full_moon = folded.text.startswith("ram thang ", found.start() - len("ram ")) and not folded.has_accents
    return MONTH_WORDS[said] if (is_spelled and folded.has_accents) or is_full_moon else None


def _is_count(folded: Folded, found: re.Match[str]) -> bool:
    """Tell whether the last number counts something: "3 tháng 2 lần", "tháng 9 triệu"."""
    end = found.end("month")
    return found.end() == end and _COUNTED_AFTER.match(folded.text, end) is not None


def _year(found: re.Match[str], received_on: dt.date | None) -> int | None:
    said = found["said"]
    if said in {"ngoai", "nay"}:
        return received_on.year - (said == "ngoai") if received_on else None
    return full_year(found["year"] or said)


def _months(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    text = folded.text
    for found in _MONTH_ALONE.finditer(text):
        start, month = found.start(), _month_number(folded, found)
        is_spelled = same_accents(folded.accented[start : start + 5], "tháng")
        if month is None or not is_spelled or (start and text[start - 1].isalnum()) or _is_count(folded, found):
            continue
        if _NO_MONTH_BEFORE.search(text, max(0, start - 8), start) or text.startswith("cach mang ", max(0, start - 10)):
            continue
        part = _PART.search(text, max(0, start - 9), start)
        is_lunar = found["month"] in _LUNAR or (part is not None and part[0].endswith("ram "))
        value = None if is_lunar else iso_month(month, _year(found, received_on), received_on)
        yield Day(part.start() if part else start, found.end(), value, "tháng")


def _short_months(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    """Read "t9/2026", and "từ t9": without a year T2 to T7 are days of the week."""
    for found in _SHORT_MONTH.finditer(folded.text):
        start, month = found.start(), int(found["month"])
        if start and folded.text[start - 1].isalnum():
            continue
        before = _SHORT_BEFORE.search(folded.text, max(0, start - 7), start)
        is_weekday = 1 < month < len(_WEEK)
        if not found["year"] and (before is None or (is_weekday and before[0] == "tu ")):
            continue
        part = before.start() if before and before[0] in {"dau ", "giua ", "cuoi "} else start
        yield Day(part, found.end(), iso_month(month, full_year(found["year"]), received_on), "tháng")


_WEEK = ("cn", "t2", "t3", "t4", "t5", "t6", "t7", "t8")


def _feasts(folded: Folded) -> Iterator[Day]:
    """Find "mùng 3 Tết", "mùng 10", "30 tết": lunar, or of a month that is not said."""
    patterns = {pattern for gate, pattern in _FEASTS if gate in folded.text}
    for pattern in patterns:
        for found in pattern.finditer(folded.text):
            start = start_with_prefix(folded, found.start())
            is_word = start == 0 or not folded.text[start - 1].isalnum()
            is_spelled = found[0][0] != "m" or any(
                same_accents(folded.accented[found.start() : found.start() + 4], one) for one in _MUNG_MEANT
            )
            if not _is_feast(folded, found):
                continue
            is_counted = found.re is _MUNG and _COUNTED_AFTER.match(folded.text, found.end())
            if is_word and is_spelled and not is_counted:
                yield Day(start, found.end(), None, "ngày âm lịch hoặc không rõ tháng")


def _is_feast(folded: Folded, found: re.Match[str]) -> bool:
    """Tell "rằm" from memory of a computer, and "14 âm" from an hour."""
    said = folded.accented[found.start() : found.end()]
    if found.re is _FULL_MOON:
        is_cued = _FULL_MOON_BEFORE.search(folded.text, max(0, found.start() - 6), found.start()) or found[0] != "ram"
        if folded.text.endswith("cung ", max(0, found.start() - 5), found.start()):
            return False
        return said.startswith("rằm") or (said.startswith("ram") and not folded.has_accents and bool(is_cued))
    if found.re is _LUNAR_DAY:
        is_cued = LUNAR_CUE.search(folded.text, max(0, found.start() - 6), found.start()) or "lich" in found[0]
        return "âm" in said or "âl" in said or (not folded.has_accents and bool(is_cued))
    return True


LUNAR_CUE = re.compile(r"(?<![a-z])(?:hom|ngay|dem|toi|trua|ram) $")


def _named_days(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    """Find "ngày 12": the last day of that number before receipt."""
    text = folded.text
    for found in _NAMED_DAY.finditer(text):
        start = found.start()
        meant = "ngày" if found["word"] == "ngay" else "hôm"
        is_spelled = same_accents(folded.accented[slice(*found.span("word"))], meant)
        if not is_spelled or (folded.has_accents and folded.accented.startswith("ngay", start)):
            continue
        is_counted = _COUNTED_DAY.search(text, max(0, start - 7), start) or _COUNTED_AFTER.match(text, found.end())
        if not is_counted and (start == 0 or not text[start - 1].isalnum()):
            yield Day(start, found.end(), _latest(int(found["day"]), received_on))


def _latest(day: int, received_on: dt.date | None) -> str | None:
    if received_on is None:
        return None
    month = received_on if day <= received_on.day else received_on.replace(day=1) - dt.timedelta(days=1)
    return iso_day(day, month.month, month.year, received_on)
