"""Places with data and without."""

import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from storage.migrate import migrate
from storage.vault import Vault
from tests.storage.backups.place import Place, furnish, vault_of


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_of(tmp_path / "keys")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file the tests copy."""
    path = tmp_path_factory.mktemp("template") / "tinbao.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def source(tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    """A house with rows, two files, a table of ours, and text somebody trusted us with; once for each kind."""
    if request.param == "sqlite":
        found: Place = request.getfixturevalue("sqlite_source")
        return found
    return furnish(Place(tmp_path, request.getfixturevalue("postgres_url"), request.getfixturevalue("vault")))


@pytest.fixture
def sqlite_source(tmp_path: Path, template: Path, vault: Vault) -> Place:
    shutil.copy(template, tmp_path)
    return furnish(Place(tmp_path, f"sqlite:///{tmp_path / 'tinbao.db'}", vault))


@pytest.fixture
def empty(tmp_path: Path, source: Place, request: pytest.FixtureRequest) -> Place:
    """A place of the same kind without anything."""
    url = f"sqlite:///{tmp_path / 'other' / 'tinbao.db'}"
    if not source.url.startswith("sqlite"):
        new: Callable[[], str] = request.getfixturevalue("new_postgres_url")
        url = new()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE; DROP SCHEMA dbos CASCADE; CREATE SCHEMA public")
    return Place(tmp_path / "other", url, source.vault)


@pytest.fixture
def other(tmp_path: Path, vault: Vault) -> Place:
    """A SQLite house with data of its own, which no refused restore may change."""
    place = Place(tmp_path / "other", f"sqlite:///{tmp_path / 'other' / 'tinbao.db'}", vault)
    place.home.mkdir()
    place.execute("CREATE TABLE probe (number INTEGER PRIMARY KEY, text TEXT)")
    place.keep(99, b"of the other house")
    return place
