"""Officers, their sessions and the set-up link."""

from sqlmodel import Session, col, delete, func, select

from storage.tables import Officer, OfficerSession, SetupLink


def find_officer_by_email(session: Session, email: str) -> Officer | None:
    """Find an account by its e-mail address (stored in lower case)."""
    return session.exec(select(Officer).where(Officer.email == email.strip().lower())).first()


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
