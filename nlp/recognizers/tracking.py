"""Finds numbers of parcels and orders, by their carrier's letters, their check digit or the words before them."""

import json
import re
from collections.abc import Iterator
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
    short: list[str]


_CARRIERS: list[_Carrier] = json.loads(_LEXICON.read_text(encoding="utf-8"))["carriers"]


def _longest_first(words: set[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NAMES = {fold(name).text for carrier in _CARRIERS for name in carrier["names"]}
_PREFIXES = {prefix for carrier in _CARRIERS for prefix in carrier["prefixes"]}
# Short names that people write as the letters of the number, a space between ("GHN 00 7781", "J&T 8500 0000 331").
_SHORT_NAMES = {name for carrier in _CARRIERS for name in carrier["short"]}
_CARRIER = re.compile(
    rf"(?<![a-z0-9@/_.])(?P<letters>{_longest_first(_PREFIXES | _SHORT_NAMES)})(?=[ .\-]{{0,2}}[a-z]{{0,3}}[0-9o])"
)
_NAME = rf"(?:{_longest_first(_NAMES)})"
# "mã", "số" make an order's number of any code; "đơn", "kiện" alone only of what no count or price looks like.
_MARKED = (
    r"(?:ma|so|code)(?: so)? (?:van don|vd|v\.d|van chuyen|don hang|don|kien hang|kien|buu (?:gui|pham|kien)|phieu gui|phieu"
    r"|giao (?:hang|nhan)|tra cuu|theo doi|tracking|bill|order|goi hang|hieu don)"
    r"|(?:don|don hang|kien|kien hang|van don|bill|order|tracking|phieu gui) (?:so|ma|id|no|code|number)|tra cuu ma"
    r"|mvd|mdh|(?:don|don hang|order|bill|kien)(?= ?#)"
)
_ANNOUNCED = re.compile(
    rf"(?<![a-z])(?:(?P<sure>{_MARKED})|van don|don hang|don|kien hang|kien|bill|order|tracking|phieu gui|ma)"
    rf"(?: (?:la|so|no|cua|ghi|nay|em|minh|toi|tui|hang|(?P<of>{_NAME})|ma|do|id)){{0,4}}[ :#.]{{1,3}}"
    r"(?=[a-z.\-]{0,8}[0-9o])"
)
_AFTER_NAME = re.compile(rf"(?<![a-z]){_NAME}[ :#]{{1,3}}(?=[a-z]{{0,4}}[0-9])")
_WORD = re.compile(r"(?P<gap> - | |[.\-]|)(?P<word>[0-9a-z]{1,20}+)")
_UNIT = re.compile(r"[0-9]+(?:k|tr|trieu|nghin|ngan|cu|d|dong|vnd|cai|hop|kg|g|ml|l|h|p|m|cm|sp)[0-9]*|x[0-9]+")
_COUNTED = re.compile(
    r" ?(?:ngay|hom|lan|cai|don|thang|tuan|gio|nguoi|nghin|ngan|trieu|tr|k|hop|san pham|sp|mon|kg|phut|h|chiec|doi|bo|d|dong|%|/)(?![a-z])"
)
_HYPHENED = re.compile(r"[.\-][0-9]")
_ZEROS = re.compile(r"[0-9o]*")
_MOST_WORDS, _WHOLE, _SHORT = 16, 9, 4
# A code spelled letter by letter after its word ("mã S P X V N 0 5 5 2 1 9").
_LETTERS = re.compile(r"[md](?<![a-z][md])(?:a|on|vd)[ :]{1,2}(?P<code>[a-z](?:[ .]{1,3}[a-z0-9](?![a-z0-9])){5,20}+)")
# Giao Hàng Tiết Kiệm: S, shop, warehouse, bag, number, with dots between.
_GHTK = re.compile(r"s(?<![a-z0-9.]s)[0-9]{4,10}(?:\.[a-z0-9]{1,10}){1,5}(?![a-z0-9])")
_S10 = re.compile(r"[0-9](?:(?<=[a-z]{2}.)|(?<=[a-z]{2} .))[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[a-z]{2}(?![a-z0-9])")
_CONTAINER = re.compile(r"cont[^0-9\n]{0,20}?(?<![a-z])(?P<code>[a-z]{3}[ujz] ?[0-9]{6}[ -]?[0-9])(?![0-9a-z])")
# The least that a code is made of: four figures near one another, or letters among figures.
_CODE = re.compile(r"[0-9](?:[ .\-]?[0-9o]){3}|[0-9][a-z]{1,6}[0-9]")
# Most texts have none of these, and then the pattern need not run.
_ORDER_CLUES = ahocorasick_rs.AhoCorasick(
    ["van don", "mvd", "mdh", "don", "kien", "ma ", "bill", "order", "tracking", "tra cuu", "phieu", "so "]
)
_NAME_CLUES = ahocorasick_rs.AhoCorasick([f"{name}{mark}" for name in _NAMES for mark in " :#"])
_PREFIX_CLUES = ahocorasick_rs.AhoCorasick(
    [f"{prefix}{mark}" for prefix in _PREFIXES | _SHORT_NAMES for mark in (*"0123456789o .-", "vn")]
)
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)  # UPU S10
_LEAST_DIGITS, _LEAST_LENGTH, _LEAST_BARE, _LEAST_APART = 4, 6, 9, 6
_LEAST_MIXED, _SAID_MIXED = 2, 8
_MODULUS = 11


def find_tracking(folded: Folded) -> list[Finding]:
    """Find numbers of parcels and orders; the value is upper-case without separators."""
    if not any(map(folded.text.__contains__, "0123456789")):
        return []
    numbers = read_numbers(folded)
    bare = [one for one in numbers if one.kind == "tracking"]
    others = frozenset(one.start for one in numbers if one.kind != "tracking" and one.value)
    return [as_finding(folded, "tracking", one) for one in _longest([*_readings(folded, others), *bare])]


def _longest(found: list[Reading]) -> list[Reading]:
    """Drop what lies inside a longer reading, and the less sure of two of the same letters."""
    kept: list[Reading] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, -one.score)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


