"""Finds amounts of money in đồng, slang units included."""

import re

from nlp.findings import Finding
from nlp.fold import Folded

# Units and slang: taxonomy.md section 3 (1 củ = 1 triệu, 1 lít = 100 nghìn, 1 xị = 100 nghìn).
_UNITS = {
    "k": 1_000, "nghin": 1_000, "ngan": 1_000, "ng": 1_000, "lit": 100_000, "xi": 100_000,
    "tr": 1_000_000, "trieu": 1_000_000, "m": 1_000_000, "cu": 1_000_000, "ty": 1_000_000_000, "ti": 1_000_000_000,
}  # fmt: skip
# Slang that is another word with other accents ("50 cũ") must be spelled so when the text has accents.
_SLANG = {"lit": "lít", "xi": "xị", "cu": "củ", "ty": "tỷ", "ti": "tỉ", "ngan": "ngàn"}
_PRICE = re.compile(
    r"(?<![0-9a-z.,/\-])(?:"
    r"(?P<grouped>[0-9]{1,3}(?:[.,][0-9]{3}){1,3}+)(?: ?(?P<dong>dong|vnd|d)(?![a-z0-9]))?(?![0-9a-z]|[.,/\-][0-9])"
    r"|(?P<plain>[0-9]{4,10}) ?(?:dong|vnd|d)(?![a-z0-9])"
    r"|(?P<number>[0-9]{1,4}(?:[.,][0-9]{1,3})?) ?(?P<unit>k|nghin|ngan|ng|trieu|tr|cu|lit|xi|ty|ti|m)"
    r"(?: ?(?P<rest>[0-9]{1,3})(?![0-9a-z]))?(?: dong| vnd|d)?(?![a-z0-9]))"
)
_NOT_MONEY_AFTER = re.compile(
    r" ?(?:follow|fl|sub|like|luot|nguoi|don|sp|san pham|km|con|cai|nam|met|tuoi|thanh vien|view)(?![a-z])"
)
_FEW_DIGITS = 3


def find_prices(folded: Folded) -> list[Finding]:
    """Find prices; the value is an integer of đồng."""
    return [finding for found in _PRICE.finditer(folded.text) if (finding := _finding(folded, found))]


def _finding(folded: Folded, found: re.Match[str]) -> Finding | None:
    if _NOT_MONEY_AFTER.match(folded.text, found.end()) or not _is_meant(folded, found):
        return None
    start, end = folded.span(*found.span())
    return Finding(
        kind="price",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=_amount(found),
        role="unknown",
        score=0.6 if found["grouped"] and not found["dong"] else 0.85,
        reason="số tiền",
    )


def _is_meant(folded: Folded, found: re.Match[str]) -> bool:
    unit = found["unit"]
    if unit == "m":
        return bool(found["rest"])  # "1m2" is money only as slang beside a rest; metres are commoner
    if unit in _SLANG and folded.has_accents:
        return folded.accented[slice(*found.span("unit"))] == _SLANG[unit]
    return True


def _amount(found: re.Match[str]) -> int:
    if found["grouped"]:
        return int(re.sub(r"[.,]", "", found["grouped"]))
    if found["plain"]:
        return int(found["plain"])
    unit = _UNITS[found["unit"]]
    return round(float(found["number"].replace(",", ".")) * unit) + _rest(found["rest"], unit)


def _rest(digits: str | None, unit: int) -> int:
    """Read what follows the unit: the 2 of "1tr2" is 200 thousand, the 250 of "1tr250" 250 thousand."""
    return int(digits.ljust(_FEW_DIGITS, "0")) * unit // 1_000 if digits else 0
