"""`tinbao token`: a service account is made, shown, taken back; each refusal is one clear line."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tinbao.cli import main

ADD = ("token", "add", "--name", "Một cửa Đà Nẵng")
Command = Callable[..., tuple[int | str | None, str]]


@pytest.fixture
def tinbao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command in this process; gives its exit (0, or what it says on the way out) and its output."""
    monkeypatch.setenv("TINBAO_HOME", str(tmp_path))
    monkeypatch.setenv("TINBAO_ENV", "development")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int | str | None, str]:
        monkeypatch.setattr(sys, "argv", ["tinbao", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr().out

    return run


def test_a_token_is_shown_once_listed_without_it_and_taken_back(tinbao: Command) -> None:
    code, token = tinbao(*ADD, "--scopes", "cases:read,referrals:write", "--authority", "QLTT-48")
    assert (code, token[:4], len(token.strip())) == (0, "tnb_", 47)

    _, listed = tinbao("token", "list")
    assert "Một cửa Đà Nẵng | QLTT-48 | cases:read,referrals:write | never used | in force" in listed
    assert token.strip() not in listed

    assert tinbao("token", "revoke", listed.split()[0]) == (0, "revoked: Một cửa Đà Nẵng\n")
    assert "revoked" in tinbao("token", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*ADD, "--scopes", "cases:read,all", "--authority", "QLTT-48"), "unknown scope 'all'; there are cases:read,"),
        ((*ADD, "--scopes", "cases:read", "--authority", "QLTT-00"), "there is no authority with the code 'QLTT-00'"),
        (("token", "revoke", "5"), "'5' is no id of a token"),
        (("token", "revoke", "00000000-0000-7000-8000-000000000000"), "there is no token with the id 00000000-"),
    ],
)
def test_what_cannot_be_made_or_taken_back_is_said_in_one_line(
    tinbao: Command, arguments: tuple[str, ...], said: str
) -> None:
    code, output = tinbao(*arguments)

    assert str(code).startswith(f"tinbao: {said}")
    assert (str(code).count("\n"), output) == (0, "")
