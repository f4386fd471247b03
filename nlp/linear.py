"""Scores a text with a trained linear model and says which words spoke for an answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.fold import Folded
from nlp.grams import Grams, Slots

Floats = NDArray[np.float32]
_MOST_REASON_WORDS = 4
# How much letters, words and what the rules saw count; chosen by cross-validation (labels micro-F1 0.805 with equal shares,
# 0.811 with these).
SHARES = (1.0, 1.0, 0.5)
_ROW_BITS = 32
_ROW = (1 << _ROW_BITS) - 1


@dataclass(frozen=True, slots=True)
class LinearModel:
    """One weight a feature and output; `rows` leads from a slot to its weights, row 0 (all zero) is every unknown one.

    `weights`, times the `scale` of the output, already hold each feature's rarity; `rarity` serves to bring texts of all
    lengths to one length.
    """

    version: str
    outputs: tuple[str, ...]
    rows: NDArray[np.int32]
    rarity: Floats
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats
    thresholds: Floats

    def totals(self, grams: Grams) -> Floats:
        """Give what speaks for each output, as a logit, in the order of `outputs`."""
        total = np.zeros(len(self.outputs), dtype=np.float32)
        for slots, share in zip((grams.letters.slots, grams.words.slots, grams.seen), SHARES, strict=True):
            rows = self.known(slots)
            # The sums are of whole numbers, hence exact, in whatever order.
            total += np.add.reduce(self.weights.take(rows, axis=0).astype(np.float32), axis=0) * (
                share / self.length(rows)
            )
        return np.asarray(total * self.scale + self.bias, dtype=np.float32)

    def score_each(self, slots: Slots, counts: Sequence[int]) -> Floats:
        """Give the same, a row each, for things described by names alone: the first by `counts[0]` slots, and so on."""
        owned = np.sort(np.repeat(np.arange(len(counts)), counts) << _ROW_BITS | self.rows.take(slots))
        owned = owned[np.append(True, owned[1:] != owned[:-1])]
        starts = np.searchsorted(owned, np.arange(len(counts)) << _ROW_BITS)
        rows = owned & _ROW
        sums = np.add.reduceat(self.weights.take(rows, axis=0).astype(np.float32), starts, axis=0)
        lengths = np.sqrt(np.add.reduceat(np.square(self.rarity.take(rows)), starts))
        lengths[lengths == 0.0] = 1.0
        return probable(np.asarray(sums * (SHARES[2] / lengths)[:, None] * self.scale + self.bias, dtype=np.float32))

    def known(self, slots: Slots) -> NDArray[np.int32]:
        """Give the rows of the features, each once; that of the unknown ones weighs nothing."""
        rows = np.sort(self.rows.take(slots))
        is_new = np.empty(len(rows), dtype=np.bool_)
        is_new[:1] = True
        np.not_equal(rows[1:], rows[:-1], out=is_new[1:])
        return rows[is_new]

    def length(self, rows: NDArray[np.int32]) -> float:
        """Give the length that a text of these features has."""
        rarity = self.rarity.take(rows)
        return float(np.sqrt(np.dot(rarity, rarity))) or 1.0


def probable(total: Floats) -> Floats:
    """Turn logits into probabilities."""
    return np.asarray(1.0 / (1.0 + np.exp(-total)), dtype=np.float32)


class Voices:
    """Tells which words of one text spoke loudest for an output."""

    def __init__(self, model: LinearModel, folded: Folded, grams: Grams) -> None:
        self._model = model
        self._folded = folded
        self._spans = _word_spans(folded.text)
        blocks = (grams.letters, grams.words)
        lengths = [model.length(model.known(block.slots)) for block in blocks]
        self._lengths = np.repeat(np.array(lengths, dtype=np.float32), [len(block.slots) for block in blocks])
        self._rows = model.rows.take(np.concatenate([block.slots for block in blocks]))
        self._starts = np.maximum(np.concatenate([block.starts for block in blocks]), 0)

    def words_for(self, output: int) -> str | None:
        """Quote the words, or give None when none spoke for it."""
        if not self._spans:
            return None
        weights = self._model.weights[self._rows, output] * self._model.scale[output] / self._lengths
        letters = np.zeros(len(self._folded.text) + 1, dtype=np.float32)
        np.add.at(letters, self._starts, weights)
        return _loudest(self._folded, self._spans, letters)


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        spans.append((start, at))
    return spans


def _loudest(folded: Folded, spans: Sequence[tuple[int, int]], letters: Floats) -> str | None:
    before = np.concatenate([[0.0], letters.cumsum()])
    edges = np.array(spans, dtype=np.intp)
    loud = before[edges[:, 1]] - before[edges[:, 0]]
    totals = np.full((len(loud), _MOST_REASON_WORDS), -np.inf)  # by first word and number of further ones
    total = totals[:, 0] = loud
    for more in range(1, min(_MOST_REASON_WORDS, len(loud))):
        total = totals[:-more, more] = total[:-1] + loud[more:]
    first, more = divmod(int(totals.argmax()), _MOST_REASON_WORDS)
    if totals[first, more] <= 0.0:
        return None
    return folded.said(spans[first][0], spans[first + more][1]).strip(" ,.;:!?\"'“”()")


def load_linear(path: Path) -> LinearModel:
    """Load a model that `nlp/training/linear_fit.py` wrote; nothing in the file is executed."""
    with np.load(path, allow_pickle=False) as stored:
        about = json.loads(bytes(stored["about"]).decode())
        rows = np.zeros(about["slots"], dtype=np.int32)
        rows[stored["slots"]] = np.arange(1, len(stored["slots"]) + 1, dtype=np.int32)
        return LinearModel(
            version=about["version"],
            outputs=tuple(about["outputs"]),
            rows=rows,
            rarity=np.concatenate([[0.0], stored["rarity"]]).astype(np.float32),
            weights=np.concatenate([np.zeros((1, len(about["outputs"])), dtype=np.int8), stored["weights"]]),
            scale=stored["scale"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
            thresholds=stored["thresholds"].astype(np.float32),
        )
