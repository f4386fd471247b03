"""Which authorities a case is kept from."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from storage.tables import Authority, CaseWall


def list_walls(session: Session, case_id: UUID) -> Sequence[tuple[CaseWall, Authority]]:
    """List a case's walls with the authority behind each, by code."""
    query = (
        select(CaseWall, Authority)
        .join(Authority, col(Authority.code) == col(CaseWall.authority_code))
        .where(CaseWall.case_id == case_id)
        .order_by(col(CaseWall.authority_code))
    )
    return [(wall, authority) for wall, authority in session.exec(query).all()]


def find_wall(session: Session, case_id: UUID, authority_code: str) -> CaseWall | None:
    """Find the wall between a case and an authority."""
    return session.get(CaseWall, (case_id, authority_code))
