"""The audit log as it is read: streamed for the proof, listed for the auditor, counted for what is unusual."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from storage.tables import AuditEntry, AuditHead

STREAM_ROWS = 2000
STREAM = "SELECT seq, at, actor, act, about, facts, hash FROM audit_entry ORDER BY seq"

EntryRow = tuple[int, str, str, str, str, str, str]
"""seq, at, actor, act, about, facts, hash: plain values, because a hundred thousand are read in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which rows are asked for; `since` and `before` bound the time, `before_seq` the row, empty words ask for all."""

    actor: str = ""
    act: str = ""
    about: str = ""
    since: datetime | None = None
    before: datetime | None = None
    before_seq: int | None = None


def say_at(moment: datetime) -> str:
    """Write a moment as the log does, so that it sorts among its rows."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def stand_still(session: Session) -> None:
    """Make all reads of this session see one moment; call it first."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def stream_entries(session: Session) -> Iterator[EntryRow]:
    """Give every row in order, a block at a time."""
    raw: Any = session.connection().connection.driver_connection
    is_postgres = session.get_bind().dialect.name == "postgresql"
    with closing(raw.cursor(name="audit_entries") if is_postgres else raw.cursor()) as cursor:
        cursor.execute(STREAM)
        while rows := cursor.fetchmany(STREAM_ROWS):
            yield from rows


def find_head(session: Session) -> AuditHead | None:
    """Find the head row."""
    return session.exec(select(AuditHead)).first()


def find_hash(session: Session, seq: int) -> str | None:
    """Find the hash of a row."""
    return session.exec(select(AuditEntry.hash).where(AuditEntry.seq == seq)).first()


def was_noted(session: Session, act: str, *, actor: str, about: str, since: datetime) -> bool:
    """Whether this actor's act about this thing stands in the log since then."""
    return session.exec(_of(act, actor, since).where(AuditEntry.about == about).limit(1)).first() is not None


def count_noted(session: Session, act: str, *, actor: str, since: datetime) -> int:
    """Count an actor's acts of a kind since then."""
    return session.exec(select(func.count()).select_from(_of(act, actor, since).subquery())).one()


def count_things_noted(session: Session, act: str, *, actor: str, since: datetime) -> int:
    """Count the different things an actor's acts of a kind were about since then."""
    inner = _of(act, actor, since).subquery()
    return session.exec(select(func.count(sa.distinct(inner.c.about)))).one()


def list_entries(session: Session, wanted: AuditFilter, *, limit: int, offset: int = 0) -> Sequence[AuditEntry]:
    """List rows, newest first."""
    query = _wanted(wanted).order_by(col(AuditEntry.seq).desc()).limit(limit).offset(offset)
    found: Sequence[AuditEntry] = session.exec(query).all()
    return found


def count_entries(session: Session, wanted: AuditFilter) -> int:
    """Count rows."""
    return session.exec(select(func.count()).select_from(_wanted(wanted).subquery())).one()


def list_acts(session: Session) -> Sequence[str]:
    """List the kinds of acts there are."""
    return session.exec(select(AuditEntry.act).distinct().order_by(AuditEntry.act)).all()


def _of(act: str, actor: str, since: datetime) -> Any:
    return select(AuditEntry).where(
        AuditEntry.actor == actor, AuditEntry.act == act, col(AuditEntry.at) > say_at(since)
    )


def _wanted(wanted: AuditFilter) -> Any:
    query = select(AuditEntry)
    for column, value in (
        (AuditEntry.actor, wanted.actor),
        (AuditEntry.act, wanted.act),
        (AuditEntry.about, wanted.about),
    ):
        if value:
            query = query.where(column == value)
    if wanted.since is not None:
        query = query.where(col(AuditEntry.at) >= say_at(wanted.since))
    if wanted.before is not None:
        query = query.where(col(AuditEntry.at) < say_at(wanted.before))
    if wanted.before_seq is not None:
        query = query.where(col(AuditEntry.seq) < wanted.before_seq)
    return query
