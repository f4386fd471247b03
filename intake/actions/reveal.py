"""Seeing who a reporter is: asked with a reason, decided by a second person, opened by the worker, read once."""

from datetime import datetime, timedelta
from uuid import UUID

from intake.aliases import name_reporters
from intake.errors import CaseNotFoundError, RevealBarredError, RevealNotFoundError
from intake.officer_notices import notify_heads
from intake.reveal_checks import NEWCOMER_FOR, find_bar, is_leaving
from intake.revealed_identity import RevealedIdentity, open_answer, purpose_of
from intake.rights import get_case_to_change, rights_of, scope_of
from intake.unit_of_work import UnitOfWork
from storage.database import Session
from storage.queries.conversations import get_reporter
from storage.queries.reports import list_reports
from storage.queries.reveals import UNREAD, find_reveal, find_unread_reveal, was_invited_by
from storage.queries.rows import lock
from storage.session_box import public_key_of
from storage.tables import Case, Officer, Reporter, Reveal
from storage.vault import Vault

OPEN_REVEAL = "open_reveal"
EXPIRE_REVEAL = "expire_reveal"
APPROVAL_LIFE = timedelta(hours=24)
ANSWER_LIFE = timedelta(minutes=10)
WAITING_SUBJECT = "Có đề nghị xem danh tính người báo"
WAITING_TEXT = "Có một đề nghị xem danh tính người báo đang chờ anh/chị quyết định."


def ask_reveal(unit: UnitOfWork, *, officer: Officer, case_id: UUID, alias: str, reason: str) -> Reveal:
    """Ask; the same officer asking again gets the request that is still open.

    Raises CaseNotFoundError where there is no such reporter, or he took his tip back or was forgotten;
    RevealBarredError for an account changed a moment ago.
    """
    case = get_case_to_change(unit, officer, case_id, right="ask_reveal")
    reporter = find_reporter(unit.session, unit.vault, case, alias)
    if reporter is None or reporter.forgotten_at is not None or reporter.forget_after is not None:
        raise CaseNotFoundError(case_id)
    bar = find_bar(unit.session, officer.id, now=unit.now)
    if bar is not None:
        raise RevealBarredError(bar)
    known = find_open_reveal(unit.session, officer, case, reporter, now=unit.now)
    if known is not None:
        return known
    reveal = Reveal(
        case_id=case.id,
        reporter_id=reporter.id,
        alias=alias,
        reason=reason,
        asked_by=officer.id,
        asked_at=unit.now,
    )
    unit.session.add(reveal)
    note_reveal(unit, reveal, "reveal_asked", actor=f"officer:{officer.id.hex}")
    notify_heads(unit, subject=WAITING_SUBJECT, text=WAITING_TEXT, page="/admin/reveals")
    return reveal


def find_open_reveal(
    session: Session, officer: Officer, case: Case, reporter: Reporter, *, now: datetime
) -> Reveal | None:
    """Find an officer's request about a reporter that still leads somewhere."""
    return find_unread_reveal(
        session,
        case_id=case.id,
        reporter_id=reporter.id,
        asked_by=officer.id,
        approved_since=now - APPROVAL_LIFE,
    )


def find_reporter(session: Session, vault: Vault, case: Case, alias: str) -> Reporter | None:
    """Find who is called so in a case, unless he took everything back."""
    reports = list_reports(session, case.id)
    aliases = name_reporters(vault, case.id, reports)
    standing = {report.conversation_id for report in reports if report.status == "submitted"}
    found = next((one for one, called in aliases.items() if called == alias and one in standing), None)
    return get_reporter(session, found) if found else None


def may_decide(session: Session, officer: Officer, reveal: Reveal, *, now: datetime) -> bool:
    """Whether an officer is the second person this request needs; that its case is in his scope was checked."""
    return (
        "decide_reveal" in rights_of(officer)
        and reveal.status == "asked"
        and reveal.asked_by != officer.id
        and not was_invited_by(session, officer, inviter=reveal.asked_by, since=now - NEWCOMER_FOR)
    )


def decide_reveal(unit: UnitOfWork, *, officer: Officer, reveal_id: UUID, is_approved: bool, note: str) -> bool:
    """Approve or refuse; False where it was decided before.

    Raises RevealNotFoundError for who may not, RevealBarredError for who may not yet.
    """
    reveal = _lock_reveal(unit, officer, reveal_id)
    if "decide_reveal" in rights_of(officer) and reveal.status != "asked":
        return False
    if not may_decide(unit.session, officer, reveal, now=unit.now):
        raise RevealNotFoundError(reveal_id)
    bar = find_bar(unit.session, officer.id, now=unit.now, asker_id=reveal.asked_by)
    if bar is not None:
        raise RevealBarredError(bar)
    reveal.status = "approved" if is_approved else "refused"
    reveal.decided_by, reveal.decided_at, reveal.decision_note = officer.id, unit.now, note or None
    unit.session.add(reveal)
    if is_approved:
        plan_expiry(unit, reveal, unit.now + APPROVAL_LIFE)
    note_reveal(unit, reveal, f"reveal_{reveal.status}", actor=f"officer:{officer.id.hex}")
    return True


