"""What may leave the house about a case: the only way out for mail, link page and whatever comes later."""

from dataclasses import dataclass
from datetime import datetime

from intake.phrases import URGENCY_TITLES
from nlp.labels import LABEL_TITLES
from nlp.places import province_name
from nlp.product_groups import PRODUCT_GROUP_TITLES
from storage.database import Session
from storage.queries.authorities import find_authority
from storage.queries.cases import get_last_decision
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_findings, list_reports
from storage.tables import Case, Referral

KIND_TITLES = {
    "phone": "Điện thoại",
    "bank_account": "Tài khoản",
    "bank": "Ngân hàng",
    "url": "Đường dẫn",
    "handle": "Tài khoản mạng xã hội",
    "seller": "Tên người bán",
    "tracking": "Mã vận đơn",
    "place": "Địa điểm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerFinding:
    """A finding about the seller: its kind in words, and its value."""

    title: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """A case as an authority may read it: findings of the seller only, no text of the reporter."""

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


def referral_view(session: Session, case: Case, referral: Referral) -> ReferralView:
    """Build the view of a case for the authority of a referral."""
    reports = [r for r in list_reports(session, case.id) if r.status == "submitted"]
    authority = find_authority(session, referral.authority_code)
    findings = {
        (f.kind, f.value or f.text): SellerFinding(title=KIND_TITLES[f.kind], value=f.value or f.text)
        for f in list_findings(session, [r.id for r in reports])
        if f.role == "seller" and f.kind in KIND_TITLES
    }
    return ReferralView(
        case_number=case.number,
        authority_name=authority.name if authority else referral.authority_code,
        acts=tuple(LABEL_TITLES[label] for label in case.labels),
        product_group=PRODUCT_GROUP_TITLES[case.product_group] if case.product_group else None,
        urgency=URGENCY_TITLES[case.urgency],
        seller_findings=tuple(findings.values()),
        province=province_name(case.province_code) if case.province_code else None,
        reason=get_last_decision(session, case.id).reason,
        due_at=case.due_at,
        opened_at=case.opened_at,
        status=referral.status,
        is_sensitive="official_misconduct" in case.labels,
        file_count=len(list_attachments(session, [r.id for r in reports])),
        addition_count=sum(r.adds_to is not None for r in reports),
    )
