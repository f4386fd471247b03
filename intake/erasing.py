"""Erasing what a case holds: words, findings, files; each time with a numbered certificate that says how many of what."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from intake.actions.events import record_event
from intake.clocks import VIETNAM
from intake.erased_files import erase_attachments
from intake.unit_of_work import UnitOfWork
from storage.queries.corrections import list_corrections
from storage.queries.reports import list_reports
from storage.queries.retention import (
    delete_findings,
    forget_request_words,
    has_kept_evidence,
    list_kept_attachments,
    list_wordy_events,
)
from storage.queries.rows import next_number
from storage.tables import Case, Erasure, Report

Basis = Literal["delete_request", "retention"]
WORDS_IN_EVENTS = frozenset({"text", "note"})


def erase_text(unit: UnitOfWork, case: Case, reports: Sequence[Report]) -> Counter[str]:
    """Empty reports of a locked case: words, what was found in them, masks; labels and dates of the case stay."""
    kept = [report for report in reports if report.erased_at is None]
    ids = [report.id for report in kept]
    for report in kept:
        report.text = ""
        report.labels, report.circumstances, report.masks = [], [], []
        report.erased_at = unit.now
        unit.session.add(report)
    for correction in list_corrections(unit.session, ids):
        correction.before = correction.before | {"circumstances": []}
        correction.after = correction.after | {"circumstances": []}
        unit.session.add(correction)
    forget_request_words(unit.session, ids)
    counts = Counter({"texts": len(kept), "findings": delete_findings(unit.session, ids)})
    unit.session.flush()
    if kept and all(report.erased_at is not None for report in list_reports(unit.session, case.id)):
        _empty_case(unit, case)
    return counts


def erase_evidence(unit: UnitOfWork, case: Case, reports: Sequence[Report]) -> Counter[str]:
    """Make the files of reports of a locked case unreadable for ever, and the case's key with its last file."""
    files = erase_attachments(unit, list_kept_attachments(unit.session, [report.id for report in reports]))
    unit.session.flush()
    if case.key_wrapped is not None and not has_kept_evidence(unit.session, case.id):
        case.key_wrapped = None
        unit.session.add(case)
    return Counter({"files": files})


def certify(unit: UnitOfWork, case: Case, counts: Counter[str], *, basis: Basis, actor: str = "system") -> str:
    """Write the certificate of what was erased from a locked case; returns its number."""
    year = unit.now.astimezone(VIETNAM).strftime("%y")
    number = f"XH-{year}-{next_number(unit.session, f'erasure-{year}'):06d}"
    erased = {name: count for name, count in sorted(counts.items()) if count}
    unit.session.add(Erasure(number=number, at=unit.now, basis=basis, case_id=case.id, counts=erased))
    record_event(unit, case, "erased", actor=actor, facts={"certificate": number})
    unit.audit("erased", actor=actor, about=f"case:{case.id.hex}", certificate=number, basis=basis, **erased)
    return number


def _empty_case(unit: UnitOfWork, case: Case) -> None:
    case.outcome_note, case.erased_at = None, unit.now
    unit.session.add(case)
    for event in list_wordy_events(unit.session, case.id):
        event.facts = {name: value for name, value in event.facts.items() if name not in WORDS_IN_EVENTS}
        unit.session.add(event)
