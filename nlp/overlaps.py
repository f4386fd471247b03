"""Keeps one finding where several claim the same letters."""

from collections.abc import Iterable

from nlp.findings import Finding


def resolve_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the longest, then the surer, then the earlier; return them in the order of the text."""
    ranked = sorted(findings, key=lambda finding: (finding.start - finding.end, -finding.score, finding.start))
    taken: set[int] = set()
    kept: list[Finding] = []
    for finding in ranked:
        letters = range(finding.start, finding.end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)
