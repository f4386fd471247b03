"""Cases as their officers may see them: every way in takes a scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, assert_never
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from storage.tables import Authority, Case, CaseEvent, CaseWall, Officer, Referral, Report, RoutingDecision

OPEN_STATUSES = ("new", "held", "referred", "acknowledged")
URGENCY_ORDER = sa.case({"critical": 0, "high": 1, "normal": 2, "low": 3}, value=col(Case.urgency), else_=4)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose cases one may see, and how much of them.

    `reach`: all of the house, those of a province, or those referred to an authority (which walls keep out of).
    `content`: `whole`, `masked` (only what may leave the house), or `none` (no words, findings or files at all).
    """

    reach: Literal["house", "province", "authority"]
    content: Literal["whole", "masked", "none"]
    province_code: str | None = None
    authority_code: str | None = None


def cases_in(scope: Scope) -> Any:
    """Start a query for the cases in a scope; the only way to reach cases."""
    query = select(Case)
    match scope.reach:
        case "house":
            return query
        case "province":
            return query.where(Case.province_code == scope.province_code)
        case "authority" if scope.authority_code is None:
            return query.where(sa.false())
        case "authority":
            wall = select(CaseWall.case_id).where(
                CaseWall.case_id == Case.id, CaseWall.authority_code == scope.authority_code
            )
            return query.where(
                Case.authority_code == scope.authority_code,
                col(Case.status).not_in(["new", "held"]),
                ~wall.exists(),
            )
        case _:
            assert_never(scope.reach)


def find_case(session: Session, scope: Scope, case_id: UUID, *, for_update: bool = False) -> Case | None:
    """Find a case in scope; None for foreign and missing alike."""
    query = cases_in(scope).where(Case.id == case_id)
    if for_update:
        query = query.with_for_update()
    found: Case | None = session.exec(query).first()
    return found


def list_queue(
    session: Session,
    scope: Scope,
    *,
    status: str | None = None,
    urgency: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Case]:
    """List cases for the queue: most urgent first, then the nearest deadline; open ones unless a status is asked for."""
    query = cases_in(scope)
    query = query.where(Case.status == status) if status else query.where(col(Case.status).in_(OPEN_STATUSES))
    if urgency:
        query = query.where(Case.urgency == urgency)
    query = query.order_by(URGENCY_ORDER, col(Case.due_at), col(Case.id)).limit(limit).offset(offset)
    found: Sequence[Case] = session.exec(query).all()
    return found


def count_by_status(session: Session, scope: Scope) -> dict[str, int]:
    """Count the cases in scope by status."""
    inner = cases_in(scope).subquery()
    rows = session.exec(select(inner.c.status, func.count()).group_by(inner.c.status)).all()
    return {str(status): int(count) for status, count in rows}


def list_events(session: Session, case_id: UUID) -> Sequence[CaseEvent]:
    """List what happened to a case, in order."""
    return session.exec(select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(col(CaseEvent.seq))).all()


def count_events(session: Session, case_id: UUID) -> int:
    """Count a case's events."""
    return session.exec(select(func.count()).select_from(CaseEvent).where(CaseEvent.case_id == case_id)).one()


def list_officer_names(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Give officers' names by id."""
    rows = session.exec(select(Officer).where(col(Officer.id).in_(list(ids)))).all()
    return {row.id: row.name for row in rows}


def get_last_decision(session: Session, case_id: UUID) -> RoutingDecision:
    """Get the routing decision in force."""
    query = (
        select(RoutingDecision)
        .where(RoutingDecision.case_id == case_id)
        .order_by(col(RoutingDecision.decided_at).desc(), col(RoutingDecision.id).desc())
    )
    found = session.exec(query).first()
    if found is None:
        raise LookupError(f"case {case_id} has no routing decision")
    return found


def find_open_referral(session: Session, case_id: UUID) -> Referral | None:
    """Find the referral of a case that is in force."""
    query = (
        select(Referral)
        .where(Referral.case_id == case_id, Referral.status != "recalled")
        .order_by(col(Referral.created_at).desc())
    )
    return session.exec(query).first()


def list_authority_names(session: Session) -> dict[str, str]:
    """Give every authority's name by code."""
    return {row.code: row.name for row in session.exec(select(Authority)).all()}


def count_queue(session: Session, scope: Scope, *, status: str | None = None, urgency: str | None = None) -> int:
    """Count what `list_queue` would list without its limit."""
    query = cases_in(scope)
    query = query.where(Case.status == status) if status else query.where(col(Case.status).in_(OPEN_STATUSES))
    if urgency:
        query = query.where(Case.urgency == urgency)
    return session.exec(select(func.count()).select_from(query.subquery())).one()


def count_overdue(session: Session, scope: Scope, *, now: datetime) -> int:
    """Count the cases in scope that nobody looked at in time."""
    waiting = cases_in(scope).where(col(Case.status).in_(["new", "held", "referred"]), col(Case.due_at) < now)
    return session.exec(select(func.count()).select_from(waiting.subquery())).one()


def count_reports(session: Session, case_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Count the reports of each of these cases that were not withdrawn, additions apart."""
    query = (
        select(Report.case_id, func.count())
        .where(col(Report.case_id).in_(list(case_ids)), Report.status == "submitted", col(Report.adds_to).is_(None))
        .group_by(col(Report.case_id))
    )
    return {case_id: int(count) for case_id, count in session.exec(query).all()}


def list_open_cases_of(session: Session, officer_id: UUID) -> Sequence[UUID]:
    """List the ids of the open cases an officer looks after, oldest first."""
    query = select(Case.id).where(Case.officer_id == officer_id, col(Case.status).in_(OPEN_STATUSES))
    return session.exec(query.order_by(col(Case.id))).all()


def count_cases_among(session: Session, scope: Scope, case_ids: Sequence[UUID]) -> int:
    """Count how many of these cases are in scope."""
    query = cases_in(scope).where(col(Case.id).in_(list(case_ids)))
    return session.exec(select(func.count()).select_from(query.subquery())).one()
