"""Findings and masks shown in their text: overlaps are split, so that every piece knows all that lies on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from admin.titles import FINDING_ROLE_TITLES, FINDING_TITLES
from storage.tables import FindingRow

MASKED = "che"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; `notes` name what ends with it, `roles` whose it is and whether it is masked ("" for neither)."""

    text: str
    roles: str
    notes: tuple[str, ...]


def split_text(text: str, findings: Sequence[FindingRow], masks: Sequence[Mapping[str, Any]] = ()) -> list[Segment]:
    """Cut a text at every finding's and mask's ends; joined again, the pieces are the text."""
    inside = [f for f in findings if 0 <= f.start < f.end <= len(text)]
    covers = [(mask["start"], mask["end"]) for mask in masks if 0 <= mask["start"] < mask["end"] <= len(text)]
    ends = [end for span in [*covers, *((f.start, f.end) for f in inside)] for end in span]
    return [_segment(text, inside, covers, piece) for piece in pairwise(sorted({0, len(text), *ends}))]


def _segment(
    text: str, findings: Sequence[FindingRow], covers: Sequence[tuple[int, int]], piece: tuple[int, int]
) -> Segment:
    start, end = piece
    covering = [f for f in findings if f.start <= start and end <= f.end]
    masking = [cover for cover in covers if cover[0] <= start and end <= cover[1]]
    roles = sorted({f"role-{f.role}" for f in covering}) + (["masked"] if masking else [])
    ending = sorted((f for f in covering if f.end == end), key=lambda f: (f.start, f.kind), reverse=True)
    notes = [describe_finding(f) for f in ending] + ([MASKED] if any(cover[1] == end for cover in masking) else [])
    return Segment(text[start:end], " ".join(roles), tuple(dict.fromkeys(notes)))


def describe_finding(finding: FindingRow) -> str:
    """Say kind and role."""
    kind = FINDING_TITLES.get(finding.kind, finding.kind)
    return f"{kind} · {FINDING_ROLE_TITLES[finding.role]}"
