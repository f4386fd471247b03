"""Service accounts: the systems of authorities."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.tables import ApiToken


def find_token(session: Session, token_hash: str) -> ApiToken | None:
    """Find the service account of a token that was not revoked."""
    query = select(ApiToken).where(ApiToken.token_hash == token_hash, col(ApiToken.revoked_at).is_(None))
    return session.exec(query).first()


def list_tokens(session: Session) -> Sequence[ApiToken]:
    """List every service account there was, oldest first."""
    return session.exec(select(ApiToken).order_by(col(ApiToken.created_at), col(ApiToken.id))).all()
