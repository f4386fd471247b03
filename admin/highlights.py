"""Findings shown in the text they were found in: overlaps are split, so that every piece knows all that covers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from admin.titles import FINDING_ROLE_TITLES, FINDING_TITLES
from storage.tables import FindingRow


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; `notes` name the findings that end with it, `roles` whose they are ("" outside any finding)."""

    text: str
    roles: str
    notes: tuple[str, ...]


def split_text(text: str, findings: Sequence[FindingRow]) -> list[Segment]:
    """Cut a text at every finding's ends; joined again, the pieces are the text."""
    inside = [f for f in findings if 0 <= f.start < f.end <= len(text)]
    cuts = sorted({0, len(text)} | {f.start for f in inside} | {f.end for f in inside})
    return [_segment(text, inside, start, end) for start, end in pairwise(cuts)]


def _segment(text: str, findings: Sequence[FindingRow], start: int, end: int) -> Segment:
    covering = [f for f in findings if f.start <= start and end <= f.end]
    roles = " ".join(sorted({f"role-{f.role}" for f in covering}))
    ending = sorted((f for f in covering if f.end == end), key=lambda f: (f.start, f.kind), reverse=True)
    return Segment(text[start:end], roles, tuple(dict.fromkeys(describe_finding(f) for f in ending)))


def describe_finding(finding: FindingRow) -> str:
    """Say kind and role."""
    kind = FINDING_TITLES.get(finding.kind, finding.kind)
    return f"{kind} · {FINDING_ROLE_TITLES[finding.role]}"
