"""Job: one attempt to bring a referral to its authority by mail; what comes of it is a row, the next try a delayed job."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import structlog

from intake.actions.events import record_event
from intake.actions.refer import DELIVER, link_token
from intake.inbox import Inbox
from intake.letters.referral_mail import write_referral_mail
from intake.outside import Outside, pause_after
from intake.ports import Letter, WayError
from intake.referral_view import referral_view
from intake.unit_of_work import UnitOfWork
from storage.queries.authorities import EXAMPLE_SOURCE, find_authority
from storage.queries.referrals import find_attempt
from storage.queries.rows import lock
from storage.tables import Authority, Case, Delivery, DeliveryAttempt, Referral

GIVE_UP_AFTER = timedelta(days=3)
CONTACT_FRESH = timedelta(days=365)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Claim:
    number: int
    letter: Letter


def deliver_referral(inbox: Inbox, outside: Outside, delivery_id: UUID) -> None:
    """Try once: claim, send, note the outcome. Every attempt carries the same Message-ID."""
    with inbox.ledger.open() as unit:
        claim = _claim(unit, outside, delivery_id)
    if claim is None:
        return
    error: str | None = None
    has_left = False
    try:
        has_left = outside.run(outside.mail.send(claim.letter))
    except WayError as failure:
        error = failure.kind
    with inbox.ledger.open() as unit:
        _note_outcome(unit, delivery_id, claim.number, error=error, has_left=has_left)


def _claim(unit: UnitOfWork, outside: Outside, delivery_id: UUID) -> _Claim | None:
    """Note that an attempt begins; None if nothing is to be sent (any more)."""
    delivery = lock(unit.session, Delivery, delivery_id)
    if delivery is None or delivery.status not in {"pending", "sending"}:
        return None
    referral = unit.session.get(Referral, delivery.referral_id)
    case = unit.session.get(Case, referral.case_id) if referral else None
    if referral is None or case is None or referral.status == "recalled":
        return None
    authority = find_authority(unit.session, referral.authority_code)
    to = usable_contact(authority, today=unit.now.date()) if authority else None
    if to is None:
        delivery.status, delivery.last_error = "blocked", "no verified contact"
        unit.session.add(delivery)
        return None
    delivery.status, delivery.next_attempt_at = "sending", None
    delivery.attempts += 1
    unit.session.add(delivery)
    unit.session.add(DeliveryAttempt(delivery_id=delivery.id, number=delivery.attempts, started_at=unit.now))
    letter = write_referral_mail(
        referral_view(unit.session, case, referral),
        to=to,
        link=f"{outside.public_url}/r#{link_token(unit.vault, referral)}",
        message_id=f"<{delivery.id}@{outside.mail_domain}>",
    )
    return _Claim(delivery.attempts, letter)


def usable_contact(authority: Authority, *, today: date) -> str | None:
    """Give the address if it may be written to: it has a source and was verified lately; examples never grow old."""
    if not authority.contact_source or authority.verified_on is None:
        return None
    is_fresh = authority.contact_source == EXAMPLE_SOURCE or today - authority.verified_on <= CONTACT_FRESH
    return authority.email or None if is_fresh else None


def _note_outcome(unit: UnitOfWork, delivery_id: UUID, number: int, *, error: str | None, has_left: bool) -> None:
    # The case before the delivery: the order in which officers' actions lock them.
    unlocked = unit.session.get(Delivery, delivery_id)
    referral = unit.session.get(Referral, unlocked.referral_id) if unlocked else None
    case = lock(unit.session, Case, referral.case_id) if referral else None
    delivery = lock(unit.session, Delivery, delivery_id)
    attempt = find_attempt(unit.session, delivery_id, number)
    if delivery is None or referral is None or case is None or attempt is None:
        return
    attempt.finished_at, attempt.error = unit.now, error
    unit.session.add(attempt)
    if error is None:
        delivery.status = "sent" if has_left else "filed"
        delivery.sent_at, delivery.last_error = unit.now, None
        facts = {"authority": referral.authority_code, "way": delivery.way, "attempts": delivery.attempts}
        record_event(unit, case, "delivered", facts=facts)
    elif delivery.status == "sending":
        _plan_next(unit, delivery, error)
    unit.session.add(delivery)


def _plan_next(unit: UnitOfWork, delivery: Delivery, error: str) -> None:
    delivery.last_error = error
    log.warning("delivery_failed", kind=error, attempts=delivery.attempts)
    if unit.now - delivery.created_at > GIVE_UP_AFTER:
        delivery.status = "dead"
        return
    delivery.status = "pending"
    delivery.next_attempt_at = unit.now + pause_after(delivery.attempts)
    unit.enqueue(DELIVER, delivery.id, key=delivery.id, nth=delivery.attempts, at=delivery.next_attempt_at)


def rearm_delivery(unit: UnitOfWork, delivery_id: UUID) -> bool:
    """Try a dead or blocked delivery again on an officer's word; False if there is nothing to try."""
    delivery = lock(unit.session, Delivery, delivery_id)
    if delivery is None or delivery.status not in {"dead", "blocked"}:
        return False
    delivery.status, delivery.created_at = "pending", unit.now
    delivery.attempts += 1  # a run of its own: the engine queues each number once
    unit.session.add(delivery)
    unit.enqueue(DELIVER, delivery.id, key=delivery.id, nth=delivery.attempts)
    return True
