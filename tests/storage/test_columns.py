"""Columns: ids that sort by time, aware times, closed lists."""

import time
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from storage.database import Database
from storage.tables import IncomingUpdate
from storage.tables.columns import new_id

VIETNAM = timezone(timedelta(hours=7))


def next_millisecond_id() -> UUID:
    before = time.time_ns() // 1_000_000
    while time.time_ns() // 1_000_000 == before:
        pass
    return new_id()


def test_an_id_is_a_uuid_of_version_seven_of_now() -> None:
    earliest = time.time_ns() // 1_000_000
    made = new_id()
    latest = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert earliest <= made.int >> 80 <= latest


def test_ids_sort_by_the_millisecond_they_were_made_in() -> None:
    made = [next_millisecond_id() for _ in range(50)]
    assert made == sorted(made)
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_ids_differ() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def update_at(received_at: datetime, *, status: str = "done") -> IncomingUpdate:
    return IncomingUpdate(channel="web", external_index=str(new_id()), status=status, received_at=received_at)


def test_a_time_comes_back_aware_and_the_same(database: Database) -> None:
    at = datetime(2026, 11, 22, 23, 30, 1, 123456, tzinfo=VIETNAM)
    row = update_at(at)
    with database.write() as session:
        session.add(row)
    with database.read() as session:
        stored = session.get(IncomingUpdate, row.id)
    assert stored is not None
    assert stored.received_at == at
    assert stored.received_at.tzinfo is UTC


def test_a_naive_time_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="a stored time must be aware"), database.write() as session:
        session.add(update_at(datetime(2026, 11, 22)))  # noqa: DTZ001 - what is refused here


def test_a_word_outside_the_closed_list_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(update_at(datetime.now(UTC), status="invented"))
