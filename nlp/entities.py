"""Finds every entity of a text: what patterns settle, what the tagger reads beside them, and whose each is."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.concepts import names_of_ideas
from nlp.cues import CueHit
from nlp.findings import Finding, Kind
from nlp.fold import Folded
from nlp.labels import find_label_cues
from nlp.landlines import province_of_landline
from nlp.lexicon import Term, find_terms
from nlp.overlaps import resolve_overlaps
from nlp.places import PlaceFound, find_places
from nlp.provinces import province_name
from nlp.recognizers import RECOGNIZERS
from nlp.recognizers.date import find_dates
from nlp.reporter.names import find_own_names
from nlp.reporter.pronouns import OwnSpan
from nlp.role_model import WITH_ROLE, Entity, roles_of
from nlp.spans.features import Seen
from nlp.spans.tagger import Span, span_tagger

# What a pattern and its validator settle; the trained tagger takes each as one token and never contradicts it.
SETTLED = frozenset(["url", "phone", "bank_account", "bank", "email", "plate", "tax_code", "tracking", "price", "date"])
_SAID_BY_RULES = frozenset(["time", "site_status"])  # found beside what the tagger reads
_SAID_OF: dict[str, tuple[Kind, str]] = {
    "product": ("product", "tên hàng theo ngữ cảnh"),
    "brand": ("brand", "nhãn hiệu"),
    "seller": ("seller", "tên người bán, nơi bán theo ngữ cảnh"),
    "handle": ("handle", "tên tài khoản, gian hàng theo ngữ cảnh"),
    "place": ("place", "địa điểm"),
    "person": ("person", "tên người được nhắc tới"),
}
_TOWNS = frozenset(["province", "city", "district"])
_AT = re.compile(r"(?<![a-z0-9])(?:o|tai|tinh|thanh pho|tp) ?$")
_WHOSE = {
    "seller": "của bên bị phản ánh",
    "reporter": "của người báo",
    "victim": "của người bị hại",
    "third_party": "của bên thứ ba",
    "unknown": "không rõ của ai",
}


@dataclass(frozen=True, slots=True)
class Sight:
    """What stands in a text before any trained model is asked."""

    findings: list[Finding]
    cued: list[Finding]
    places: list[Finding]  # that words or a house number before a known name leave no doubt of
    terms: list[Term]
    seen: Seen
    alleged: list[CueHit]  # the cues of labels
    ideas: tuple[str, ...]

    @property
    def all(self) -> list[Finding]:
        """List what patterns found, settled or only cued."""
        return [*self.findings, *self.cued]


def look(folded: Folded, *, received_on: dt.date | None = None) -> Sight:
    """Run everything that is not trained over a text."""
    found = [finding for recognizer in RECOGNIZERS for finding in recognizer(folded)]
    found += find_dates(folded, received_on=received_on)
    kept = resolve_overlaps(found)
    settled = [one for one in kept if one.kind in SETTLED]
    cued = [one for one in kept if one.kind not in SETTLED]
    terms, places = find_terms(folded), find_places(folded)
    seen = Seen(
        findings=[(*folded.folded_span(one.start, one.end), one.kind) for one in settled],
        cues=[(*folded.folded_span(one.start, one.end), one.kind) for one in cued],
        terms=[(one.start, one.end, f"{one.kind}:{one.tag}") for one in terms],
        places=[(*name.span, name.size) for place in places for name in place.names],
    )
    plain = [place.finding for place in places if _is_plain(folded, place)]
    return Sight(
        settled, cued, plain, terms, seen, alleged=find_label_cues(folded), ideas=tuple(names_of_ideas(folded))
    )


def _is_plain(folded: Folded, place: PlaceFound) -> bool:
    """Tell whether a place is one beyond doubt: "ở Huế", "tại Bắc Ninh", "12 Hàng Buồm Hà Nội"."""
    start, _ = folded.folded_span(place.finding.start, place.finding.end)
    has_town = any(name.size in _TOWNS for name in place.names)
    return has_town and bool(place.mentions) and (place.has_street or _AT.search(folded.text, 0, start) is not None)


def find_entities(folded: Folded, sight: Sight) -> list[Finding]:
    """Join what patterns settled with what the tagger reads, and say whose each contact, name and place is."""
    tagged = [_finding(folded, span) for span in span_tagger().find_spans(folded, sight.seen)]
    cued = [
        one for one in sight.cued if one.kind in _SAID_BY_RULES or (one.kind == "handle" and one.text.startswith("@"))
    ]
    names = [_own_name(folded, one) for one in find_own_names(folded)]
    tagged = _with_plain_places(tagged, [replace(one, role="unknown") for one in sight.places])
    found = map(_with_area, resolve_overlaps([*sight.findings, *cued, *names, *tagged]))
    return _with_roles(folded, list(found), sight.alleged)


def _with_plain_places(tagged: list[Finding], plain: list[Finding]) -> list[Finding]:
    """Add the plain places that the tagger did not see as places, for what it took them for."""
    missed = [one for one in plain if not any(other.kind == "place" and _overlap(one, other) for other in tagged)]
    return [*(one for one in tagged if not any(_overlap(one, other) for other in missed)), *missed]


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _with_area(finding: Finding) -> Finding:
    """Say of a landline whose province its area code is; it may have moved, so that it decides nothing."""
    area = province_of_landline(str(finding.value)) if finding.kind == "phone" else None
    if area is None:
        return finding
    return replace(finding, reason=f"{finding.reason}; đầu số cố định của {province_name(area[0])}")


def _own_name(folded: Folded, one: OwnSpan) -> Finding:
    start, end = folded.span(one.start, one.end)
    return Finding(
        kind="person",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=None,
        role="reporter",
        score=0.95,
        reason=one.reason,
    )


def _finding(folded: Folded, span: Span) -> Finding:
    kind, reason = _SAID_OF[span.kind]
    start, end = folded.span(span.start, span.end)
    return Finding(
        kind=kind,
        start=start,
        end=end,
        text=folded.original[start:end],
        value=_account(folded, span) if kind == "handle" else None,
        role="unknown",
        score=round(span.score, 3),
        reason=reason,
    )


def _account(folded: Folded, span: Span) -> str:
    return " ".join(folded.accented[span.start : span.end].split()).lstrip("@ ")


def _with_roles(folded: Folded, findings: Sequence[Finding], alleged: Sequence[CueHit]) -> list[Finding]:
    entities = [Entity(*folded.folded_span(one.start, one.end), one.kind) for one in findings]
    asked = [at for at, one in enumerate(findings) if one.kind in WITH_ROLE and one.role == "unknown"]
    answered = list(findings)
    for at, (role, sure) in zip(asked, roles_of(folded, entities, alleged, asked), strict=True):
        one = findings[at]
        answered[at] = replace(one, role=role, reason=f"{one.reason}; {_WHOSE[role]} ({sure:.0%})")
    return answered
