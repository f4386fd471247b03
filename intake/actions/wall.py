"""Walls: an authority that a case is about must never learn of it."""

from collections.abc import Iterable
from uuid import UUID

from intake.accused import is_about_officials, propose_walls
from intake.actions.events import record_event
from intake.actions.refer import recall_referral
from intake.clocks import VIETNAM
from intake.errors import AuthorityUnknownError
from intake.rights import get_case_to_change
from intake.routing import AuthorityEntry
from intake.unit_of_work import UnitOfWork
from nlp.findings import Analysis
from storage.queries.authorities import find_authority, list_authorities
from storage.queries.walls import find_wall
from storage.tables import Case, CaseWall, Officer

NAMED_IN_TIP = "tin nhắc tới đơn vị này"
HELD_BY_WALL = "cơ quan đang giữ vụ việc vừa bị ngăn, cần cán bộ chọn cơ quan khác"


def wall_off_accused(unit: UnitOfWork, case: Case, analysis: Analysis) -> None:
    """Build walls around the case of a tip or an addition about officials; other tips change nothing.

    An authority that has the case already loses it, and the case waits for an officer of the house.
    """
    if is_about_officials(analysis):
        _build(unit, case, propose_walls(analysis, _authorities(unit)), reason=NAMED_IN_TIP, officer=None)


def build_wall(unit: UnitOfWork, *, officer: Officer, case_id: UUID, authority_code: str, reason: str) -> None:
    """Keep a case from an authority; what it was sent is recalled, and the case waits for another one."""
    case = get_case_to_change(unit, officer, case_id, right="route")
    if find_authority(unit.session, authority_code) is None:
        raise AuthorityUnknownError(authority_code)
    _build(unit, case, (authority_code,), reason=reason, officer=officer)


def take_down_walls(
    unit: UnitOfWork, *, officer: Officer, case_id: UUID, authority_codes: Iterable[str], reason: str
) -> int:
    """Let authorities be told of the case again; nothing is sent by that. Returns how many walls there were."""
    case = get_case_to_change(unit, officer, case_id, right="route")
    walls = [wall for code in authority_codes if (wall := find_wall(unit.session, case.id, code))]
    if not walls:
        return 0
    for wall in walls:
        unit.session.delete(wall)
    facts = {"authorities": [wall.authority_code for wall in walls], "reason": reason, "lifted": True}
    record_event(unit, case, "walled", actor="officer", actor_id=officer.id, facts=facts)
    _audit(unit, case, officer, "walls_taken_down", count=len(walls))
    return len(walls)


def _build(unit: UnitOfWork, case: Case, codes: Iterable[str], *, reason: str, officer: Officer | None) -> None:
    new = [code for code in codes if find_wall(unit.session, case.id, code) is None]
    if not new:
        return
    set_by = officer.id if officer else None
    for code in new:
        unit.session.add(CaseWall(case_id=case.id, authority_code=code, reason=reason, set_by=set_by, set_at=unit.now))
    facts = {"authorities": new, "reason": reason}
    record_event(unit, case, "walled", actor="officer" if officer else "system", actor_id=set_by, facts=facts)
    _audit(unit, case, officer, "walls_built", count=len(new))
    if case.authority_code in new and case.status in {"referred", "acknowledged"}:
        take_back(unit, case, HELD_BY_WALL)


def take_back(unit: UnitOfWork, case: Case, reason: str) -> None:
    """Take a case from the authority it was referred to, and hold it for an officer of the house."""
    recall_referral(unit, case)
    case.authority_code, case.acknowledged_at, case.held_reason = None, None, reason
    record_event(unit, case, "held", to_status="held", facts={"reason": reason})


def _audit(unit: UnitOfWork, case: Case, officer: Officer | None, act: str, *, count: int) -> None:
    """Note how many, never which: whoever reads the log does not learn whom a tip accuses."""
    actor = f"officer:{officer.id.hex}" if officer else "system"
    unit.audit(act, actor=actor, about=f"case:{case.id.hex}", count=count)


def _authorities(unit: UnitOfWork) -> dict[str, AuthorityEntry]:
    rows = list_authorities(unit.session, on=unit.now.astimezone(VIETNAM).date())
    return {row.code: AuthorityEntry(code=row.code, agency_type=row.agency_type, name=row.name) for row in rows}
