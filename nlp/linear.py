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


@dataclass(frozen=True, slots=True)
class LinearModel:
    """One weight a feature and output; `rows` leads from a slot to its weights, row 0 (all zero) is every unknown one.

    `weights` already hold each feature's rarity, `rarity` serves to bring texts of all lengths to one length.
    """

    version: str
    outputs: tuple[str, ...]
    rows: NDArray[np.int32]
    rarity: Floats
    weights: Floats
    bias: Floats
    thresholds: Floats

    def score(self, grams: Grams) -> Floats:
        """Give the probability of each output, in the order of `outputs`."""
        return self._score((grams.letters.slots, SHARES[0]), (grams.words.slots, SHARES[1]), (grams.seen, SHARES[2]))

    def score_names(self, slots: Slots) -> Floats:
        """Give the same for something described by names alone."""
        return self._score((slots, SHARES[2]))

    def _score(self, *blocks: tuple[Slots, float]) -> Floats:
        total = self.bias.copy()
        for slots, share in blocks:
            rows = self._known(slots)
            if rows.size:
                total += self.weights[rows].sum(axis=0) * (share / self._length(rows))
        return np.asarray(1.0 / (1.0 + np.exp(-total)), dtype=np.float32)

    def _known(self, slots: Slots) -> NDArray[np.int32]:
        rows = np.unique(self.rows[slots])
        return rows[1:] if rows.size and rows[0] == 0 else rows

    def _length(self, rows: NDArray[np.int32]) -> float:
        rarity = self.rarity[rows]
        return float(np.sqrt(np.dot(rarity, rarity))) or 1.0

    def words_for(self, folded: Folded, grams: Grams, output: int) -> str | None:
        """Quote the words of the text that spoke loudest for an output, or None when none did."""
        spans = _word_spans(folded.text)
        if not spans:
            return None
        letters = np.zeros(len(folded.text) + 1, dtype=np.float32)
        for block in (grams.letters, grams.words):
            rows = self.rows[block.slots]
            if rows.size:
                weights = self.weights[rows, output] / self._length(self._known(block.slots))
                np.add.at(letters, np.maximum(block.starts, 0), weights)
        return _loudest(folded, spans, letters)


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
    loud = [float(before[end] - before[start]) for start, end in spans]
    best, first, last = 0.0, 0, 0
    for begin in range(len(loud)):
        total = 0.0
        for end in range(begin, min(begin + _MOST_REASON_WORDS, len(loud))):
            total += loud[end]
            if total > best:
                best, first, last = total, begin, end
    if best <= 0.0:
        return None
    return folded.said(spans[first][0], spans[last][1]).strip(" ,.;:!?\"'“”()")


def load_linear(path: Path) -> LinearModel:
    """Load a model that `nlp/training/linear_fit.py` wrote; nothing in the file is executed."""
    with np.load(path, allow_pickle=False) as stored:
        about = json.loads(bytes(stored["about"]).decode())
        rows = np.zeros(about["slots"], dtype=np.int32)
        rows[stored["slots"]] = np.arange(1, len(stored["slots"]) + 1, dtype=np.int32)
        scale = stored["scale"].astype(np.float32)
        return LinearModel(
            version=about["version"],
            outputs=tuple(about["outputs"]),
            rows=rows,
            rarity=np.concatenate([[0.0], stored["rarity"]]).astype(np.float32),
            weights=np.vstack([np.zeros(len(scale), dtype=np.float32), stored["weights"].astype(np.float32) * scale]),
            bias=stored["bias"].astype(np.float32),
            thresholds=stored["thresholds"].astype(np.float32),
        )
