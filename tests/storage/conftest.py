"""Databases as storage meets them: empty ones, migrated ones."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from storage.database import Database
from storage.migrate import migrate


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table, once for each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: str = request.getfixturevalue("postgres_server")
    name = f"empty_{secrets.token_hex(6)}"
    with psycopg.connect(server.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
    return server.format(database=name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A migrated database."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Iterator[Database]:
    """A migrated SQLite file."""
    url = f"sqlite:///{tmp_path / 'tinbao.db'}"
    migrate(url)
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a migrated database the tests of one file share, once for each kind."""
    if request.param == "postgresql":
        new: Callable[[], str] = request.getfixturevalue("new_postgres_url")
        return new()
    url = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'tinbao.db'}"
    migrate(url)
    return url
