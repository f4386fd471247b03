"""Requests to see who a reporter is, as far as somebody may know of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from storage.queries.cases import Scope, cases_in
from storage.tables import Case, Invitation, Officer, Reveal

UNREAD = ("approved", "opening", "ready", "expired")
"""Where an approved request may stand before anybody has read the answer."""


def find_reveal(session: Session, scope: Scope, reveal_id: UUID) -> tuple[Reveal, Case] | None:
    """Find a request about a case in scope."""
    row = session.exec(_reveals_in(scope).where(col(Reveal.id) == reveal_id)).first()
    return (row[0], row[1]) if row else None


def list_reveals(
    session: Session, scope: Scope, *, asked_by: UUID | None = None, limit: int
) -> Sequence[tuple[Reveal, Case]]:
    """List requests about the cases in scope, newest first: everybody's, or one officer's own."""
    query = _reveals_in(scope).order_by(col(Reveal.asked_at).desc(), col(Reveal.id).desc()).limit(limit)
    if asked_by is not None:
        query = query.where(col(Reveal.asked_by) == asked_by)
    return [(reveal, case) for reveal, case in session.exec(query).all()]


def find_unread_reveal(
    session: Session, *, case_id: UUID, reporter_id: UUID, asked_by: UUID, approved_since: datetime
) -> Reveal | None:
    """Find the request of an officer about a reporter that waits for a decision, or was approved since and not read."""
    query = select(Reveal).where(
        Reveal.case_id == case_id,
        Reveal.reporter_id == reporter_id,
        Reveal.asked_by == asked_by,
        sa.or_(
            col(Reveal.status) == "asked",
            sa.and_(col(Reveal.status).in_(UNREAD), col(Reveal.decided_at) > approved_since),
        ),
    )
    return session.exec(query).first()


def list_reveals_since(session: Session, since: datetime) -> Sequence[Reveal]:
    """List the requests about which anything was done since a time."""
    moments = (col(Reveal.asked_at), col(Reveal.decided_at), col(Reveal.read_at))
    return session.exec(select(Reveal).where(sa.or_(*(moment >= since for moment in moments)))).all()


def was_invited_by(session: Session, officer: Officer, *, inviter: UUID, since: datetime) -> bool:
    """Whether an account was made or recovered since a time by somebody's invitation."""
    query = select(Invitation.token_hash).where(
        Invitation.invited_by == inviter,
        sa.or_(col(Invitation.officer_id) == officer.id, col(Invitation.email) == officer.email),
        sa.func.coalesce(Invitation.used_at, Invitation.created_at) >= since,
    )
    return session.exec(query.limit(1)).first() is not None


def _reveals_in(scope: Scope) -> Any:
    cases = cases_in(scope).subquery()
    return (
        select(Reveal, Case)
        .join(Case, col(Case.id) == col(Reveal.case_id))
        .where(col(Case.id).in_(sa.select(cases.c.id)))
    )
