"""`tinbao token`: a service account is made, shown, taken back; each refusal is one clear line."""

from pathlib import Path

from tests.tinbao.test_commands import tinbao

ADD = ("token", "add", "--name", "Một cửa Đà Nẵng")


def test_a_token_is_shown_once_listed_without_it_and_taken_back(tmp_path: Path) -> None:
    code, token, _ = tinbao(*ADD, "--scopes", "cases:read,referrals:write", "--authority", "QLTT-48", home=tmp_path)
    assert (code, token[:4], len(token.strip())) == (0, "tnb_", 47)

    _, listed, _ = tinbao("token", "list", home=tmp_path)
    assert "Một cửa Đà Nẵng | QLTT-48 | cases:read,referrals:write | never used | in force" in listed
    assert token.strip() not in listed

    assert tinbao("token", "revoke", listed.split()[0], home=tmp_path)[:2] == (0, "revoked: Một cửa Đà Nẵng\n")
    assert "revoked" in tinbao("token", "list", home=tmp_path)[1]


def test_what_cannot_be_made_or_taken_back_is_said_in_one_line(tmp_path: Path) -> None:
    for arguments, said in (
        ((*ADD, "--scopes", "cases:read,all", "--authority", "QLTT-48"), "unknown scope 'all'; there are cases:read,"),
        ((*ADD, "--scopes", "cases:read", "--authority", "QLTT-00"), "there is no authority with the code 'QLTT-00'"),
        (("token", "revoke", "5"), "'5' is no id of a token"),
        (("token", "revoke", "00000000-0000-7000-8000-000000000000"), "there is no token with the id 00000000-"),
    ):
        code, output, errors = tinbao(*arguments, home=tmp_path)
        assert (code, output, errors.count("\n")) == (1, "", 1)
        assert errors.startswith(f"tinbao: {said}")
