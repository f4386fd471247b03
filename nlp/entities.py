"""Looks at a folded text with recognizers, lexicons and gazetteer: what the trained models then read."""

import datetime as dt
from dataclasses import dataclass

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.lexicon import Term, find_terms
from nlp.overlaps import resolve_overlaps
from nlp.places import find_places
from nlp.recognizers import RECOGNIZERS
from nlp.recognizers.date import find_dates
from nlp.spans.features import Seen

# What a pattern and its validator settle; the trained tagger takes each as one token and never contradicts it.
SETTLED = frozenset(["url", "phone", "bank_account", "bank", "email", "plate", "tax_code", "tracking", "price", "date"])


@dataclass(frozen=True, slots=True)
class Sight:
    """What stands in a text before any trained model is asked."""

    findings: list[Finding]
    terms: list[Term]
    seen: Seen


def look(folded: Folded, *, received_on: dt.date | None = None) -> Sight:
    """Run everything that is not trained over a text."""
    found = [finding for recognizer in RECOGNIZERS for finding in recognizer(folded)]
    found += find_dates(folded, received_on=received_on)
    kept = resolve_overlaps(found)
    settled = [one for one in kept if one.kind in SETTLED]
    cued = [one for one in kept if one.kind not in SETTLED]
    terms = find_terms(folded)
    seen = Seen(
        findings=[(*folded.folded_span(one.start, one.end), one.kind) for one in settled],
        cues=[(*folded.folded_span(one.start, one.end), one.kind) for one in cued],
        terms=[(one.start, one.end, f"{one.kind}:{one.tag}") for one in terms],
        places=[(*name.span, name.size) for place in find_places(folded) for name in place.names],
    )
    return Sight(settled, terms, seen)
