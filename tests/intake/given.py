"""Messages, analyses and routes that the tests of the rules are given."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from intake.messages import ChannelName, IncomingFile, IncomingMessage
from intake.routing import AuthorityEntry, RouteProposal
from nlp.findings import Analysis, Circumstance, Finding, Kind, ProvinceMention, Role, ScoredLabel, Urgency

SUNDAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
QLTT_DA_NANG = AuthorityEntry(code="QLTT-48", agency_type="QLTT", name="Chi cục Quản lý thị trường TP. Đà Nẵng")

FAKE_CREAM = "Shop Linh bán kem giả ở Đà Nẵng, số điện thoại của shop 0900000651"
CHILD_IN_HOSPITAL = "con tôi uống sữa giả phải nhập viện cấp cứu ở Huế"
WITH_OWN_NAME_AND_NUMBER = (
    "Em tên là Trần Thị Canary, sđt của em 0900000653, nhà em khổ lắm. Shop Linh bán kem giả ở Đà Nẵng, "
    "số điện thoại của shop 0900000651"
)
MISCONDUCT = "công an phường bao che cho cửa hàng bán hàng giả ở Hà Nội"


def message(
    text: str = "",
    *,
    button: str | None = None,
    channel: ChannelName = "web",
    account: str = "account-1",
    files: Iterable[IncomingFile] = (),
    unsupported: str | None = None,
    external_id: str | None = None,
    **address: str,
) -> IncomingMessage:
    """A message of an account."""
    return IncomingMessage(
        channel=channel,
        external_id=external_id or str(uuid4()),
        account=account,
        address=address,
        text=text,
        button=button,
        files=tuple(files),
        unsupported=unsupported,
        received_at=SUNDAY,
    )


def analysis(
    text: str = "",
    *,
    labels: Iterable[tuple[str, float]] = (),
    findings: Iterable[Finding] = (),
    provinces: Iterable[ProvinceMention] = (),
    circumstances: Iterable[str] = (),
    product_group: str | None = None,
    urgency: Urgency = "normal",
) -> Analysis:
    """What a text was understood as."""
    scored = tuple(ScoredLabel(label=label, score=score, reason="") for label, score in labels)
    return Analysis(
        text=text,
        labels=scored,
        is_report=bool(scored),
        findings=tuple(findings),
        circumstances=tuple(Circumstance(id=name, text="", reason="") for name in circumstances),
        provinces=tuple(provinces),
        product_group=product_group,
        urgency=urgency,
        urgency_reason="",
        version="test",
    )


def finding(kind: Kind, text: str, role: Role, value: str | None = None, *, start: int = 0) -> Finding:
    """A finding somewhere."""
    return Finding(
        kind=kind, start=start, end=start + len(text), text=text, value=value, role=role, score=1.0, reason=""
    )


def mention(code: str, role: Role = "seller", **values: Any) -> ProvinceMention:
    """A province named in a role."""
    given = {"former_code": None, "former_name": None, "said": "", "score": 1.0, "reason": ""} | values
    return ProvinceMention(code=code, role=role, **given)


def route(
    authority: AuthorityEntry | None = QLTT_DA_NANG, *, province: str | None = "48", held: str | None = None
) -> RouteProposal:
    """Where a tip would go."""
    return RouteProposal(
        authority=authority, province_code=province, reason="hàng giả; nơi bán ở Đà Nẵng", held_reason=held
    )
