"""The database: one transaction a write, writers in order of arrival, nobody ever told that it is locked."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from storage.database import Database, FifoLock, normalize_url, sqlite_path
from storage.queries.health import can_write
from storage.queries.rows import insert_unless_there, lock, next_number
from storage.tables import Counter

PATIENCE = 10.0  # seconds


def test_a_fifo_lock_is_handed_on_in_order_of_arrival() -> None:
    lock_, order = FifoLock(), list[int]()
    threads = []

    def wait_turn(number: int) -> None:
        with lock_:
            order.append(number)

    with lock_:
        for number in range(20):
            thread = threading.Thread(target=wait_turn, args=(number,))
            thread.start()
            threads.append(thread)
            _until_waiting(lock_, number + 1)
    for thread in threads:
        thread.join(PATIENCE)
    assert order == list(range(20))


def _until_waiting(lock_: FifoLock, count: int) -> None:
    pause = threading.Event()
    while len(lock_._waiting) < count:
        pause.wait(0.001)


def test_a_fifo_lock_holds_one_at_a_time() -> None:
    lock_, inside, most = FifoLock(), list[int](), list[int]()

    def enter(number: int) -> None:
        for _ in range(200):
            with lock_:
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(enter, range(8)))
    assert most == [1] * 1600


def test_a_fifo_lock_is_free_again_after_an_exception() -> None:
    lock_ = FifoLock()
    with pytest.raises(ZeroDivisionError), lock_:
        raise ZeroDivisionError
    taken = threading.Event()

    def take() -> None:
        with lock_:
            taken.set()

    threading.Thread(target=take, daemon=True).start()
    assert taken.wait(PATIENCE)


def test_a_write_is_committed_on_leaving(database: Database) -> None:
    with database.write() as session:
        session.add(Counter(name="kept", value=7))
    with database.read() as session:
        assert session.get(Counter, "kept") == Counter(name="kept", value=7)


def test_a_write_is_rolled_back_on_an_exception(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as session:
            session.add(Counter(name="lost", value=7))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with database.read() as session:
        assert session.get(Counter, "lost") is None


def test_a_reader_does_not_see_what_is_not_committed_and_does_not_wait(database: Database) -> None:
    with database.write() as writing:
        writing.add(Counter(name="unseen", value=1))
        writing.flush()
        with database.read() as reading:
            assert reading.get(Counter, "unseen") is None
    with database.read() as reading:
        assert reading.get(Counter, "unseen") is not None


def test_fifty_writers_at_once_are_never_told_that_the_database_is_locked(sqlite_database: Database) -> None:
    barrier = threading.Barrier(50)

    def write(number: int) -> int:
        barrier.wait(PATIENCE)
        for _ in range(3):
            with sqlite_database.write() as session:
                next_number(session, "writes")
                insert_unless_there(session, Counter(name=f"writer-{number}", value=1))
            with sqlite_database.read() as session:
                session.exec(select(Counter)).all()
        return number

    with ThreadPoolExecutor(50) as pool:
        assert sorted(pool.map(write, range(50))) == list(range(50))
    with sqlite_database.read() as session:
        counter = session.get(Counter, "writes")
    assert counter is not None
    assert counter.value == 150


def test_sqlite_keeps_what_it_promised_through_a_power_cut(sqlite_database: Database) -> None:
    for engine in (sqlite_database._readers, sqlite_database._writer):
        with engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
        assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_numbers_are_taken_without_a_gap_by_many_threads(database: Database) -> None:
    def take(_: int) -> int:
        with database.write() as session:
            return next_number(session, "case-26")

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(take, range(40))) == list(range(1, 41))


def test_a_number_that_was_rolled_back_is_given_again(database: Database) -> None:
    with database.write() as session:
        assert next_number(session, "case-26") == 1
        session.rollback()
    with database.write() as session:
        assert [next_number(session, "case-26"), next_number(session, "case-26")] == [1, 2]
        assert next_number(session, "case-27") == 1


def test_a_row_is_inserted_unless_it_is_there(database: Database) -> None:
    with database.write() as session:
        assert insert_unless_there(session, Counter(name="x", value=1))
        assert not insert_unless_there(session, Counter(name="x", value=2))
    with database.write() as session:
        assert not insert_unless_there(session, Counter(name="x", value=3))
        assert lock(session, Counter, "x") == Counter(name="x", value=1)
        assert lock(session, Counter, "y") is None


def test_of_many_threads_one_inserts(database: Database) -> None:
    def insert(number: int) -> bool:
        with database.write() as session:
            return insert_unless_there(session, Counter(name="one", value=number))

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(insert, range(8))) == [False] * 7 + [True]


def test_a_locked_row_is_read_afresh(database: Database) -> None:
    with database.write() as session:
        session.add(Counter(name="x", value=1))
    with database.write() as session:
        counter = session.get(Counter, "x")
        assert counter is not None
        session.connection().execute(sa.update(Counter).values(value=2))
        assert lock(session, Counter, "x") is counter
        assert counter.value == 2


def test_a_database_that_answers_can_write(database: Database) -> None:
    assert can_write(database)


def test_a_database_that_is_not_there_cannot(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path / 'no' / 'folder.db'}", f"postgresql://tinbao@/none?host={tmp_path}"):
        gone = Database(url)
        assert not can_write(gone)
        gone.close()


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgres://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:////var/t.db", "sqlite:////var/t.db"),
    ],
)
def test_a_plain_address_gets_our_driver(url: str, named: str) -> None:
    assert normalize_url(url) == named


def test_the_file_of_a_sqlite_address_is_found() -> None:
    assert sqlite_path("sqlite:////var/lib/tinbao/tinbao.db") == Path("/var/lib/tinbao/tinbao.db")
