"""Turning a confirmed draft into a report, a case and a receipt code."""

from dataclasses import asdict
from uuid import UUID

from intake.actions.events import record_event
from intake.actions.refer import decide_route
from intake.actions.wall import wall_off_accused
from intake.clocks import VIETNAM, due_at
from intake.evidence_keys import bind_to_case
from intake.masking import cover, waits_for_release
from intake.phrases import CONSENT_VERSION
from intake.receipt_code import ReceiptCode, new_receipt_code
from intake.routing import RouteProposal
from intake.understood import labels_to_guard
from intake.unit_of_work import UnitOfWork
from nlp.findings import Analysis
from storage.queries.conversations import list_attachments_by_id
from storage.queries.reports import find_report_by_locator
from storage.queries.rows import next_number
from storage.tables import Case, FindingRow, Report

PROVINCES_SINCE = "2025-07-01"  # the 34 provinces: NQ 202/2025/QH15


def submit_report(
    unit: UnitOfWork,
    *,
    conversation_id: UUID,
    text: str,
    file_ids: tuple[str, ...],
    analysis: Analysis,
    route: RouteProposal,
    hidden: tuple[str, ...] = (),
) -> tuple[Report, Case, ReceiptCode]:
    """Store the report with its consent, open its case and route it; `hidden` are words the reporter covered."""
    case = _open_case(unit, analysis, route)
    code = _unused_code(unit)
    report = store_report(unit, conversation_id=conversation_id, case=case, text=text, analysis=analysis, hidden=hidden)
    report.code_locator = code.locator
    report.code_hash = unit.vault.index("receipt-code", code.characters)
    attach_files(unit, report, file_ids)
    record_event(unit, case, "opened", actor="reporter", facts={"labels": case.labels, "urgency": case.urgency})
    wall_off_accused(unit, case, analysis)
    decide_route(unit, case, route)
    return report, case, code


def store_report(
    unit: UnitOfWork,
    *,
    conversation_id: UUID,
    case: Case,
    text: str,
    analysis: Analysis,
    hidden: tuple[str, ...],
    adds_to: UUID | None = None,
    was_shown: bool = True,
) -> Report:
    """Store a report, what was found in it and what of it must not leave; what is delicate, or was never shown, waits for an officer."""
    covered = cover(text, analysis, hidden)
    labels = {*labels_to_guard(unit.session, case), *(label.label for label in analysis.labels)}
    waits = any(waits_for_release(labels=labels, urgency=urgency) for urgency in (case.urgency, analysis.urgency))
    report = Report(
        conversation_id=conversation_id,
        case_id=case.id,
        adds_to=adds_to,
        text=text,
        labels=[asdict(label) for label in analysis.labels],
        product_group=analysis.product_group,
        urgency=analysis.urgency,
        circumstances=[asdict(circumstance) for circumstance in analysis.circumstances],
        masks=covered.masks,
        released_at=None if waits or not was_shown else unit.now,
        analysis_version=analysis.version,
        consent_version=CONSENT_VERSION,
        consent_at=unit.now,
        submitted_at=unit.now,
    )
    unit.session.add(report)
    unit.session.flush()
    for finding in covered.analysis.findings:
        values = asdict(finding) | {"value": None if finding.value is None else str(finding.value)}
        unit.session.add(FindingRow(report_id=report.id, **values))
    return report


def attach_files(unit: UnitOfWork, report: Report, file_ids: tuple[str, ...]) -> None:
    """Tie the draft's files to the report; files of other conversations are left alone."""
    for attachment in list_attachments_by_id(unit.session, [UUID(file_id) for file_id in file_ids]):
        if attachment.conversation_id == report.conversation_id and attachment.report_id is None:
            bind_to_case(unit, attachment, report)


def _open_case(unit: UnitOfWork, analysis: Analysis, route: RouteProposal) -> Case:
    year = unit.now.astimezone(VIETNAM).strftime("%y")
    case = Case(
        number=f"VV-{year}-{next_number(unit.session, f'case-{year}'):06d}",
        status="new",
        urgency=analysis.urgency,
        labels=[label.label for label in analysis.labels],
        product_group=analysis.product_group,
        province_code=route.province_code,
        province_valid_from=PROVINCES_SINCE if route.province_code else None,
        opened_at=unit.now,
        due_at=due_at(analysis.urgency, since=unit.now),
    )
    unit.session.add(case)
    unit.session.flush()
    return case


def _unused_code(unit: UnitOfWork) -> ReceiptCode:
    while True:
        code = new_receipt_code()
        if find_report_by_locator(unit.session, code.locator) is None:
            return code
