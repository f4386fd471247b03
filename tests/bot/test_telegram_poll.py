"""Updates come in by long polling, in order, and leave Telegram only once they are ours for good."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.telegram import TelegramChannel
from bot.telegram_errors import TokenRefusedError
from intake.messages import Button, IncomingMessage
from intake.ports import ChannelError
from tests.fakes.telegram import FakeTelegram

CHAT = 7001
PATIENCE = 15  # seconds


class Receiver:
    """Stands for the inbox: keeps what it gets, fails when told to, and can be waited for."""

    def __init__(self) -> None:
        self.got: list[IncomingMessage] = []
        self.calls: list[str] = []
        self.failures = 0
        self.gate = threading.Event()
        self.gate.set()
        self._changed = threading.Condition()

    def __call__(self, message: IncomingMessage) -> bool:
        with self._changed:
            self.calls.append(message.external_id)
            self._changed.notify_all()
        assert self.gate.wait(PATIENCE)
        with self._changed:
            if self.failures:
                self.failures -= 1
                raise ConnectionError("the database is down")
            is_new = message.external_id not in {each.external_id for each in self.got}
            self.got.append(message)
            self._changed.notify_all()
            return is_new

    @property
    def said(self) -> list[str | None]:
        return [message.button or message.unsupported or message.text for message in self.got]

    async def wait_for(self, *, got: int = 0, calls: int = 0) -> None:
        assert await asyncio.to_thread(self._wait, got, calls), (self.said, self.calls)

    def _wait(self, got: int, calls: int) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: len(self.got) >= got and len(self.calls) >= calls, PATIENCE)


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as telegram:
        yield telegram


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@asynccontextmanager
async def polling(
    telegram: FakeTelegram, receiver: Receiver, token: str | None = None
) -> AsyncIterator[TelegramChannel]:
    channel = make_channel(telegram, token)
    task = asyncio.create_task(channel.poll(receiver))
    try:
        yield channel
    finally:
        receiver.gate.set()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await channel.close()


def make_channel(telegram: FakeTelegram, token: str | None = None) -> TelegramChannel:
    return TelegramChannel(
        token=token or telegram.token, api_url=telegram.url, first_pause_seconds=0.01, longest_pause_seconds=0.05
    )


async def test_messages_arrive_in_the_order_they_were_written(telegram: FakeTelegram, receiver: Receiver) -> None:
    for number in range(150):
        telegram.say(CHAT, f"tin {number}")

    async with polling(telegram, receiver):
        await receiver.wait_for(got=150)
        last = telegram.say(CHAT, "tin 150")
        await asyncio.to_thread(telegram.wait_confirmed, last)

    assert receiver.said == [f"tin {number}" for number in range(151)]


async def test_an_idle_poll_waits_instead_of_asking_again(telegram: FakeTelegram, receiver: Receiver) -> None:
    async with polling(telegram, receiver):
        await asyncio.to_thread(telegram.calls, "getUpdates", wait_for=1)
        telegram.say(CHAT, "một")
        await receiver.wait_for(got=1)
        calls = await asyncio.to_thread(telegram.calls, "getUpdates", wait_for=2)

    assert [call["timeout"] for call in calls] == ["25", "25"]
    assert "edited_message" in calls[0]["allowed_updates"]


async def test_an_update_is_confirmed_only_after_it_was_received(telegram: FakeTelegram, receiver: Receiver) -> None:
    receiver.gate.clear()
    update = telegram.say(CHAT, "đang lưu")

    async with polling(telegram, receiver):
        await receiver.wait_for(calls=1)
        assert not telegram.world.is_confirmed(update)
        receiver.gate.set()
        await asyncio.to_thread(telegram.wait_confirmed, update)

    assert receiver.said == ["đang lưu"]


async def test_an_update_being_received_when_the_process_ends_comes_again(
    telegram: FakeTelegram, receiver: Receiver
) -> None:
    receiver.gate.clear()
    update = telegram.say(CHAT, "một")
    async with polling(telegram, receiver):
        await receiver.wait_for(calls=1)

    async with polling(telegram, receiver):
        await receiver.wait_for(calls=2)
        await asyncio.to_thread(telegram.wait_confirmed, update)

    assert receiver.calls == [str(update)] * 2


async def test_what_could_not_be_received_is_asked_for_again_in_order(
    telegram: FakeTelegram, receiver: Receiver
) -> None:
    receiver.failures = 3
    updates = [telegram.say(CHAT, "một"), telegram.say(CHAT, "hai")]

    with capture_logs() as logs:
        async with polling(telegram, receiver):
            await receiver.wait_for(got=2)

    assert receiver.said == ["một", "hai"]
    assert receiver.calls == [str(updates[0])] * 4 + [str(updates[1])]
    assert [entry["attempts"] for entry in logs if entry["event"] == "telegram_poll_failed"] == [1, 2, 3]
    assert {entry.get("error") for entry in logs} <= {"ConnectionError", None}


async def test_a_duplicate_is_handed_on_under_the_same_id(telegram: FakeTelegram, receiver: Receiver) -> None:
    async with polling(telegram, receiver):
        update = telegram.say(CHAT, "một")
        await asyncio.to_thread(telegram.wait_confirmed, update)
        telegram.duplicate()
        await receiver.wait_for(got=2)
        telegram.say(CHAT, "hai")
        await receiver.wait_for(got=3)

    assert [message.external_id for message in receiver.got] == [str(update), str(update), str(update + 1)]


async def test_an_update_nobody_can_read_stops_neither_those_before_nor_after(
    telegram: FakeTelegram, receiver: Receiver
) -> None:
    telegram.say(CHAT, "trước")
    telegram.update({"message": {"chat": "không phải là phòng chat"}})
    telegram.update({"loai_moi_cua_nam_sau": {"bi_mat": "0900000000"}})
    telegram.update({"message": {"chat": {"id": CHAT, "type": "private"}, "text": "thiếu ngày gửi"}})
    telegram.say(CHAT, "sau")

    with capture_logs() as logs:
        async with polling(telegram, receiver):
            await receiver.wait_for(got=3)

    assert receiver.said == ["trước", "thiếu ngày gửi", "sau"]
    assert [entry["kind"] for entry in logs if entry["event"] == "telegram_update_unparsed"] == ["message", "message"]


async def test_a_press_comes_in_and_its_spinner_ends(telegram: FakeTelegram, receiver: Receiver) -> None:
    telegram.open_chat(CHAT)
    async with polling(telegram, receiver) as channel:
        await channel.send(address={"chat_id": str(CHAT)}, text="Thẻ", buttons=(Button("Gửi", "send:3"),))
        telegram.press(CHAT, "Gửi")
        await receiver.wait_for(got=1)
        [answer] = await asyncio.to_thread(telegram.calls, "answerCallbackQuery", wait_for=1)

    assert receiver.said == ["send:3"]
    assert receiver.got[0].account == str(CHAT)
    assert answer["callback_query_id"].startswith("query-")


async def test_a_spinner_that_cannot_be_ended_holds_up_nothing(telegram: FakeTelegram, receiver: Receiver) -> None:
    telegram.open_chat(CHAT)
    telegram.fault("answerCallbackQuery", delay=60)
    async with polling(telegram, receiver) as channel:
        await channel.send(address={"chat_id": str(CHAT)}, text="Thẻ", buttons=(Button("Gửi", "send:3"),))
        telegram.press(CHAT, "send:3")
        await receiver.wait_for(got=1)
        telegram.say(CHAT, "tiếp theo")
        await receiver.wait_for(got=2)

    assert receiver.said == ["send:3", "tiếp theo"]


@pytest.mark.parametrize("fault", [{"status": 500}, {"html": True}, {"drop": True}, {"apply_then_drop": True}])
@pytest.mark.parametrize("method", ["getUpdates", "getMe"])
async def test_a_platform_in_trouble_is_asked_again(
    telegram: FakeTelegram, receiver: Receiver, method: str, fault: dict[str, Any]
) -> None:
    telegram.say(CHAT, "một")
    telegram.fault(method, times=3, **fault)

    async with polling(telegram, receiver):
        await receiver.wait_for(got=1)

    assert receiver.said == ["một"]


async def test_a_platform_that_is_not_there_at_the_start_is_waited_for(
    telegram: FakeTelegram, receiver: Receiver
) -> None:
    telegram.say(CHAT, "một")
    telegram.stop()
    async with polling(telegram, receiver):
        telegram.start()
        await receiver.wait_for(got=1)

    assert receiver.said == ["một"]


async def test_a_flood_limit_is_respected(telegram: FakeTelegram, receiver: Receiver) -> None:
    telegram.say(CHAT, "một")
    telegram.fault("getUpdates", retry_after=1)
    began = asyncio.get_running_loop().time()

    async with polling(telegram, receiver):
        await receiver.wait_for(got=1)

    assert asyncio.get_running_loop().time() - began >= 1


async def test_a_webhook_left_behind_is_taken_down(telegram: FakeTelegram, receiver: Receiver) -> None:
    telegram.world.webhook_url = "https://cu.example/webhooks/telegram"
    telegram.say(CHAT, "một")

    async with polling(telegram, receiver):
        await receiver.wait_for(got=1)

    assert telegram.world.webhook_url == ""


async def test_groups_and_notices_are_confirmed_and_not_received(telegram: FakeTelegram, receiver: Receiver) -> None:
    telegram.send(CHAT, text="chào nhóm", chat={"id": -5, "type": "group", "title": "Hội"})
    telegram.send(CHAT, pinned_message={"message_id": 1, "date": 0, "chat": {"id": CHAT, "type": "private"}})
    last = telegram.say(CHAT, "riêng")

    async with polling(telegram, receiver):
        await asyncio.to_thread(telegram.wait_confirmed, last)

    assert receiver.said == ["riêng"]


async def test_the_menu_of_commands_is_offered_once(telegram: FakeTelegram, receiver: Receiver) -> None:
    async with polling(telegram, receiver):
        telegram.say(CHAT, "một")
        await receiver.wait_for(got=1)
        calls = telegram.calls("setMyCommands")

    assert len(calls) == 1
    assert all(name in calls[0]["commands"] for name in ("trogiup", "huy", "tracuu", "start"))


async def test_a_menu_that_is_refused_stops_nothing(telegram: FakeTelegram, receiver: Receiver) -> None:
    telegram.fault("setMyCommands", status=400)
    telegram.say(CHAT, "một")

    async with polling(telegram, receiver):
        await receiver.wait_for(got=1)


async def test_a_refused_token_ends_with_one_clear_sentence(telegram: FakeTelegram, receiver: Receiver) -> None:
    token = "1000001:somebody-elses"
    channel = make_channel(telegram, token)

    with pytest.raises(TokenRefusedError) as caught:
        await channel.poll(receiver)
    await channel.close()

    assert str(caught.value) == "TINBAO_TELEGRAM_TOKEN: Telegram refuses this token"
    assert token not in repr(caught.value.__context__) + repr(caught.value.__cause__)


@pytest.mark.parametrize("token", ["", "không phải token", "abc:def"])
def test_what_cannot_be_a_token_is_refused_at_once(token: str) -> None:
    with pytest.raises(TokenRefusedError):
        TelegramChannel(token=token)


async def test_start_tells_a_platform_out_of_reach_from_a_refused_token(telegram: FakeTelegram) -> None:
    channel = make_channel(telegram)
    telegram.fault("getMe", html=True)

    with pytest.raises(ChannelError) as caught:
        await channel.start()
    await channel.close()

    assert (type(caught.value), caught.value.kind) == (ChannelError, "not_json")


async def test_logs_hold_no_text_no_chat_and_no_token(telegram: FakeTelegram, receiver: Receiver) -> None:
    receiver.failures = 1
    telegram.fault("getUpdates", html=True)
    telegram.say(CHAT, "bí mật của người báo tin", sticker={"emoji": "😀"})

    with capture_logs() as logs:
        async with polling(telegram, receiver):
            await receiver.wait_for(got=1)

    assert {entry["event"] for entry in logs} == {
        "telegram_poll_failed",
        "telegram_update_unparsed",
        "telegram_update_not_received",
    }
    assert all(secret not in str(logs) for secret in ("bí mật", str(CHAT), telegram.token))
