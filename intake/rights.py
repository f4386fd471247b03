"""Who may see and do what: one table of rights by role, and the scope that says whose cases somebody sees."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from intake.errors import CaseNotFoundError
from intake.unit_of_work import UnitOfWork
from storage.queries.cases import Scope, find_case
from storage.queries.conversations import lock_conversations
from storage.tables import ApiToken, Case, Officer

Right = Literal[
    "act",  # acknowledge, close, write to the reporter
    "route",  # choose the authority, build walls
    "release",  # let an authority read a text or see a picture
    "correct",  # what the machine understood of a report
    "see_outbox",
    "ask_reveal",
    "decide_reveal",
    "answer_requests",  # what reporters ask about their own data
    "manage_accounts",
    "read_audit",
    "see_unusual",  # who looked at more than usual, without the log itself
    "see_erasures",
]

RIGHTS: Mapping[str, frozenset[Right]] = {
    "triager": frozenset({"act", "route", "release", "correct", "see_outbox", "ask_reveal", "answer_requests"}),
    "officer": frozenset({"act"}),
    "head": frozenset(
        {
            "act",
            "route",
            "release",
            "correct",
            "see_outbox",
            "ask_reveal",
            "decide_reveal",
            "answer_requests",
            "see_erasures",
            "see_unusual",
        }
    ),
    "auditor": frozenset({"read_audit", "see_unusual", "see_erasures"}),
    "administrator": frozenset({"manage_accounts", "see_outbox", "see_erasures"}),
}
"""Nobody both keeps the accounts and reads the tips, and whoever checks the log does neither."""

RIGHTS_OF_OUTSIDERS: frozenset[Right] = frozenset({"act"})


def rights_of(officer: Officer) -> frozenset[Right]:
    """Give an officer's rights; whoever belongs to an authority is outside the house, whatever his role."""
    rights = RIGHTS[officer.role]
    return rights & RIGHTS_OF_OUTSIDERS if officer.authority_code else rights


def scope_of(officer: Officer) -> Scope:
    """Decide whose cases an officer sees and how much of them."""
    match officer.role:
        case "administrator" | "auditor":
            return Scope(reach="house", content="none")
        case _ if officer.authority_code or officer.role == "officer":
            return scope_of_authority(officer.authority_code)
        case _ if officer.province_code:
            return Scope(reach="province", content="whole", province_code=officer.province_code)
        case _:
            return Scope(reach="house", content="whole")


def scope_of_authority(authority_code: str | None) -> Scope:
    """Decide what an authority sees: what was referred to it, walls apart, and only what may leave the house."""
    return Scope(reach="authority", content="masked", authority_code=authority_code)


def scope_of_token(token: ApiToken) -> Scope:
    """Decide what a service account sees: what its authority's officers see."""
    return scope_of_authority(token.authority_code)


def get_case_to_change(unit: UnitOfWork, officer: Officer, case_id: UUID, *, right: Right = "act") -> Case:
    """Lock a case the officer may act on; raises CaseNotFoundError for missing, foreign and read-only alike."""
    lock_conversations(unit.session, case_id)
    case = find_case(unit.session, scope_of(officer), case_id, for_update=True)
    if case is None or right not in rights_of(officer):
        raise CaseNotFoundError(case_id)
    return case
