"""Finds days that are named from today or by the week: "hôm qua", "tối nay", "thứ bảy tuần trước", "last Friday"."""

import datetime as dt
import re
from collections.abc import Iterator

from nlp.fold import Folded, same_accents
from nlp.recognizers.date_days import (
    DAYS_FROM_TODAY,
    DAYS_MEANT,
    ENGLISH_DAYS,
    ENGLISH_MONTHS,
    PARTS_MEANT,
    SHORT_DAYS,
    SUNDAY,
    WEEKDAYS,
    WEEKDAYS_MEANT,
    Day,
    full_year,
    is_day,
    iso_day,
    iso_month,
    iso_offset,
    iso_weekday,
)  # fmt: skip

_NEAR_DAY = re.compile(r" (?:nay|ni|qua|wa|kia|mai|mot)(?![a-z0-9])")  # much rarer than the words before it
_NEAR = re.compile(
    r"(?P<part>hom|hum|ngay|bua|rang sang|sang|trua|chieu|toi|dem|khuya) (?P<day>nay|ni|qua|wa|kia|mai|mot)(?![a-z0-9])"
)
_SHORT = re.compile(r"h[. ]?(?:qua|nay)(?![a-z0-9])|hom(?:qua|nay)(?![a-z0-9])|hoi hom(?![a-z0-9])")
# "mấy hôm nay", "2 hôm nay" is a span of time; "từ 2/11 tới nay" too.
_SPAN_BEFORE = re.compile(r"(?<![a-z])(?:may|vai|nhieu|suot) $")
_COUNT_BEFORE = re.compile(r"(?:(?<![a-z])(?:hai|ba|bon|muoi)|[0-9]) $")
_SINCE_BEFORE = re.compile(r"(?<![a-z])(?:tu|hoi|luc|do|den|cho|doi|qua)[^,.!?\n]{0,22}[0-9a-z] $")
# "toi qua nha", "tôi qua tận tiệm": going over, not last night.
_GOING_AFTER = re.compile(
    r" (?:nha|tan|cho|ben|tiem|shop|do|lay|kho|quan|nhan|xem|mua|dia chi|dc|app|zalo|momo|ngan hang|web|link)(?![a-z])"
)

_WEEKDAY = re.compile(
    r"(?:(?P<thu>thu) ?(?P<day>[2-7]|hai|ba|tu|nam|sau|bay)|chu nh[au]t|chua nh[au]t|cnh[au]t|cn|t[2-7])(?![a-z0-9]|[.,:/\-][0-9])"
    r"(?P<week> (?:tuan (?:truoc|roi|qua|nay|sau|toi|vua roi|vua qua|ngoai)|vua roi|vua qua)(?![a-z]))?"
)
_WEEKS = {"truoc": -1, "roi": -1, "qua": -1, "ngoai": -1, "nay": 0, "sau": 1, "toi": 1}
_DAY_PART = r"(?:hom|sang|trua|chieu|toi|dem|khuya)"
_WEEKDAY_CUE = re.compile(rf"(?<![a-z])(?:{_DAY_PART}|vao|tu|den|hen|truoc|on|trua) $")
# "Thứ 3 mẹ lịm đi", "mất 1tr7 thứ 3": no ordinal at the beginning of a clause or behind an amount.
_CLAUSE_BEFORE = re.compile(r"(?:(?<![a-z])(?:cu|cho|toi) |^|[.!?\n,] ?|[0-9](?:k|tr|trieu)? )$")
_UNIT_AFTER = re.compile(
    r" (?:trieu|tr|k|nghin|ngan|cu|ty|dong|chai|hop|goi|don|cai|chiec|nguoi|lan|mon|kg|bich|lon|thung|loai)(?![a-z])"
)
_HOM_BEFORE = re.compile(r"(?<![a-z])hom $")
# An ordinal ("lần thứ ba", "nơi thứ hai"): our own list, from the training corpus.
_ORDINAL_BEFORE = re.compile(
    r"(?<![a-z])(?:lan|nguoi|cai|noi|tuan|thang|nam|ngay|cuoc|chiec|con|dua|luot|khach|don|hang|loai|can|dieu|ben|so|hop|chai|doi|dot|bo|ky|vu|ke|nan nhan"
    r"|gio|phut|buc|tang|lop|kho|chuyen|hien|xep|nhom|lon|goi|bai|le|phien|nao|moi|cu) $"
)
_EVERY_AFTER = re.compile(r" (?:mo|hang tuan|moi tuan|chua nh[au]t)(?![a-z])")
_SURE_WEEKDAYS = frozenset(["sau", "bay", "6", "7"])

