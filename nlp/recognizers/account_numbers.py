"""Matches the digits of an account or a parcel in a run: up to nineteen, without the amount that follows."""

import re

from nlp.findings import Kind
from nlp.recognizers.digits import Run, Token
from nlp.recognizers.reading import Match, Reading

_MOST_DIGITS = 19
_WHOLE = 9  # a token of that many digits is a number by itself
_JOINT = re.compile(r"[ .\-–—−/·]{0,3}| (?:cham|gach|cach|roi) ")
_SPOKEN_JOINT = re.compile(r"[ .,\-–—−/·()]{0,3}")
_UNIT_AFTER = re.compile(
    r" ?(?:d|dong(?! a)|vnd|k|tr|trieu|nghin|ngan(?! hang)|cu|lit|ty|h|gio|phut|lan|nguoi|cai|hop|ngay|thang|nam(?! a)|don)(?![a-z])|[a-z@%]|/[a-z]"
)
_AMOUNT = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3}){1,3}")
_DATE = re.compile(r"[0-9]{1,2}([/.\-])[0-9]{1,2}\1(?:19|20)[0-9]{2}")
_LONE_WORDS = 1


def match_account(text: str, run: Run, index: int, *, kind: Kind, reason: str, least: int) -> Match | None:
    """Match as many tokens as belong together, if they have `least` digits and are no amount of money."""
    if (run[index].start and text[run[index].start - 1].isalpha()) or _is_glued(run, index):
        return None
    first = index + 1 if _is_stray(run, index) else index
    after = _trimmed(text, run, first, _end(text, run, first))
    digits = "".join(token.digits for token in run[first:after])
    if not least <= len(digits) <= _MOST_DIGITS:
        return None
    start, end = run[first].start, run[after - 1].end
    if _AMOUNT.fullmatch(text, start, end) and digits.endswith("00"):
        return after, None
    if _DATE.fullmatch(text, start, end):
        return after, None
    announced = reason.startswith("sau")
    if not announced and digits.endswith("000") and not digits.startswith("0"):
        return after, None  # "chuyển khoản 500000000"
    score = 0.97 if announced else 0.92
    return after, Reading(kind, start, end, digits, score, reason)


def _is_glued(run: Run, index: int) -> bool:
    return index > 0 and run[index - 1].end == run[index].start


def _is_stray(run: Run, index: int) -> bool:
    """Tell whether a word or a lone o before a long number is no digit of it ("vào ba 0123…", "ở 0123…")."""
    following = run[index + 1 : index + 2]
    return _is_lone(run[index]) and bool(following) and len(following[0].digits) > 2  # noqa: PLR2004


def _is_lone(token: Token) -> bool:
    return token.is_word


def _end(text: str, run: Run, first: int) -> int:
    count = len(run[first].digits)
    after = first + 1
    while after < len(run) and count < _MOST_DIGITS:
        previous, token = run[after - 1], run[after]
        joint = _SPOKEN_JOINT if previous.is_word or token.is_word else _JOINT
        if not joint.fullmatch(text, previous.end, token.start) or len(token.digits) >= _WHOLE:
            break
        if len(previous.digits) >= _WHOLE and text[previous.end : token.start] not in {"", "-", "."}:
            break
        count += len(token.digits)
        after += 1
    return after


def _trimmed(text: str, run: Run, first: int, after: int) -> int:
    """Leave out what follows the number: an amount, a count, "ở" typed as o."""
    while after - first > 1:
        last, previous = run[after - 1], run[after - 2]
        stray = _is_alone_at_end(text, run, first, after)
        if not stray and not _UNIT_AFTER.match(text, last.end):
            return after
        if last.start == previous.end and not stray:
            return after
        after -= 1
    return after


def _is_alone_at_end(text: str, run: Run, first: int, after: int) -> bool:
    last, previous = run[after - 1], run[after - 2]
    if text[last.start : last.end] in {"o", "ο", "о"}:
        return len(previous.digits) > 1
    words = sum(token.is_word for token in run[first:after])
    return last.is_word and words == _LONE_WORDS and len(previous.digits) > 1 and last.start > previous.end
