"""Folds a text to bare lower-case letters for matching, keeping exact offsets into the original."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

# Code points below this are remembered once folded: Latin, its Vietnamese extensions and punctuation end before it.
_REMEMBERED_BELOW = 0x2100
# These letters have no Unicode decomposition, unlike every other Vietnamese letter.
_STROKE_D = {"đ": "d", "Đ": "d"}
# Letters of other alphabets that look like Latin ones, with which shops slip past filters ("shоpee" with a Cyrillic о),
# small capitals, letters and figures in black circles and squares: Unicode's confusables (UTS 39), those of one shape.
LOOKALIKES = dict(
    zip(
        "АаВЕеКкМмНОоРрСсТтХхУуІіЈјЅѕԁԛԜԝҺһӀѵΑαΒΕΖΗΙιΚκΜΝνΟοΡρΤΥυΧγɑıɡᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
        "aabeekkmmhooppccttxxyyiijjssdqwwhhlvaabezhiikkmnvoopptyuxyaigabcdefghijklmnoprstuvwyz",
        strict=True,
    )
)
LOOKALIKES |= {chr(first + at): chr(97 + at) for first in (0x1F150, 0x1F170) for at in range(26)}
LOOKALIKES |= {chr(first + at): chr(49 + at) for first in (0x2776, 0x2780, 0x278A) for at in range(9)} | {"⓿": "0"}


def _fold_character(character: str) -> str:
    if character in _STROKE_D:
        return _STROKE_D[character]
    if character in LOOKALIKES:
        return LOOKALIKES[character]
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:  # accents, variation selectors, zero-width marks
        return ""
    if category == "Cs":  # a lone surrogate cannot be encoded, which the automata need
        return "\ufffd"
    decomposed = unicodedata.normalize("NFKD", character).lower()
    bare = "".join(part for part in decomposed if not unicodedata.combining(part))
    return bare if len(bare) == 1 else character


def _lower_character(character: str) -> str:
    if character in LOOKALIKES:
        return LOOKALIKES[character]
    if unicodedata.category(character) == "Cs":
        return "\ufffd"
    lowered = unicodedata.normalize("NFC", character).lower()
    return lowered if len(lowered) == 1 else character


class _Table(dict[int, str]):
    """A table for `str.translate` that fills itself; rare code points are not kept, so that it stays small."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if code < _REMEMBERED_BELOW:
            self[code] = folded
        return folded


class _LowerTable(dict[int, str]):
    """The same for lower-casing one code point to one code point."""

    def __missing__(self, code: int) -> str:
        lowered = _lower_character(chr(code))
        if code < _REMEMBERED_BELOW:
            self[code] = lowered
        return lowered


_TABLE = _Table()
_LOWER = _LowerTable()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text, its folded form and a lower-case form that keeps the accents.

    `text` and `accented` have the same length; `starts` and `ends` map their positions to `original`
    (None when nothing was dropped and positions are the same). `is_shouted`: most letters are capitals.
    """

    original: str
    text: str
    accented: str
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None
    has_accents: bool
    is_shouted: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty span of `text` to the original; a letter written in several code points stays whole."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def folded_span(self, first: int, last: int) -> tuple[int, int]:
        """Map a span that `span` gave back to `text`."""
        if self.starts is None:
            return first, last
        return bisect_left(self.starts, first), bisect_left(self.starts, last)

    def said(self, start: int, end: int) -> str:
        """Return the original words of a span of `text`."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(text: str) -> Folded:
    """Fold any string; never raises, lone surrogates included."""
    folded = text.translate(_TABLE)
    if len(folded) == len(text):
        accented = text.translate(_LOWER)
        return _folded(text, folded, accented, None, None)
    starts, ends = _offsets(text)
    accented = "".join(
        _lower_cluster(text[start:end], bare) for start, end, bare in zip(starts, ends, folded, strict=True)
    )
    return _folded(text, folded, accented, tuple(starts), tuple(ends))


def fold_each(phrases: Iterable[str]) -> list[tuple[str, str]]:
    """Fold phrases of one line each, many times faster than one by one; gives `text` and `accented` of each."""
    folded = fold("\n".join(phrases))
    return list(zip(folded.text.split("\n"), folded.accented.split("\n"), strict=True))


def _folded(
    original: str, text: str, accented: str, starts: tuple[int, ...] | None, ends: tuple[int, ...] | None
) -> Folded:
    return Folded(
        original=original,
        text=text,
        accented=accented,
        starts=starts,
        ends=ends,
        has_accents=any(map(_is_accented_letter, set(accented))),
        is_shouted=_is_shouted(original),
    )


_MOSTLY = 0.6


def _is_shouted(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) > _MOSTLY * letters


def _is_accented_letter(letter: str) -> bool:
    return letter.isalpha() and not letter.isascii() and _TABLE[ord(letter)].isascii()


def _offsets(text: str) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for index, character in enumerate(text):
        if _TABLE[ord(character)]:
            starts.append(index)
            ends.append(index + 1)
        elif ends and ends[-1] == index and unicodedata.combining(character):
            ends[-1] = index + 1
    return starts, ends


def _lower_cluster(cluster: str, bare: str) -> str:
    # A hostile letter may carry thousands of marks; no Vietnamese one needs more than four code points.
    composed = unicodedata.normalize("NFC", cluster[:4])
    lowered = LOOKALIKES.get(composed) or composed.lower()
    return lowered if len(lowered) == 1 else bare


@cache
def _marks(letter: str) -> str:
    if letter in _STROKE_D:
        return "-"
    return "".join(part for part in unicodedata.normalize("NFD", letter) if unicodedata.combining(part))


def same_accents(said: str, meant: str) -> bool:
    """Tell whether each word of `said` is bare or has the accents of `meant`, wherever the tone mark sits (hoà, hòa).

    Both are `accented` forms of the same folded text.
    """
    if said == meant:
        return True
    return all(
        word.isascii() or _word_marks(word) == _word_marks(other)
        for word, other in zip(said.split(), meant.split(), strict=False)
    )


def _word_marks(word: str) -> list[str]:
    return sorted("".join(map(_marks, word)))
