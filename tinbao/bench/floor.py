"""The floor: the rows one accepted message writes, by SQLAlchemy Core alone, without rules, dialogue or engine."""

import time
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from storage.database import sqlite_engine
from storage.migrate import migrate
from storage.tables import Conversation, IncomingUpdate, Message, Reporter
from storage.tables.columns import new_id


def measure_floor(folder: Path, *, messages: int) -> list[float]:
    """Write the rows of so many messages, one commit each; returns seconds per message."""
    url = f"sqlite:///{folder / 'floor.db'}"
    migrate(url)
    engine = sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1)
    now = datetime.now(UTC)
    reporter, conversation = new_id(), new_id()
    with engine.begin() as connection:
        connection.execute(
            sa.insert(_table(Reporter)).values(id=reporter, channel="web", account_index="floor", created_at=now)
        )
        connection.execute(
            sa.insert(_table(Conversation)).values(
                id=conversation, reporter_id=reporter, revision=0, last_seq=0, used_at=now
            )
        )
    seconds = []
    for number in range(messages):
        started = time.perf_counter()
        with engine.begin() as connection:
            _write_message(connection, conversation_id=conversation, number=number, now=now)
        seconds.append(time.perf_counter() - started)
    engine.dispose()
    return seconds


def _write_message(connection: sa.Connection, *, conversation_id: object, number: int, now: datetime) -> None:
    update = {"id": new_id(), "channel": "web", "external_index": str(number), "status": "done", "received_at": now}
    connection.execute(sa.insert(_table(IncomingUpdate)).values(**update))
    for place, sender, status in ((1, "you", "received"), (2, "bot", "pending")):
        connection.execute(
            sa.insert(_table(Message)).values(
                id=new_id(),
                conversation_id=conversation_id,
                seq=2 * number + place,
                sender=sender,
                text_wrapped="một tin nhắn dài như người ta vẫn viết".encode() * 3,
                buttons=[],
                is_card=False,
                status=status,
                attempts=0,
                at=now,
            )
        )
    table = _table(Conversation)
    connection.execute(
        sa.update(table)
        .where(table.c.id == conversation_id)
        .values(draft_wrapped=b"a draft" * 30, revision=number, used_at=now)
    )


def _table(row: type) -> sa.Table:
    table: sa.Table = row.__table__  # type: ignore[attr-defined]
    return table
