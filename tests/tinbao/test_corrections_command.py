"""`tinbao corrections`: training data on standard output, the count of what was kept, added and removed."""

import json

import pytest
from sqlmodel import select

from storage.tables import AuditEntry
from tests.conftest import make_settings
from tests.intake.citizen import Citizen
from tests.intake.corrected import BRIBED, correct
from tinbao import corrections
from tinbao.app import House


@pytest.fixture
def citizen(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> Citizen:
    """Somebody of a house the command finds by its settings."""
    monkeypatch.setenv("TINBAO_HOME", str(make_settings(sqlite_house.settings.home).home))
    monkeypatch.setenv("TINBAO_ENV", "development")
    monkeypatch.delenv("TINBAO_DATABASE_URL", raising=False)
    return Citizen(sqlite_house.inbox)


def test_the_export_is_on_standard_output_and_in_the_audit_log(
    sqlite_house: House, citizen: Citizen, capsys: pytest.CaptureFixture[str]
) -> None:
    for tip in ("Tiệm Mây bán hàng giả ở Huế", BRIBED):
        citizen.send_tip(tip)
        correct(citizen.inbox, citizen.reports[-1], labels=("smuggled",))

    assert corrections.export() == 0

    written = capsys.readouterr()
    [line] = written.out.splitlines()
    assert json.loads(line)["labels"] == ["smuggled"]
    assert written.err.startswith("1 corrected reports written, 1 left out")
    with sqlite_house.database.read() as session:
        noted = session.exec(select(AuditEntry).where(AuditEntry.act == "corrections_exported")).one()
    assert (noted.actor, noted.facts) == ("operator", '{"count":1}')


def test_the_report_counts_by_version(citizen: Citizen, capsys: pytest.CaptureFixture[str]) -> None:
    assert corrections.report() == 0
    assert capsys.readouterr().out == "no report was corrected yet\n"
    citizen.send_tip("Tiệm Mây bán hàng giả ở Huế")
    [report] = citizen.reports
    assert "counterfeit" in {one["label"] for one in report.labels}
    correct(citizen.inbox, report, labels=("smuggled",))
    correct(citizen.inbox, report, labels=("counterfeit", "scam"), urgency="high", product_group="toy")

    assert corrections.report() == 0

    first, *rows = capsys.readouterr().out.splitlines()
    assert first == f"{report.analysis_version}: 1 reports looked at"
    told = {row.split()[0]: row.split()[1:] for row in rows}
    assert (told["counterfeit"], told["scam"]) == (["1", "0", "0"], ["0", "1", "0"])
    assert "smuggled" not in told
    assert rows[-3:-1] == ["  product group changed in 1", "  urgency changed in 1"]
