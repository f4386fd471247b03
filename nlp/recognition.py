"""Recognizes everything in a folded text and says whose it is; the same for the analysis and for the mask."""

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.cues import CueHit
from nlp.findings import Finding
from nlp.fold import Folded
from nlp.overlaps import resolve_overlaps
from nlp.places import PlaceFound, find_places
from nlp.recognizers import RECOGNIZERS
from nlp.recognizers.date import find_dates
from nlp.reporter.addresses import AddressReader
from nlp.reporter.chain import OF_RELATIVE, find_own_spans
from nlp.reporter.contacts import find_spoken_numbers
from nlp.reporter.pronouns import OwnSpan
from nlp.reporter.speech import find_seller_speech
from nlp.reporter.tagger import masking_tagger
from nlp.reporter.token_view import Surroundings
from nlp.roles import role_of_contact, role_of_seller

MAX_CHARACTERS = 20_000  # a longer text is analysed on its beginning; no citizen types that much
_CONTACTS = frozenset(["url", "phone", "bank_account", "bank", "handle"])
# What the reporter says of himself that makes a finding his; his work and kinship may name the seller.
_OWNING = frozenset(["name", "phone", "address", "email", "account", "bank_account", "id"])
_NUMBERS = frozenset(["phone", "bank_account"])
_OWNED = _CONTACTS | {"place", "seller"}
REFUSED = "nhưng mô hình không tin là của người báo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognized:
    """Findings with their roles, the places, and the spans of the folded text that point to the reporter."""

    findings: list[Finding]
    places: list[PlaceFound]
    own: list[OwnSpan]


def capped(text: str) -> str:
    """Cut a text to the length that is read."""
    end = min(len(text), MAX_CHARACTERS)
    while 0 < end < len(text) and unicodedata.combining(text[end]):
        end -= 1  # never cut a letter from its accent
    return text[:end]


def recognize(folded: Folded, *, alleged: Sequence[CueHit] = (), received_on: dt.date | None = None) -> Recognized:
    """Find contacts, prices, dates, sellers, places and what the reporter says of himself.

    `alleged`, the cues of labels, only tells a seller's contact from an unknown one.
    """
    places = find_places(folded)
    found = [finding for recognizer in RECOGNIZERS for finding in recognizer(folded)]
    found += find_dates(folded, received_on=received_on)
    found += [place.finding for place in places]
    kept = resolve_overlaps(found)
    plain = [_with_role(folded, (), finding) for finding in kept]
    around = _surroundings(folded, plain, places)
    accused = _accused(folded, alleged, kept, plain)
    own = _without_sellers(folded, masking_tagger().find_own_spans(folded, around), accused)
    findings = [_settled(folded, finding, own, around.speech) for finding in accused]
    names = _names(folded, own, places=[one for one in findings if one.kind == "place"])
    return Recognized(findings=resolve_overlaps([*findings, *names]), places=places, own=own)


def _without_sellers(folded: Folded, own: list[OwnSpan], accused: Sequence[Finding]) -> list[OwnSpan]:
    """Drop what the tagger alone would cover of a contact the rules call the seller's: it is the point of the tip."""
    version = masking_tagger().settings.version
    sellers = [folded.folded_span(one.start, one.end) for one in accused if _is_sellers_contact(one)]
    return [
        one
        for one in own
        if not one.reason.startswith(version) or not any(one.start < end and start < one.end for start, end in sellers)
    ]


def _is_sellers_contact(finding: Finding) -> bool:
    return finding.role == "seller" and finding.kind in _CONTACTS and finding.kind != "bank"


def find_surroundings(folded: Folded) -> Surroundings:
    """Find what the rules alone say of a text; the tagger is trained on it."""
    places = find_places(folded)
    found = [finding for recognizer in RECOGNIZERS for finding in recognizer(folded)]
    found += [*find_dates(folded, received_on=None), *(place.finding for place in places)]
    plain = [_with_role(folded, (), finding) for finding in resolve_overlaps(found)]
    return _surroundings(folded, plain, places)


def _surroundings(folded: Folded, plain: list[Finding], places: list[PlaceFound]) -> Surroundings:
    speech = find_seller_speech(folded)
    own = find_own_spans(folded, [*plain, *_spoken(folded)], _reader(folded, places), speech)
    own += _own_places(folded, plain, places, speech)
    settled = [_settled(folded, finding, own, speech) for finding in plain if finding.kind != "place"]
    return Surroundings(
        own=own,
        contacts=[(*folded.folded_span(one.start, one.end), one.kind) for one in settled],
        findings=[(*folded.folded_span(one.start, one.end), f"{one.kind}:{one.role}") for one in settled],
        speech=speech,
        places=[(*name.span, name.size) for place in places for name in place.names],
    )


