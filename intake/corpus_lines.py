"""Officers' corrections as lines of the training corpus (nlp/training/GUIDELINE.md); nothing of the informer is in them."""

import json
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intake.masking import Mask, masked
from intake.referral_view import is_covered
from intake.understood import read_understood
from nlp.fold import fold
from nlp.training.corpus import WITH_ROLE
from storage.database import Session
from storage.queries.corrections import list_all_corrections
from storage.queries.reports import list_findings
from storage.tables import Correction, FindingRow, Report

MARKED_ALWAYS = frozenset({"url", "handle", "phone", "bank_account", "bank", "tracking", "email", "plate", "tax_code", "person"})  # fmt: skip
MARKED_IN_REPORTS = MARKED_ALWAYS | {"product", "brand", "price", "date", "seller", "place"}
SAME_KIND = {"time": "date"}  # a day told from today ("hôm qua") is a date in the guideline
NO_MARKS = str.maketrans("«»", "“”")
NO_VALUES = str.maketrans("|", "/")  # inside a mark a bar begins the value
# What `str.splitlines` takes for the end of a line and JSON leaves as it is.
ONE_LINE = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@dataclass(frozen=True, slots=True)
class CorpusLines:
    """The lines, in no order that tells anything, and how many corrected reports were left out."""

    lines: tuple[str, ...]
    left_out: int


def write_corpus_lines(session: Session) -> CorpusLines:
    """Write the newest correction of each report whose masked text may leave the house.

    Left out is what was withdrawn or erased, has no words, or waits for an officer's release.
    """
    newest = {report.id: (report, correction) for report, correction in list_all_corrections(session)}
    leaving = [(report, correction) for report, correction in newest.values() if _may_leave(report)]
    findings = list_findings(session, [report.id for report, _ in leaving])
    lines = sorted(
        _line(report, correction, [one for one in findings if one.report_id == report.id])
        for report, correction in leaving
    )
    return CorpusLines(lines=tuple(lines), left_out=len(newest) - len(lines))


def _may_leave(report: Report) -> bool:
    is_there = report.status == "submitted" and report.erased_at is None and bool(report.text)
    return is_there and report.released_at is not None


def _line(report: Report, correction: Correction, findings: Sequence[FindingRow]) -> str:
    means, name = read_understood(correction.after), f"officer-{secrets.token_hex(8)}"
    kinds = MARKED_IN_REPORTS if means.labels else MARKED_ALWAYS
    style = _style(report.text)
    text = marked_text(report.text, report.masks, findings, kinds)
    line = {
        "id": name,
        "group": name,
        "text": unicodedata.normalize("NFC", text) if "nfd" in style else text,
        "labels": means.labels,
        "product_group": means.product_group,
        "urgency": means.urgency,
        "old": None,
        "new": None,
        "circumstances": means.circumstances,
        "style": style,
    }
    return json.dumps(line, ensure_ascii=False).translate(ONE_LINE)


def marked_text(text: str, masks: Sequence[Mask], findings: Iterable[FindingRow], kinds: frozenset[str]) -> str:
    """Write a text as an authority reads it, with marks around the findings of these kinds that no mask touches."""
    pieces: list[str] = []
    at = 0
    for finding in _apart(one for one in findings if _kind(one) in kinds and not is_covered(one, masks)):
        pieces += [_piece(text, masks, at, finding.start), _mark(finding, text[finding.start : finding.end])]
        at = finding.end
    return "".join([*pieces, _piece(text, masks, at, len(text))])


def _piece(text: str, masks: Sequence[Mask], start: int, end: int) -> str:
    """Mask a piece of a text that no mask reaches out of."""
    moved = [mask | {"start": mask["start"] - start, "end": mask["end"] - start} for mask in masks]
    return masked(text[start:end].translate(NO_MARKS), moved)


def _mark(finding: FindingRow, words: str) -> str:
    kind = _kind(finding)
    role = f"@{finding.role}" if kind in WITH_ROLE and finding.role != "seller" else ""
    return f"«{kind}{role}:{words.translate(NO_MARKS).translate(NO_VALUES)}»"


def _kind(finding: FindingRow) -> str:
    return SAME_KIND.get(finding.kind, finding.kind)


def _apart(findings: Iterable[FindingRow]) -> list[FindingRow]:
    """Of findings that overlap keep the longest, then the surer, then the earlier; in order of place."""
    kept: list[FindingRow] = []
    for one in sorted(findings, key=lambda one: (one.start - one.end, -one.score, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _style(text: str) -> list[str]:
    folded = fold(text)
    is_decomposed = unicodedata.is_normalized("NFD", text) and not unicodedata.is_normalized("NFC", text)
    return [
        name
        for name, holds in (("nd", not folded.has_accents), ("nfd", is_decomposed), ("caps", folded.is_shouted))
        if holds
    ]
