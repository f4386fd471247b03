"""Says which provinces the places of a text mean, and in whose role."""

from collections.abc import Iterable

from nlp.findings import Finding, ProvinceMention, Role
from nlp.fold import Folded, fold
from nlp.gazetteer import list_place_names_of
from nlp.place_resolution import Resolved, resolve_names
from nlp.provinces import province_name, province_short_name, short_name_of_former


def find_provinces(folded: Folded, findings: Iterable[Finding]) -> tuple[ProvinceMention, ...]:
    """List each province once a role, in the order of the text; a place that may lie in several gives none."""
    unique: dict[tuple[str, str | None, Role], ProvinceMention] = {}
    for finding in findings:
        if finding.kind != "place":
            continue
        start, end = folded.folded_span(finding.start, finding.end)
        words = fold(folded.said(start, end))
        resolved = resolve_names(list_place_names_of(words))
        if resolved:
            mention = mention_of(resolved, finding, said=words.said(resolved.by.core, resolved.by.end))
            unique.setdefault((mention.code, mention.former_code, mention.role), mention)
    return tuple(unique.values())


def mention_of(resolved: Resolved, finding: Finding, *, said: str) -> ProvinceMention:
    """Put what a place was resolved to beside whose it is; `said` is the name that decided."""
    former = short_name_of_former(resolved.former) if resolved.former else None
    former_name = former if former != province_short_name(resolved.code) else None
    reason = finding.reason
    if former_name:
        reason = f"{former_name} cũ, nay thuộc {province_name(resolved.code)}; {reason}"
    return ProvinceMention(
        code=resolved.code,
        former_code=resolved.former,
        former_name=former_name,
        said=said,
        role=finding.role,
        score=0.9 if resolved.by.size == "province" else 0.8,
        reason=reason,
    )
