"""What an authority does with a referral, by its link or through its own system: open it, say it was seen, accept it."""

from dataclasses import replace
from datetime import timedelta
from typing import Literal
from uuid import UUID

from intake.actions.events import record_event
from intake.actions.triage import mark_acknowledged
from intake.errors import ReferralNotFoundError
from intake.referral_view import ReferralView, referral_view
from intake.rights import scope_of_authority, scope_of_token
from intake.unit_of_work import UnitOfWork
from storage.queries.audit import was_noted
from storage.queries.cases import find_case
from storage.queries.conversations import lock_conversations
from storage.queries.referrals import find_referral_by_token_hash, find_referral_in
from storage.queries.rows import lock
from storage.tables import ApiToken, Case, Referral
from storage.vault import hash_token

Act = Literal["seen", "accept"]
READ = "referral_read"
NOTED_AGAIN_AFTER = timedelta(hours=1)


def open_referral(unit: UnitOfWork, *, token: str) -> ReferralView:
    """Show what a link opens, and note it; raises ReferralNotFoundError for unknown, recalled and expired alike."""
    referral, case = _get_referral(unit, token)
    _note_read(unit, referral, actor=f"authority:{referral.authority_code}")
    return referral_view(unit.session, case, referral)


def answer_referral(unit: UnitOfWork, *, token: str, act: Act) -> ReferralView:
    """Carry out an act of the authority by its link; repeating it changes nothing."""
    referral, case = _get_referral(unit, token)
    _answer(unit, referral, case, act, actor=f"authority:{referral.authority_code}")
    return referral_view(unit.session, case, referral)


def read_referral(unit: UnitOfWork, *, account: ApiToken, referral_id: UUID) -> ReferralView:
    """Show a referral to a system of its authority, and note it in the audit log, once an hour at most.

    Raises ReferralNotFoundError for foreign, recalled and missing alike.
    """
    referral, case = _get_own_referral(unit, account, referral_id)
    _note_read(unit, referral, actor=f"token:{account.id.hex}")
    return referral_view(unit.session, case, referral)


def accept_referral(unit: UnitOfWork, *, account: ApiToken, referral_id: UUID) -> ReferralView:
    """Accept a referral through a system of its authority; one that is sensitive stays as it is.

    Raises ReferralNotFoundError for foreign, recalled and missing alike.
    """
    referral, case = _get_own_referral(unit, account, referral_id)
    view = referral_view(unit.session, case, referral)
    if view.is_sensitive:
        return view
    _answer(unit, referral, case, "accept", actor=f"token:{account.id.hex}")
    return replace(view, status=referral.status)


def _note_read(unit: UnitOfWork, referral: Referral, *, actor: str) -> None:
    """Note in the audit log that a referral was read, once an hour at most."""
    about = f"referral:{referral.id.hex}"
    if not was_noted(unit.session, READ, actor=actor, about=about, since=unit.now - NOTED_AGAIN_AFTER):
        unit.audit(READ, actor=actor, about=about)


def _answer(unit: UnitOfWork, referral: Referral, case: Case, act: Act, *, actor: str) -> None:
    """Carry an act out on rows the caller holds locked."""
    about, facts = f"referral:{referral.id.hex}", {"authority": referral.authority_code}
    if referral.seen_at is None:
        referral.seen_at = unit.now
        referral.status = "seen"
        record_event(unit, case, "seen", actor="authority", facts=facts)
        unit.audit("referral_seen", actor=actor, about=about)
    if act == "accept" and referral.accepted_at is None:
        referral.accepted_at = unit.now
        referral.status = "accepted"
        record_event(unit, case, "accepted", actor="authority", facts=facts)
        unit.audit("referral_accepted", actor=actor, about=about)
        if case.status == "referred":
            mark_acknowledged(unit, case, actor="authority")
    unit.session.add(referral)
    unit.session.flush()


def _get_referral(unit: UnitOfWork, token: str) -> tuple[Referral, Case]:
    found = find_referral_by_token_hash(unit.session, hash_token(token))
    if found is None or found.expires_at <= unit.now:
        raise ReferralNotFoundError
    return _lock(unit, found)


def _get_own_referral(unit: UnitOfWork, account: ApiToken, referral_id: UUID) -> tuple[Referral, Case]:
    found = find_referral_in(unit.session, scope_of_token(account), referral_id)
    if found is None:
        raise ReferralNotFoundError
    return _lock(unit, found)


def _lock(unit: UnitOfWork, found: Referral) -> tuple[Referral, Case]:
    """Lock conversations, case and referral in the order of the house, and look again what the authority may see."""
    lock_conversations(unit.session, found.case_id)
    case = find_case(unit.session, scope_of_authority(found.authority_code), found.case_id, for_update=True)
    referral = lock(unit.session, Referral, found.id)
    if case is None or referral is None or referral.status == "recalled":
        raise ReferralNotFoundError
    return referral, case
