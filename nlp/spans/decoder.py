"""Weighs the features of a text's tokens and labels them: a linear-chain CRF whose features are numbered, not written out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.fold import Folded
from nlp.spans.features import FEATURES, SORTS, Parts, Seen
from nlp.spans.numbering import NO_SORT, REACH, Numbering
from nlp.spans.slots import Slots
from nlp.spans.tokens import Token
from nlp.spans.viterbi import Doubles, Paths
from nlp.spans.weights import MOST_PARTS, PART_BITS, PLAIN, Weights, pack

_JOINED = [(number, parts) for number, (_, parts) in enumerate(FEATURES) if len(parts) > 1]
_SINGLE = [(number, parts) for number, (_, parts) in enumerate(FEATURES) if len(parts) == 1]
Where = tuple[NDArray[np.intp], NDArray[np.intp]]
"""Sort and offset of a part, for each of several features."""


def _where(features: Sequence[tuple[int, Parts]], place: int) -> Where:
    parts = [parts[place] if place < len(parts) else None for _, parts in features]
    sorts = [SORTS.index(part[0]) if part else NO_SORT for part in parts]
    return np.array(sorts), np.array([REACH + (part[1] if part else 0) for part in parts])


_FIRST, _SECOND, _ONLY = _where(_JOINED, 0), _where(_JOINED, 1), _where(_SINGLE, 0)
_OF_THREE = [at for at, (_, parts) in enumerate(_JOINED) if len(parts) == MOST_PARTS]
_THIRD = _where([_JOINED[at] for at in _OF_THREE], 2)
_HEADS = np.array([[pack(number)] for number, _ in _JOINED], dtype=np.int64)


class Decoder:
    """The weights, laid out for speed."""

    def __init__(self, weights: Weights) -> None:
        self._labels = weights.labels
        self._numbering = Numbering(weights.parts)
        self._slots = Slots(weights.keys)
        self._states = np.vstack([np.zeros(len(weights.labels)), weights.states]).astype(np.float32)
        self._paths = Paths(weights.transitions)
        numbers = np.arange(len(weights.parts) + 1)
        heads = [pack(number if FEATURES[number][0] else PLAIN) for number, _ in _SINGLE]
        self._singles = np.stack([self._slots.rows(head | numbers << 2 * PART_BITS) for head in heads])

    def decode(self, folded: Folded, tokens: Sequence[Token], seen: Seen) -> list[str]:
        """Label the tokens, of which there is at least one."""
        return [self._labels[label] for label in self._paths.best(self.score(folded, tokens, seen))]

    def score(self, folded: Folded, tokens: Sequence[Token], seen: Seen) -> Doubles:
        """Say how each token by itself speaks for each label."""
        table = self._numbering.table(folded, tokens, seen)
        keys = _HEADS | table[_FIRST] << 2 * PART_BITS | table[_SECOND] << PART_BITS
        keys[_OF_THREE] |= table[_THIRD]
        singles = self._singles[np.arange(len(_SINGLE))[:, None], table[_ONLY]]
        rows = np.concatenate([singles, self._slots.rows(keys)]).T
        weighs = rows > 0
        weighs[:, 0] = True  # so that every token has a row, if only the empty one
        counts = np.count_nonzero(weighs, axis=1)
        total: Doubles = np.add.reduceat(
            self._states.take(rows[weighs], axis=0), counts.cumsum() - counts, axis=0, dtype=np.float64
        )
        return total
