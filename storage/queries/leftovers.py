"""What nobody needs any more and no case holds: old sessions, used links, secrets never fetched, files without a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, func, select

from storage.tables import (
    Attachment,
    IncomingUpdate,
    Invitation,
    Message,
    OfficerNotice,
    OfficerSession,
    Reveal,
    SetupLink,
)

A_DAY = timedelta(days=1)
A_MONTH = timedelta(days=30)
A_QUARTER = timedelta(days=90)
A_WEEK = timedelta(days=7)
BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A kind of row: which ones at a time, and what of them is emptied (nothing: the row itself goes)."""

    name: str
    table: type[SQLModel]
    key: str
    which: Callable[[datetime], Any]
    emptied: Mapping[str, Any] = field(default_factory=dict)


LEFTOVERS: tuple[Leftover, ...] = (
    Leftover(
        name="receipt_codes",
        table=Message,
        key="id",
        which=lambda now: sa.and_(col(Message.secret_wrapped).is_not(None), col(Message.at) < now - A_MONTH),
        emptied={"secret_wrapped": None},
    ),
    Leftover(
        name="sessions",
        table=OfficerSession,
        key="token_hash",
        which=lambda now: col(OfficerSession.created_at) < now - A_DAY,
    ),
    Leftover(
        name="invitations",
        table=Invitation,
        key="token_hash",
        which=lambda now: sa.or_(  # a used one says for a while who brought whom in
            sa.and_(col(Invitation.used_at).is_(None), col(Invitation.expires_at) < now - A_DAY),
            col(Invitation.used_at) < now - A_QUARTER,
        ),
    ),
    Leftover(
        name="setup_links",
        table=SetupLink,
        key="token_hash",
        which=lambda now: sa.or_(col(SetupLink.used_at).is_not(None), col(SetupLink.created_at) < now - A_MONTH),
    ),
    Leftover(
        name="officer_notices",
        table=OfficerNotice,
        key="id",
        which=lambda now: col(OfficerNotice.created_at) < now - A_QUARTER,
    ),
    Leftover(
        name="sealed_updates",
        table=IncomingUpdate,
        key="id",
        which=lambda _now: sa.and_(col(IncomingUpdate.status) == "done", col(IncomingUpdate.sealed).is_not(None)),
        emptied={"sealed": None},
    ),
    Leftover(
        name="failed_updates",
        table=IncomingUpdate,
        key="id",
        which=lambda now: sa.and_(
            col(IncomingUpdate.status) != "done",
            col(IncomingUpdate.sealed).is_not(None),
            col(IncomingUpdate.received_at) < now - A_MONTH,
        ),
        emptied={"sealed": None},
    ),
    Leftover(
        name="reveal_answers",
        table=Reveal,
        key="id",
        which=lambda now: sa.and_(col(Reveal.answer_sealed).is_not(None), col(Reveal.expires_at) <= now),
        emptied={"answer_sealed": None, "session_key": None, "status": "expired"},
    ),
)


def count_leftover(session: Session, leftover: Leftover, *, now: datetime) -> int:
    """Count what is left over of a kind."""
    return session.exec(select(func.count()).select_from(leftover.table).where(leftover.which(now))).one()


def erase_leftover(session: Session, leftover: Leftover, *, now: datetime) -> int:
    """Erase one batch of a kind; returns how many."""
    key = getattr(leftover.table, leftover.key)
    batch = session.exec(select(key).where(leftover.which(now)).limit(BATCH)).all()
    which = sa.and_(key.in_(list(batch)), leftover.which(now))
    emptied = dict(leftover.emptied)
    statement: Any = (
        sa.update(leftover.table).where(which).values(emptied) if emptied else sa.delete(leftover.table).where(which)
    )
    return session.connection().execute(statement).rowcount


def count_updates_waiting_long(session: Session, *, now: datetime) -> int:
    """Count messages whose step was not taken for a week: they are erased after a month."""
    query = (
        select(func.count())
        .select_from(IncomingUpdate)
        .where(
            IncomingUpdate.status != "done",
            col(IncomingUpdate.sealed).is_not(None),
            col(IncomingUpdate.received_at) < now - A_WEEK,
        )
    )
    return session.exec(query).one()


def find_oldest_sealed_update(session: Session) -> datetime | None:
    """Say when the oldest message came whose files may not have a row yet."""
    query = select(func.min(IncomingUpdate.received_at)).where(col(IncomingUpdate.sealed).is_not(None))
    return session.exec(query).one()


def list_known_files(session: Session, keys: Sequence[str]) -> frozenset[str]:
    """Give those of these file names that a row knows."""
    found = session.exec(select(Attachment.blob_key).where(col(Attachment.blob_key).in_(list(keys)))).all()
    return frozenset(key for key in found if key)


def list_erased_files(session: Session) -> Sequence[Any]:
    """List the erased attachments whose bytes may still lie on the disk."""
    query = select(Attachment.id).where(Attachment.status == "erased", col(Attachment.blob_key).is_not(None))
    return session.exec(query).all()
