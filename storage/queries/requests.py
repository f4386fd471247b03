"""What reporters asked about their own data."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, func, select

from storage.queries.cases import Scope, cases_in
from storage.tables import Case, PersonRequest, Referral, Report


def list_requests(session: Session, report_id: UUID) -> Sequence[PersonRequest]:
    """List what was asked about a report, oldest first."""
    query = (
        select(PersonRequest)
        .where(PersonRequest.report_id == report_id)
        .order_by(col(PersonRequest.filed_at), col(PersonRequest.id))
    )
    return session.exec(query).all()


def list_open_requests(
    session: Session, scope: Scope, *, limit: int, offset: int = 0
) -> list[tuple[PersonRequest, Report, Case]]:
    """List what waits for an officer about cases in scope, the nearest deadline first."""
    cases = cases_in(scope).subquery()
    query = (
        select(PersonRequest, Report, Case)
        .join(Report, col(Report.id) == col(PersonRequest.report_id))
        .join(Case, col(Case.id) == col(Report.case_id))
        .join(cases, cases.c.id == col(Case.id))
        .where(PersonRequest.status == "open")
        .order_by(col(PersonRequest.due_at), col(PersonRequest.id))
        .limit(limit)
        .offset(offset)
    )
    return [(request, report, case) for request, report, case in session.exec(query).all()]


def count_open_requests(session: Session, scope: Scope) -> int:
    """Count what waits for an officer about cases in scope."""
    cases = cases_in(scope).subquery()
    query = (
        select(func.count())
        .select_from(PersonRequest)
        .join(Report, col(Report.id) == col(PersonRequest.report_id))
        .join(cases, cases.c.id == col(Report.case_id))
        .where(PersonRequest.status == "open")
    )
    return session.exec(query).one()


def list_case_referrals(session: Session, case_id: UUID) -> Sequence[Referral]:
    """List every referral of a case, recalled ones included, oldest first."""
    query = select(Referral).where(Referral.case_id == case_id).order_by(col(Referral.created_at), col(Referral.id))
    return session.exec(query).all()
