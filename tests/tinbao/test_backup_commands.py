"""`tinbao backup` and `tinbao restore` as an operator uses them: a report goes out sealed and comes back."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import select

from storage.database import Database
from storage.tables import Report
from tests.conftest import make_settings
from tests.intake.citizen import Citizen
from tests.tinbao.test_commands import ROOT, tinbao
from tinbao.app import House, claim_data_folder, open_vault
from tinbao.backups import restore
from tinbao.settings import SettingsError

CANARY = "Shop Chimhoangyen bán kem giả ở Đà Nẵng, số điện thoại của shop 0900000655"
SPARSE_BYTES = 8 * 2**30


KEY_FILES = {"MASTER": "master", "VAULT_PUBLIC": "vault-public", "VAULT_PRIVATE": "vault-private"}


def test_a_report_goes_out_sealed_and_comes_back(tmp_path: Path, sqlite_house: House) -> None:
    Citizen(sqlite_house.inbox).send_tip(CANARY)
    file = str(tmp_path / "a.tinbao")
    keys = {f"TINBAO_{name}_KEY_FILE": str(tmp_path / "keys" / f"{key}.key") for name, key in KEY_FILES.items()}

    code, output, errors = tinbao("backup", file, home=tmp_path)
    assert (code, errors, output.count("\n")) == (0, "", 1)
    assert b"Chimhoangyen" not in Path(file).read_bytes()
    code, output, errors = tinbao("restore", file, home=tmp_path / "spare", **keys)
    assert (code, errors, output.count("\n")) == (0, "", 1)

    database = Database(f"sqlite:///{tmp_path / 'spare' / 'tinbao.db'}")
    with database.read() as session:
        assert [report.text for report in session.exec(select(Report))] == [CANARY]
    database.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the refused lock's file ends with us
def test_nothing_is_put_under_a_running_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINBAO_HOME", str(tmp_path))
    monkeypatch.setenv("TINBAO_ENV", "development")
    settings = make_settings(tmp_path)
    open_vault(settings, opens_identities=True)
    with claim_data_folder(settings), pytest.raises(SettingsError, match="another server already runs"):
        restore(tmp_path / "a.tinbao", replaces=True)


def test_without_the_private_key_nothing_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TINBAO_HOME", str(tmp_path))
    monkeypatch.setenv("TINBAO_ENV", "development")
    assert restore(tmp_path / "a.tinbao", replaces=True) == 1
    told = capsys.readouterr().err
    assert (told.startswith("tinbao: TINBAO_VAULT_PRIVATE_KEY_FILE: "), told.count("\n")) == (True, 1)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_told_to_stop_leaves_nothing(tmp_path: Path, sqlite_house: House) -> None:
    big = sqlite_house.settings.home / "files" / "00" / "0000"
    big.parent.mkdir(parents=True)
    big.touch()
    os.truncate(big, SPARSE_BYTES)
    before = sorted(tmp_path.iterdir())
    process = subprocess.Popen(
        [sys.executable, "-m", "tinbao", "backup", str(tmp_path / "a.tinbao")],
        cwd=ROOT,
        env=os.environ | {"TINBAO_ENV": "development", "TINBAO_HOME": str(tmp_path)},
    )
    unfinished = tmp_path / "a.tinbao.part"
    while not unfinished.exists():
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 128 + signal.SIGTERM
    assert [path for path in sorted(tmp_path.iterdir()) if path not in before] == [tmp_path / "backup.lock"]
