"""Findings shown in the text they were found in: overlaps are split, so that every piece knows all that covers it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from admin.titles import FINDING_ROLE_TITLES, FINDING_TITLES
from storage.tables import FindingRow

COVERED = "[đã che]"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; `notes` name the findings that end with it, `roles` whose they are ("" outside any finding)."""

    text: str
    roles: str
    notes: tuple[str, ...]


def split_text(text: str, findings: Sequence[FindingRow], *, hides_reporter: bool = False) -> list[Segment]:
    """Cut a text at every finding's ends; joined again, the pieces are the text.

    With `hides_reporter` what the reporter says of himself is covered: an authority's officer is outside the house.
    """
    inside = [f for f in findings if 0 <= f.start < f.end <= len(text)]
    cuts = sorted({0, len(text)} | {f.start for f in inside} | {f.end for f in inside})
    segments = [_segment(text, inside, start, end) for start, end in pairwise(cuts)]
    if not hides_reporter:
        return segments
    return [replace(one, text=COVERED) if "role-reporter" in one.roles.split() else one for one in segments]


def _segment(text: str, findings: Sequence[FindingRow], start: int, end: int) -> Segment:
    covering = [f for f in findings if f.start <= start and end <= f.end]
    roles = " ".join(sorted({f"role-{f.role}" for f in covering}))
    ending = sorted((f for f in covering if f.end == end), key=lambda f: (f.start, f.kind), reverse=True)
    return Segment(text[start:end], roles, tuple(dict.fromkeys(describe_finding(f) for f in ending)))


def describe_finding(finding: FindingRow) -> str:
    """Say kind and role."""
    kind = FINDING_TITLES.get(finding.kind, finding.kind)
    return f"{kind} · {FINDING_ROLE_TITLES[finding.role]}"
