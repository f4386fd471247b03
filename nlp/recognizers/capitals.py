"""Reads the run of capitalised words that follows a cue such as "shop" or "zalo"."""

import re

from nlp.fold import Folded

_WORD = re.compile(r"[^\W_][\w.&'\-]{0,24}")
_MOST_WORDS = 6
_GAP = re.compile(r" ")
# In a text that is all capitals only these words end a name.
_STOP_WORDS = (
    "ban o tai lua dao chuyen dang co la giao nay kia do bi khong ko nhan va cho gui lay da se so sdt stk zalo fb web link"
    " dia chi mua hang gia noi bao tu"
)
_ENDS_NAME = frozenset(_STOP_WORDS.split())
_MOSTLY = 0.6


def is_shouted(text: str) -> bool:
    """Tell whether most letters of the original are capitals."""
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) > _MOSTLY * letters


def end_of_name(folded: Folded, start: int, *, shouted: bool) -> int:
    """Return where the run of capitalised words (or numbers after the first) that begins at `start` ends."""
    end = start
    for count in range(_MOST_WORDS):
        begin = end if count == 0 else end + 1
        if count and not _GAP.match(folded.text, end):
            break
        word = _WORD.match(folded.text, begin)
        if word is None or not _belongs(folded, word, first=count == 0, shouted=shouted):
            break
        end = begin + len(word.group().rstrip(".'-&"))
        if end != word.end():
            break
    return end


def _belongs(folded: Folded, word: re.Match[str], *, first: bool, shouted: bool) -> bool:
    initial = folded.said(word.start(), word.start() + 1)[:1]
    if shouted and word.group() in _ENDS_NAME:
        return False
    return initial.isupper() or (initial.isdigit() and not first and len(word.group()) <= len("0123"))
