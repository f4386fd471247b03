"""Reports and their findings."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from storage.tables import FindingRow, Report


def find_report_by_locator(session: Session, locator: str) -> Report | None:
    """Find the report a receipt code locates."""
    return session.exec(select(Report).where(Report.code_locator == locator)).first()


def list_reports(session: Session, case_id: UUID) -> Sequence[Report]:
    """List the reports of a case, oldest first."""
    query = select(Report).where(Report.case_id == case_id).order_by(col(Report.submitted_at), col(Report.id))
    return session.exec(query).all()


def list_findings(session: Session, report_ids: Sequence[UUID]) -> Sequence[FindingRow]:
    """List the findings of these reports in order of place."""
    query = (
        select(FindingRow)
        .where(col(FindingRow.report_id).in_(list(report_ids)))
        .order_by(col(FindingRow.report_id), col(FindingRow.start))
    )
    return session.exec(query).all()
