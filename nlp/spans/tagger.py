"""Runs the trained span tagger."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nlp.fold import Folded
from nlp.once import once
from nlp.spans.decoder import Decoder
from nlp.spans.features import Seen
from nlp.spans.tokens import Token, tokenize
from nlp.spans.weights import read_weights

MODEL = Path(__file__).parents[1] / "models" / "spans.crfsuite"
OUTSIDE = "O"
# Measured by `python -m nlp.training.train_spans --folds` (overlap); marginals a span would double the time of a message.
PRECISION = {"product": 0.86, "brand": 0.88, "handle": 0.86, "place": 0.93, "seller": 0.85, "person": 0.71}
_EDGES = frozenset(" ,.;:-–—()[]\"'“”«»!?…\n")


class Span(NamedTuple):
    """A span of the folded text with its kind and how often the tagger is right about that kind (0..1)."""

    start: int
    end: int
    kind: str
    score: float


class SpanTagger:
    """A linear-chain CRF over the tokens of a text."""

    def __init__(self, model: Path) -> None:
        self._decoder = Decoder(read_weights(model))

    def find_spans(self, folded: Folded, seen: Seen) -> list[Span]:
        """Find spans apart from each other, in the order of the text."""
        tokens = tokenize(folded.text, seen.findings)
        if not tokens:
            return []
        labels = self._decoder.decode(folded, tokens, seen)
        return [one for run in _runs(tokens, labels) if (one := _trimmed(folded.text, run))]


def _runs(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[Span]:
    """Join tokens of one kind; a B- begins anew, an I- of another kind as well."""
    run: Span | None = None
    for token, label in zip(tokens, labels, strict=True):
        kind = label[2:]
        if run and (label == OUTSIDE or label[0] == "B" or kind != run.kind):
            yield run
            run = None
        if label == OUTSIDE:
            continue
        run = run._replace(end=token.end) if run else Span(token.start, token.end, kind, PRECISION[kind])
    if run:
        yield run


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return span._replace(start=start, end=end) if start < end else None


@once
def span_tagger() -> SpanTagger:
    """Load the committed model, once a process."""
    return SpanTagger(MODEL)
