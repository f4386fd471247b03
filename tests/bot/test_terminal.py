"""The conversation in the terminal, against a real server."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.terminal import CANNOT_REACH, NOT_OURS, run
from tests.intake.keys import read_originals
from tests.public.citizen import CODE, SMALLEST_PNG, TIP
from tests.public.live_server import serve
from tinbao.app import House


@pytest.fixture
def url(sqlite_house: House) -> Iterator[str]:
    with serve(sqlite_house) as address:
        yield address


def _talk(url: str, *lines: str) -> str:
    output = io.StringIO()
    assert run(url, lines=lines, output=output) == 0
    return output.getvalue()


def test_a_tip_is_told_and_sent_by_typing_the_number_of_a_button(url: str) -> None:
    said = _talk(url, TIP, "1")

    assert "[1] Gửi  [2] Sửa  [3] Bỏ" in said
    assert len(CODE.findall(said)) == 1


def test_a_number_presses_the_buttons_shown_last(url: str) -> None:
    said = _talk(url, TIP, "3", "1")

    assert "[1] Lấy lại" in said
    assert said.count("Mình hiểu tin của bạn") == 2


def test_a_photo_is_sent_by_its_path(url: str, tmp_path: Path, sqlite_house: House) -> None:
    photo = tmp_path / "ảnh chụp.png"
    photo.write_bytes(SMALLEST_PNG)

    said = _talk(url, TIP, f"/anh {photo}", f"/anh {tmp_path / 'khong-co.png'}")

    assert "tệp kèm theo: 1" in said
    assert re.search(r"Không đọc được tệp .*khong-co\.png", said)
    stored = read_originals(sqlite_house.inbox)
    assert stored == [SMALLEST_PNG]


def test_nothing_is_sent_after_leaving(url: str) -> None:
    said = _talk(url, "/thoat", TIP)

    assert "Tin báo:" not in said


def test_a_server_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = "http://127.0.0.1:9"  # the discard port: nothing listens there

    assert run(nowhere, lines=[TIP], output=io.StringIO()) == 1
    assert capsys.readouterr().err == CANNOT_REACH.format(url=nowhere) + "\n"


@pytest.mark.parametrize("address", ["not an address", "ftp://127.0.0.1/", "http://[::1"])
def test_what_is_no_address_is_said_in_one_line(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(address, lines=[TIP], output=io.StringIO()) == 1
    assert capsys.readouterr().err == CANNOT_REACH.format(url=address) + "\n"


def test_a_server_that_is_not_ours_is_said_so(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = f"{url}/nowhere"

    assert run(elsewhere, lines=[TIP], output=io.StringIO()) == 1
    assert capsys.readouterr().err == NOT_OURS.format(url=elsewhere) + "\n"


def test_the_command_reads_a_pipe(url: str) -> None:
    command = [sys.executable, "-m", "tinbao", "chat", "--url", url]

    done = subprocess.run(command, input=f"{TIP}\n1\n", capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(CODE.findall(done.stdout)) == 1