def _with_role(folded: Folded, alleged: Sequence[CueHit], finding: Finding) -> Finding:
    if finding.kind not in _CONTACTS and finding.kind != "seller":
        return finding
    start, end = folded.folded_span(finding.start, finding.end)
    if finding.kind == "seller":
        role, reason = role_of_seller(folded, start)
    else:
        role, reason = role_of_contact(folded, start, end, kind=finding.kind, alleged=alleged)
    return replace(finding, role=role, reason=f"{finding.reason}; {reason}")


def _accused(folded: Folded, alleged: Sequence[CueHit], kept: list[Finding], plain: list[Finding]) -> list[Finding]:
    """Look again at whose the unknown ones are, now with the words of the allegation."""
    return [
        _with_role(folded, alleged, bare) if one.role == "unknown" else one
        for bare, one in zip(kept, plain, strict=True)
    ]


def _spoken(folded: Folded) -> list[Finding]:
    """List telephone numbers said in words; only whose they are matters here."""
    found = [_finding(folded, start, end, kind="phone") for start, end in find_spoken_numbers(folded)]
    return [_with_role(folded, (), finding) for finding in found]


def _finding(folded: Folded, start: int, end: int, *, kind: str, reason: str = "số đọc bằng chữ") -> Finding:
    first, last = folded.span(start, end)
    return Finding(
        kind="phone" if kind == "phone" else "seller",
        start=first,
        end=last,
        text=folded.original[first:last],
        value=None,
        role="unknown" if kind == "phone" else "reporter",
        score=0.95,
        reason=reason,
    )


def _names(folded: Folded, own: Sequence[OwnSpan], *, places: Sequence[Finding]) -> list[Finding]:
    """Give the reporter's names as findings; the role says that they must never leave the house.

    A name of the tagger alone is covered too, but gives way to a place: the places decide on the authority.
    """
    named = [_finding(folded, one.start, one.end, kind="name", reason=one.reason) for one in own if one.kind == "name"]
    version = masking_tagger().settings.version
    return [one for one in named if not one.reason.startswith(version) or not _touches(one, places)]


def _touches(name: Finding, places: Sequence[Finding]) -> bool:
    return any(name.start < place.end and place.start < name.end for place in places)


def _reader(folded: Folded, places: list[PlaceFound]) -> AddressReader:
    return AddressReader(
        folded,
        provinces=[name.span for place in places for name in place.names if name.size == "province"],
        cities=[name.span for place in places for name in place.names if name.size == "city"],
        districts=[name.span for place in places for name in place.names if name.size == "district"],
    )


def _own_places(
    folded: Folded, findings: list[Finding], places: list[PlaceFound], speech: list[tuple[int, int]]
) -> list[OwnSpan]:
    """Give the parts below the province of the places that are the reporter's."""
    kept = {(one.start, one.end) for one in findings if one.kind == "place" and one.role == "reporter"}
    own: list[OwnSpan] = []
    for place in places:
        start, end = folded.folded_span(place.finding.start, place.finding.end)
        if (place.finding.start, place.finding.end) not in kept or _is_inside(start, speech):
            continue
        own += [OwnSpan(*part, "address", place.finding.reason) for part in place.parts_below_province(start, end)]
    return own


def _is_inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _settled(folded: Folded, finding: Finding, own: Sequence[OwnSpan], speech: Sequence[tuple[int, int]]) -> Finding:
    """Give the finding to the reporter if it lies in what he says of himself, to the seller if it lies in his speech."""
    if finding.kind not in _OWNED or finding.kind == "bank":
        return finding
    start, end = folded.folded_span(finding.start, finding.end)
    if any(one.reason == OF_RELATIVE and one.start == start for one in own):
        return replace(finding, role="victim", reason=f"{finding.reason}; {OF_RELATIVE}")
    if finding.role == "reporter" and _is_inside(start, speech):
        return replace(finding, role="seller", reason=f"{finding.reason}; trong lời của người bán")
    if finding.role in {"victim", "third_party"} and finding.kind in _NUMBERS:
        return finding  # a relative's number is covered, and stays his
    owner = next((one for one in own if one.kind in _OWNING and one.start <= start and end <= one.end), None)
    return _owned(finding, owner)


def _owned(finding: Finding, owner: OwnSpan | None) -> Finding:
    """Give the finding to the reporter if a span of his covers it, take it from him if none does."""
    if owner and finding.role != "reporter":
        return replace(finding, role="reporter", reason=f"{finding.reason}; {owner.reason}")
    if owner is None and finding.role == "reporter" and finding.kind != "place":
        return replace(finding, role="unknown", reason=f"{finding.reason}; {REFUSED}")
    return finding
