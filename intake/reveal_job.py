"""What only a worker does about a reveal: opening the vault for the log-in that asked, and ending what was not read."""

from datetime import datetime
from uuid import UUID

import structlog

from intake.actions.reveal import ANSWER_LIFE, APPROVAL_LIFE, erase_answer, is_openable, note_reveal, plan_expiry
from intake.inbox import Inbox
from intake.officer_notices import notify_heads
from intake.outside import Outside
from intake.reveal_checks import find_fault
from intake.revealed_identity import RevealedIdentity, seal_answer
from intake.unit_of_work import UnitOfWork
from storage.queries.conversations import find_identity
from storage.queries.rows import lock
from storage.tables import Reporter, Reveal

OPENED_SUBJECT = "Danh tính người báo vừa được mở"
OPENED_TEXT = "Hệ thống vừa mở danh tính một người báo. Nếu anh/chị không rõ vì sao, mời xem ngay."
HIDDEN_ACCOUNTS = frozenset({"web"})
"""Channels whose account is the secret token of a chat: it says nobody's name and would open his conversation."""

log = structlog.get_logger()


def open_reveal(inbox: Inbox, _outside: Outside, reveal_id: UUID) -> None:
    """Seal who the reporter is to the log-in that pressed "Mở"; ten minutes later it is gone.

    The row alone is not believed: whoever can write the database must not open an identity unseen.
    """
    with inbox.ledger.open() as unit:
        reveal = lock(unit.session, Reveal, reveal_id)
        if reveal is None or reveal.status != "opening" or reveal.session_key is None:
            return
        if not is_openable(reveal, now=unit.now):
            return
        fault = find_fault(unit.session, reveal, now=unit.now)
        if fault is not None:
            _refuse(unit, reveal, fault)
            return
        reveal.answer_sealed = seal_answer(_look_up(unit, reveal.reporter_id), reveal.session_key)
        reveal.status, reveal.expires_at = "ready", unit.now + ANSWER_LIFE
        unit.session.add(reveal)
        plan_expiry(unit, reveal, reveal.expires_at)
        note_reveal(unit, reveal, "reveal_opened", actor="system")
        notify_heads(unit, subject=OPENED_SUBJECT, text=OPENED_TEXT, page="/admin/reveals")


def expire_reveal(inbox: Inbox, _outside: Outside, reveal_id: UUID) -> None:
    """End an approval or an answer whose time is over; come back if it is not yet."""
    with inbox.ledger.open() as unit:
        reveal = lock(unit.session, Reveal, reveal_id)
        ends_at = _ends_at(reveal) if reveal else None
        if reveal is None or ends_at is None:
            return
        if ends_at > unit.now:
            plan_expiry(unit, reveal, ends_at)
            return
        erase_answer(reveal)
        reveal.status = "expired"
        unit.session.add(reveal)
        note_reveal(unit, reveal, "reveal_expired", actor="system")


def _refuse(unit: UnitOfWork, reveal: Reveal, fault: str) -> None:
    erase_answer(reveal)
    reveal.status = "expired"
    unit.session.add(reveal)
    note_reveal(unit, reveal, "reveal_refused_by_worker", actor="system")
    log.warning("reveal_refused_by_worker", kind=fault)


def _ends_at(reveal: Reveal) -> datetime | None:
    match reveal.status:
        case "ready":
            return reveal.expires_at
        case "approved" | "opening":
            return reveal.decided_at + APPROVAL_LIFE if reveal.decided_at else None
        case _:
            return None


def _look_up(unit: UnitOfWork, reporter_id: UUID) -> RevealedIdentity:
    reporter = unit.session.get(Reporter, reporter_id)
    if reporter is None:
        raise LookupError(f"no reporter {reporter_id}")
    identity = find_identity(unit.session, reporter_id)
    if reporter.forgotten_at is not None or identity is None:
        return RevealedIdentity(channel=reporter.channel, forgotten_at=reporter.forgotten_at)
    who = unit.vault.open_identity(identity.account_sealed)
    contact = unit.vault.open_identity(identity.contact_sealed) if identity.contact_sealed else {}
    is_hidden = reporter.channel in HIDDEN_ACCOUNTS
    return RevealedIdentity(
        channel=reporter.channel,
        account=None if is_hidden else who.get("account"),
        address=None if is_hidden else who.get("address"),
        contact=contact,
    )