_AGO = re.compile(
    r"(?:cach (?:day|nay) )?(?P<count>[0-9]{1,2}|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) (?:ngay|hom|bua)(?P<ago> truoc)?(?![a-z])"
)
_COUNTS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_WEEKEND = re.compile(r"cuoi tuan (?:truoc|roi|qua|nay|vua roi|vua qua|sau|toi)(?![a-z])")

_MONTHS = r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_ENGLISH_DATE = re.compile(
    rf"(?P<first>[0-9](?<![0-9a-z/.,\-][0-9])[0-9]?+)(?:st|nd|rd|th)? (?:of )?{_MONTHS}(?:,? (?P<year>20[0-9]{{2}}))?(?![a-z0-9])"
)
_ENGLISH_MONTH = re.compile(
    rf"{_MONTHS}\.? (?:(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>20[0-9]{{2}}))?|(?P<of>20[0-9]{{2}}))(?![a-z0-9]|[.,:/\-][0-9])"
)
_ENGLISH_DAY = re.compile(r"(?:yesterday|last night|tonight|today|tomorrow|this morning)(?![a-z])")
_ENGLISH_WEEKDAY = re.compile(
    r"(?:(?P<which>last|this|next) )?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![a-z])"
)


def find_named_days(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    """Find days named from today or by the week; a bare weekday has no value, it may lie ahead."""
    text = folded.text
    for finder, gates in _FINDERS:
        if any(map(text.__contains__, gates)):
            for day in finder(folded, received_on):
                if day.start == 0 or not text[day.start - 1].isalnum():
                    yield day


def _near(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    text = folded.text
    for word in _NEAR_DAY.finditer(text):
        found = _NEAR.search(text, max(0, word.start() - len("rang sang")), word.end())
        if found and found.end() == word.end() and _is_near(folded, found):
            offset = 2 if found[0] == "ngay kia" else DAYS_FROM_TODAY[found["day"]]
            yield Day(found.start(), found.end(), iso_offset(offset, received_on), kind="time")
    for found in _SHORT.finditer(text):
        said = folded.accented[found.start() : found.end()]
        if found[0] != "hoi hom" or said == "hồi hôm":
            yield Day(found.start(), found.end(), iso_offset(SHORT_DAYS.get(found[0], -1), received_on), kind="time")


def _is_near(folded: Folded, found: re.Match[str]) -> bool:
    text, start, said = folded.text, found.start(), found[0]
    if not _is_spelled(folded, found) or (found["part"] == "ngay" and found["day"] in {"ni", "qua"}):
        return False
    if found["day"] in {"nay", "ni"} and _is_span(text, found):
        return False
    if said in {"toi nay", "toi qua"} and folded.accented.startswith("toi", start):
        before = text[max(0, start - 40) : start]
        return not (_SINCE_BEFORE.search(before) if said == "toi nay" else _GOING_AFTER.match(text, found.end()))
    return True


def _is_span(text: str, found: re.Match[str]) -> bool:
    start = found.start()
    if _SPAN_BEFORE.search(text, max(0, start - 7), start):
        return True
    return found["part"] in {"hom", "bua", "ngay"} and _COUNT_BEFORE.search(text, max(0, start - 5), start) is not None


def _is_spelled(folded: Folded, found: re.Match[str]) -> bool:
    part, day = (folded.accented[slice(*found.span(name))] for name in ("part", "day"))
    is_part = same_accents(part, PARTS_MEANT[found["part"]]) or part == "bựa"
    if found["day"] == "mot" and part.isascii() and found["part"] in {"toi", "dem", "chieu", "trua", "sang"}:
        return False  # "dem mot nam", "toi mot canh": carried one, me one
    if found["part"] == "ngay" and folded.has_accents and part == "ngay":
        return False  # "ngay mai" among accents is no day
    return is_part and (same_accents(day, DAYS_MEANT[found["day"]]) or (found["day"] == "kia" and day == "kìa"))


def is_part_of_day(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the word is "sáng", "tối", … and no "tôi" or "đem"."""
    said, meant = folded.accented[start:end].split()[-1], folded.text[start:end].split()[-1]
    if meant == "toi" and said == "toi":
        return not folded.has_accents
    return same_accents(said, PARTS_MEANT[meant])


def _weekdays(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    text = folded.text
    for found in _WEEKDAY.finditer(text):
        if not _is_weekday(folded, found) or _EVERY_AFTER.match(text, found.end()):
            continue
        start = found.start()
        hom = _HOM_BEFORE.search(text, max(0, start - 5), start)
        if hom and not found["week"]:
            start = hom.start()
        yield Day(start, found.end(), _weekday_value(found, received_on), "ngày trong tuần", "time")


def _is_weekday(folded: Folded, found: re.Match[str]) -> bool:
    text, start, said = folded.text, found.start(), found["day"]
    has_cue = bool(found["week"]) or _WEEKDAY_CUE.search(text, max(0, start - 7), start) is not None
    if _ORDINAL_BEFORE.search(text, max(0, start - 10), start):
        return False
    if found["thu"] is None:
        is_short = found[0].startswith(("cn", "t"))
        return has_cue if is_short else same_accents(folded.accented[start : start + 3], found[0][:3].replace("u", "ủ"))
    thu, day = (folded.accented[slice(*found.span(name))] for name in ("thu", "day"))
    if not same_accents(thu, "thứ") or not (said.isdigit() or same_accents(day, WEEKDAYS_MEANT[said])):
        return False
    is_counted = said.isdigit() and _UNIT_AFTER.match(text, found.end())
    has_cue = has_cue or (_CLAUSE_BEFORE.search(text, max(0, start - 7), start) is not None and not is_counted)
    return has_cue or said in _SURE_WEEKDAYS or _DATE_AFTER.match(text, found.end()) is not None


_DATE_AFTER = re.compile(r",? (?:ngay )?[0-9]{1,2}[/.\-][0-9]")


def _weekday_value(found: re.Match[str], received_on: dt.date | None) -> str | None:
    if not found["week"]:
        return None
    name = found["day"] or (found[0][1:2] if found[0][0] == "t" else "")
    weekday = WEEKDAYS.get(name, SUNDAY)
    last = found["week"].split()
    if "tuan" not in last or "vua" in last:
        return iso_weekday(weekday, None, received_on)
    return iso_weekday(weekday, _WEEKS[last[-1]], received_on)


def _days_ago(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    for found in _AGO.finditer(folded.text):
        if not (found["ago"] or found[0].startswith("cach")):
            continue
        count = int(_COUNTS.get(found["count"], 0) or found["count"])
        yield Day(found.start(), found.end(), iso_offset(-count, received_on), kind="time")


def _weekends(folded: Folded, _received_on: dt.date | None) -> Iterator[Day]:
    for found in _WEEKEND.finditer(folded.text):
        yield Day(found.start(), found.end(), None, "cuối tuần, không rõ ngày nào", "time")


def _english_days(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    for found in _ENGLISH_DAY.finditer(folded.text):
        yield Day(found.start(), found.end(), iso_offset(ENGLISH_DAYS[found[0]], received_on), kind="time")


def _english_weekdays(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    for found in _ENGLISH_WEEKDAY.finditer(folded.text):
        weekday, which = WEEKDAYS[found["day"]], found["which"]
        value = iso_weekday(weekday, None if which == "last" else int(which == "next"), received_on) if which else None
        yield Day(found.start(), found.end(), value, "ngày trong tuần", "time")


def _english_dates(folded: Folded, received_on: dt.date | None) -> Iterator[Day]:
    found_all = [*_ENGLISH_DATE.finditer(folded.text)]
    if not folded.has_accents:  # what a Vietnamese says of "máy 12" is no May
        found_all += _ENGLISH_MONTH.finditer(folded.text)
    for found in found_all:
        parts = found.groupdict()
        month, year = ENGLISH_MONTHS[found["name"][:3]], full_year(parts["year"])
        if parts.get("of"):
            yield Day(found.start(), found.end(), iso_month(month, int(parts["of"]), received_on), "tháng")
            continue
        day = int(parts.get("first") or parts["last"])
        if found["name"] == "may" and not folded.said(*found.span("name"))[0].isupper():
            continue  # "20 may" is "hơn 20", "máy" or "may"
        if is_day(day, month, year):
            yield Day(found.start(), found.end(), iso_day(day, month, year, received_on))


# Each with what some word of it must contain, which is far cheaper to ask than to search.
_FINDERS = (
    (
        _near,
        (" nay", " qua", " wa", " mai", " ni", " kia", " mot", "hqua", "h.qua", "hnay", "h.nay", "homqua", "hoi hom"),
    ),
    (_weekdays, ("thu", "nhat", "nhut", "cn", "t2", "t3", "t4", "t5", "t6", "t7")),
    (_days_ago, ("ngay truoc", "hom truoc", "bua truoc", "cach day", "cach nay")),
    (_weekends, ("cuoi tuan",)),
    (_english_days, ("terday", "today", "night", "tomorrow", "morning")),
    (_english_weekdays, ("nday", "sday", "iday", "urday")),
    (_english_dates, ("jan", "feb", "mar ", "march", "apr", "may ", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
)
