"""Tells whether what follows is denied or only hearsay, and spells denials as people do."""

import re
from collections.abc import Iterator

from nlp.fold import Folded

_WINDOW = 40
# Spellings of "không" in messages (domain/taxonomy.md section 4, teencode).
_SPELLINGS = ("không", "ko", "k", "kg", "hok", "hông", "hổng", "chẳng")
# The chain must reach the word itself: "không ai bị [ngộ độc]", "ko phải [hàng giả]", "chưa thấy ai [nhập viện]".
_DENIALS = ("khong", "ko", "kg", "hok", "hong", "chua", "chang", "not", "isn't")
_LINKS = frozenset([
    "phai", "co", "he", "bi", "ai", "la", "ban", "thay", "con", "nguoi", "nao", "be", "gi", "a", "gay", "cho", "dam", "kip", "tung",
    "chau", "em", "toi", "minh", "mua", "tren", "o", "qua",
])  # fmt: skip
_DENIED = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(_DENIALS)})(?: (?:{'|'.join(sorted(_LINKS))})){{0,5}} $")
_HEARSAY = re.compile(
    r"(?<![a-z0-9])(?:nghe noi|nghe don|nghe ke|nghe bao|don la|so bi|lo bi|coi chung|de bi)(?![a-z0-9])"
)


def is_negated(folded: Folded, start: int) -> bool:
    """Tell whether a denial leads straight to position `start` of the folded text."""
    before = folded.text[max(0, start - _WINDOW) : start]
    if before[-1:] != " ":
        return False
    last = before[before.rfind(" ", 0, -1) + 1 : -1]
    return (last in _LINKS or last.endswith(_DENIALS)) and _DENIED.search(before) is not None


def is_hearsay(folded: Folded, start: int) -> bool:
    """Tell whether the words just before `start` say that it was only heard or feared."""
    return _HEARSAY.search(folded.text[max(0, start - _WINDOW) : start]) is not None


def spell_not(phrase: str) -> Iterator[str]:
    """Give a phrase in all spellings of its "không"; the phrase alone where it has none."""
    words = phrase.split()
    if "không" not in words:
        yield phrase
        return
    for spelling in _SPELLINGS:
        yield " ".join(spelling if word == "không" else word for word in words)
