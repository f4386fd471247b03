"""Who is told what concerns the heads."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.tables import Officer


def list_heads(session: Session) -> Sequence[Officer]:
    """List the heads of the house who work here now; an authority's own are not told about us."""
    query = select(Officer).where(
        Officer.role == "head", col(Officer.authority_code).is_(None), col(Officer.disabled_at).is_(None)
    )
    return session.exec(query.order_by(col(Officer.id))).all()
