"""The committed models are what the committed corpus teaches: fitted again, they come out the same."""

from pathlib import Path

import numpy as np
import pytest

from nlp.message_model import OUTPUTS, REMEMBERED, REPORT, message_model, precedents
from nlp.precedents import remember
from nlp.spans.weights import PART_BITS, read_weights
from nlp.training.corpus import read_claims, read_corpus
from nlp.training.linear_fit import fit, tabulate
from nlp.training.train_message import SEED, STRENGTH, grams_of_all, truths
from nlp.training.train_spans import make_example, train
from nlp.training.variants import with_variants

AGAIN = (REPORT, "label:tax_evasion")


@pytest.mark.verify
def test_the_message_model_comes_out_of_the_corpus_again() -> None:
    messages = [*read_corpus(), *read_claims()]
    both = with_variants(messages, SEED)
    grams, answers = grams_of_all(both), truths(both)
    table = tabulate(grams)
    columns = [OUTPUTS.index(one) for one in AGAIN]
    weights, bias = fit(table, answers[:, columns], strength=STRENGTH, seed=SEED)
    stored = message_model()
    assert np.allclose(bias, stored.bias[columns], atol=1e-4)
    slots = np.flatnonzero(stored.rows)
    fitted = weights[table.rows[slots]] * table.rarity[table.rows[slots]][:, None]
    written = stored.weights[stored.rows[slots]][:, columns] * stored.scale[columns]
    assert np.abs(fitted - written).max() <= 0.51 * stored.scale[columns].max(), "more than the rounding to a byte"
    known = remember(grams[: len(messages)], answers[: len(messages), : len(REMEMBERED)])
    assert np.array_equal(known.starts, precedents().starts)
    assert np.array_equal(known.texts, precedents().texts)
    assert np.array_equal(known.answers, precedents().answers)


@pytest.mark.verify
def test_the_span_tagger_is_trained_the_same_twice(tmp_path: Path) -> None:
    examples = [make_example(message) for message in read_corpus()[:80] if message.is_report]
    for name in ("one", "two"):
        train(examples, str(tmp_path / name))
    one, two = (_named_weights(tmp_path / name) for name in ("one", "two"))
    assert one.keys() == two.keys()
    assert max(abs(one[key] - two[key]) for key in one) < 1e-4


def _named_weights(path: Path) -> dict[tuple[object, ...], float]:
    """Give each weight under what it is of: the trainer numbers words and labels anew each time."""
    weights = read_weights(path)
    words = {number: word for word, number in weights.parts.items()} | {0: ""}
    mask = (1 << PART_BITS) - 1
    named: dict[tuple[object, ...], float] = {
        (one, other): float(weights.transitions[at, to])
        for at, one in enumerate(weights.labels)
        for to, other in enumerate(weights.labels)
    }
    for key, states in zip(weights.keys.tolist(), weights.states, strict=True):
        said = [words[key >> shift & mask] for shift in (2 * PART_BITS, PART_BITS, 0)]
        named |= {
            (key >> 3 * PART_BITS, *said, label): float(weight)
            for label, weight in zip(weights.labels, states, strict=True)
        }
    return named
