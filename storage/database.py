"""Opening the database: SQLite (WAL, one writer at a time, in order of arrival) or PostgreSQL."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session as Session  # noqa: PLC0414 - handed on to intake, which knows no database library

PATIENCE = 30_000  # milliseconds
PATIENCE_WITH_READERS = 2_000  # nobody else writes meanwhile
SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={PATIENCE}", "secure_delete=ON")


class FifoLock:
    """A lock handed on in order of arrival: SQLite's own busy handler lets a waiter starve."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._is_held = False

    def __enter__(self) -> None:
        """Wait for the turn."""
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        """Hand the lock to whoever waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_held = False


class Database:
    """Gives sessions: `write` is one transaction, committed once at its end; `read` never writes."""

    def __init__(self, url: str) -> None:
        self.url = normalize_url(url)
        self.is_sqlite = self.url.startswith("sqlite")
        self._write_lock = FifoLock()
        if self.is_sqlite:
            self._readers = sqlite_engine(self.url, begin="BEGIN", pool_size=16)
            self._writer = sqlite_engine(self.url, begin="BEGIN IMMEDIATE", pool_size=2)
        else:
            self._readers = self._writer = sa.create_engine(
                self.url, pool_size=8, max_overflow=8, pool_pre_ping=True, hide_parameters=True
            )

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that may change rows; commits on leaving, rolls back on an exception."""
        if not self.is_sqlite:
            with Session(self._writer, expire_on_commit=False) as session, session.begin():
                yield session
            return
        with self._write_lock, Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for looking only."""
        with Session(self._readers, expire_on_commit=False) as session:
            yield session

    def forget_traces(self) -> bool:
        """Bring what was erased out of SQLite's log too, between transactions; False if readers kept it busy.

        Until then the log holds the pages as they were, and the file those the log replaces. PostgreSQL sees to its own.
        """
        if not self.is_sqlite:
            return True
        with self._write_lock, closing(self._writer.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE_WITH_READERS}")
            is_busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        return not is_busy

    def close(self) -> None:
        """Close every connection."""
        self._readers.dispose()
        self._writer.dispose()


def normalize_url(url: str) -> str:
    """Name the driver of a plain `postgresql://` address."""
    scheme, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgresql", "postgres"} else url


def sqlite_path(url: str) -> Path:
    """Return the file of a SQLite address."""
    return Path(sa.make_url(url).database or "")


def sqlite_engine(url: str, *, begin: str | None, pool_size: int, checks_keys: bool = True) -> sa.Engine:
    """Build an engine with our durability; `begin` is what opens a transaction (None leaves it to the driver).

    Without `checks_keys` a migration may replace a table that others point to.
    """
    engine = sa.create_engine(
        url, pool_size=pool_size, max_overflow=pool_size, connect_args={"timeout": 30}, hide_parameters=True
    )

    @sa.event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None if begin else "IMMEDIATE"
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if checks_keys else 'OFF'}")

    if begin:

        @sa.event.listens_for(engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql(begin)

    return engine