def _readings(folded: Folded, others: frozenset[int]) -> Iterator[Reading]:
    text = folded.text
    if _PREFIX_CLUES.find_matches_as_indexes(text):
        yield from _by_carrier(folded, others)
    if _CODE.search(text) and _ORDER_CLUES.find_matches_as_indexes(text):
        yield from _announced(folded, others)
    if _NAME_CLUES.find_matches_as_indexes(text):
        yield from _after_name(folded, others)
    found = [_reading(text, *one.span("code"), 0.85, "số container") for one in _CONTAINER.finditer(text)]
    found += [_ghtk(text, *one.span()) for one in _GHTK.finditer(text)]
    if _CODE.search(text):
        found += [_reading(text, *one.span("code"), 0.8, "mã viết rời từng chữ") for one in _LETTERS.finditer(text)]
    found += [_s10(text, one) for one in _S10.finditer(text)]
    yield from (one for one in found if one is not None)


def _by_carrier(folded: Folded, others: frozenset[int]) -> Iterator[Reading]:
    for found in _CARRIER.finditer(folded.text):
        is_apart = folded.text[found.end()] in " ." and found["letters"] in _NAMES
        end = _end(folded, found.end(), others if is_apart else frozenset())
        if end == found.end() or (is_apart and not _is_lettered(folded, found, end)):
            continue
        reading = _reading(folded.text, found.start(), end, 0.9, "mã có chữ đầu của hãng vận chuyển")
        if reading:
            yield reading


def _is_lettered(folded: Folded, found: re.Match[str], end: int) -> bool:
    """Tell whether a carrier's name that stands apart is meant as the letters of the number."""
    if found["letters"] not in _SHORT_NAMES or _CARRIER.match(folded.text, found.end() + 1):
        return False
    return _digits(folded.text[found.end() : end]) >= _LEAST_APART


def _announced(folded: Folded, others: frozenset[int]) -> Iterator[Reading]:
    for found in _ANNOUNCED.finditer(folded.text):
        is_sure = bool(found["sure"] or found["of"])
        end = _end(folded, found.end(), frozenset() if is_sure else others)
        reading = _reading(folded.text, found.end(), end, 0.85, "sau chữ mã đơn, vận đơn", is_sure=is_sure)
        if reading and (is_sure or end - found.end() >= _LEAST_BARE or _is_code(folded, found.end(), end)):
            yield reading


def _is_code(folded: Folded, start: int, end: int) -> bool:
    return _is_capital(folded, start, end) and end - start >= _SAID_MIXED


