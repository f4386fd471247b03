"""Finds numbers of parcels and orders, by their carrier's letters, their check digit or the words before them."""

import json
import re
from pathlib import Path
from typing import TypedDict

import ahocorasick_rs

from nlp.findings import Finding
from nlp.fold import Folded, fold
from nlp.recognizers.numbers import as_finding, read_numbers
from nlp.recognizers.reading import Reading

_LEXICON = Path(__file__).parents[1] / "lexicons" / "parcels.json"


class _Carrier(TypedDict):
    name: str
    names: list[str]
    prefixes: list[str]


_CARRIERS: list[_Carrier] = json.loads(_LEXICON.read_text(encoding="utf-8"))["carriers"]


def _longest_first(words: set[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NAMES = {fold(name).text for carrier in _CARRIERS for name in carrier["names"]}
_PREFIXES = {prefix for carrier in _CARRIERS for prefix in carrier["prefixes"]}
# Letters of a carrier that are no name by themselves may stand apart from their digits ("LZD 0 0 0 4…").
_LOOSE = _longest_first({prefix for prefix in _PREFIXES - _NAMES if len(prefix) > 2})  # noqa: PLR2004
_TIGHT = _longest_first(_PREFIXES)
_COUNTED = r"(?![0-9]{1,4} (?:ngay|hom|lan|cai|don|thang|tuan|gio|nguoi|nghin|trieu)(?![a-z]))"
_BODY = rf"{_COUNTED}(?=[a-z]{{0,4}}[0-9])[0-9a-z]{{1,20}}+"
_NUMBER = re.compile(
    rf"(?<![a-z0-9@/_.])(?:(?:{_LOOSE})(?:[ .\-]{{1,2}}{_BODY}){{1,14}}+(?:[ .\-]v[ .\-]?n(?![a-z0-9]))?"
    rf"|(?:{_TIGHT})(?:[.\-]{{0,2}}{_BODY}){{1,4}}+)(?![a-z0-9@])"
)
# Giao Hàng Tiết Kiệm: S, shop, warehouse, bag, number, with dots between.
_GHTK = re.compile(r"s(?<![a-z0-9.]s)[0-9]{5,10}(?:\.[a-z0-9]{1,10}){1,5}(?![a-z0-9])")
_S10 = re.compile(r"[0-9](?:(?<=[a-z]{2}.)|(?<=[a-z]{2} .))[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[a-z]{2}(?![a-z0-9])")
_CONTAINER = re.compile(r"cont[^0-9\n]{0,20}?(?<![a-z])(?P<code>[a-z]{3}[ujz] ?[0-9]{6}[ -]?[0-9])(?![0-9a-z])")
_ANNOUNCED = re.compile(
    r"(?<![a-z])(?:kien so|(?:ma|so) (?:van don|don hang|don|kien|buu gui|phieu gui|giao hang|tra cuu)|mvd|van don|don hang(?: so)?|so hieu don|order(?: id| no| code)?|tracking(?: number| code| no| id)?|tra cuu ma)"
    rf"(?: (?:la|so|no|cua|ghi|nay|em|minh|toi|{_longest_first(_NAMES)})){{0,4}}[ :#]{{1,3}}"
    r"(?P<code>(?=[a-z.\-]{0,8}[0-9])[a-z0-9]{2,20}+(?:[.\-][a-z0-9]{1,12}+){0,5})(?![a-z0-9@/])"
)
# A carrier's short name right before the digits of an announced code counts as its letters ("mã đơn J&T 8500 …").
_NAMED = re.compile(
    rf"(?<![a-z])(?:ma|don|kien|don hang|tracking|order|bill)(?: (?:so|la))?[ :#]{{1,2}}(?P<code>(?:j&t|{_TIGHT})(?:[ .\-]{{1,2}}{_BODY}){{1,14}}+)(?![a-z0-9@/])"
)
_AFTER_NAME = re.compile(
    rf"(?<![a-z])(?:{_longest_first(_NAMES)})[ :#]{{1,3}}(?P<code>(?=[a-z]{{0,4}}[0-9])[a-z0-9]{{8,20}}+)(?![a-z0-9@./])"
)
# Most texts have none of these, and then the pattern need not run.
_ORDER_CLUES = ahocorasick_rs.AhoCorasick(["van don", "mvd", "don", "kien so", "ma ", "order", "tracking", "tra cuu"])
_NAME_CLUES = ahocorasick_rs.AhoCorasick([f"{name}{mark}" for name in _NAMES for mark in " :#"])
_PREFIX_CLUES = ahocorasick_rs.AhoCorasick([f"{prefix}{mark}" for prefix in _PREFIXES for mark in "0123456789 .-"])
_GATED = (
    (_ORDER_CLUES, _ANNOUNCED, 0.85, "sau chữ mã đơn, vận đơn"),
    (_NAME_CLUES, _AFTER_NAME, 0.8, "sau tên hãng vận chuyển"),
    (_ORDER_CLUES, _NAMED, 0.85, "mã có tên hãng vận chuyển đứng liền trước"),
    (_PREFIX_CLUES, _NUMBER, 0.9, "mã có chữ đầu của hãng vận chuyển"),
)
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)  # UPU S10
_LEAST_DIGITS, _LEAST_LENGTH = 4, 6
_MODULUS = 11


def find_tracking(folded: Folded) -> list[Finding]:
    """Find numbers of parcels and orders; the value is upper-case without separators."""
    if not any(map(folded.text.__contains__, "0123456789")):
        return []
    bare = [one for one in read_numbers(folded) if one.kind == "tracking"]
    return [as_finding(folded, "tracking", one) for one in _longest([*_readings(folded.text), *bare])]


def _longest(found: list[Reading]) -> list[Reading]:
    """Drop what lies inside a longer reading, and the less sure of two of the same letters."""
    kept: list[Reading] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, -one.score)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


def _readings(text: str) -> list[Reading]:
    found = [
        _reading(text, *one.span(one.lastgroup or 0), score, reason)
        for clues, pattern, score, reason in _GATED
        if clues.find_matches_as_indexes(text)
        for one in pattern.finditer(text)
    ]
    found += [_reading(text, *one.span("code"), 0.85, "số container") for one in _CONTAINER.finditer(text)]
    found += [_reading(text, *one.span(), 0.9, "dạng mã Giao Hàng Tiết Kiệm") for one in _GHTK.finditer(text)]
    found += [_s10(text, one) for one in _S10.finditer(text)]
    return [one for one in found if one is not None]


def _s10(text: str, found: re.Match[str]) -> Reading | None:
    """Read a parcel of the post: two letters before the digits, if the check digit is right."""
    start = found.start() - (3 if text[found.start() - 1] == " " else 2)
    if (start and text[start - 1].isalnum()) or not _checks(found.group()):
        return None
    return _reading(text, start, found.end(), 0.95, "mã bưu gửi quốc tế, đúng số kiểm tra")


def _reading(text: str, start: int, end: int, score: float, reason: str) -> Reading | None:
    value = re.sub(r"[^a-z0-9]", "", text[start:end]).upper()
    digits = sum(map(str.isdigit, value))
    if digits < _LEAST_DIGITS or len(value) < _LEAST_LENGTH or digits == len(value) == len(text[start:end]):
        return None  # bare digits are read with the other numbers
    return Reading("tracking", start, end, value, score, reason)


def _checks(written: str) -> bool:
    digits = [int(digit) for digit in written if digit.isdigit()]
    rest = _MODULUS - sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % _MODULUS
    return digits[-1] == {10: 0, 11: 5}.get(rest, rest)
