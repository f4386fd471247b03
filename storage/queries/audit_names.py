"""The names behind the ids of the audit log."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session, col, select

from storage.tables import ApiToken, Attachment, Case, PersonRequest, Referral, Report


def list_case_numbers(session: Session, kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    """Give the number of the case each thing of a kind belongs to: cases, referrals, attachments, requests."""
    match kind:
        case "case":
            query = select(Case.id, Case.number).where(col(Case.id).in_(ids))
        case "referral":
            query = (
                select(Referral.id, Case.number)
                .join(Case, col(Case.id) == col(Referral.case_id))
                .where(col(Referral.id).in_(ids))
            )
        case "attachment":
            query = (
                select(Attachment.id, Case.number)
                .join(Report, col(Report.id) == col(Attachment.report_id))
                .join(Case, col(Case.id) == col(Report.case_id))
                .where(col(Attachment.id).in_(ids))
            )
        case "request":
            query = (
                select(PersonRequest.id, Case.number)
                .join(Report, col(Report.id) == col(PersonRequest.report_id))
                .join(Case, col(Case.id) == col(Report.case_id))
                .where(col(PersonRequest.id).in_(ids))
            )
        case _:
            return {}
    return dict(session.exec(query).all())


def list_token_names(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Give the names of service accounts."""
    return dict(session.exec(select(ApiToken.id, ApiToken.name).where(col(ApiToken.id).in_(ids))).all())


def find_case_by_number(session: Session, number: str) -> UUID | None:
    """Find the id of a case by its number."""
    return session.exec(select(Case.id).where(Case.number == number.strip().upper())).first()
