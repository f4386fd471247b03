"""What officers do with a case: acknowledge, re-route, close, write to the reporter."""

from uuid import UUID

from intake import phrases
from intake.actions.events import record_event
from intake.actions.refer import decide_route, recall_referral
from intake.actions.talk import message_reporters, tell_reporters
from intake.clocks import VIETNAM
from intake.errors import AuthorityUnknownError
from intake.rights import get_case_to_change
from intake.routing import TABLES_VERSION, AuthorityEntry, RouteProposal
from intake.unit_of_work import UnitOfWork
from storage.queries.authorities import find_authority
from storage.tables import Case, Officer
from storage.tables.case import OUTCOMES


def acknowledge_case(unit: UnitOfWork, *, officer: Officer, case_id: UUID) -> None:
    """Note that the authority works on it, and tell the reporter."""
    case = get_case_to_change(unit, officer, case_id)
    _look_after(case, officer)
    mark_acknowledged(unit, case, actor="officer", actor_id=officer.id)
    _audit(unit, case, officer, "case_acknowledged")


def mark_acknowledged(unit: UnitOfWork, case: Case, *, actor: str, actor_id: UUID | None = None) -> None:
    """Move a locked case to acknowledged; from the panel or from an authority's link."""
    record_event(unit, case, "acknowledged", actor=actor, actor_id=actor_id, to_status="acknowledged")
    case.acknowledged_at = unit.now
    authority = find_authority(unit.session, case.authority_code or "")
    tell_reporters(unit, case, phrases.TOLD_ACKNOWLEDGED.format(authority=authority.name if authority else ""))


def reroute_case(unit: UnitOfWork, *, officer: Officer, case_id: UUID, authority_code: str, reason: str) -> None:
    """Send a case to another authority (or release a held one) for the reason given, and tell the reporter."""
    case = get_case_to_change(unit, officer, case_id, right="route")
    authority = find_authority(unit.session, authority_code)
    today = unit.now.astimezone(VIETNAM).date()
    if authority is None or (authority.valid_to is not None and authority.valid_to < today):
        raise AuthorityUnknownError(authority_code)
    _look_after(case, officer)
    if case.status != "held":
        record_event(unit, case, "rerouted", actor="officer", actor_id=officer.id, facts={"reason": reason})
    entry = AuthorityEntry(code=authority.code, agency_type=authority.agency_type, name=authority.name)
    province = authority.province_code or case.province_code
    route = RouteProposal(
        authority=entry, province_code=province, reason=reason, held_reason=None, tables_version=TABLES_VERSION
    )
    decide_route(unit, case, route, decided_by=officer.id)
    _audit(unit, case, officer, "case_rerouted", authority=authority.code)
    tell_reporters(unit, case, phrases.TOLD_REROUTED.format(authority=authority.name, reason=reason))


def close_case(unit: UnitOfWork, *, officer: Officer, case_id: UUID, outcome: str, note: str) -> None:
    """Close a case with an outcome; `note` is shown to the reporter with it."""
    if outcome not in OUTCOMES:
        raise ValueError(f"unknown outcome {outcome}")
    case = get_case_to_change(unit, officer, case_id)
    record_event(
        unit,
        case,
        "closed",
        actor="officer",
        actor_id=officer.id,
        to_status="closed",
        facts={"outcome": outcome, "note": note},
    )
    case.outcome, case.outcome_note, case.closed_at = outcome, note or None, unit.now
    recall_referral(unit, case)
    _audit(unit, case, officer, "case_closed", outcome=outcome)
    said = f" {note}" if note else ""
    tell_reporters(unit, case, phrases.TOLD_CLOSED.format(outcome=phrases.OUTCOME_TITLES[outcome], note=said))


def write_to_reporter(unit: UnitOfWork, *, officer: Officer, case_id: UUID, text: str) -> int:
    """Send an officer's words to everyone who reported the case; returns how many."""
    case = get_case_to_change(unit, officer, case_id)
    _look_after(case, officer)
    count = message_reporters(unit, case, text, officer_id=officer.id)
    _audit(unit, case, officer, "message_written", count=count)
    return count


def _audit(unit: UnitOfWork, case: Case, officer: Officer, act: str, **facts: object) -> None:
    unit.audit(act, actor=f"officer:{officer.id.hex}", about=f"case:{case.id.hex}", **facts)


def _look_after(case: Case, officer: Officer) -> None:
    """Give a case nobody looks after to the officer of the house who first acts on it."""
    if case.officer_id is None and officer.authority_code is None:
        case.officer_id = officer.id