def _after_name(folded: Folded, others: frozenset[int]) -> Iterator[Reading]:
    for found in _AFTER_NAME.finditer(folded.text):
        end = _end(folded, found.end(), others)
        if end - found.end() < _SAID_MIXED or _COUNTED.match(folded.text, end):
            continue
        is_long = _digits(folded.text[found.end() : end]) >= _LEAST_BARE
        reading = _reading(folded.text, found.end(), end, 0.8, "sau tên hãng vận chuyển", is_sure=is_long)
        if reading:
            yield reading


def _end(folded: Folded, start: int, others: frozenset[int]) -> int:
    """Return where the code ends whose first word, digits among its letters, begins at `start` or behind a space."""
    end = start
    for index in range(_MOST_WORDS):
        word = _WORD.match(folded.text, end)
        if not word or not _goes_on(folded, word, index=index) or word.start("word") in others:
            break
        end = word.end()
    return start if folded.text[end : end + 1] in {"@", "/"} else end


def _goes_on(folded: Folded, found: re.Match[str], *, index: int) -> bool:
    """Tell whether a word is part of a code: digits and no count or price, capitals, a hidden zero."""
    word, end = found["word"], found.end("word")
    if index and (not found["gap"] or (found["gap"] == " " and _is_solid(folded.text, found.start()))):
        return False
    if _UNIT.fullmatch(word) or (word.isdigit() and len(word) <= _SHORT and _COUNTED.match(folded.text, end)):
        return False
    if any(map(str.isdigit, word)):
        return True
    if not word.strip("o"):
        return folded.accented[slice(*found.span("word"))] == word
    if index == 0:
        return len(word) <= _SHORT and _HYPHENED.match(folded.text, end) is not None
    return len(word) <= _SHORT and not folded.is_shouted and _is_capital(folded, *found.span("word"))


def _is_solid(text: str, end: int) -> bool:
    """Tell whether what ends here is one long word already, to which nothing after a space belongs."""
    before = text[max(0, end - _WHOLE) : end]
    return before.isalnum() and _digits(before) > _SHORT


def _digits(code: str) -> int:
    return sum(one.isdigit() or one == "o" for one in code)


def _is_capital(folded: Folded, start: int, end: int) -> bool:
    return folded.said(start, end).isupper()


def _ghtk(text: str, start: int, end: int) -> Reading | None:
    """Take the carrier's letters before the code with it."""
    start = start - len("ghtk ") if text.startswith("ghtk ", max(0, start - len("ghtk "))) else start
    return _reading(text, start, end, 0.9, "dạng mã Giao Hàng Tiết Kiệm")


def _s10(text: str, found: re.Match[str]) -> Reading | None:
    """Read a parcel of the post: two letters before the digits, if the check digit is right."""
    start = found.start() - (3 if text[found.start() - 1] == " " else 2)
    if (start and text[start - 1].isalnum()) or not _checks(found.group()):
        return None
    return _reading(text, start, found.end(), 0.95, "mã bưu gửi quốc tế, đúng số kiểm tra")


def _reading(text: str, start: int, end: int, score: float, reason: str, *, is_sure: bool = False) -> Reading | None:
    """Read a code; bare digits are read with the other numbers but where it is `is_sure` that they are a code."""
    value = "".join(map(_zeros, re.findall(r"[a-z0-9]+", text[start:end]))).upper()
    digits = sum(map(str.isdigit, value))
    if digits == len(value):
        is_code = is_sure and digits >= _LEAST_LENGTH and (digits >= _LEAST_BARE or not value.endswith("000"))
        return Reading("tracking", start, end, value, score, reason) if is_code else None
    is_mixed = is_sure and digits >= _LEAST_MIXED and len(value) >= _SAID_MIXED
    if (digits < _LEAST_DIGITS and not is_mixed) or len(value) < _LEAST_LENGTH:
        return None
    return Reading("tracking", start, end, value, score, reason)


def _zeros(word: str) -> str:
    """Read the letter o among figures as zero."""
    return word.replace("o", "0") if _ZEROS.fullmatch(word) else word


def _checks(written: str) -> bool:
    digits = [int(digit) for digit in written if digit.isdigit()]
    rest = _MODULUS - sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % _MODULUS
    return digits[-1] == {10: 0, 11: 5}.get(rest, rest)
