"""Tells whether what follows is denied or only hearsay."""

import re

from nlp.fold import Folded

_WINDOW = 40
# The chain must reach the word itself: "không ai bị [ngộ độc]", "ko phải [hàng giả]", "chưa thấy ai [nhập viện]".
_DENIED = re.compile(
    r"(?<![a-z0-9])(?:khong|ko|kg|hok|hong|chua|chang|not|isn't)"
    r"(?: (?:phai|co|he|bi|ai|la|ban|thay|con|nguoi|nao|be|gi|a|gay)){0,5} $"
)
_HEARSAY = re.compile(
    r"(?<![a-z0-9])(?:nghe noi|nghe don|nghe ke|nghe bao|don la|so bi|lo bi|coi chung|de bi)(?![a-z0-9])"
)


def is_negated(folded: Folded, start: int) -> bool:
    """Tell whether a denial leads straight to position `start` of the folded text."""
    return _DENIED.search(folded.text[max(0, start - _WINDOW) : start]) is not None


def is_hearsay(folded: Folded, start: int) -> bool:
    """Tell whether the words just before `start` say that it was only heard or feared."""
    return _HEARSAY.search(folded.text[max(0, start - _WINDOW) : start]) is not None
