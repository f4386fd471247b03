"""`tinbao retention run`: says what it would erase, then erases it."""

import pytest

from storage.tables import SetupLink
from tests.conftest import make_settings
from tests.intake.citizen import Citizen
from tinbao import retention
from tinbao.app import House


@pytest.fixture
def citizen(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> Citizen:
    """Somebody whose set-up link was used long ago; the command finds his house by its settings."""
    settings = make_settings(sqlite_house.settings.home)
    monkeypatch.setenv("TINBAO_HOME", str(settings.home))
    monkeypatch.setenv("TINBAO_ENV", "development")
    monkeypatch.delenv("TINBAO_DATABASE_URL", raising=False)
    with sqlite_house.ledger.open() as unit:
        unit.session.add(SetupLink(token_hash="-", created_at=unit.now, used_at=unit.now))
    return Citizen(sqlite_house.inbox)


def test_it_says_what_it_would_erase_and_then_erases_it(citizen: Citizen, capsys: pytest.CaptureFixture[str]) -> None:
    citizen.send_tip()
    assert retention.run(is_dry=True) == 0
    assert capsys.readouterr().out == "would erase:\n  setup links: 1\n  cases: none\n"
    assert retention.run(is_dry=False) == 0
    assert "erased:\n  setup links: 1\n  cases: none\n" in capsys.readouterr().out
    assert retention.run(is_dry=True) == 0
    assert capsys.readouterr().out == "would erase:\n  cases: none\n"
