"""Fits linear models on hashed grams with scikit-learn and writes them small; `nlp/linear.py` reads them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from nlp.grams import SLOTS, Grams, Slots
from nlp.linear import SHARES, Floats

_LEAST_TEXTS = 2  # a gram of a single message teaches that message only
_SMALLEST = 0.01  # a weight below this moves no answer
FOLDS = 5

Answers = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Table:
    """Texts as rows of a sparse matrix over the features that were kept."""

    rows: NDArray[np.int32]
    rarity: Floats
    matrix: csr_matrix


def tabulate(texts: Sequence[Grams], *, learn_from: NDArray[np.int64] | None = None) -> Table:
    """Weigh features by how rare they are among the texts `learn_from` (all, if not given)."""
    chosen = range(len(texts)) if learn_from is None else learn_from
    counts = np.zeros(SLOTS, dtype=np.int64)
    for index in chosen:
        counts[np.unique(np.concatenate(_blocks(texts[index])))] += 1
    kept = np.flatnonzero(counts >= _LEAST_TEXTS)
    rows = np.zeros(SLOTS, dtype=np.int32)
    rows[kept] = np.arange(1, len(kept) + 1, dtype=np.int32)
    rarity = np.concatenate([[0.0], np.log((1 + len(chosen)) / (1 + counts[kept])) + 1.0]).astype(np.float32)
    return Table(rows, rarity, _matrix(texts, rows, rarity))


def _blocks(grams: Grams) -> tuple[Slots, Slots, Slots]:
    return grams.letters.slots, grams.words.slots, grams.seen


def _matrix(texts: Sequence[Grams], rows: NDArray[np.int32], rarity: Floats) -> csr_matrix:
    values: list[Floats] = []
    columns: list[NDArray[np.int32]] = []
    ends = [0]
    for grams in texts:
        for slots, share in zip(_blocks(grams), SHARES, strict=True):
            known = np.unique(rows[slots])
            known = known[1:] if known.size and known[0] == 0 else known
            weights = rarity[known]
            length = float(np.sqrt(np.dot(weights, weights))) or 1.0
            values.append(weights * (share / length))
            columns.append(known)
        ends.append(ends[-1] + sum(map(len, columns[-3:])))
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(texts), len(rarity)))


def fit(table: Table, answers: Answers, *, strength: float, seed: int) -> tuple[Floats, Floats]:
    """Fit one logistic regression an output; gives weights (features x outputs) and biases."""
    weights = np.zeros((len(table.rarity), answers.shape[1]), dtype=np.float32)
    bias = np.full(answers.shape[1], -20.0, dtype=np.float32)
    matrix = table.matrix.astype(np.float64)  # as liblinear wants it, turned once
    told = [output for output in range(answers.shape[1]) if answers[:, output].any()]
    # Processes: liblinear's chance is one for all threads.
    fitted = Parallel(n_jobs=-1)(delayed(_fit_one)(matrix, answers[:, output], strength, seed) for output in told)
    for output, (slopes, start) in zip(told, fitted, strict=True):
        weights[:, output], bias[output] = slopes, start
    return weights, bias


def _fit_one(matrix: csr_matrix, answers: NDArray[np.bool_], strength: float, seed: int) -> tuple[Floats, float]:
    model = LogisticRegression(C=strength, solver="liblinear", dual=True, random_state=seed, max_iter=300, tol=1e-3)
    model.fit(matrix, answers)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def best_threshold(probabilities: Floats, answers: NDArray[np.bool_], *, prior: float = 2.0) -> float:
    """Choose where the output's F1 is highest; `prior` right answers at one half keep rare outputs near it."""
    best, threshold = -1.0, 0.5
    for candidate in np.arange(0.15, 0.75, 0.01):
        said = probabilities >= candidate
        hits = float((said & answers).sum())
        score = (2 * hits + prior * (1 - abs(candidate - 0.45))) / (said.sum() + answers.sum() + prior)
        if score > best:
            best, threshold = score, float(candidate)
    return threshold


def save(
    path: Path, table: Table, weights: Floats, bias: Floats, thresholds: Floats, *, version: str, outputs: Sequence[str]
) -> None:
    """Write a model: only features that matter, weights as signed bytes with a scale an output."""
    matter = np.flatnonzero(np.abs(weights).max(axis=1) >= _SMALLEST)
    matter = matter[matter > 0]
    slots = np.flatnonzero(np.isin(table.rows, matter))
    order = table.rows[slots]
    rarity = table.rarity[order]
    scaled = weights[order] * rarity[:, None]
    scale = np.maximum(np.abs(scaled).max(axis=0), 1e-6) / 127.0
    about = {"version": version, "outputs": list(outputs), "slots": SLOTS}
    np.savez(  # compressed it would take three times as long to load; git and the wheel compress it anyway
        path,
        about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        slots=slots.astype(np.int32),
        rarity=rarity.astype(np.float16),
        weights=np.rint(scaled / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=bias.astype(np.float32),
        thresholds=thresholds.astype(np.float32),
    )


def answers_of(given: Sequence[Mapping[str, bool]], outputs: Sequence[str]) -> Answers:
    """Make a table of what is true of each text."""
    return np.array([[one.get(output, False) for output in outputs] for one in given], dtype=np.bool_)
