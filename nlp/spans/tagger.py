"""Runs the trained span tagger and gives the spans it is surest of."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from underthesea_core import CRFTagger

from nlp.fold import Folded
from nlp.spans.features import Seen, describe
from nlp.spans.tokens import Token, tokenize

MODEL = Path(__file__).parents[1] / "models" / "spans.crfsuite"
OUTSIDE = "O"
_EDGES = frozenset(" ,.;:-–—()[]\"'“”«»!?…\n")


class Span(NamedTuple):
    """A span of the folded text with its kind and how sure the tagger is (0..1)."""

    start: int
    end: int
    kind: str
    score: float


class SpanTagger:
    """A linear-chain CRF over the tokens of a text."""

    def __init__(self, model: Path) -> None:
        self._crf = CRFTagger()
        self._crf.load(str(model))
        self._labels: list[str] = self._crf.labels()

    def find_spans(self, folded: Folded, seen: Seen) -> list[Span]:
        """Find spans apart from each other, in the order of the text."""
        tokens = tokenize(folded.text, seen.findings)
        if not tokens:
            return []
        chosen = [self._best(row) for row in self._crf.marginals(describe(folded, tokens, seen))]
        return [one for run in _runs(tokens, chosen) if (one := _trimmed(folded.text, run))]

    def _best(self, row: Sequence[float]) -> tuple[str, float]:
        probability = max(row)
        return self._labels[row.index(probability)], probability


def _runs(tokens: Sequence[Token], chosen: Sequence[tuple[str, float]]) -> Iterator[Span]:
    """Join tokens of one kind; a B- begins anew, an I- of another kind as well."""
    run: Span | None = None
    for token, (label, probability) in zip(tokens, chosen, strict=True):
        kind = label[2:]
        if run and (label == OUTSIDE or label[0] == "B" or kind != run.kind):
            yield run
            run = None
        if label == OUTSIDE:
            continue
        if run:
            run = Span(run.start, token.end, kind, min(run.score, probability))
        else:
            run = Span(token.start, token.end, kind, probability)
    if run:
        yield run


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return span._replace(start=start, end=end) if start < end else None


@cache
def span_tagger() -> SpanTagger:
    """Load the committed model, once a process."""
    return SpanTagger(MODEL)
