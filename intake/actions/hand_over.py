"""Giving the open cases of an officer who leaves to somebody who may see them."""

from collections.abc import Sequence
from uuid import UUID

from intake.actions.events import record_event
from intake.rights import rights_of, scope_of
from intake.unit_of_work import UnitOfWork
from storage.database import Session
from storage.queries.cases import OPEN_STATUSES, count_cases_among, list_open_cases_of
from storage.queries.conversations import lock_conversations
from storage.queries.officers import list_officers
from storage.queries.rows import lock
from storage.tables import Case, Officer


def find_successors(session: Session, leaving: UUID) -> Sequence[Officer]:
    """Find the officers of the house who see, and may act on, every open case of somebody who leaves."""
    cases = list_open_cases_of(session, leaving)
    return [
        officer
        for officer in list_officers(session)
        if officer.disabled_at is None
        and officer.id != leaving
        and officer.authority_code is None
        and "act" in rights_of(officer)
        and count_cases_among(session, scope_of(officer), cases) == len(cases)
    ]


def hand_over_cases(unit: UnitOfWork, *, by: Officer, leaving: UUID, successor: Officer | None) -> int:
    """Give the open cases to the successor, or to nobody; returns how many. The caller has checked the successor."""
    cases = list_open_cases_of(unit.session, leaving)
    for case_id in cases:
        lock_conversations(unit.session, case_id)
    return sum(_hand_over(unit, case_id, by=by, leaving=leaving, successor=successor) for case_id in cases)


def _hand_over(unit: UnitOfWork, case_id: UUID, *, by: Officer, leaving: UUID, successor: Officer | None) -> bool:
    case = lock(unit.session, Case, case_id)
    if case is None or case.officer_id != leaving or case.status not in OPEN_STATUSES:
        return False
    case.officer_id = successor.id if successor else None
    unit.session.add(case)
    facts = {"successor": successor.id.hex} if successor else {}
    record_event(unit, case, "handed_over", actor="officer", actor_id=by.id, facts=facts)
    return True
