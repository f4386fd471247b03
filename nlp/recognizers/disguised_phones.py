"""Matches telephones with letters in the place of digits ("O9l0 000 l23") and with hidden ones ("0900 000 xxx")."""

import re
from collections.abc import Iterator, Sequence

from nlp.fold import Folded
from nlp.recognizers.announcements import Said, announced_before
from nlp.recognizers.phone_numbers import value_of
from nlp.recognizers.reading import Reading

# Letters that look like a figure (our own list, from how sellers get past filters).
_FIGURES = str.maketrans("oilszbgqe", "011528993")
_MARK = r"[ .\-_()/]{0,2}+"
# A word of letters alone ends the number ("… 123 gọi"), but for "ooo" and "xxx".
_NO_WORD = r"(?:(?<=[0-9a-z*])|(?!(?!o+(?![a-z])|x+(?![a-z])|[il](?![a-z]))[a-z]+(?![a-z0-9*])))"
_DISGUISED = re.compile(
    rf"[0oq8+](?<![a-z0-9+][0oq8+])(?:(?<=[0oq])|(?<=8)4|(?<=\+)84)(?:{_MARK}{_NO_WORD}[0-9oilszbgqex*]){{8,10}}+(?![a-z0-9*])"
)
_LEAST_FIGURES = 5
_LEAST_HIDDEN = 2
_LENGTHS, _HIDDEN_LENGTHS = range(10, 12), range(9, 12)
_MOBILE = re.compile(r"(?:0|84)[35789]")


def may_be_disguised(folded: Folded) -> bool:
    """Tell whether it is worth while to look."""
    return any(not found.group().isdigit() for found in _DISGUISED.finditer(folded.text))


def find_disguised(folded: Folded, said: Sequence[Said], taken: Sequence[Reading]) -> Iterator[Reading]:
    """Find telephones that are no plain digits; what is announced as one, or hides some of its digits."""
    for found in _DISGUISED.finditer(folded.text):
        start, end = found.span()
        if any(one.start < end and start < one.end for one in taken) or not _is_bare(folded, start, end):
            continue
        reading = _read(found.group(), start, end)
        is_announced = announced_before(folded.text, list(said), start, 0).kind in {"phone", "number"}
        is_plain = reading is not None and not re.search("[szbgqe]", found.group())
        if reading and (is_announced or is_plain or reading.value is None):
            yield reading


def _is_bare(folded: Folded, start: int, end: int) -> bool:
    return not any("\x7f" < letter < "\u2100" for letter in folded.accented[start:end])


def _read(written: str, start: int, end: int) -> Reading | None:
    bare = "".join(letter for letter in written if letter.isalnum() or letter in "x*")
    length = len(bare) - bare.startswith("84")
    known = re.sub(r"[x*]", "", bare)
    if sum(one.isdigit() or one == "o" for one in known) < _LEAST_FIGURES:
        return None
    if len(bare) - len(known) >= _LEAST_HIDDEN and length in _HIDDEN_LENGTHS and _MOBILE.match(known):
        return Reading("phone", start, end, None, 0.6, "số điện thoại bị che bớt chữ số")
    value = value_of(known.translate(_FIGURES)) if length in _LENGTHS and known == bare else None
    return Reading("phone", start, end, value, 0.7, "số điện thoại viết lẫn chữ cái") if value else None
