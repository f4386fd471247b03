"""What of a reporter's words may leave the house: what the rules and he himself cover, and the text that is left."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from intake.hidden_words import find_hidden
from nlp.analysis import MAX_CHARACTERS
from nlp.findings import Analysis, Finding
from nlp.masking import COVER, find_self_identification, mask_text
from storage.tables import Report

Mask = dict[str, Any]
"""`{"start", "end", "what", "by"}` in code points of the text, as `Report.masks` keeps it."""

OWN_ROLES = frozenset({"reporter", "victim"})
OWN_NUMBERS = frozenset({"phone", "bank_account", "account", "email", "id"})
SHOWN_CHARACTERS = 700


@dataclass(frozen=True, slots=True)
class Covered:
    """A text as it may leave: its masks, itself masked, and the analysis with what lies under a mask given to him."""

    masks: list[Mask]
    text: str
    analysis: Analysis


def cover(text: str, analysis: Analysis, hidden: tuple[str, ...]) -> Covered:
    """Cover a text; a finding under a mask becomes the reporter's, so that it never leaves as a seller's."""
    masks = masks_of(text, analysis, hidden)
    findings = tuple(
        replace(finding, role="reporter") if _is_touched(finding.start, finding.end, masks) else finding
        for finding in analysis.findings
    )
    return Covered(masks=masks, text=masked(text, masks), analysis=replace(analysis, findings=findings))


def masks_of(text: str, analysis: Analysis, hidden: tuple[str, ...]) -> list[Mask]:
    """Say what of a text must not leave: what the rules find of the reporter, what he covered; sorted, apart.

    Of his places the rules cover what is below the province; of a text too long for them, all they have not read.
    """
    rules = [_mask(one.start, one.end, one.kind, "rules") for one in find_self_identification(text)]
    rules += [_mask(one.start, one.end, one.kind, "rules") for one in _own_findings(analysis)]
    if len(text) > MAX_CHARACTERS:
        rules.append(_mask(MAX_CHARACTERS, len(text), "unread", "rules"))
    return _merged([*rules, *(_mask(*span, "hidden", "reporter") for span in find_hidden(text, hidden))])


def masked(text: str, masks: Iterable[Mapping[str, Any]]) -> str:
    """Put the cover in the place of each mask."""
    return mask_text(text, [(mask["start"], mask["end"]) for mask in masks])


def masked_text(report: Report) -> str:
    """Give a report's text as it may leave the house."""
    return masked(report.text, report.masks)


def words_covered_before(report: Report) -> tuple[str, ...]:
    """List what an addition to the report must cover as well: what people covered, and his own numbers."""
    return tuple(
        report.text[mask["start"] : mask["end"]]
        for mask in report.masks
        if mask["by"] != "rules" or mask["what"] in OWN_NUMBERS
    )


def cover_in_series(reports: Iterable[Report], first: Report, hidden: tuple[str, ...]) -> None:
    """Cover words in a report and its additions as well."""
    for report in reports:
        if first.id in {report.id, report.adds_to}:
            spans = find_hidden(report.text, hidden)
            if spans:
                report.masks = _merged([*report.masks, *(_mask(*span, "hidden", "reporter") for span in spans)])


def waits_for_release(*, labels: Collection[str], urgency: str) -> bool:
    """Whether an officer of the house reads the words before an authority does."""
    return "official_misconduct" in labels or urgency == "critical"


def shorten_masked(text: str) -> str:
    """Shorten a masked text for reading, at a word, never inside a cover; says how many words are left."""
    if len(text) <= SHOWN_CHARACTERS:
        return text
    shown = text[:SHOWN_CHARACTERS]
    is_between_words = shown[-1].isspace() or text[SHOWN_CHARACTERS].isspace()
    if not is_between_words and len(shown.split()) > 1:
        shown = shown.rsplit(None, 1)[0]
    beginning = COVER.split(maxsplit=1)[0]
    shown = shown.rstrip().removesuffix(beginning).rstrip()
    return f"{shown}… (còn {len(text[len(shown) :].split())} chữ)"


def _own_findings(analysis: Analysis) -> list[Finding]:
    """List what is his, and the same number wherever it stands."""
    own = [one for one in analysis.findings if one.role in OWN_ROLES and one.kind != "place"]
    numbers = {(one.kind, one.value) for one in own if one.kind in OWN_NUMBERS and one.value is not None}
    return [*own, *(one for one in analysis.findings if (one.kind, one.value) in numbers)]


def _mask(start: int, end: int, what: str, by: str) -> Mask:
    return {"start": start, "end": end, "what": what, "by": by}


def _merged(masks: Iterable[Mask]) -> list[Mask]:
    """Make one of those that overlap; it stays the reporter's if he covered a part of it."""
    merged: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask["start"], -mask["end"])):
        if not merged or mask["start"] >= merged[-1]["end"]:
            merged.append(mask)
            continue
        last = merged[-1]
        mine = last if last["by"] == "reporter" or mask["by"] == "rules" else mask
        merged[-1] = _mask(last["start"], max(last["end"], mask["end"]), mine["what"], mine["by"])
    return merged


def _is_touched(start: int, end: int, masks: Sequence[Mask]) -> bool:
    return any(mask["start"] < end and start < mask["end"] for mask in masks)
