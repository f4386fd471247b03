"""Job: one attempt to bring a notice to an officer by mail; the next try is a delayed job."""

from datetime import timedelta
from uuid import UUID

import structlog

from intake.inbox import Inbox
from intake.letters.officer_notice import write_officer_notice
from intake.officer_notices import SEND_NOTICE
from intake.outside import Outside, pause_after
from intake.ports import Letter, WayError
from intake.unit_of_work import UnitOfWork
from storage.queries.rows import lock
from storage.tables import Officer, OfficerNotice

GIVE_UP_AFTER = timedelta(days=3)

log = structlog.get_logger()


def send_notice(inbox: Inbox, outside: Outside, notice_id: UUID) -> None:
    """Try once: claim, send, note the outcome. Every attempt carries the same Message-ID."""
    with inbox.ledger.open() as unit:
        letter = _claim(unit, outside, notice_id)
    if letter is None:
        return
    error: str | None = None
    has_left = False
    try:
        has_left = outside.run(outside.mail.send(letter))
    except WayError as failure:
        error = failure.kind
    with inbox.ledger.open() as unit:
        _note_outcome(unit, notice_id, error=error, has_left=has_left)


def _claim(unit: UnitOfWork, outside: Outside, notice_id: UUID) -> Letter | None:
    """Note that an attempt begins; None if nothing is to be sent (any more)."""
    notice = lock(unit.session, OfficerNotice, notice_id)
    officer = unit.session.get(Officer, notice.officer_id) if notice else None
    if notice is None or officer is None or notice.status not in {"pending", "sending"}:
        return None
    unit.session.add(notice)
    if officer.disabled_at is not None:
        notice.status, notice.last_error = "dead", "account disabled"
        return None
    notice.status = "sending"
    notice.attempts += 1
    return write_officer_notice(
        notice,
        to=officer.email,
        link=f"{outside.public_url}{notice.page}",
        message_id=f"<{notice.id}@{outside.mail_domain}>",
    )


def _note_outcome(unit: UnitOfWork, notice_id: UUID, *, error: str | None, has_left: bool) -> None:
    notice = lock(unit.session, OfficerNotice, notice_id)
    if notice is None or notice.status != "sending":
        return
    notice.last_error = error
    unit.session.add(notice)
    if error is None:
        notice.status, notice.sent_at = "sent" if has_left else "filed", unit.now
        return
    log.warning("notice_failed", kind=error, attempts=notice.attempts)
    if unit.now - notice.created_at > GIVE_UP_AFTER:
        notice.status = "dead"
        return
    notice.status = "pending"
    at = unit.now + pause_after(notice.attempts)
    unit.enqueue(SEND_NOTICE, notice.id, key=notice.officer_id, nth=notice.attempts, at=at)
