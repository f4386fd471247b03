"""Who may see and do what in the panel."""

from uuid import UUID

from intake.errors import CaseNotFoundError
from intake.unit_of_work import UnitOfWork
from storage.queries.cases import Scope, find_case
from storage.queries.conversations import lock_conversations
from storage.tables import Case, Officer

NATIONAL_ROLES = frozenset({"triager", "head", "administrator", "auditor"})
ACTING_ROLES = frozenset({"triager", "head", "administrator", "officer"})
ROUTING_ROLES = frozenset({"triager", "head", "administrator"})


def scope_of(officer: Officer) -> Scope:
    """Decide whose cases an officer sees: an authority's officer those of the authority, the others all."""
    if officer.role in NATIONAL_ROLES:
        return Scope(is_national=True)
    return Scope(is_national=False, authority_code=officer.authority_code)


def get_case_to_change(unit: UnitOfWork, officer: Officer, case_id: UUID) -> Case:
    """Lock a case the officer may act on; raises CaseNotFoundError for missing, foreign and read-only alike."""
    lock_conversations(unit.session, case_id)
    case = find_case(unit.session, scope_of(officer), case_id, for_update=True)
    if case is None or officer.role not in ACTING_ROLES:
        raise CaseNotFoundError(case_id)
    return case
