"""Files of citizens as officers may see them: through the case of their report, and as much as their scope allows."""

from uuid import UUID

from sqlmodel import Session, col, select

from storage.queries.cases import Scope, find_case
from storage.tables import Attachment, Case, Report


def find_evidence(session: Session, scope: Scope, attachment_id: UUID) -> tuple[Attachment, Case] | None:
    """Find a file and its case in scope; None for foreign, not released to an authority and missing alike."""
    query = (
        select(Attachment, Report)
        .join(Report, col(Report.id) == col(Attachment.report_id))
        .where(Attachment.id == attachment_id)
    )
    if scope.content == "none":
        return None
    if scope.content == "masked":
        query = query.where(col(Attachment.released_at).is_not(None), Report.status == "submitted")
    row = session.exec(query).first()
    if row is None:
        return None
    file, report = row
    case = find_case(session, scope, report.case_id)
    return (file, case) if case else None
