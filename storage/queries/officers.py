"""Officers, their sessions, invitations and the set-up link."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, and_, col, delete, func, or_, select, update

from storage.queries.reveals import ENDED
from storage.tables import Invitation, Officer, OfficerSession, Reveal, SetupLink


def find_officer_by_email(session: Session, email: str) -> Officer | None:
    """Find an account by its e-mail address (stored in lower case)."""
    return session.exec(select(Officer).where(Officer.email == email.strip().lower())).first()


def list_colleague_names(session: Session, ids: Sequence[UUID], *, authority_code: str) -> dict[UUID, str]:
    """Give the names of those of these officers who belong to an authority, by id."""
    query = select(Officer).where(col(Officer.id).in_(list(ids)), Officer.authority_code == authority_code)
    return {row.id: row.name for row in session.exec(query).all()}


def count_officers(session: Session) -> int:
    """Count the accounts there are."""
    return session.exec(select(func.count()).select_from(Officer)).one()


def find_session(session: Session, token_hash: str) -> tuple[OfficerSession, Officer] | None:
    """Find a session with its officer."""
    query = (
        select(OfficerSession, Officer)
        .join(Officer, col(Officer.id) == col(OfficerSession.officer_id))
        .where(OfficerSession.token_hash == token_hash)
    )
    row = session.exec(query).first()
    return (row[0], row[1]) if row else None


def delete_session(session: Session, token_hash: str) -> None:
    """End a session."""
    session.exec(delete(OfficerSession).where(col(OfficerSession.token_hash) == token_hash))


def find_setup_link(session: Session, token_hash: str) -> SetupLink | None:
    """Find an unused set-up link; its row is locked."""
    query = select(SetupLink).where(SetupLink.token_hash == token_hash, col(SetupLink.used_at).is_(None))
    return session.exec(query.with_for_update()).first()


def delete_setup_links(session: Session) -> None:
    """Make earlier set-up links worthless."""
    session.exec(delete(SetupLink).where(col(SetupLink.used_at).is_(None)))


def list_officers(session: Session) -> Sequence[Officer]:
    """List every account, those that work before those that were disabled, by name."""
    query = select(Officer).order_by(col(Officer.disabled_at).is_not(None), col(Officer.name), col(Officer.id))
    return session.exec(query).all()


def lock_administrators(session: Session) -> Sequence[Officer]:
    """List the administrators whose accounts work; their rows are locked, so that two cannot remove each other."""
    query = select(Officer).where(Officer.role == "administrator", col(Officer.disabled_at).is_(None))
    query = query.order_by(col(Officer.id)).with_for_update().execution_options(populate_existing=True)
    return session.exec(query).all()


def list_sessions(session: Session, officer_id: UUID, *, since: datetime) -> Sequence[OfficerSession]:
    """List an officer's full sessions used since a time, the latest used first."""
    query = select(OfficerSession).where(
        OfficerSession.officer_id == officer_id,
        col(OfficerSession.second_factor_at).is_not(None),
        col(OfficerSession.used_at) > since,
    )
    return session.exec(query.order_by(col(OfficerSession.used_at).desc())).all()


def delete_sessions(session: Session, officer_id: UUID, *, only: str | None = None, keeping: str | None = None) -> int:
    """End an officer's sessions: all, `only` one, or all but the one he is `keeping` (hashes); returns how many."""
    statement = delete(OfficerSession).where(col(OfficerSession.officer_id) == officer_id)
    if only is not None:
        statement = statement.where(col(OfficerSession.token_hash) == only)
    if keeping is not None:
        statement = statement.where(col(OfficerSession.token_hash) != keeping)
    return int(session.exec(statement).rowcount)


def find_invitation(session: Session, token_hash: str, *, now: datetime, for_update: bool = False) -> Invitation | None:
    """Find an invitation that may still be used."""
    query = select(Invitation).where(
        Invitation.token_hash == token_hash, col(Invitation.used_at).is_(None), Invitation.expires_at > now
    )
    if for_update:
        query = query.with_for_update()
    return session.exec(query).first()


def list_invitations(session: Session, *, now: datetime) -> Sequence[Invitation]:
    """List the invitations that may still be used, newest first."""
    query = select(Invitation).where(col(Invitation.used_at).is_(None), Invitation.expires_at > now)
    return session.exec(query.order_by(col(Invitation.created_at).desc())).all()


def delete_invitations(
    session: Session, *, token_hash: str | None = None, email: str | None = None, invited_by: UUID | None = None
) -> int:
    """Make unused invitations worthless: one, those to an address, or those somebody made; returns how many."""
    statement = delete(Invitation).where(col(Invitation.used_at).is_(None))
    if token_hash is not None:
        statement = statement.where(col(Invitation.token_hash) == token_hash)
    if email is not None:
        statement = statement.where(col(Invitation.email) == email)
    if invited_by is not None:
        statement = statement.where(col(Invitation.invited_by) == invited_by)
    return int(session.exec(statement).rowcount)


def expire_reveals_of(session: Session, officer_id: UUID, *, approved_since: datetime) -> int:
    """Close the unread requests an officer made or approved to see an identity; answers go with them.

    An approval since a time whose answer was not read in its ten minutes could be opened again: it ends as well.
    """
    statement = (
        update(Reveal)
        .where(
            or_(col(Reveal.asked_by) == officer_id, col(Reveal.decided_by) == officer_id),
            or_(
                col(Reveal.status).in_(["asked", "approved", "opening", "ready"]),
                and_(col(Reveal.status) == "expired", col(Reveal.decided_at) > approved_since),
            ),
        )
        .values(ENDED)
    )
    return int(session.exec(statement).rowcount)
