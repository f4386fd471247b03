"""Trains the span tagger on the corpus; `--folds` prints its scores on messages it did not see."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sklearn.model_selection import GroupKFold
from underthesea_core import CRFTrainer

from nlp.entities import look
from nlp.fold import fold
from nlp.spans.features import describe
from nlp.spans.tagger import MODEL, OUTSIDE, SpanTagger
from nlp.spans.tokens import Token, tokenize
from nlp.training.corpus import Message, read_corpus
from nlp.training.scores import Counts, compare_spans, print_spans
from nlp.training.variants import with_variants

KINDS = frozenset(["product", "brand", "seller", "handle", "place", "person"])
SEED = 20261122
FOLDS = 5
_ITERATIONS, _L1, _L2 = 120, 0.05, 0.02
_LEAST = 3  # times a feature must occur: rarer ones make the file eight times as large and nothing better


class Example(NamedTuple):
    """A message as the tagger sees it."""

    message: Message
    features: list[list[str]]
    labels: list[str]


def make_example(message: Message) -> Example:
    """Look at a message as the analysis does and lay its marks over the tokens."""
    folded = fold(message.text)
    seen = look(folded).seen
    tokens = tokenize(folded.text, seen.findings)
    spans = [(*folded.folded_span(mark.start, mark.end), mark.kind) for mark in message.marks if mark.kind in KINDS]
    return Example(message, describe(folded, tokens, seen), _labels(tokens, spans))


def _labels(tokens: Sequence[Token], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    labels = [OUTSIDE] * len(tokens)
    for start, end, kind in spans:
        inside = [at for at, token in enumerate(tokens) if start <= token.start < end]
        for place, at in enumerate(inside):
            labels[at] = f"{'I' if place else 'B'}-{kind}"
    return labels


def train(examples: Sequence[Example], path: str) -> None:
    """Train on examples and write the model."""
    trainer = CRFTrainer("lbfgs", l1_penalty=_L1, l2_penalty=_L2, max_iterations=_ITERATIONS, verbose=0)
    kept = [one for one in examples if one.features]
    counts = Counter(name for one in kept for row in one.features for name in row)
    rows = [[[name for name in row if counts[name] >= _LEAST] for row in one.features] for one in kept]
    trainer.train(rows, [one.labels for one in kept]).save(path)


def cross_validate(messages: Sequence[Message], scratch: str) -> dict[str, Counts]:
    """Score each message by a tagger that saw neither it nor a variant."""
    counts: dict[str, Counts] = {}
    groups = [message.group for message in messages]
    for learnt, tested in GroupKFold(n_splits=FOLDS).split(messages, groups=groups):
        known = with_variants([messages[index] for index in learnt], SEED)
        train([make_example(message) for message in known], scratch)
        tagger = SpanTagger(Path(scratch))
        for index in tested:
            _add(counts, messages[index], tagger)
    return counts


def _add(counts: dict[str, Counts], message: Message, tagger: SpanTagger) -> None:
    folded = fold(message.text)
    found = [(*folded.span(one.start, one.end), one.kind) for one in tagger.find_spans(folded, look(folded).seen)]
    compare_spans(counts, message, found, KINDS)


def main() -> None:
    """Train on everything, or print the scores of a cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", metavar="SCRATCH", help="cross-validate with models written to this file")
    arguments = parser.parse_args()
    reports = [message for message in read_corpus() if message.is_report]
    if arguments.folds:
        print_spans(cross_validate(reports, arguments.folds))
        return
    train([make_example(message) for message in with_variants(reports, SEED)], str(MODEL))


if __name__ == "__main__":
    main()