def is_openable(reveal: Reveal, *, now: datetime) -> bool:
    """Whether the approval still holds, somebody stands behind it, and nobody has read the answer."""
    if reveal.status not in UNREAD or reveal.decided_by is None or reveal.decided_at is None:
        return False
    return now < reveal.decided_at + APPROVAL_LIFE


def begin_opening(unit: UnitOfWork, *, officer: Officer, reveal_id: UUID, token: str) -> bool:
    """Have a worker open the identity for this log-in alone; False if the approval is over or used up.

    Unread within the approval's time, it may be opened again, from another log-in too.
    """
    reveal = _lock_own(unit, officer, reveal_id)
    if not is_openable(reveal, now=unit.now) or is_leaving(unit.session, reveal):
        return False
    session_key = public_key_of(token, purpose_of(reveal.id))
    is_answered = reveal.expires_at is not None and reveal.expires_at > unit.now
    if reveal.session_key == session_key and (reveal.status == "opening" or is_answered):
        return True
    reveal.status, reveal.opened_at = "opening", unit.now
    reveal.session_key, reveal.answer_sealed, reveal.expires_at = session_key, None, None
    unit.session.add(reveal)
    unit.enqueue(OPEN_REVEAL, reveal.id, key=reveal.id, nth=_nth(reveal, unit.now))
    return True


def read_reveal(unit: UnitOfWork, *, officer: Officer, reveal_id: UUID, token: str) -> RevealedIdentity | None:
    """Give the answer to the log-in it was opened for, and erase it; None if there is none, any more or for this one."""
    reveal = _lock_own(unit, officer, reveal_id)
    if reveal.status != "ready" or reveal.answer_sealed is None or not is_for(reveal, token):
        return None
    if reveal.expires_at is None or reveal.expires_at <= unit.now or is_leaving(unit.session, reveal):
        return None
    identity = open_answer(reveal.answer_sealed, token=token, reveal_id=reveal.id)
    reporter = unit.session.get(Reporter, reveal.reporter_id)
    if reporter is not None and reporter.forgotten_at is not None:  # since the worker opened it
        identity = RevealedIdentity(channel=reporter.channel, forgotten_at=reporter.forgotten_at)
    erase_answer(reveal)
    reveal.status, reveal.read_at = "read", unit.now
    unit.session.add(reveal)
    note_reveal(unit, reveal, "reveal_read", actor=f"officer:{officer.id.hex}")
    return identity


def is_for(reveal: Reveal, token: str) -> bool:
    """Whether an identity was opened for the log-in of this token."""
    return reveal.session_key == public_key_of(token, purpose_of(reveal.id))


def erase_answer(reveal: Reveal) -> None:
    """Leave nothing that could be opened."""
    reveal.answer_sealed, reveal.session_key = None, None


def plan_expiry(unit: UnitOfWork, reveal: Reveal, at: datetime) -> None:
    """Have a worker look at the time given whether the approval or the answer is over."""
    unit.enqueue(EXPIRE_REVEAL, reveal.id, key=reveal.id, nth=_nth(reveal, unit.now), at=at)


def note_reveal(unit: UnitOfWork, reveal: Reveal, act: str, *, actor: str) -> None:
    """Note for the audit log: the case's number and the alias; the reason stays in the request's own row."""
    case = unit.session.get(Case, reveal.case_id)
    unit.audit(act, actor=actor, about=f"reveal:{reveal.id.hex}", case=case.number if case else "", alias=reveal.alias)


def _lock_reveal(unit: UnitOfWork, officer: Officer, reveal_id: UUID) -> Reveal:
    found = find_reveal(unit.session, scope_of(officer), reveal_id)
    reveal = lock(unit.session, Reveal, reveal_id) if found else None
    if reveal is None:
        raise RevealNotFoundError(reveal_id)
    return reveal


def _lock_own(unit: UnitOfWork, officer: Officer, reveal_id: UUID) -> Reveal:
    reveal = _lock_reveal(unit, officer, reveal_id)
    if reveal.asked_by != officer.id or "ask_reveal" not in rights_of(officer):
        raise RevealNotFoundError(reveal_id)
    return reveal


def _nth(reveal: Reveal, now: datetime) -> int:
    """Count the milliseconds since it was decided: the number of a job's run."""
    return (now - (reveal.decided_at or now)) // timedelta(milliseconds=1)
