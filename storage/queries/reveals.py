"""Requests to see who a reporter is, as far as somebody may know of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select, update

from storage.queries.audit import say_at
from storage.queries.cases import Scope, cases_in
from storage.tables import AuditEntry, Case, Conversation, Invitation, Officer, Report, Reveal

UNREAD = ("approved", "opening", "ready", "expired")
"""Where an approved request may stand before anybody has read the answer."""

ENDED: dict[str, Any] = {"status": "expired", "answer_sealed": None, "session_key": None, "decided_by": None}
"""A request that leads nowhere any more: nobody stands behind its approval, so that it cannot be opened again."""


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


def was_recently_changed(session: Session, officer_id: UUID, *, since: datetime) -> bool:
    """Whether an account was recovered by a link, or its role changed, since a time."""
    recovered = select(Invitation.token_hash).where(
        Invitation.officer_id == officer_id, col(Invitation.used_at) >= since
    )
    moved = select(AuditEntry.seq).where(
        AuditEntry.about == f"officer:{officer_id.hex}",
        AuditEntry.act == "role_changed",
        AuditEntry.at >= say_at(since),
    )
    return any(session.exec(query.limit(1)).first() is not None for query in (recovered, moved))


def were_invited_together(session: Session, one: UUID, other: UUID, *, since: datetime) -> bool:
    """Whether two accounts came by invitations of the same person, both used since a time."""
    first, second = aliased(Invitation), aliased(Invitation)
    query = (
        select(first.token_hash)
        .join(second, col(second.invited_by) == col(first.invited_by))
        .where(
            col(first.email).in_(select(Officer.email).where(Officer.id == one)),
            col(second.email).in_(select(Officer.email).where(Officer.id == other)),
            col(first.used_at) >= since,
            col(second.used_at) >= since,
        )
    )
    return session.exec(query.limit(1)).first() is not None


def was_noted(session: Session, reveal_id: UUID, *, act: str, officer_id: UUID) -> bool:
    """Whether the audit log holds that this officer took this step of a request."""
    query = select(AuditEntry.seq).where(
        AuditEntry.about == f"reveal:{reveal_id.hex}",
        AuditEntry.act == act,
        AuditEntry.actor == f"officer:{officer_id.hex}",
    )
    return session.exec(query.limit(1)).first() is not None


def count_opened(session: Session, *, since: datetime) -> int:
    """Count the identities opened since a time, by the audit log, whose rows the database refuses to change."""
    query = select(func.count()).select_from(AuditEntry)
    return session.exec(query.where(AuditEntry.act == "reveal_opened", AuditEntry.at >= say_at(since))).one()


def has_standing_report(session: Session, *, case_id: UUID, reporter_id: UUID) -> bool:
    """Whether a reporter told something in a case that he has not taken back."""
    query = (
        select(Report.id)
        .join(Conversation, col(Conversation.id) == col(Report.conversation_id))
        .where(Report.case_id == case_id, Conversation.reporter_id == reporter_id, Report.status == "submitted")
    )
    return session.exec(query.limit(1)).first() is not None


def end_reveals(session: Session, reporter_id: UUID) -> int:
    """Close every request about a reporter that nobody has read; answers go with them."""
    is_unread = col(Reveal.status).in_(["asked", *UNREAD])
    return int(
        session.exec(update(Reveal).where(col(Reveal.reporter_id) == reporter_id, is_unread).values(ENDED)).rowcount
    )


def end_old_requests(session: Session, *, asked_before: datetime) -> int:
    """Close the requests nobody decided for too long."""
    is_old = sa.and_(col(Reveal.status) == "asked", col(Reveal.asked_at) < asked_before)
    return int(session.exec(update(Reveal).where(is_old).values(ENDED)).rowcount)


def _reveals_in(scope: Scope) -> Any:
    cases = cases_in(scope).subquery()
    return (
        select(Reveal, Case)
        .join(Case, col(Case.id) == col(Reveal.case_id))
        .where(col(Case.id).in_(sa.select(cases.c.id)))
    )
