"""What may leave the house about a case: the only way out for mail, link page, an authority's officers and systems."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from intake.clocks import full_hour_at, full_hour_before
from intake.file_kinds import PICTURES
from intake.masking import masked
from intake.phrases import URGENCY_TITLES
from intake.understood import list_accusing, list_guarded
from nlp.labels import LABEL_TITLES
from nlp.places import province_name
from nlp.product_groups import PRODUCT_GROUP_TITLES
from storage.database import Session
from storage.queries.authorities import find_authority
from storage.queries.cases import get_last_decision
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_findings, list_reports
from storage.tables import Attachment, Case, FindingRow, Referral, Report

_OF_ONE_PERSON = frozenset({"phone", "bank_account", "handle", "email"})
KIND_TITLES = {
    "phone": "Điện thoại",
    "bank_account": "Tài khoản",
    "bank": "Ngân hàng",
    "url": "Đường dẫn",
    "handle": "Tài khoản mạng xã hội",
    "seller": "Tên người bán",
    "tracking": "Mã vận đơn",
    "email": "Thư điện tử",
    "plate": "Biển số xe",
    "tax_code": "Mã số thuế (chưa xác thực)",
    "place": "Địa điểm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerFinding:
    """A finding about the seller: its kind in words, and its value."""

    title: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedText:
    """What one reporter told, masked, and the pictures of it, as released; nobody's name or alias, no exact time.

    `text` is empty where there is none, or it waits while its pictures do not.
    """

    title: str
    told_at: datetime
    text: str
    pictures: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """A case as an authority may read it; its times are full hours, so that none of them says when somebody wrote.

    `texts` are what was released, `waiting_texts` counts what was not yet.
    """

    case_number: str
    authority_name: str
    acts: tuple[str, ...]
    product_group: str | None
    urgency: str
    seller_findings: tuple[SellerFinding, ...]
    province: str | None
    reason: str
    due_at: datetime
    opened_at: datetime
    status: str
    is_sensitive: bool
    file_count: int
    addition_count: int
    texts: tuple[ReleasedText, ...]
    waiting_texts: int


def referral_view(session: Session, case: Case, referral: Referral | None) -> ReferralView:
    """Build the view of a case for the authority of a referral, or for the one it is with."""
    everything = list_reports(session, case.id)
    reports = [r for r in everything if r.status == "submitted" and r.erased_at is None]
    files = list_attachments(session, [r.id for r in reports])
    code = referral.authority_code if referral else case.authority_code or ""
    authority = find_authority(session, code)
    return ReferralView(
        case_number=case.number,
        authority_name=authority.name if authority else code,
        acts=tuple(LABEL_TITLES[label] for label in case.labels),
        product_group=PRODUCT_GROUP_TITLES[case.product_group] if case.product_group else None,
        urgency=URGENCY_TITLES[case.urgency],
        seller_findings=_seller_findings(
            reports, list_findings(session, [r.id for r in reports]), accusing=list_accusing(session, reports)
        ),
        province=province_name(case.province_code) if case.province_code else None,
        reason=get_last_decision(session, case.id).reason,
        due_at=full_hour_at(case.due_at),
        opened_at=full_hour_before(case.opened_at),
        status=referral.status if referral else case.status,
        is_sensitive=bool(list_guarded(session, [case])),
        file_count=len(files),
        addition_count=sum(r.adds_to is not None for r in reports),
        texts=tuple(_released_texts(reports, files, firsts=[r.id for r in everything if r.adds_to is None])),
        waiting_texts=sum(1 for r in reports if r.text and r.released_at is None),
    )


def is_covered(finding: FindingRow, masks: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether any letter of a finding is masked."""
    return any(mask["start"] < finding.end and finding.start < mask["end"] for mask in masks)


def is_released_picture(file: Attachment) -> bool:
    """Tell whether an authority may look at a file: a picture that is here and was released."""
    return file.status == "stored" and file.content_type in PICTURES and file.released_at is not None


def _seller_findings(
    reports: Sequence[Report], findings: Sequence[FindingRow], *, accusing: Collection[UUID]
) -> tuple[SellerFinding, ...]:
    """Keep what is the seller's, once each: nothing masked in any text, nothing of an unreleased addition or text about officials."""
    masks = {report.id: report.masks for report in reports}
    closed = {r.id for r in reports if r.released_at is None and (r.adds_to is not None or r.id in accusing)}
    hidden = {_key(f) for f in findings if is_covered(f, masks[f.report_id])}
    own = {_key(f) for f in findings if f.role in {"reporter", "victim"} and f.kind in _OF_ONE_PERSON}
    shown = {
        _key(f): SellerFinding(title=KIND_TITLES[f.kind], value=f.value or f.text)
        for f in findings
        if f.role == "seller" and f.kind in KIND_TITLES and f.report_id not in closed and _key(f) not in hidden | own
    }
    return tuple(shown.values())


def _key(finding: FindingRow) -> tuple[str, str]:
    return finding.kind, finding.value or finding.text


def _released_texts(
    reports: Sequence[Report], files: Sequence[Attachment], *, firsts: Sequence[UUID]
) -> Iterator[ReleasedText]:
    for report in reports:
        pictures = tuple(f.id for f in files if f.report_id == report.id and is_released_picture(f))
        text = masked(report.text, report.masks) if report.released_at else ""
        if not text and not pictures:
            continue
        number = firsts.index(report.adds_to or report.id) + 1
        yield ReleasedText(
            title=f"Bổ sung của tin báo {number}" if report.adds_to else f"Tin báo {number}",
            told_at=full_hour_before(report.submitted_at),
            text=text,
            pictures=pictures,
        )
