"""Turns the tokens of a text into a table of numbers: what nlp/spans/features.py says of them, without writing it out."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.fold import Folded
from nlp.spans.features import (
    ALWAYS,
    MOODS,
    PADDING,
    SORTS,
    Seen,
    describe_alone,
    kind_of,
    mood_of,
    tag,
    toned,
    written,
)
from nlp.spans.tokens import Token

Numbers = NDArray[np.int64]
REACH = 2  # tokens a feature looks to either side
NO_SORT = len(SORTS)  # the part that a feature has not
_REMEMBERED = 16384


class Numbering:
    """Numbers what is said of tokens by `parts`; what no feature has is 0."""

    def __init__(self, parts: Mapping[str, int]) -> None:
        number = parts.get

        def alone(kind: str, text: str, accented: str, said: str) -> tuple[int, ...]:
            described = describe_alone(kind, text, accented, said)
            shape = described[1]
            return *(number(one, 0) for one in described), *(number(toned(mood, shape), 0) for mood in MOODS)

        def of_term(term: str) -> tuple[int, int]:
            return number(term, 0), number(kind_of(term), 0)

        self._number = number
        # A language has few words, of which most are said again and again.
        self._alone, self._of_term = lru_cache(_REMEMBERED)(alone), lru_cache(_REMEMBERED)(of_term)
        self._padding = np.array([[number(PADDING[sort], 0)] * REACH for sort in SORTS], dtype=np.int64)
        self._always = number(ALWAYS, 0)

    def table(self, folded: Folded, tokens: Sequence[Token], seen: Seen) -> Numbers:
        """Give numbers by sort (SORTS, then nothing), by offset (from -REACH to REACH) and by token."""
        length, padded = len(tokens), np.zeros((len(SORTS) + 1, len(tokens) + 2 * REACH), dtype=np.int64)
        padded[:NO_SORT, :REACH] = padded[:NO_SORT, -REACH:] = self._padding
        padded[:NO_SORT, REACH:-REACH] = self._columns(folded, tokens, seen)
        row, column = padded.strides
        shape = (len(SORTS) + 1, 2 * REACH + 1, length)
        return np.lib.stride_tricks.as_strided(padded, shape, (row, column, column), writeable=False)

    def _columns(self, folded: Folded, tokens: Sequence[Token], seen: Seen) -> Numbers:
        mood = mood_of(folded)
        *alone, shouted, accented, bare = zip(*[self._alone(*written(folded, one)) for one in tokens], strict=True)
        terms, kinds = zip(*map(self._of_term, tag(tokens, seen.terms)), strict=True)
        places, cues = ([self._of_term(one)[0] for one in tag(tokens, one)] for one in (seen.places, seen.cues))
        moody = (shouted, accented, bare)[MOODS.index(mood)]
        same = [self._number(mood, 0)] * len(tokens), [self._always] * len(tokens)
        return np.array([*alone, terms, kinds, places, cues, moody, *same], dtype=np.int64)
