"""Finds number plates of vehicles and the numbers of boats."""

import re

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.digits import DIGIT_WORD, digit_of
from nlp.recognizers.numbers import as_finding
from nlp.recognizers.reading import Reading

# Two digits of a province that no plate has; all the others are given (Thông tư 79/2024/TT-BCA, from memory, verify).
_NOT_GIVEN = frozenset(["10", "13", "42", "44", "45", "46", "87", "91", "96"])
# Series: a letter (cars), a letter and a digit or two letters (motorcycles; LD, NG, NN, QT … of cars).
_FIGURE = r"[0-9o]"  # with o for zero
_NUMBER = rf"(?:{_FIGURE} ?){{3}} ?\. ?{_FIGURE} ?{_FIGURE}|{_FIGURE}{{5}}|(?:[0-9] ){{4}}[0-9]"
_PLATE = re.compile(
    r"(?P<province>[1-9](?<![a-z0-9@/_].)[0-9])(?P<first> ?[\-–. ]? ?)(?P<series>[a-z](?=(?P<gap> ?[\-–. ]? ?)(?:"
    rf"{_NUMBER})(?![0-9a-z]))|[a-z](?=[\-–. ]{{1,3}}[0-9]{{4}}(?![0-9a-z]))|[a-z]{{2}}|[a-z][0-9](?! ?k(?![a-z])))(?P<second> ?[\-–. ]? ?)(?P<number>{_NUMBER}|[0-9]{{4}})(?![0-9a-z]|[.,\-][0-9])"
)
_CLEAR = re.compile(r"[a-z][0-9a-z]? ?[\-–] ?[0-9]|\.[0-9]{2}$")
_VEHICLE = re.compile(
    r"(?<![a-z])(?:xe|bien|bien so|bks|bsx|bs|o to|oto|xe hoi|xe tai|ba gac|container|cont|dau keo|ro mooc|bien kiem soat|xe may|ban tai|truck|plate|car|van)(?![a-z])[^\n]{0,40}$"
)
_UNIT = rf"(?:[0-9]|{DIGIT_WORD})"
_SPOKEN = re.compile(
    rf"(?<![a-z])(?:xe|bien|bien so|bks|so xe)(?: (?:so|la|no))?[ :]{{1,2}}(?P<plate>(?P<province>{_UNIT} ?{_UNIT}) ?(?P<series>[a-z](?: ?{_UNIT})??) ?(?P<number>{_UNIT}(?: ?{_UNIT}){{4}}|{_UNIT}(?: ?{_UNIT}){{3}}))(?![a-z0-9])"
)
# Fishing boats: the letters of the province, digits, TS (Thông tư 23/2018/TT-BNNPTNT, from memory, verify).
_BOAT_WORD = re.compile(
    r"(?<![a-z])(?:ghe|tau|thuyen|xuong may|sa lan|xa lan|boat|ca no|bien so|bien)(?![a-z])[^\n]{0,30}$"
)
_BOAT = re.compile(
    r"(?<![a-z0-9])(?P<letters>qng|qna|btr|bth|dna|tth|hcm|kg|cm|bl|st|tv|tg|bv|nt|kh|py|bd|qt|qb|ht|na|th|nb|nd|tb|hp|qn|la|sg|ag|ct|dt|vl)"
    r" ?[\- ]? ?(?P<number>[0-9]{3}\.[0-9]{2}|[0-9]{4,5})(?P<tail> ?[\- ]? ?(?:ts|h))?(?![a-z0-9])"
)
_BOATS = ("ghe", "tau", "thuyen", "xuong", "lan", "boat", "ca no", "bien")
_CLUES = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "khong")
_BEFORE = 48


def find_plates(folded: Folded) -> list[Finding]:
    """Find plates; the value is upper-case, a dash between series and number: 30A-12345."""
    text = folded.text
    if not any(map(text.__contains__, _CLUES)):
        return []
    found = [one for hit in _PLATE.finditer(text) if (one := _plate(folded, hit))]
    if "xe" in text or "bien" in text or "bks" in text:
        found += [_spoken(hit) for hit in _SPOKEN.finditer(text) if not hit["plate"].replace(" ", "")[:3].isdigit()]
    if any(word in text for word in _BOATS):
        found += [_boat(hit) for hit in _BOAT.finditer(text) if _said_before(_BOAT_WORD, text, hit.start())]
    first = {one.start: one for one in reversed(found)}
    return [as_finding(folded, "plate", one) for _, one in sorted(first.items())]


def _plate(folded: Folded, hit: re.Match[str]) -> Reading | None:
    if hit["province"] in _NOT_GIVEN or not folded.accented[slice(*hit.span("series"))].translate(_BARE_D).isascii():
        return None
    said = _said_before(_VEHICLE, folded.text, hit.start())
    if not said and not _CLEAR.search(hit.group()):
        return None
    number = re.sub(r"[^0-9]", "", hit["number"].replace("o", "0"))
    value = f"{hit['province']}{hit['series']}-{number}".upper()
    reason = "biển số, cạnh chữ chỉ xe" if said else "đúng dạng biển số"
    return Reading("plate", hit.start(), hit.end(), value, 0.95 if said else 0.85, reason)


_BARE_D = {ord("đ"): "d"}


def _spoken(hit: re.Match[str]) -> Reading:
    parts = {
        name: "".join(digit_of(unit) for unit in re.findall(rf"{_UNIT}|[a-z]", hit[name])).upper()
        for name in ("province", "series", "number")
    }
    value = f"{parts['province']}{parts['series']}-{parts['number']}"
    return Reading("plate", *hit.span("plate"), value, 0.85, "biển số đọc bằng chữ, sau chữ chỉ xe")


def _boat(hit: re.Match[str]) -> Reading:
    tail = re.sub(r"[^a-z]", "", hit["tail"] or "")
    value = "-".join(part for part in (hit["letters"], hit["number"].replace(".", ""), tail) if part).upper()
    return Reading("plate", hit.start(), hit.end(), value, 0.85, "số đăng ký, cạnh chữ chỉ tàu ghe")


def _said_before(words: re.Pattern[str], text: str, start: int) -> bool:
    return words.search(text, max(0, start - _BEFORE), start) is not None
