"""The `tinbao` command as an operator uses it: one clear line on failure, JSON where JSON is promised."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PASSWORD = "một mật khẩu rất dài"


def tinbao(*arguments: str, typed: str = "", home: Path | None = None, **environment: str) -> tuple[int, str, str]:
    """Run the command; returns exit code, output, errors."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TINBAO_")}
    settings = {"TINBAO_ENV": "development", **({"TINBAO_HOME": str(home)} if home else {}), **environment}
    done = subprocess.run(
        [sys.executable, "-m", "tinbao", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=inherited | settings,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


def test_analyze_answers_each_line_in_order() -> None:
    lines = [{"id": "b", "text": "shop Mây Tím bán hàng giả ở Huế"}, {"id": "a", "text": "xin chào"}]
    code, output, errors = tinbao("analyze", "--jsonl", typed="\n".join(map(json.dumps, lines)))
    assert (code, errors) == (0, "")
    first, second = map(json.loads, output.splitlines())
    assert (first["id"], first["labels"], first["province_new"]) == ("b", ["counterfeit"], "46")
    assert (second["id"], second["labels"], second["is_report"]) == ("a", ["none"], False)


@pytest.mark.parametrize("line", ["no json", "[]", '{"id": 1}', '{"id": 1, "text": 5}'])
def test_a_bad_line_is_named(line: str) -> None:
    good = json.dumps({"id": 1, "text": "xin chào"})
    code, _, errors = tinbao("analyze", "--jsonl", typed=f"{good}\n{line}\n")
    assert (code, errors) == (1, "tinbao: line 2: expected a JSON object with id and text\n")


def test_route_says_where_and_why() -> None:
    code, output, _ = tinbao("route", typed=json.dumps({"id": 7, "text": "bán hàng lậu ở Bình Dương"}))
    answer = json.loads(output)
    assert (code, answer["id"], answer["authority"], answer["agency_type"]) == (0, 7, "QLTT-79", "QLTT")
    assert "Bình Dương cũ, nay thuộc thành phố Hồ Chí Minh" in answer["reason"]
    assert answer["held"] is False


def test_the_registry_has_no_holes_and_only_example_contacts(tmp_path: Path) -> None:
    code, output, _ = tinbao("authorities", "check", home=tmp_path)
    assert (code, output.splitlines()[1:]) == (0, ["missing: none", "without a verified contact: none"])
    code, output, _ = tinbao("authorities", "list", home=tmp_path)
    contacts = [line.split(" | ")[1] for line in output.splitlines()]
    assert len(contacts) == 174
    assert [contact for contact in contacts if not contact.endswith("@authority.example")] == []


def test_an_officer_is_added_and_his_second_factor_shown_once(tmp_path: Path) -> None:
    officer = ("officer", "add", "--email", "a@x.example", "--name", "A", "--role", "triager", "--password-stdin")
    code, output, _ = tinbao(*officer, typed=f"{PASSWORD}\n", home=tmp_path)
    assert (code, output.startswith("TOTP secret: ")) == (0, True)
    code, _, errors = tinbao(*officer, typed=f"{PASSWORD}\n", home=tmp_path)
    assert (code, errors.startswith("tinbao: "), errors.count("\n")) == (1, True, 1)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TINBAO_PORT", "many"),
        ("TINBAO_DATABASE_URL", "mysql://x"),
        ("TINBAO_SMTP_URL", "http://x"),
        ("TINBAO_ENV", "test"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line_that_names_it(tmp_path: Path, setting: str, value: str) -> None:
    code, _, errors = tinbao("serve", home=tmp_path, **{setting: value})
    assert code == 1
    assert errors.startswith(f"tinbao: {setting}: ")
    assert errors.count("\n") == 1


def test_production_takes_no_keys_in_the_data_folder_and_no_plain_mail(tmp_path: Path) -> None:
    _, _, errors = tinbao("serve", home=tmp_path, TINBAO_ENV="production")
    assert errors.startswith("tinbao: TINBAO_MASTER_KEY_FILE: ")
    _, _, errors = tinbao("serve", home=tmp_path, TINBAO_ENV="production", TINBAO_SMTP_URL="smtp://mail.example")
    assert errors.startswith("tinbao: TINBAO_SMTP_URL: ")


def test_what_it_writes_is_its_owners_alone_even_in_an_open_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert tinbao("migrate", home=tmp_path)[0] == 0
    assert tinbao("authorities", "check", home=tmp_path)[0] == 0
    files = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()}
    assert files["tinbao.db"] == 0o600
    assert {mode for mode in files.values() if mode & 0o077} == set()
