"""Everything the page of a case shows, read in one go and said in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from admin.correction_view import CorrectionView, say_understood, view_correction
from admin.deadlines import Deadline, describe_deadline
from admin.highlights import Segment, split_text
from admin.timeline import TimelineEntry, describe_events
from admin.titles import ATTACHMENT_TITLES, CIRCUMSTANCE_TITLES, DELIVERY_TITLES, FILE_TITLES, WAY_TITLES
from intake.aliases import name_reporters
from intake.file_kinds import PICTURES
from intake.masking import masked
from intake.understood import Understood, newest_corrections, understood, understood_by_machine
from nlp.labels import LABEL_TITLES
from nlp.product_groups import PRODUCT_GROUP_TITLES
from nlp.provinces import province_name
from storage.database import Session
from storage.queries.cases import get_last_decision, list_authority_names, list_events, list_officer_names
from storage.queries.conversations import list_attachments
from storage.queries.referrals import list_case_deliveries
from storage.queries.reports import list_findings, list_reports
from storage.queries.walls import list_walls
from storage.tables import Attachment, Authority, Case, CaseWall, Correction, FindingRow, Report
from storage.vault import Vault

NOT_CLEAR = "Chưa rõ việc gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file of a report; `problem` says why there is nothing to open."""

    id: UUID
    title: str
    size: str
    is_picture: bool
    is_released: bool
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """One report or addition, its findings and masks in their places.

    `outside` is its text as an authority reads it once `is_released`; `liftable` are the rules' masks, each by the name
    its form sends and its words. Labels and circumstances are the machine's; what `counts` may be an officer's.
    """

    id: UUID
    title: str
    is_gone: bool
    outside: str
    is_released: bool
    liftable: Sequence[tuple[str, str]]
    submitted_at: datetime
    is_withdrawn: bool
    is_erased: bool
    segments: Sequence[Segment]
    labels: Sequence[tuple[str, str, str]]
    circumstances: Sequence[tuple[str, str]]
    counts: Understood
    machine: str
    corrected: CorrectionView | None
    files: Sequence[FileView]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """One way the referral leaves by and how it goes."""

    way: str
    authority: str
    status: str
    attempts: int
    last_error: str | None
    next_attempt_at: datetime | None
    sent_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case, ready to be shown."""

    case: Case
    acts: str
    product: str | None
    province: str | None
    authority: str | None
    deadline: Deadline
    reason: str
    decided_by: str
    looked_after_by: str | None
    reports: Sequence[ReportView]
    deliveries: Sequence[DeliveryView]
    timeline: Sequence[TimelineEntry]
    walls: Sequence[tuple[CaseWall, Authority]]


def view_case(session: Session, vault: Vault, case: Case, *, now: datetime) -> CaseView:
    """Gather what the page of a case shows; the caller has checked that the officer may see all of it."""
    authorities = list_authority_names(session)
    decision = get_last_decision(session, case.id)
    events = list_events(session, case.id)
    people = {event.actor_id for event in events if event.actor_id} | {
        decision.decided_by or UUID(int=0),
        case.officer_id or UUID(int=0),
    }
    officers = list_officer_names(session, list(people))
    return CaseView(
        case=case,
        acts="; ".join(LABEL_TITLES[label] for label in case.labels) or NOT_CLEAR,
        product=PRODUCT_GROUP_TITLES[case.product_group] if case.product_group else None,
        province=province_name(case.province_code) if case.province_code else None,
        authority=authorities.get(case.authority_code or ""),
        deadline=describe_deadline(case, now=now),
        reason=decision.reason,
        decided_by=officers.get(decision.decided_by, "cán bộ") if decision.decided_by else "hệ thống",
        looked_after_by=officers.get(case.officer_id) if case.officer_id else None,
        reports=_view_reports(session, vault, case.id),
        deliveries=_view_deliveries(session, case.id),
        timeline=describe_events(events, officers=officers, authorities=authorities),
        walls=list_walls(session, case.id),
    )


def _view_reports(session: Session, vault: Vault, case_id: UUID) -> list[ReportView]:
    reports = list_reports(session, case_id)
    ids = [report.id for report in reports]
    findings, files = list_findings(session, ids), list_attachments(session, ids)
    aliases = name_reporters(vault, case_id, reports)
    corrections = newest_corrections(session, reports)
    officers = list_officer_names(session, [one.officer_id for one in corrections.values()])
    return [
        _view_report(
            report,
            alias=aliases[report.conversation_id],
            findings=[f for f in findings if f.report_id == report.id],
            files=[f for f in files if f.report_id == report.id],
            correction=corrections.get(report.id),
            officers=officers,
        )
        for report in reports
    ]


def _view_report(
    report: Report,
    *,
    alias: str,
    findings: Sequence[FindingRow],
    files: Sequence[Attachment],
    correction: Correction | None,
    officers: Mapping[UUID, str],
) -> ReportView:
    return ReportView(
        id=report.id,
        is_gone=report.status == "withdrawn" or report.erased_at is not None,
        outside=masked(report.text, report.masks),
        is_released=report.released_at is not None,
        liftable=[_name_mask(report, mask) for mask in report.masks if mask["by"] == "rules"],
        title=f"Người báo #{alias} bổ sung" if report.adds_to else f"Người báo #{alias}",
        submitted_at=report.submitted_at,
        is_withdrawn=report.status == "withdrawn",
        is_erased=report.erased_at is not None,
        segments=split_text(report.text, findings, report.masks),
        labels=[(LABEL_TITLES[one["label"]], f"{one['score']:.0%}", one["reason"]) for one in report.labels],
        circumstances=[(CIRCUMSTANCE_TITLES.get(one["id"], one["id"]), one["text"]) for one in report.circumstances],
        counts=understood(report, correction),
        machine=say_understood(understood_by_machine(report), nothing=NOT_CLEAR),
        corrected=view_correction(correction, officers=officers) if correction and not report.erased_at else None,
        files=[_view_file(file) for file in files],
    )


def _name_mask(report: Report, mask: Mapping[str, Any]) -> tuple[str, str]:
    start, end = mask["start"], mask["end"]
    return f"{report.id.hex}.{start}.{end}", report.text[start:end]


def _view_file(file: Attachment) -> FileView:
    return FileView(
        id=file.id,
        title=FILE_TITLES.get(file.content_type or "", "Tệp"),
        size=_say_size(file.size_bytes or 0),
        is_picture=file.content_type in PICTURES,
        is_released=file.released_at is not None,
        problem=None if file.status == "stored" else ATTACHMENT_TITLES[file.status],
    )


def _say_size(size_bytes: int) -> str:
    kilobytes = size_bytes / 1000
    if kilobytes < 1000:  # noqa: PLR2004 - kilobytes of a megabyte
        return f"{max(1, round(kilobytes))} KB"
    return f"{kilobytes / 1000:.1f} MB".replace(".", ",")


def _view_deliveries(session: Session, case_id: UUID) -> list[DeliveryView]:
    return [
        DeliveryView(
            way=WAY_TITLES[delivery.way],
            authority=authority.name,
            status=DELIVERY_TITLES[delivery.status],
            attempts=delivery.attempts,
            last_error=delivery.last_error,
            next_attempt_at=delivery.next_attempt_at,
            sent_at=delivery.sent_at,
        )
        for delivery, authority in list_case_deliveries(session, case_id)
    ]
