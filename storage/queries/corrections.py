"""What officers corrected, report by report."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from storage.tables import Correction, Report


def list_corrections(session: Session, report_ids: Sequence[UUID]) -> Sequence[Correction]:
    """List every correction of these reports, the oldest first."""
    query = select(Correction).where(col(Correction.report_id).in_(list(report_ids)))
    return session.exec(query.order_by(col(Correction.corrected_at), col(Correction.id))).all()


def list_corrections_of_cases(session: Session, case_ids: Sequence[UUID]) -> list[tuple[Report, Correction]]:
    """List every correction of the reports of these cases, the oldest first."""
    query = (
        select(Report, Correction)
        .join(Correction, col(Correction.report_id) == col(Report.id))
        .where(col(Report.case_id).in_(list(case_ids)))
        .order_by(col(Correction.corrected_at), col(Correction.id))
    )
    return [(report, correction) for report, correction in session.exec(query).all()]


def list_all_corrections(session: Session) -> list[tuple[Report, Correction]]:
    """List every correction there is, the oldest first."""
    query = (
        select(Report, Correction)
        .join(Correction, col(Correction.report_id) == col(Report.id))
        .order_by(col(Correction.corrected_at), col(Correction.id))
    )
    return [(report, correction) for report, correction in session.exec(query).all()]
