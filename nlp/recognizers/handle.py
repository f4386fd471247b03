"""Finds social and shop accounts: "@name", and the name after fb, zalo, tiktok, telegram, page."""

import re

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.capitals import end_of_name

_AT = re.compile(r"(?<![a-z0-9._@/])@[a-z0-9_.]{3,32}+")
_PLATFORM = re.compile(
    r"(?<![a-z0-9./])(?:facebook|face|fb|zalo|zl|tiktok|tik tok|telegram|tele|instagram|insta|ig|fanpage|page|nick|kenh)"
    r"(?: (?:zalo|facebook|fb|tiktok|ca nhan|shop|ban hang))?(?: (?:ten|ten la|la|nick|id|cua))?[ :\-]{1,3}[\"'“”«(]?"
)
_ACCOUNT_LIKE = re.compile(r"(?=[a-z0-9_.]{0,30}[_.0-9])[a-z][a-z0-9_.]{3,31}+")
_WEB_ENDING = re.compile(r"\.(?:vn|com|net|org)$")


def find_handles(folded: Folded) -> list[Finding]:
    """Find accounts; the value is lower-case without @, accents kept."""
    shouted = folded.is_shouted
    found = [_finding(folded, *at.span(), score=0.9) for at in _AT.finditer(folded.text)]
    for cue in _PLATFORM.finditer(folded.text):
        end = _end(folded, cue.end(), shouted=shouted)
        if end > cue.end():
            found.append(_finding(folded, cue.end(), end, score=0.75))
    return found


def _end(folded: Folded, start: int, *, shouted: bool) -> int:
    account = _ACCOUNT_LIKE.match(folded.text, start)
    if account and not _WEB_ENDING.search(account.group()):
        return account.end()
    return end_of_name(folded, start, shouted=shouted)


def _finding(folded: Folded, begin: int, finish: int, *, score: float) -> Finding:
    while folded.text[finish - 1] == ".":
        finish -= 1
    start, end = folded.span(begin, finish)
    return Finding(
        kind="handle",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=folded.accented[begin:finish].lstrip("@"),
        role="unknown",
        score=score,
        reason="tên tài khoản mạng xã hội",
    )
