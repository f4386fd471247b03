"""Service accounts, and what the audit log already says of them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from storage.tables import ApiToken, AuditEntry


def find_token(session: Session, token_hash: str) -> ApiToken | None:
    """Find the service account of a token that was not revoked."""
    query = select(ApiToken).where(ApiToken.token_hash == token_hash, col(ApiToken.revoked_at).is_(None))
    return session.exec(query).first()


def list_tokens(session: Session) -> Sequence[ApiToken]:
    """List every service account there was, oldest first."""
    return session.exec(select(ApiToken).order_by(col(ApiToken.created_at), col(ApiToken.id))).all()


def was_noted(session: Session, act: str, *, actor: str, about: str, since: datetime) -> bool:
    """Whether the audit log has this since a time."""
    at = since.astimezone(UTC).isoformat(timespec="microseconds")  # as `storage.audit` writes it
    query = select(AuditEntry.seq).where(
        AuditEntry.actor == actor, AuditEntry.act == act, AuditEntry.about == about, AuditEntry.at >= at
    )
    return session.exec(query.limit(1)).first() is not None
