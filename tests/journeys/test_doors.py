"""One report through each door, from the citizen's words to the authority's answer, against a real server."""

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fakes.smtp import SmtpSink
from tests.fakes.telegram import FakeTelegram
from tests.journeys.citizen import CARD, CHAT, PHOTO, RECEIPT, TEXT, find_token
from tests.journeys.server import Server, wait_for

CODE = re.compile(r"TB(?:-[0-9A-Z]{5}){3}-[0-9A-Z]")
HANOI = "Chi cục Quản lý thị trường TP. Hà Nội"


@dataclass
class World:
    server: Server
    telegram: FakeTelegram
    smtp: SmtpSink


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with FakeTelegram() as telegram, SmtpSink() as smtp:
        server = Server(
            tmp_path_factory.mktemp("doors") / "home",
            TINBAO_TELEGRAM_TOKEN=telegram.token,
            TINBAO_TELEGRAM_API_URL=telegram.url,
            TINBAO_SMTP_URL=smtp.url,
        )
        server.start()
        try:
            assert server.wait_until_ready()
            yield World(server, telegram, smtp)
        finally:
            server.stop()


def wait_for_mail(world: World, before: int) -> EmailMessage:
    return world.smtp.wait_for(before + 1, timeout=60)[before]


def check_mail_and_accept(world: World, mail: EmailMessage) -> None:
    assert mail["To"] == "qltt-01@authority.example"
    body = mail.get_body(("plain",))
    assert body is not None
    words = body.get_content()
    assert HANOI in words
    assert "+84912345678" in words
    assert "mình có chụp hình" not in words, "the reporter's own words left the house"
    answer = httpx.post(f"{world.server.url}/r/act", json={"token": find_token(mail), "act": "accept"}, timeout=30)
    assert answer.status_code == 200


def check_status(world: World, code: str) -> None:
    answer = httpx.post(f"{world.server.url}/api/v1/status", json={"code": code}, timeout=30)
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "acknowledged"
    assert HANOI in answer.json()["summary"]


class Chat:
    """A browser's side of the JSON door."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=60)
        token = self._client.post("/api/v1/chat").json()["token"]
        self._headers = {"Authorization": f"Bearer {token}"}
        self._after = 0

    def say(self, text: str, *, button: str | None = None, photo: bytes | None = None) -> list[dict[str, Any]]:
        data = {"id": str(uuid.uuid4()), "text": text} | ({"button": button} if button else {})
        body: dict[str, Any] = {"json": data} if photo is None else {"data": data, "files": {"files": ("a.jpg", photo)}}
        answer = self._client.post("/api/v1/chat/messages", headers=self._headers, **body)
        assert answer.status_code == 202, answer.text
        read = self._client.get("/api/v1/chat/messages", params={"after": self._after}, headers=self._headers)
        messages: list[dict[str, Any]] = read.json()["messages"]
        self._after = messages[-1]["seq"]
        return messages

    def close(self) -> None:
        self._client.close()


@pytest.mark.verify
def test_a_report_by_web_chat_reaches_the_authority_and_the_answer_comes_back(world: World) -> None:
    before = len(world.smtp.mails)
    chat = Chat(world.server.url)
    card = chat.say(TEXT, photo=PHOTO)[-1]
    assert CARD in card["text"]
    assert HANOI in card["text"]
    send = next(button["payload"] for button in card["buttons"] if button["label"] == "Gửi")
    receipt = chat.say("", button=send)[-1]["text"]
    found = CODE.search(receipt)
    assert found
    check_mail_and_accept(world, wait_for_mail(world, before))
    check_status(world, found.group())
    chat.close()


@pytest.mark.verify
def test_a_report_by_terminal_reaches_the_authority_and_the_answer_comes_back(world: World, tmp_path: Path) -> None:
    before = len(world.smtp.mails)
    photo = tmp_path / "hop.jpg"
    photo.write_bytes(PHOTO)
    typed = f"{TEXT}\n/anh {photo}\n1\n/thoat\n"
    command = [sys.executable, "-m", "tinbao", "chat", "--url", world.server.url]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found = CODE.search(done.stdout)
    assert found, done.stdout
    check_mail_and_accept(world, wait_for_mail(world, before))
    check_status(world, found.group())


@pytest.mark.verify
def test_a_report_by_telegram_reaches_the_authority_and_the_answer_comes_back(world: World) -> None:
    before = len(world.smtp.mails)
    world.telegram.send_photo(CHAT, PHOTO, TEXT)
    card = world.telegram.sent(CHAT, wait_for=1, timeout=60)[-1]
    assert CARD in card.text
    world.telegram.press(CHAT, "Gửi")
    receipt = world.telegram.sent(CHAT, wait_for=2, timeout=60)[-1].text
    assert RECEIPT in receipt
    found = CODE.search(receipt)
    assert found
    check_mail_and_accept(world, wait_for_mail(world, before))
    news = world.telegram.sent(CHAT, wait_for=3, timeout=60)[-1].text
    assert news.startswith(HANOI)
    check_status(world, found.group())


@pytest.mark.verify
def test_goods_in_an_old_province_go_to_the_province_of_today_with_the_reason_said(world: World) -> None:
    chat = Chat(world.server.url)
    card = chat.say("bán hàng lậu ở Bình Dương")[-1]["text"]
    assert "Chi cục Quản lý thị trường TP. Hồ Chí Minh" in card
    assert "Bình Dương cũ, nay thuộc thành phố Hồ Chí Minh" in card
    chat.close()


@pytest.mark.verify
@pytest.mark.parametrize("trouble", ["450", "550", "closed", "hanging"])
def test_a_mail_the_server_does_not_take_is_tried_again_until_it_does(world: World, trouble: str) -> None:
    before = len(world.smtp.mails)
    match trouble:
        case "450":
            world.smtp.refuse("RCPT", "450 4.2.0 try later", times=2)
        case "550":
            world.smtp.refuse("DATA", "550 5.7.1 not today", times=2)
        case "closed":
            world.smtp.close_connection("DATA", times=2)
        case _:
            world.smtp.hang("RCPT", times=1)
    chat = Chat(world.server.url)
    card = chat.say(f"shop Mít Ướt {trouble} bán giày nike giả ở Đà Nẵng, fb.com/mituot.example")[-1]
    chat.say("", button=card["buttons"][0]["payload"])
    mail = wait_for(lambda: world.smtp.mails[before:], "the mail after the trouble", seconds=120)[0]
    assert mail["To"] == "qltt-48@authority.example"
    assert len(world.smtp.mails) == before + 1
    chat.close()


@pytest.mark.verify
def test_a_second_server_on_the_same_sqlite_file_refuses_to_start(world: World) -> None:
    second = Server(world.server.home)
    second.start()
    wait_for(lambda: not second.is_alive(), "the second server to give up")
    assert "TINBAO_HOME: another server already runs" in second.log.read_text()


@pytest.mark.verify
def test_no_words_of_a_citizen_stand_in_the_log_of_a_server_that_met_trouble(world: World) -> None:
    chat = Chat(world.server.url)
    chat.say("shop Canary Tím 0977 000 613 bán hàng giả ở Huế")
    log = world.server.log.read_text()
    chat.close()
    assert [word for word in ("Canary", "0977", "613", world.telegram.token) if word in log] == []
