"""Backups: what comes back is what was there, and what is stolen or left behind tells nothing."""

import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.backup import SCRATCH
from storage.database import Database, sqlite_path
from storage.migrate import migrate
from storage.sealed_stream import BackupError
from storage.vault import VaultClosedError
from tests.storage.backups.place import CANARY, Place, vault_of


def test_rows_and_files_come_back_as_they_were(tmp_path: Path, source: Place, empty: Place) -> None:
    file = tmp_path / "a.tinbao"
    assert source.back_up(file) == (2, file.stat().st_size)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir() if p.name in {SCRATCH, "a.tinbao.part"}] == []

    empty.restore(file)

    assert empty.rows() == source.rows()
    evidence = {name: content for name, content in source.files().items() if name.startswith("files/")}
    assert (len(evidence), empty.files()) == (2, evidence)
    migrate(empty.url)

    empty.back_up(tmp_path / "b.tinbao")
    source.restore(tmp_path / "b.tinbao", replaces=True)
    assert source.rows() == empty.rows()


def test_a_stolen_backup_tells_nothing(tmp_path: Path, source: Place) -> None:
    file = tmp_path / "a.tinbao"
    source.back_up(file)
    content = file.read_bytes()
    for canary in (
        CANARY.encode(),
        CANARY.encode().hex().encode(),
        b"probe",
        b"alembic",
        b"files/",
        b"SQLite",
        b"PGDMP",
    ):
        assert canary not in content
    for key in (tmp_path / "keys").rglob("*.key"):
        assert key.read_bytes().strip() not in content


def test_a_backup_needs_no_private_key_and_a_restore_does(tmp_path: Path, sqlite_source: Place, other: Place) -> None:
    closed = vault_of(tmp_path / "keys", opens=False)
    Place(sqlite_source.home, sqlite_source.url, closed).back_up(tmp_path / "a.tinbao")
    with pytest.raises(VaultClosedError):
        other.restore(tmp_path / "a.tinbao", replaces=True, vault=closed)
    other.restore(tmp_path / "a.tinbao", replaces=True)
    assert other.rows() == sqlite_source.rows()


def test_a_backup_made_while_others_write_holds_no_row_without_its_file(
    tmp_path: Path, source: Place, empty: Place
) -> None:
    stopped, written = threading.Event(), []

    def write() -> None:
        for number in range(10, 100_000):
            source.keep(number, str(number).encode() * 1000)
            written.append(number)
            if stopped.is_set():
                return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 3:
            assert writer.is_alive()
        before = len(written)
        source.back_up(tmp_path / "a.tinbao")
    finally:
        stopped.set()
        writer.join()
    empty.restore(tmp_path / "a.tinbao")

    engine = sa.create_engine(Database(empty.url).url)
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT number, text FROM probe WHERE number >= 10 ORDER BY number")).all()
    engine.dispose()
    assert [row.number for row in rows] == list(range(10, 10 + len(rows)))
    assert before <= len(rows) < len(written) + 1
    files = empty.files()
    assert all(files[f"files/{f'{n:032x}'[-2:]}/{n:032x}"] == bytes.fromhex(text) for n, text in rows)


def test_data_is_replaced_only_when_told_to(tmp_path: Path, source: Place) -> None:
    file = tmp_path / "a.tinbao"
    source.back_up(file)
    rows, files = source.rows(), source.files()
    source.keep(3, b"newer")
    source.execute("DELETE FROM probe WHERE number = 0")
    if not source.url.startswith("sqlite"):  # what a newer release may have brought
        source.execute("CREATE TABLE newer (number INTEGER REFERENCES probe)")
        source.execute("CREATE FUNCTION newer_rule() RETURNS integer LANGUAGE sql AS 'SELECT 1'")
    with pytest.raises(BackupError, match="--replace"):
        source.restore(file)
    assert f"files/03/{3:032x}" in source.files()

    source.restore(file, replaces=True)

    assert source.rows() == rows
    assert source.files() == {**files, "a.tinbao": file.read_bytes()}
    if not source.url.startswith("sqlite"):
        source.execute("CREATE FUNCTION newer_rule() RETURNS integer LANGUAGE sql AS 'SELECT 2'")


def test_a_place_in_use_is_left_alone(tmp_path: Path, source: Place) -> None:
    source.back_up(tmp_path / "a.tinbao")
    before = source.files()
    database = Database(source.url)
    with database.read() as session:
        session.connection().execute(sa.text("SELECT count(*) FROM probe")).all()
    with pytest.raises(BackupError, match="in use"):
        source.restore(tmp_path / "a.tinbao", replaces=True)
    database.close()
    assert source.files() == before


def test_a_file_is_never_overwritten(tmp_path: Path, sqlite_source: Place) -> None:
    (tmp_path / "a.tinbao").write_text("precious")
    with pytest.raises(BackupError, match=r"a\.tinbao exists"):
        sqlite_source.back_up(tmp_path / "a.tinbao")
    assert (tmp_path / "a.tinbao").read_text() == "precious"


def test_an_interrupted_backup_leaves_nothing_readable(tmp_path: Path, sqlite_source: Place) -> None:
    leftover = tmp_path / SCRATCH / "database.sqlite"

    def stop(_done: int, _total: int) -> None:
        assert leftover.exists()
        assert stat.S_IMODE(leftover.parent.stat().st_mode) == 0o700
        raise SystemExit(143)

    before = sqlite_source.files()
    with pytest.raises(SystemExit):
        sqlite_source.back_up(tmp_path / "a.tinbao", stop)
    assert sqlite_source.files() == before
    leftover.parent.mkdir()
    leftover.write_text("of a run that was killed")
    sqlite_source.back_up(tmp_path / "a.tinbao")
    assert not leftover.parent.exists()


def test_a_damaged_database_can_be_replaced(tmp_path: Path, sqlite_source: Place) -> None:
    sqlite_source.back_up(tmp_path / "a.tinbao")
    rows = sqlite_source.rows()
    path = sqlite_path(sqlite_source.url)
    path.write_bytes(b"what the disk made of it" * 1000)
    path.with_name("tinbao.db-wal").write_bytes(b"and of its log")
    sqlite_source.restore(tmp_path / "a.tinbao", replaces=True)
    assert sqlite_source.rows() == rows
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
