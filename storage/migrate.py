"""Bringing the schema to today, once, whoever starts first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from storage.database import normalize_url, sqlite_engine, sqlite_path
from storage.lease import LOCK_CLASS, MIGRATION_SLOT
from storage.vault import Vault


def migrate(url: str, vault: Vault | None = None) -> None:
    """Upgrade to the newest revision under a lock; safe to call from several processes at once.

    Some upgrades seal what an older release kept readable; where there are such rows they need the vault.
    """
    with _migration_lock(url):
        engine = _engine(url)
        try:
            with engine.begin() as connection:
                config = Config()
                config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
                config.attributes["connection"] = connection
                config.attributes["vault"] = vault
                command.upgrade(config, "head")
        finally:
            engine.dispose()


def engine_for_command_line() -> sa.Engine:
    """Serve the `alembic` command itself, for making revisions: TINBAO_DATABASE_URL or a scratch file."""
    return _engine(os.environ.get("TINBAO_DATABASE_URL", "sqlite:////tmp/tinbao-alembic.db"))


def _engine(url: str) -> sa.Engine:
    url = normalize_url(url)
    if url.startswith("sqlite"):
        return sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, checks_keys=False)
    return sa.create_engine(url, hide_parameters=True)


@contextmanager
def _migration_lock(url: str) -> Iterator[None]:
    url = normalize_url(url)
    if url.startswith("sqlite"):
        with sqlite_path(url).with_suffix(".migrating").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT pg_advisory_lock(:c, :s)"), {"c": LOCK_CLASS, "s": MIGRATION_SLOT})
            yield
    finally:
        engine.dispose()  # closes the connection, which lets go of the lock
