"""Finds banks and gives their VietQR code."""

import re
from bisect import bisect_left

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.bank_names import BANK_WORDS, BankName, find_bank_names
from nlp.recognizers.numbers import read_numbers
from nlp.recognizers.reading import Reading

__all__ = ["BANK_WORDS", "find_banks"]

_BANK_WORD = re.compile(r"(?<![a-z])(?:ngan hang|ngan hag|nh|bank|nhtm|tmcp)(?: (?:tmcp|tm cp|so))?[ :]{1,2}$")
_ACCOUNT_WORD = re.compile(
    r"(?<![a-z])(?:tai khoan|stk|tk|so tk|the atm|app|chuyen khoan|ck|banking)"
    r"(?: (?:vao|vo|qua|ben|cua|trong|toi|den|sang|cho|o|tai|ngan hang))?[ :]{1,2}$"
    r"|(?<![a-z])(?:ck|chuyen|nop|nap|coc|tien|[0-9](?:k|tr|trieu|cu)[0-9]{0,3}|000)(?![a-z0-9])[^\n.]{0,30}(?<![a-z])(?:vao|vo|qua|toi|sang|trong)[ :]{1,2}$"
)
_BETWEEN = re.compile(
    r"[ ,\-–(:/)]{0,4}(?:(?:ngan hang|nh|bank|ben|cua|o|tai|qua|cho|so|stk|tk|so tk|tai khoan|la|thuoc)[ :]{1,2}){0,3}"
)
_IN_LINK = re.compile(r"[\-_.][a-z0-9]|\[\.")


def find_banks(folded: Folded) -> list[Finding]:
    """Find banks; the value is the VietQR code."""
    names = find_bank_names(folded)
    if not names:
        return []
    accounts = [one for one in read_numbers(folded) if one.kind == "bank_account"]
    return [_finding(folded, name) for name in names if _is_meant(folded, name, accounts)]


def _is_meant(folded: Folded, name: BankName, accounts: list[Reading]) -> bool:
    if _IN_LINK.match(folded.text, name.end) or folded.text[max(0, name.start - 1) : name.start] in {"/", "@", "."}:
        return False
    if name.sureness == "names" or _BANK_WORD.search(folded.text, max(0, name.start - 24), name.start):
        return True
    if _ACCOUNT_WORD.search(folded.text, max(0, name.start - 60), name.start):
        return True
    after = bisect_left(accounts, name.start, key=_start)
    return any(
        _BETWEEN.fullmatch(folded.text, one.end, name.start) or _BETWEEN.fullmatch(folded.text, name.end, one.start)
        for one in accounts[max(0, after - 1) : after + 1]
    )


def _start(reading: Reading) -> int:
    return reading.start


def _finding(folded: Folded, name: BankName) -> Finding:
    start, end = folded.span(name.start, name.end)
    sure = name.sureness == "names"
    return Finding(
        kind="bank",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=name.code,
        role="unknown",
        score=0.9 if sure else 0.75,
        reason="tên ngân hàng" if sure else "tên gọi tắt của ngân hàng, cạnh số tài khoản hoặc chữ chuyển khoản",
    )
