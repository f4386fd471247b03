"""A reporter's data fed through every door: found sealed, or in his own words in the report, and nowhere else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.fakes.smtp import SmtpSink
from tests.fakes.telegram import FakeTelegram
from tests.journeys.canary import (
    BROWSER,
    CHAT_ID,
    CONTACT,
    DRAFT,
    PERSON,
    PLACES_OF_THE_TIP,
    SOURCE_ADDRESS,
    TIP,
    TOLD,
    UNSENT,
    WHO,
    Trace,
    list_traces,
    make_backup,
)
from tests.journeys.citizen import PHOTO
from tests.journeys.server import Server, wait_for

pytestmark = pytest.mark.verify
CODE = re.compile(r"TB(?:-[0-9A-Z]{5}){3}-[0-9A-Z]")


@dataclass
class Haunted:
    """A house a canary flew through."""

    server: Server
    url: str
    smtp: SmtpSink
    telegram: FakeTelegram
    temporary: Path
    codes: list[str]

    def traces(self) -> list[Trace]:
        return list(list_traces(self.server, self.url, self.smtp, self.temporary))


@pytest.fixture
def haunted(database_url: str, tmp_path: Path) -> Iterator[Haunted]:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with FakeTelegram() as telegram, SmtpSink() as smtp:
        server = Server(
            tmp_path / "home",
            TINBAO_DATABASE_URL=database_url,
            TINBAO_TELEGRAM_TOKEN=telegram.token,
            TINBAO_TELEGRAM_API_URL=telegram.url,
            TINBAO_SMTP_URL=smtp.url,
            TINBAO_LOG_LEVEL="DEBUG",
            TMPDIR=str(temporary),
        )
        server.start()
        try:
            assert server.wait_until_ready()
            house = Haunted(server, database_url, smtp, telegram, temporary, [])
            house.codes += [fly_through_telegram(house), fly_through_the_chat(house), fly_through_the_form(house)]
            make_trouble(house)
            smtp.wait_for(3, timeout=60)
            yield house
        finally:
            server.stop()


def fly_through_telegram(house: Haunted) -> str:
    """Report with a photo, share one's own telephone, ask by code, leave a draft."""
    telegram = house.telegram
    sender = {"id": CHAT_ID, "is_bot": False, **PERSON}
    chat = {"id": CHAT_ID, "type": "private", **PERSON}
    telegram.send_photo(CHAT_ID, PHOTO, TIP)
    telegram.send(CHAT_ID, contact=CONTACT, **{"from": sender, "chat": chat})
    wait_for(lambda: [m for m in telegram.sent(CHAT_ID) if "Gửi" in m.labels], "the card", seconds=60)
    before = len(telegram.sent(CHAT_ID))
    telegram.press(CHAT_ID, "Gửi")
    code = wait_for(lambda: find_code(" ".join(m.text for m in telegram.sent(CHAT_ID)[before:])), "the receipt")
    telegram.say(CHAT_ID, code)
    telegram.say(CHAT_ID, DRAFT)
    wait_for(lambda: len(telegram.sent(CHAT_ID)) >= before + 3, "the answers")
    return code


def browse(house: Haunted) -> httpx.Client:
    """A browser whose address and name can be recognised."""
    transport = httpx.HTTPTransport(local_address=SOURCE_ADDRESS)
    headers = {"user-agent": BROWSER, "accept": "text/html"}
    return httpx.Client(base_url=house.server.url, transport=transport, headers=headers, timeout=60)


def fly_through_the_chat(house: Haunted) -> str:
    """Report by the JSON door, look the code up there."""
    with browse(house) as browser:
        token = browser.post("/api/v1/chat").json()["token"]
        bearer = {"Authorization": f"Bearer {token}"}

        def say(text: str = "", button: str | None = None) -> list[dict[str, Any]]:
            body = {"id": str(uuid4()), "text": text} | ({"button": button} if button else {})
            assert browser.post("/api/v1/chat/messages", json=body, headers=bearer).status_code == 202
            read = browser.get("/api/v1/chat/messages", params={"after": 0}, headers=bearer).json()
            return list(read["messages"])

        send = next(b["payload"] for b in say(TIP)[-1]["buttons"] if b["label"] == "Gửi")
        messages = say(button=send)
        code = find_code(messages[-1]["text"])
        browser.get("/api/v1/chat/messages", params={"after": messages[-1]["seq"]}, headers=bearer)
        assert browser.post("/api/v1/status", json={"code": code}).status_code == 200
        say(DRAFT)
        return str(code)


def fly_through_the_form(house: Haunted) -> str:
    """Report by the form of browsers without scripts, look the code up on its page."""
    with browse(house) as browser:
        browser.cookies.clear()
        files = {"files": ("Chimhoangyen.jpg", PHOTO, "image/jpeg")}
        first = browser.post("/chat", data={"id": str(uuid4()), "text": TIP, "seen": "0"}, files=files)
        cookie = {"cookie": first.headers["set-cookie"].partition(";")[0]}
        payload = re.search(r'value="(send:\d+)"', browser.get("/", headers=cookie).text)
        assert payload
        browser.post("/chat", data={"id": str(uuid4()), "button": payload[1], "seen": "1"}, headers=cookie)
        code = find_code(browser.get("/", headers=cookie).text)
        browser.post("/chat", data={"id": str(uuid4()), "text": DRAFT, "seen": "99"}, headers=cookie)
        assert browser.post("/tra-cuu", data={"code": code}).status_code == 200
        return str(code)


def make_trouble(house: Haunted) -> None:
    """Wrong log-ins, broken bodies, unknown pages, all with the canary in them."""
    with browse(house) as browser:
        browser.post("/admin/login", data={"email": TOLD[3], "password": TOLD[0] * 3})
        browser.post(
            "/api/v1/chat/messages", content=TIP.encode(), headers={"Authorization": f"Bearer {PERSON['username']}"}
        )
        browser.post("/api/v1/status", json={"code": TOLD[0]})
        browser.get(f"/{PERSON['username']}", params={"q": TOLD[1]})
        browser.get("/admin/cases/Chimhoangyen")


def find_code(text: str) -> str:
    """The receipt code in a text, or nothing yet."""
    found = CODE.search(text)
    return found[0] if found else ""


def test_who_reported_is_found_nowhere_and_what_he_told_only_in_his_report(haunted: Haunted, tmp_path: Path) -> None:
    assert len(set(haunted.codes)) == 3
    assert len(haunted.smtp.mails) == 3
    haunted.server.stop()
    backup = make_backup(haunted.server, haunted.url, tmp_path / "stolen.tinbao")
    traces = [*haunted.traces(), backup]

    secrets = [
        *haunted.codes,
        *(code[6:17] for code in haunted.codes),
        *(code.replace("-", "") for code in haunted.codes),
    ]
    assert find(traces, [*WHO, *secrets, *UNSENT]) == []

    in_rows = {(where, word) for where, word in find(traces, TOLD) if not where.startswith("file tinbao.db")}
    assert {where for where, _ in in_rows} == PLACES_OF_THE_TIP
    assert {word for _, word in in_rows} == set(TOLD), "the search finds what is there"


def find(traces: list[Trace], words: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return sorted({(trace.place, word) for trace in traces for word in words if word.lower() in trace.content.lower()})
