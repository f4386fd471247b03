"""Appending to a case's history and moving its status: nothing else may."""

from typing import Any
from uuid import UUID

from intake.case_lifecycle import check_move
from intake.unit_of_work import UnitOfWork
from storage.queries.cases import count_events
from storage.tables import Case, CaseEvent


def record_event(
    unit: UnitOfWork,
    case: Case,
    kind: str,
    *,
    actor: str = "system",
    actor_id: UUID | None = None,
    to_status: str | None = None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Append an event to a case the caller holds locked, and move the case if `to_status` is given."""
    if to_status is not None:
        check_move(case.status, to_status)
    unit.session.add(
        CaseEvent(
            case_id=case.id,
            seq=count_events(unit.session, case.id) + 1,
            at=unit.now,
            kind=kind,
            actor=actor,
            actor_id=actor_id,
            from_status=case.status,
            to_status=to_status,
            facts=facts or {},
        )
    )
    if to_status is not None:
        case.status = to_status
        unit.session.add(case)
    unit.session.flush()
