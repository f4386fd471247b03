"""Files of citizens as officers may see them: through the case of their report."""

from uuid import UUID

from sqlmodel import Session, col

from storage.queries.cases import Scope, cases_in
from storage.tables import Attachment, Case, Report


def find_evidence(session: Session, scope: Scope, attachment_id: UUID) -> tuple[Attachment, Case] | None:
    """Find a file and its case in scope; None for foreign and missing alike."""
    query = (
        cases_in(scope)
        .join(Report, col(Report.case_id) == col(Case.id))
        .join(Attachment, col(Attachment.report_id) == col(Report.id))
        .where(Attachment.id == attachment_id)
        .add_columns(Attachment)
    )
    row = session.exec(query).first()
    return (row[1], row[0]) if row else None
