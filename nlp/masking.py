"""Covers what a reporter says of himself, so that a text may leave the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from nlp.fold import Folded, fold
from nlp.labels import find_label_cues
from nlp.length import capped
from nlp.recognition import find_own
from nlp.reporter.pronouns import OwnSpan

SelfKind = Literal["name", "age", "phone", "address", "work", "kin", "email", "id", "account", "bank_account"]
SELF_KINDS: tuple[SelfKind, ...] = get_args(SelfKind)
COVER = "[đã che]"
_REPEATED = frozenset(["phone", "email", "id", "account", "bank_account"])
_EDGES = " ,.;:-–()\n\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfIdentification:
    """Words of the text as given, in code points, that point to the reporter, and why."""

    start: int
    end: int
    kind: SelfKind
    reason: str


def find_self_identification(text: str) -> tuple[SelfIdentification, ...]:
    """Find what the reporter says of himself and of those who lead to him, sorted, without overlaps; never raises."""
    folded = fold(capped(text))
    return tuple(spans_of(folded, find_own(folded, alleged=find_label_cues(folded))))


def spans_of(folded: Folded, own: list[OwnSpan]) -> list[SelfIdentification]:
    """Give the spans in the text as written, apart from each other, with the same numbers and names elsewhere."""
    return [_as_found(folded, one) for one in _apart(folded.text, [*own, *_said_again(folded, own)])]


def mask_text(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put "[đã che]" in the place of each span; spans that touch or overlap become one."""
    pieces: list[str] = []
    position = 0
    for start, end in _merged(spans, len(text)):
        pieces += [text[position:start], COVER]
        position = end
    return "".join([*pieces, text[position:]])


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _as_found(folded: Folded, one: OwnSpan) -> SelfIdentification:
    start, end = folded.span(one.start, one.end)
    kind = next(kind for kind in SELF_KINDS if kind == one.kind)
    return SelfIdentification(start=start, end=end, kind=kind, reason=one.reason)


def _apart(text: str, own: Iterable[OwnSpan]) -> list[OwnSpan]:
    """Keep all letters covered but each once: a span gives way to the one that began before it."""
    apart: list[OwnSpan] = []
    for one in sorted(own, key=lambda one: (one.start, -one.end, one.kind)):
        start = max(one.start, apart[-1].end) if apart else one.start
        while start < one.end and text[start] in _EDGES:
            start += 1
        if start < one.end:
            apart.append(OwnSpan(start, one.end, one.kind, one.reason))
    return apart


def _said_again(folded: Folded, own: list[OwnSpan]) -> list[OwnSpan]:
    """Find the same numbers and full names elsewhere in the text."""
    values = {
        folded.text[one.start : one.end]: one
        for one in own
        if one.kind in _REPEATED or (one.kind == "name" and " " in folded.text[one.start : one.end])
    }
    again: list[OwnSpan] = []
    for value, one in values.items():
        at = folded.text.find(value)
        while at >= 0:
            again.append(OwnSpan(at, at + len(value), one.kind, one.reason))
            at = folded.text.find(value, at + len(value))
    return again
