"""Runs the trained tagger beside the rules: what it is sure of is added, a rule's span it is sure against is left out."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from underthesea_core import CRFTagger

from nlp.fold import Folded
from nlp.once import once
from nlp.reporter.features import describe_tokens
from nlp.reporter.pronouns import OwnSpan
from nlp.reporter.token_view import Surroundings
from nlp.reporter.tokens import Token, tokenize

MODELS = Path(__file__).parents[1] / "models"
OUTSIDE = "O"
_WHOLE_CONTACTS = frozenset(["phone", "bank_account", "url", "handle"])
_SELLERS = frozenset(f"{kind}:seller" for kind in _WHOLE_CONTACTS)
_FEWEST_WORDS = 4  # a number that is nearly all of a message says nothing of whose it is
EDGES = " ,.;:-–—()[]\n\t\"'“”!?"


@dataclass(frozen=True, slots=True)
class Judged:
    """How probable it is that a token points to the reporter, and as what."""

    token: Token
    kind: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """From which probability on a token is covered, by kind, and below which a rule is not believed."""

    version: str
    cover: dict[str, float]
    cover_sellers: float  # for a contact that the rules give to the seller
    believe: float


class MaskingTagger:
    """A linear-chain CRF over the tokens of a text, with its thresholds."""

    def __init__(self, model: Path, settings: Settings) -> None:
        self._crf = CRFTagger()
        self._crf.load(str(model))
        self._labels = self._crf.labels()
        self.settings = settings

    def find_own_spans(self, folded: Folded, around: Surroundings) -> list[OwnSpan]:
        """Unite what the tagger is sure of with the rules' spans it does not reject; a contact counts as a whole."""
        tokens = tokenize(folded, around.contacts)
        if sum(token.shape == "word" for token in tokens) < _FEWEST_WORDS:
            return list(around.own)
        judged = self.judge(tokens, describe_tokens(folded, tokens, around))
        return self.decide(folded, judged, around)

    def judge(self, tokens: Sequence[Token], features: list[list[str]]) -> list[Judged]:
        """Give every token its probability and its likeliest kind."""
        if not tokens:
            return []
        return [self._judged(token, row) for token, row in zip(tokens, self._crf.marginals(features), strict=True)]

    def _judged(self, token: Token, row: Sequence[float]) -> Judged:
        best, kind, outside = -1.0, "", 0.0
        for label, probability in zip(self._labels, row, strict=True):
            if label == OUTSIDE:
                outside = probability
            elif probability > best:
                best, kind = probability, label
        return Judged(token, kind, 1.0 - outside)

    def decide(self, folded: Folded, judged: Sequence[Judged], around: Surroundings) -> list[OwnSpan]:
        """Make spans of the judged tokens and of the rules' spans."""
        believed = list(self._believed(judged, around.own))
        said = {(one.start, one.end) for one in believed}
        sellers = {start for start, _, finding in around.findings if finding in _SELLERS}
        spans = [one for one in self._covered(judged, sellers) if (one.start, one.end) not in said] + believed
        wholes = sorted((start, end) for start, end, kind in around.contacts if kind in _WHOLE_CONTACTS)
        return [one for span in spans if (one := _trimmed(folded.text, _widened(span, wholes)))]

    def _covered(self, judged: Sequence[Judged], sellers: set[int]) -> Iterator[OwnSpan]:
        run: list[Judged] = []
        for one in judged:
            least = self.settings.cover_sellers if one.token.start in sellers else self.settings.cover[one.kind]
            is_covered = one.probability >= least
            if run and (not is_covered or one.kind != run[0].kind):
                yield self._span(run)
                run = []
            if is_covered:
                run.append(one)
        if run:
            yield self._span(run)

    def _span(self, run: Sequence[Judged]) -> OwnSpan:
        surest = max(one.probability for one in run)
        reason = f"{self.settings.version}: {surest:.2f}"
        return OwnSpan(run[0].token.start, run[-1].token.end, run[0].kind, reason)

    def _believed(self, judged: Sequence[Judged], rules: Sequence[OwnSpan]) -> Iterator[OwnSpan]:
        ends = [one.token.end for one in judged]
        for rule in rules:
            inside: list[float] = []
            at = bisect_right(ends, rule.start)
            while at < len(judged) and judged[at].token.start < rule.end:
                if judged[at].token.shape not in {"mark", "line"}:
                    inside.append(judged[at].probability)
                at += 1
            if not inside or sum(inside) >= self.settings.believe * len(inside):
                yield rule


def _widened(span: OwnSpan, wholes: Sequence[tuple[int, int]]) -> OwnSpan:
    """Take a contact that the span touches in whole."""
    start, end = span.start, span.end
    for first, last in wholes[max(0, bisect_right(wholes, (start, start)) - 1) : bisect_left(wholes, (end, end))]:
        if first < span.end and span.start < last:
            start, end = min(start, first), max(end, last)
    return span if (start, end) == (span.start, span.end) else OwnSpan(start, end, span.kind, span.reason)


def _trimmed(text: str, span: OwnSpan) -> OwnSpan | None:
    start, end = span.start, span.end
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return OwnSpan(start, end, span.kind, span.reason) if start < end else None


@once
def masking_tagger() -> MaskingTagger:
    """Load the committed model, once a process."""
    settings = json.loads((MODELS / "masking.json").read_text(encoding="utf-8"))
    return MaskingTagger(
        MODELS / settings["model"],
        Settings(
            version=settings["version"],
            cover=settings["cover"],
            cover_sellers=settings["cover_sellers"],
            believe=settings["believe"],
        ),
    )
