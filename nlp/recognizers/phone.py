"""Finds Vietnamese telephone numbers, spaced, dotted or with the letter o for zero."""

import re

import phonenumbers

from nlp.findings import Finding
from nlp.fold import Folded

_SEPARATORS = r"[ .\-()]{0,3}"
# A letter o stands for zero only beside a digit, so that "o" (ở) and "so" stay words.
_DIGIT = r"(?:[0-9]|o(?=[0-9o])|(?<=[0-9o])o)"
_PHONE = re.compile(rf"(?<![0-9a-z@/_+])(?:\+?84|0|o(?=[0-9o.\-]))(?:{_SEPARATORS}{_DIGIT}){{8,10}}(?![0-9])")
_HOTLINE = re.compile(r"(?<![0-9a-z@/_])1[89]00(?:[ .\-]?[0-9]){4,6}(?![0-9])")
_BEFORE = 24
_PHONE_WORDS = re.compile(
    r"(?<![a-z])(?:sdt|so dt|so dien thoai|dien thoai|dt|so|zalo|zl|goi|alo|hotline|lien he|lh|phone|tel|call)[^0-9]{0,14}$"
)
_LENGTHS = (10, 11, 12)


def find_phones(folded: Folded) -> list[Finding]:
    """Find phones; the value is E.164, for 1900 and 1800 hotlines the digits."""
    phones = [finding for found in _PHONE.finditer(folded.text) if (finding := _phone(folded, found))]
    return phones + [_hotline(folded, found) for found in _HOTLINE.finditer(folded.text)]


def _phone(folded: Folded, found: re.Match[str]) -> Finding | None:
    for end in _ends(found):
        value = _e164(folded.text[found.start() : end])
        if value:
            near = _PHONE_WORDS.search(folded.text, max(0, found.start() - _BEFORE), found.start())
            return _finding(folded, found.start(), end, value, score=0.95 if near else 0.85)
    return None


def _ends(found: re.Match[str]) -> list[int]:
    """List where the number may end: all of it, or the last separator, as in "0900 000 123 2 cái"."""
    text = found.group()
    cuts = [found.start() + at.start() for at in re.finditer(r"[ .\-()]{1,3}", text)]
    return [found.end(), *reversed([cut for cut in cuts if cut - found.start() >= _LENGTHS[0]])]


def _e164(written: str) -> str | None:
    digits = re.sub(r"[^0-9+]", "", written.replace("o", "0"))
    if digits.startswith("84") and len(digits) in {11, 12}:
        digits = "+" + digits
    try:
        number = phonenumbers.parse(digits, "VN")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != 84 or not phonenumbers.is_valid_number(number):  # noqa: PLR2004 - Vietnam
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _hotline(folded: Folded, found: re.Match[str]) -> Finding:
    return _finding(folded, found.start(), found.end(), re.sub(r"[^0-9]", "", found.group()), score=0.9)


def _finding(folded: Folded, start: int, end: int, value: str, *, score: float) -> Finding:
    first, last = folded.span(start, end)
    return Finding(
        kind="phone",
        start=first,
        end=last,
        text=folded.original[first:last],
        value=value,
        role="unknown",
        score=score,
        reason="số điện thoại Việt Nam",
    )
