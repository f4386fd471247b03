"""Our Telegram is as strict as theirs where it matters, and speaks from a process of its own as well."""

import base64
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fakes.telegram import FakeTelegram

CHAT = 7001
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as telegram:
        telegram.open_chat(CHAT)
        yield telegram


def ask(telegram: FakeTelegram, method: str, **params: Any) -> dict[str, Any]:
    answer: dict[str, Any] = httpx.post(f"{telegram.url}/bot{telegram.token}/{method}", json=params).json()
    return answer


def test_json_form_and_multipart_bodies_mean_the_same(telegram: FakeTelegram) -> None:
    address, fields = f"{telegram.url}/bot{telegram.token}/sendMessage", {"chat_id": str(CHAT), "text": "Chữ Việt ế"}
    httpx.post(address, json=fields)
    httpx.post(address, data=fields)
    httpx.post(address, files={name: (None, value) for name, value in fields.items()})

    assert [sent.text for sent in telegram.sent(CHAT)] == ["Chữ Việt ế"] * 3


@pytest.mark.parametrize(
    ("params", "code", "description"),
    [
        ({"chat_id": CHAT, "text": " \n"}, 400, "message text is empty"),
        ({"chat_id": CHAT, "text": "🛑" * 2049}, 400, "message is too long"),
        ({"chat_id": 1, "text": "x"}, 400, "chat not found"),
        ({"text": "x"}, 400, "chat_id is empty"),
        (
            {
                "chat_id": CHAT,
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "ế" * 22}]]},
            },
            400,
            "BUTTON_DATA_INVALID",
        ),
    ],
)
def test_a_message_telegram_would_refuse_is_refused(
    telegram: FakeTelegram, params: dict[str, Any], code: int, description: str
) -> None:
    answer = ask(telegram, "sendMessage", **params)

    assert (answer["ok"], answer["error_code"]) == (False, code)
    assert description in answer["description"]
    assert telegram.sent() == []


def test_a_wrong_token_is_refused(telegram: FakeTelegram) -> None:
    assert httpx.get(f"{telegram.url}/bot1:wrong/getMe").status_code == 401
    assert httpx.get(f"{telegram.url}/file/bot1:wrong/photos/file_1").status_code == 401


def test_confirmed_updates_are_forgotten_and_the_rest_come_again(telegram: FakeTelegram) -> None:
    first, second = telegram.say(CHAT, "một"), telegram.say(CHAT, "hai")

    assert [each["update_id"] for each in ask(telegram, "getUpdates")["result"]] == [first, second]
    assert [each["update_id"] for each in ask(telegram, "getUpdates", offset=second)["result"]] == [second]
    assert ask(telegram, "getUpdates", offset=second + 1)["result"] == []


def test_kinds_not_asked_for_do_not_come(telegram: FakeTelegram) -> None:
    telegram.edit(CHAT, "sửa")

    assert ask(telegram, "getUpdates", allowed_updates=["message"])["result"] == []


def test_a_button_nobody_was_shown_cannot_be_pressed(telegram: FakeTelegram) -> None:
    with pytest.raises(LookupError):
        telegram.press(CHAT, "Gửi")


def test_waiting_in_vain_says_what_is_there(telegram: FakeTelegram) -> None:
    ask(telegram, "sendMessage", chat_id=CHAT, text="một")

    with pytest.raises(AssertionError, match="một"):
        telegram.sent(CHAT, wait_for=2, timeout=0.01)


def test_a_fault_that_applies_and_then_drops_leaves_its_trace(telegram: FakeTelegram) -> None:
    telegram.fault("sendMessage", apply_then_drop=True)

    with pytest.raises(httpx.TransportError):
        ask(telegram, "sendMessage", chat_id=CHAT, text="một")
    assert [sent.text for sent in telegram.sent(CHAT)] == ["một"]


def test_from_another_process_it_is_driven_over_http() -> None:
    command = [sys.executable, "-m", "tests.fakes.telegram", "--port", "0", "--token", "1:x"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            drive(address)
        finally:
            process.send_signal(signal.SIGTERM)
    assert process.returncode == 0


def drive(address: str) -> None:
    def act(name: str, **params: Any) -> Any:
        return httpx.post(f"{address}/control/{name}", json=params).raise_for_status().json()["result"]

    photo = base64.b64encode(b"\xff\xd8photo").decode()
    update = act("send_photo", chat_id=CHAT, content=photo, caption="ảnh")
    [received] = httpx.get(f"{address}/bot1:x/getUpdates").json()["result"]
    httpx.post(f"{address}/bot1:x/sendMessage", json={"chat_id": CHAT, "text": "đã nhận"})

    assert received["update_id"] == update
    assert [sent["text"] for sent in act("sent", chat_id=CHAT, wait_for=1)] == ["đã nhận"]
    assert httpx.post(f"{address}/control/sent", json={"wait_for": 2, "timeout": 0.01}).status_code == 408
    assert httpx.post(f"{address}/control/world", json={}).status_code == 400
