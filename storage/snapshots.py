"""The database as one file: taken while others write (SQLite: VACUUM INTO; PostgreSQL: pg_dump), put back whole."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from storage.database import normalize_url, sqlite_path
from storage.lease import LOCK_CLASS, MIGRATION_SLOT
from storage.sealed_stream import BackupError

REVISION = "SELECT version_num FROM alembic_version"
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
POSTGRES_FOLDER = Path("/usr/lib/postgresql")  # where Debian keeps the tools of each version
COUNT_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
COUNT_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
EMPTY_DATABASE = r"""
SET LOCAL lock_timeout = '10s';
DO $$ DECLARE name text; BEGIN
  DROP SCHEMA IF EXISTS dbos CASCADE;
  FOR name IN SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE 'DROP TABLE IF EXISTS ' || name || ' CASCADE';
  END LOOP;
  FOR name IN SELECT oid::regprocedure FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e') LOOP
    EXECUTE 'DROP ROUTINE IF EXISTS ' || name || ' CASCADE';
  END LOOP;
END $$;
"""
"""Our tables and functions and the engine's schema: a newer release may have some the backup does not know, and
`pg_restore --clean` would leave those, or fail on what points from them to the old ones."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A database as a file, and its schema's revision."""

    path: Path
    revision: str


def kind_of(url: str) -> str:
    """Name the kind of database: sqlite or postgresql."""
    return "sqlite" if url.startswith("sqlite") else "postgresql"


def snapshot_name(kind: str) -> str:
    """Name the file of a snapshot."""
    return "database.sqlite" if kind == "sqlite" else "database.dump"


def take_snapshot(url: str, folder: Path) -> Snapshot:
    """Copy the database as it is at one moment into `folder`, while others may write; raises BackupError."""
    path = folder / snapshot_name(kind_of(url))
    revision = _copy_sqlite(sqlite_path(url), path) if kind_of(url) == "sqlite" else _dump_postgres(url, path)
    return Snapshot(path, revision)


def has_tables(url: str) -> bool:
    """Whether the database holds anything."""
    if kind_of(url) == "sqlite":
        path = sqlite_path(url)
        return path.exists() and path.stat().st_size > 0
    with _connect(url) as connection:
        row = connection.execute(COUNT_TABLES).fetchone()
    return bool(row and row[0])


@contextmanager
def hold_still(url: str) -> Iterator[None]:
    """Keep servers from starting on a PostgreSQL database; raises BackupError if somebody is connected already.

    A starting server waits for the migrations' lock. (For SQLite the server's own lock on the data folder does this.)
    """
    if kind_of(url) == "sqlite":
        yield
        return
    with _connect(url) as connection:
        connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCK_CLASS, MIGRATION_SLOT))
        row = connection.execute(COUNT_OTHERS).fetchone()  # whoever holds that lock is one of them
        if row and row[0]:
            raise BackupError(f"the database is in use (connections: {row[0]}): stop every server first")
        yield


def put_back(snapshot: Path, url: str) -> None:
    """Replace the database by a snapshot, in one step; raises BackupError and changes nothing if it cannot."""
    if kind_of(url) == "sqlite":
        _replace_sqlite(snapshot, sqlite_path(url))
    else:
        _replace_postgres(snapshot, url)


def move_durably(source: Path, target: Path) -> None:
    """Move a file in one step, from another file system too, and to the disk for good."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f"{target.name}.part")
    shutil.move(source, unfinished)
    sync(unfinished)
    unfinished.replace(target)
    sync(target.parent)


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_sqlite(source: Path, target: Path) -> str:
    address = f"{source.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=30, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as connection:
            return str(connection.execute(REVISION).fetchone()[0])
    except sqlite3.Error as error:
        raise BackupError(f"the database {source} cannot be copied: {error}") from None


def _replace_sqlite(snapshot: Path, target: Path) -> None:
    """Take the old database's log away with it: it must never be applied to the new one."""
    if target.exists():
        try:
            with closing(sqlite3.connect(target, timeout=1)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:  # a damaged one is reason enough for a restore
            if error.sqlite_errorcode & 0xFF in BUSY:
                raise BackupError(f"the database {target} is in use: stop every server first") from None
    for ending in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    move_durably(snapshot, target)


def _dump_postgres(url: str, path: Path) -> str:
    with _connect(url) as connection:
        try:
            row = connection.execute(REVISION).fetchone()
        except psycopg.errors.UndefinedTable:
            row = None
    if row is None:
        raise BackupError("the database is empty: there is nothing to back up")
    _run_tool("pg_dump", url, "--format=custom", "--no-password", f"--file={path}")
    return str(row[0])


def _replace_postgres(snapshot: Path, url: str) -> None:
    """Empty and fill in one transaction; by `psql`, because `pg_restore` cannot drop what the dump does not know."""
    script, emptying = snapshot.with_suffix(".sql"), snapshot.with_name("empty.sql")
    emptying.write_text(EMPTY_DATABASE)
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges")
    _run_tool("pg_restore", None, *options, f"--file={script}", str(snapshot))
    _run_tool(
        "psql",
        url,
        *("--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1"),
        *(f"--file={emptying}", f"--file={script}"),
    )


def _run_tool(name: str, url: str | None, *options: str) -> None:
    environment = os.environ | {"PGCONNECT_TIMEOUT": "10", "PGOPTIONS": "-c client_min_messages=warning"}
    address: Sequence[str] = ()
    if url is not None:
        parts = {key: str(value) for key, value in conninfo_to_dict(_libpq_url(url)).items()}
        if "password" in parts:  # an argument could be read by everybody on the machine
            environment["PGPASSWORD"] = parts.pop("password")
        address = (f"--dbname={make_conninfo(**parts)}",)
    done = subprocess.run(  # noqa: S603 - the tool's own path, and no shell
        [_find_tool(name), *address, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").splitlines()
        errors = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()]
        raise BackupError(f"{name} failed: {[*errors, *lines, f'exit code {done.returncode}'][0]}")


def _find_tool(name: str) -> str:
    """Find a tool of PostgreSQL, the newest version first: an old pg_dump refuses a newer server."""
    found = sorted(
        POSTGRES_FOLDER.glob(f"*/bin/{name}"), key=lambda path: int(re.sub(r"\D", "", path.parts[4]) or 0), reverse=True
    )
    tool = next(map(str, found), None) or shutil.which(name)
    if tool is None:
        raise BackupError(f"{name} is missing: install PostgreSQL's client tools (Debian: postgresql-client)")
    return tool


def _connect(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    try:
        return psycopg.connect(_libpq_url(url), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise BackupError(f"the database cannot be reached: {str(error).splitlines()[0]}") from None


def _libpq_url(url: str) -> str:
    return normalize_url(url).replace("+psycopg", "", 1)
