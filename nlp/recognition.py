"""Recognizes what the mask must know of a folded text: contacts with their roles, places, and what points to the reporter."""

from collections.abc import Sequence
from dataclasses import replace

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

_CONTACTS = frozenset(["url", "phone", "bank_account", "bank", "handle"])
# What the reporter says of himself that makes a finding his; his work and kinship may name the seller.
_OWNING = frozenset(["name", "phone", "address", "email", "account", "bank_account", "id"])
_NUMBERS = frozenset(["phone", "bank_account"])
_OWNED = _CONTACTS | {"place", "seller"}


def find_own(folded: Folded, *, alleged: Sequence[CueHit] = ()) -> list[OwnSpan]:
    """Find what points to the reporter, as spans of the folded text.

    `alleged`, the cues of labels, only tells a seller's contact from an unknown one.
    """
    kept, places = _recognize(folded)
    plain = [_with_role(folded, (), finding) for finding in kept]
    own = masking_tagger().find_own_spans(folded, _surroundings(folded, plain, places))
    return _without_sellers(folded, own, _accused(folded, alleged, kept, plain))


def _recognize(folded: Folded) -> tuple[list[Finding], list[PlaceFound]]:
    places = find_places(folded)
    found = [finding for recognizer in RECOGNIZERS for finding in recognizer(folded)]
    found += [*find_dates(folded, received_on=None), *(place.finding for place in places)]
    return resolve_overlaps(found), places


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
    kept, places = _recognize(folded)
    plain = [_with_role(folded, (), finding) for finding in kept]
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
    return [_with_role(folded, (), _phone(folded, *span)) for span in find_spoken_numbers(folded)]


def _phone(folded: Folded, start: int, end: int) -> Finding:
    first, last = folded.span(start, end)
    return Finding(
        kind="phone",
        start=first,
        end=last,
        text=folded.original[first:last],
        value=None,
        role="unknown",
        score=0.95,
        reason="số đọc bằng chữ",
    )


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
        return replace(finding, role="unknown", reason=f"{finding.reason}; không nằm trong lời tự nói về mình")
    return finding
