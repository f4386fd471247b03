"""An officer says what a report means; what the machine said of it is kept beside."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from intake.accused import MISCONDUCT
from intake.actions.events import record_event
from intake.actions.wall import take_back, wall_off_accused
from intake.case_lifecycle import OPEN_STATUSES
from intake.clocks import due_at
from intake.errors import CaseNotFoundError, ReportGoneError
from intake.phrases import HELD_MISCONDUCT
from intake.rights import get_case_to_change
from intake.understood import (
    Understood,
    list_accusing,
    list_guarded,
    newest_corrections,
    understood,
    understood_of_case,
)
from intake.unit_of_work import UnitOfWork
from nlp.analysis import analyze
from nlp.findings import ScoredLabel
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from storage.tables import Case, Correction, Officer, Report
from storage.tables.case import URGENCIES


def correct_report(unit: UnitOfWork, *, officer: Officer, case_id: UUID, report_id: UUID, means: Understood) -> bool:
    """Let an officer's understanding of a report count from now on; returns whether the case is guarded because of it.

    Saying the same as the machine is a correction too: it says that the machine was right; saying what a correction
    says already changes nothing. Nothing is routed anew. Raises CaseNotFoundError for a report of another case,
    ReportGoneError.
    """
    case = get_case_to_change(unit, officer, case_id, right="correct")
    reports = list_reports(unit.session, case.id)
    report = next((one for one in reports if one.id == report_id), None)
    if report is None:
        raise CaseNotFoundError(case_id)
    if report.status != "submitted" or report.erased_at is not None:
        raise ReportGoneError
    newest = newest_corrections(unit.session, [report]).get(report.id)
    before = understood(report, newest)
    if newest is not None and before == means:
        return False
    is_guarded = bool(list_accusing(unit.session, [report]) and list_guarded(unit.session, [case]))
    unit.session.add(_correction(unit, officer, report, before, means))
    unit.session.flush()
    record_event(unit, case, "corrected", actor="officer", actor_id=officer.id)
    changed = len(set(before.labels) ^ set(means.labels))
    unit.audit("report_corrected", actor=f"officer:{officer.id.hex}", about=f"case:{case.id.hex}", count=changed)
    _let_count(unit, case, reports)
    if MISCONDUCT not in means.labels or is_guarded:
        return False
    _guard(unit, case, report, reports)
    return True


def _correction(
    unit: UnitOfWork, officer: Officer, report: Report, before: Understood, after: Understood
) -> Correction:
    return Correction(
        report_id=report.id,
        officer_id=officer.id,
        corrected_at=unit.now,
        before=before.stored(),
        after=after.stored(),
        analysis_version=report.analysis_version,
    )


def _let_count(unit: UnitOfWork, case: Case, reports: Sequence[Report]) -> None:
    """Write what the case means now into its row, where queue, page, referral and clock read it."""
    means = understood_of_case(reports, newest_corrections(unit.session, reports))
    if means is None:
        return
    if means.urgency != case.urgency and case.status in OPEN_STATUSES:
        _reset_clock(unit, case, means.urgency)
    case.labels, case.product_group, case.urgency = list(means.labels), means.product_group, means.urgency
    unit.session.add(case)


def _reset_clock(unit: UnitOfWork, case: Case, urgency: str) -> None:
    """Count a more urgent case from now, as nobody could have known, and a less urgent one from its first day."""
    is_sooner = URGENCIES.index(urgency) < URGENCIES.index(case.urgency)
    case.due_at = (
        min(case.due_at, due_at(urgency, since=unit.now)) if is_sooner else due_at(urgency, since=case.opened_at)
    )


def _guard(unit: UnitOfWork, case: Case, report: Report, reports: Sequence[Report]) -> None:
    """Guard a case as if the machine had heard of officials at once: walls, nothing released, held for an officer."""
    heard = analyze(report.text)  # within the transaction: half a millisecond, and rare
    accusation = ScoredLabel(label=MISCONDUCT, score=1.0, reason="cán bộ sửa")
    wall_off_accused(unit, case, replace(heard, labels=(accusation,)))
    for told in [*reports, *list_attachments(unit.session, [one.id for one in reports])]:
        told.released_at = told.released_by = None
        unit.session.add(told)
    if case.status in {"referred", "acknowledged"}:
        take_back(unit, case, HELD_MISCONDUCT)
