"""Requests to see an identity, in words, and how far each has come for whoever looks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from intake.actions.reveal import is_for, is_openable, may_decide
from intake.aliases import name_reporters
from intake.revealed_identity import RevealedIdentity
from intake.rights import rights_of, scope_of
from intake.wording import say_day
from storage.database import Session
from storage.queries.cases import list_officer_names
from storage.queries.reports import list_reports
from storage.queries.reveals import find_reveal, list_reveals
from storage.tables import Case, Officer, Reveal
from storage.vault import Vault

MOST_SHOWN = 200
STATUS_TITLES: Mapping[str, str] = {
    "asked": "Chờ quyết định",
    "approved": "Đã đồng ý, chưa mở",
    "refused": "Không đồng ý",
    "opening": "Đang mở",
    "ready": "Đã mở, chờ xem",
    "read": "Đã xem",
    "expired": "Hết hiệu lực, chưa ai xem",
}
CHANNEL_TITLES: Mapping[str, str] = {"telegram": "Telegram", "web": "Trang web"}

POLLED_FOR = timedelta(minutes=5)  # a page left open must not keep its log-in alive for ever

Step = Literal["wait", "refused", "open", "opening", "late", "elsewhere", "ready", "read", "over"]
SETTLED: Mapping[str, Step] = {"asked": "wait", "refused": "refused", "read": "read"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealView:
    """A request as somebody may see it; `asker` and `decider` are names."""

    reveal: Reveal
    case: Case
    status: str
    asker: str
    decider: str | None
    is_own: bool
    may_decide: bool


def view_reveal(session: Session, officer: Officer, reveal_id: UUID, *, now: datetime) -> RevealView | None:
    """Give a request this officer may see: his own, or any in his scope for who decides or checks the log."""
    found = find_reveal(session, scope_of(officer), reveal_id)
    if found is None or not (_sees_all(officer) or _is_own(officer, found[0])):
        return None
    [view] = _view(session, officer, [found], now=now)
    return view


def view_reveals(session: Session, officer: Officer, *, now: datetime) -> list[RevealView]:
    """List the requests this officer may see, newest first."""
    asked_by = None if _sees_all(officer) else officer.id
    found = list_reveals(session, scope_of(officer), asked_by=asked_by, limit=MOST_SHOWN)
    return _view(session, officer, found, now=now)


def list_askable(session: Session, vault: Vault, officer: Officer, case: Case) -> list[str]:
    """List the aliases of the reporters an officer may ask about."""
    if "ask_reveal" not in rights_of(officer) or scope_of(officer).content != "whole":
        return []
    reports = list_reports(session, case.id)
    aliases = name_reporters(vault, case.id, reports)
    return list(dict.fromkeys(aliases[one.conversation_id] for one in reports if one.status == "submitted"))


def find_step(reveal: Reveal, *, token: str, now: datetime) -> Step:
    """Say how far a request has come for who asked, in the log-in of this token."""
    step = SETTLED.get(reveal.status)
    if step is not None:
        return step
    if not is_openable(reveal, now=now):
        return "over"
    if reveal.status in {"opening", "ready"} and not is_for(reveal, token):
        return "elsewhere"
    if reveal.status == "opening":
        return "opening" if reveal.opened_at and now < reveal.opened_at + POLLED_FOR else "late"
    is_there = reveal.status == "ready" and reveal.expires_at is not None and now < reveal.expires_at
    return "ready" if is_there else "open"


def say_identity(identity: RevealedIdentity) -> list[tuple[str, str]]:
    """Say who a reporter is, line by line; nothing where there is nothing to say."""
    contact = identity.contact or {}
    address = dict(identity.address or {})
    lines = [
        ("Tên để lại", contact.get("name")),
        ("Số điện thoại để lại", contact.get("phone")),
        ("Mã tài khoản", identity.account),
        ("Mã cuộc trò chuyện", address.get("chat_id") if address.get("chat_id") != identity.account else None),
    ]
    return [(title, value) for title, value in lines if value]


def say_remark(identity: RevealedIdentity) -> str | None:
    """Say why there is nothing to show, or what can be done with what there is."""
    if identity.forgotten_at is not None:
        return f"Danh tính đã được xoá ngày {say_day(identity.forgotten_at)}."
    if identity.channel == "web" and not identity.contact:
        return "Người này nhắn qua trang web và không để lại cách liên lạc."
    if not say_identity(identity):
        return "Hệ thống không còn giữ gì để biết người này là ai."
    if identity.channel == "telegram":
        return "Telegram không cho tìm người theo mã này. Muốn hẹn gặp, anh/chị nhắn người báo từ trang vụ việc."
    return None


def _view(
    session: Session, officer: Officer, found: Sequence[tuple[Reveal, Case]], *, now: datetime
) -> list[RevealView]:
    people = {reveal.asked_by for reveal, _ in found} | {r.decided_by for r, _ in found if r.decided_by}
    names = list_officer_names(session, list(people))
    return [
        RevealView(
            reveal=reveal,
            case=case,
            status=STATUS_TITLES[reveal.status],
            asker=names[reveal.asked_by],
            decider=names[reveal.decided_by] if reveal.decided_by else None,
            is_own=_is_own(officer, reveal),
            may_decide=may_decide(session, officer, reveal, now=now),
        )
        for reveal, case in found
    ]


def _sees_all(officer: Officer) -> bool:
    return bool(rights_of(officer) & {"decide_reveal", "read_audit"})


def _is_own(officer: Officer, reveal: Reveal) -> bool:
    return "ask_reveal" in rights_of(officer) and reveal.asked_by == officer.id
