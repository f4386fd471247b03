"""What the API shows: every field named here, so that nothing leaves the house because a view grew one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from intake.clocks import full_hour_before
from intake.referral_view import ReferralView
from storage.tables import Case, Referral

LOG_IN = "Tin này chỉ xem và xử lý được sau khi đăng nhập."


class SensitiveReferral(BaseModel):
    """A referral of which nothing is shown to a system."""

    id: UUID
    case_number: str
    is_sensitive: Literal[True] = True
    detail: str = LOG_IN


class ReferralLine(BaseModel):
    """A referral in the list; times are full hours."""

    id: UUID
    case_number: str
    is_sensitive: Literal[False] = False
    status: Literal["sent", "seen", "accepted"]
    referred_at: datetime


class ReferralPage(BaseModel):
    """A page of the list, the newest last; `next` goes into `after` for what comes later, null where nothing came."""

    referrals: list[ReferralLine | SensitiveReferral]
    next: UUID | None


class Finding(BaseModel):
    """Something found about the seller: its kind in words, and its value."""

    title: str
    value: str


class Text(BaseModel):
    """What one reporter told, masked; released pictures are seen in the panel."""

    title: str
    told_at: datetime
    text: str
    picture_count: int


class ReferralDetail(BaseModel):
    """A case as the authority may read it; times are full hours."""

    id: UUID
    case_number: str
    is_sensitive: Literal[False] = False
    status: Literal["sent", "seen", "accepted"]
    authority: str
    acts: list[str]
    product_group: str | None
    urgency: str
    seller_findings: list[Finding]
    province: str | None
    reason: str
    opened_at: datetime
    due_at: datetime
    file_count: int
    addition_count: int
    texts: list[Text]
    waiting_text_count: int


def show_page(rows: Sequence[tuple[Referral, Case]], *, guarded: Collection[UUID]) -> ReferralPage:
    """Show a page of the list; of a case that is `guarded` nothing is shown."""
    shown = [_show_line(referral, case, is_guarded=case.id in guarded) for referral, case in rows]
    return ReferralPage(referrals=shown, next=shown[-1].id if shown else None)


def show_referral(referral_id: UUID, view: ReferralView) -> ReferralDetail | SensitiveReferral:
    """Show a referral as far as it may be seen."""
    if view.is_sensitive:
        return SensitiveReferral(id=referral_id, case_number=view.case_number)
    return ReferralDetail(
        id=referral_id,
        case_number=view.case_number,
        status=view.status,
        authority=view.authority_name,
        acts=list(view.acts),
        product_group=view.product_group,
        urgency=view.urgency,
        seller_findings=[Finding(title=one.title, value=one.value) for one in view.seller_findings],
        province=view.province,
        reason=view.reason,
        opened_at=view.opened_at,
        due_at=view.due_at,
        file_count=view.file_count,
        addition_count=view.addition_count,
        texts=[
            Text(title=one.title, told_at=one.told_at, text=one.text, picture_count=len(one.pictures))
            for one in view.texts
        ],
        waiting_text_count=view.waiting_texts,
    )


def _show_line(referral: Referral, case: Case, *, is_guarded: bool) -> ReferralLine | SensitiveReferral:
    if is_guarded:
        return SensitiveReferral(id=referral.id, case_number=case.number)
    return ReferralLine(
        id=referral.id,
        case_number=case.number,
        status=referral.status,
        referred_at=full_hour_before(referral.created_at),
    )
