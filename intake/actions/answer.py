"""What an authority does with a referral's link: open it, say it was seen, accept it."""

from typing import Literal

from intake.actions.events import record_event
from intake.actions.triage import mark_acknowledged
from intake.errors import ReferralNotFoundError
from intake.referral_view import ReferralView, referral_view
from intake.unit_of_work import UnitOfWork
from storage.queries.conversations import lock_conversations
from storage.queries.referrals import find_referral_by_token_hash
from storage.queries.rows import lock
from storage.tables import Case, Referral
from storage.vault import hash_token

Act = Literal["seen", "accept"]


def open_referral(unit: UnitOfWork, *, token: str) -> ReferralView:
    """Show what a link opens; raises ReferralNotFoundError for unknown, recalled and expired alike."""
    referral, case = _get_referral(unit, token)
    return referral_view(unit.session, case, referral)


def answer_referral(unit: UnitOfWork, *, token: str, act: Act) -> ReferralView:
    """Carry out an act of the authority; repeating it changes nothing."""
    referral, case = _get_referral(unit, token)
    if referral.seen_at is None:
        referral.seen_at = unit.now
        referral.status = "seen"
        record_event(unit, case, "seen", actor="authority", facts={"authority": referral.authority_code})
    if act == "accept" and referral.accepted_at is None:
        referral.accepted_at = unit.now
        referral.status = "accepted"
        record_event(unit, case, "accepted", actor="authority", facts={"authority": referral.authority_code})
        if case.status == "referred":
            mark_acknowledged(unit, case, actor="authority")
    unit.session.add(referral)
    unit.session.flush()
    return referral_view(unit.session, case, referral)


def _get_referral(unit: UnitOfWork, token: str) -> tuple[Referral, Case]:
    found = find_referral_by_token_hash(unit.session, hash_token(token))
    if found is None:
        raise ReferralNotFoundError
    lock_conversations(unit.session, found.case_id)
    case, referral = lock(unit.session, Case, found.case_id), lock(unit.session, Referral, found.id)
    if case is None or referral is None or referral.status == "recalled" or referral.expires_at <= unit.now:
        raise ReferralNotFoundError
    return referral, case
