"""Migrations: from nothing to today and back, whoever starts first, and the tables say what the database has."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlmodel import SQLModel

import storage
from storage.database import Database, normalize_url
from storage.migrate import migrate
from storage.work import Work

REPOSITORY = Path(__file__).parents[2]
MIGRATE = "import sys; from storage.migrate import migrate; migrate(sys.argv[1])"


def run_alembic(url: str, act: Callable[[Config], object]) -> None:
    """Let Alembic act through our own `env.py`."""
    engine = sa.create_engine(normalize_url(url))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(storage.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        act(config)
    engine.dispose()


def list_tables(url: str) -> set[str]:
    engine = sa.create_engine(normalize_url(url))
    tables = set(sa.inspect(engine).get_table_names())
    engine.dispose()
    return tables


def test_an_empty_database_gets_every_table(empty_url: str) -> None:
    migrate(empty_url)
    assert list_tables(empty_url) == {*SQLModel.metadata.tables, "alembic_version"}


def test_the_schema_is_what_the_tables_say(empty_url: str) -> None:
    migrate(empty_url)
    run_alembic(empty_url, command.check)


def test_the_engines_tables_are_left_alone(empty_url: str) -> None:
    migrate(empty_url)
    database = Database(empty_url)
    Work(database).close()
    database.close()
    run_alembic(empty_url, command.check)
    migrate(empty_url)


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    migrate(empty_url)
    migrate(empty_url)
    assert list_tables(empty_url) == {*SQLModel.metadata.tables, "alembic_version"}


def test_going_back_and_forth_ends_where_it_began(empty_url: str) -> None:
    migrate(empty_url)
    run_alembic(empty_url, lambda config: command.downgrade(config, "base"))
    assert list_tables(empty_url) == {"alembic_version"}
    migrate(empty_url)
    run_alembic(empty_url, command.check)


def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    starting = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, empty_url], cwd=REPOSITORY, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in starting] == [(b"", 0)] * 2
    assert list_tables(empty_url) == {*SQLModel.metadata.tables, "alembic_version"}
