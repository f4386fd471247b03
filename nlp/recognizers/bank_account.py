"""Finds bank account numbers by the words around them; digits alone are never enough."""

import re

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.bank import BANK_WORDS

_NUMBER = re.compile(r"(?<![0-9a-z+@/_.,\-])[0-9](?:[ .\-]?[0-9]){5,18}(?![0-9a-z])")
_BEFORE = 36
_AFTER = 24
_ACCOUNT_WORDS = re.compile(
    r"(?<![a-z])(?:stk|so tk|tk|so tai khoan|tai khoan|so the|account|acc no)(?![a-z])(?!.{0,36}(?:sdt|zalo|dien thoai|goi))"
)
_TRANSFER_WORDS = re.compile(r"(?<![a-z])(?:ck|chuyen khoan|chuyen tien|bank|banking)(?: [a-z]{1,6}){0,3}[: ]{1,3}$")
_AMOUNT_AFTER = re.compile(r" ?(?:d|dong|vnd|k|tr|trieu|nghin|ngan|cu)(?![a-z])")
_SURE_LENGTH = 9


def find_bank_accounts(folded: Folded) -> list[Finding]:
    """Find accounts; the value is the digits."""
    return [finding for found in _NUMBER.finditer(folded.text) if (finding := _finding(folded, found))]


def _finding(folded: Folded, found: re.Match[str]) -> Finding | None:
    digits = re.sub(r"[^0-9]", "", found.group())
    reason = _reason(folded.text, found, digits)
    if reason is None:
        return None
    start, end = folded.span(*found.span())
    return Finding(
        kind="bank_account",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=digits,
        role="unknown",
        score=0.97 if reason.startswith("sau") else 0.9,  # above a phone of the same digits (0.95)
        reason=reason,
    )


def _reason(text: str, found: re.Match[str], digits: str) -> str | None:
    before = text[max(0, found.start() - _BEFORE) : found.start()]
    after = text[found.end() : found.end() + _AFTER]
    if _AMOUNT_AFTER.match(after):
        return None
    if _ACCOUNT_WORDS.search(before):
        return "sau chữ tài khoản"
    if len(digits) < _SURE_LENGTH or digits.endswith("000"):
        return None
    if BANK_WORDS.search(before[-_AFTER:]) or BANK_WORDS.match(after.lstrip(" -,(:")):
        return "cạnh tên ngân hàng"
    return "sau chữ chuyển khoản" if _TRANSFER_WORDS.search(before) else None
