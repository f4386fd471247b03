"""What tests stand on: a house on a migrated database, SQLite and PostgreSQL, with a clock that can be set."""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from intake.inbox import Inbox
from tinbao.app import House, build_house
from tinbao.settings import Settings

# Nothing may leave this machine, and a container has no user namespaces for Chromium's sandbox.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A busy machine takes over a second a message; the wait ends as soon as what is waited for is there.
expect.set_options(timeout=20_000)


def make_settings(home: Path, database_url: str | None = None, **values: object) -> Settings:
    """Settings of a development house, deaf to the environment."""
    given: dict[str, object] = {"home": home, "env": "development", "database_url": database_url, **values}
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server of this test process, on a socket of its own; gives the address without a database."""
    folder = Path(tempfile.mkdtemp(prefix="tinbao-pg-"))
    tools = _postgres_tools()
    as_user: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"
    _run_quietly([*as_user, str(tools / "initdb"), "-D", str(data), "-A", "trust", "-U", "tinbao", "--no-sync"], folder)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
    start = [*as_user, str(tools / "pg_ctl"), "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start"]
    _run_quietly(start, folder)
    try:
        yield f"postgresql://tinbao@/{{database}}?host={folder}"
    finally:
        _run_quietly([*as_user, str(tools / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"], folder)
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A furnished database every PostgreSQL test copies."""
    _create_database(postgres_server, "template_tinbao", template="template0")
    url = postgres_server.format(database="template_tinbao")
    build_house(make_settings(tmp_path_factory.mktemp("template"), url), opens_identities=True).close()
    return "template_tinbao"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished database file every SQLite test copies."""
    home = tmp_path_factory.mktemp("template")
    build_house(make_settings(home), opens_identities=True).close()
    return home / "tinbao.db"


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: str, postgres_template: str) -> Callable[[], str]:
    """Gives the address of a fresh furnished database at each call."""

    def create() -> str:
        name = f"test_{secrets.token_hex(6)}"
        _create_database(postgres_server, name, template=postgres_template)
        return postgres_server.format(database=name)

    return create


@pytest.fixture
def postgres_url(new_postgres_url: Callable[[], str]) -> str:
    """The address of a fresh furnished database."""
    return new_postgres_url()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh furnished database, once for each kind."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "tinbao.db")
        return f"sqlite:///{file}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """A whole house without running jobs."""
    built = build_house(make_settings(tmp_path, database_url), opens_identities=True)
    yield built
    built.close()


@pytest.fixture
def sqlite_house(tmp_path: Path, sqlite_template: Path) -> Iterator[House]:
    """A house on SQLite, for what does not depend on the database."""
    shutil.copy(sqlite_template, tmp_path / "tinbao.db")
    built = build_house(make_settings(tmp_path), opens_identities=True)
    yield built
    built.close()


@pytest.fixture
def inbox(house: House) -> Inbox:
    """The inbox of the house."""
    return house.inbox


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; one for all tests of a process, because its event loop stays in the thread to the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


def _postgres_tools() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(p) for p in [shutil.which("initdb")] if p]
    if not found:
        pytest.fail("PostgreSQL's server binaries are missing; `make test` installs them when run as root")
    return found[-1].parent


def _run_quietly(command: Sequence[str], folder: Path) -> None:
    """Run without a word (pg_ctl start would keep a pipe of ours open for ever)."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)


def _create_database(server: str, name: str, *, template: str) -> None:
    with psycopg.connect(server.format(database="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
