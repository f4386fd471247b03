"""`tinbao audit verify` as an operator uses it, and the heads that processes with the private key sign."""

import json
import sqlite3
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from intake.audit_heads import SIGNING, sign_audit_head
from intake.jobs import SERIES
from intake.unit_of_work import SIGN_AUDIT_HEAD
from storage.audit_heads import read_heads
from tests.intake.officials import outside
from tests.journeys.server import Server
from tests.storage.engine import list_queued
from tests.tinbao.test_backup_commands import KEY_FILES
from tests.tinbao.test_commands import tinbao
from tinbao.app import House, head_files


def look_around(house: House, times: int) -> None:
    with house.ledger.open() as unit:
        for _ in range(times):
            unit.audit("looked", actor="system")


def tamper(home: Path, statement: str) -> None:
    connection = sqlite3.connect(home / "tinbao.db")
    connection.execute("DROP TRIGGER IF EXISTS audit_entry_no_update")
    connection.execute("DROP TRIGGER IF EXISTS audit_entry_no_delete")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_command_says_what_is_proven_or_names_the_first_bad_row(tmp_path: Path, sqlite_house: House) -> None:
    look_around(sqlite_house, 30)
    code, output, _ = tinbao("audit", "verify", home=tmp_path)
    assert (code, output) == (1, f"audit log: no signed head in {tmp_path / 'audit' / 'heads.jsonl'}\n")

    sign_audit_head(sqlite_house.ledger, head_files(sqlite_house.settings))
    (tmp_path / "keys" / "vault-private.key").rename(tmp_path / "elsewhere")  # only what is public is needed
    code, output, errors = tinbao("audit", "verify", home=tmp_path)
    assert (code, errors) == (0, "")
    assert output.startswith("OK: 30 rows, each onto the one before, in ")
    assert "\nsigned up to row 30, last at " in output

    tamper(tmp_path, "DELETE FROM audit_entry WHERE seq BETWEEN 12 AND 15")
    assert tinbao("audit", "verify", home=tmp_path)[:2] == (1, "audit log: rows 12-15 missing\n")


def test_a_backup_put_back_is_said_and_is_no_tampering(tmp_path: Path, sqlite_house: House) -> None:
    file = str(tmp_path / "a.tinbao")
    look_around(sqlite_house, 5)
    assert tinbao("backup", file, home=tmp_path)[0] == 0
    look_around(sqlite_house, 5)
    sign_audit_head(sqlite_house.ledger, head_files(sqlite_house.settings))
    place = {f"TINBAO_{name}_KEY_FILE": str(tmp_path / "keys" / f"{key}.key") for name, key in KEY_FILES.items()}
    place["TINBAO_AUDIT_HEADS_FILE"] = str(tmp_path / "audit" / "heads.jsonl")
    assert tinbao("restore", file, home=tmp_path / "spare", **place)[::2] == (0, "")
    code, output, _ = tinbao("audit", "verify", home=tmp_path / "spare", **place)
    assert (code, "a backup that ends at row 5 was put back at " in output) == (0, True)


def test_the_head_is_signed_by_the_hour_and_by_the_row(tmp_path: Path, sqlite_house: House) -> None:
    files = head_files(sqlite_house.settings)
    look_around(sqlite_house, 999)
    assert list_queued(sqlite_house.database, job=SIGN_AUDIT_HEAD) == []
    look_around(sqlite_house, 2)
    assert len(list_queued(sqlite_house.database, job=SIGN_AUDIT_HEAD)) == 1
    assert SIGNING in SERIES
    SIGNING.run(sqlite_house.inbox, outside(audit_heads=files))
    assert [head.seq for head in read_heads(files)] == [1001]
    tamper(tmp_path, "UPDATE audit_entry SET hash = 'x' WHERE seq = 1001")
    with capture_logs() as logs:
        sign_audit_head(sqlite_house.ledger, files)
    assert [line["event"] for line in logs] == ["audit_chain_broken", "audit_head"]


@pytest.mark.verify
def test_a_server_told_to_stop_signs_before_it_ends(tmp_path: Path) -> None:
    server = Server(tmp_path / "home")
    server.start()
    assert server.wait_until_ready()
    before = (server.home / "audit" / "heads.jsonl").read_text().count("\n")
    server.stop()
    assert (server.home / "audit" / "heads.jsonl").read_text().count("\n") == before + 1


def test_without_a_database_the_command_says_so(tmp_path: Path) -> None:
    code, _, errors = tinbao("audit", "verify", home=tmp_path / "nowhere")
    assert (code, errors.count("\n"), "there is no database" in errors) == (1, 1, True)


def test_the_heads_may_lie_elsewhere(tmp_path: Path, sqlite_house: House) -> None:
    look_around(sqlite_house, 2)
    there = tmp_path / "other disk" / "heads.jsonl"
    files = head_files(sqlite_house.settings.model_copy(update={"audit_heads_file": there}))
    sign_audit_head(sqlite_house.ledger, files)
    assert json.loads(there.read_text())["seq"] == 2
    assert there.stat().st_mode & 0o007 == 0
    assert tinbao("audit", "verify", home=tmp_path, TINBAO_AUDIT_HEADS_FILE=str(there))[0] == 0
