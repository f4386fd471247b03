"""Replies reach a chat whole and in order; what goes wrong becomes a short word that tells what to do next."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from bot.telegram import TelegramChannel
from bot.telegram_render import LONGEST_TEXT, split_text
from intake.messages import Button
from intake.ports import ChannelError
from tests.fakes.telegram import FakeTelegram

CHAT = 7001
ADDRESS = {"chat_id": str(CHAT)}
CARD_BUTTONS = (Button("Gửi", "send:3"), Button("Sửa", "edit:3"), Button("Bỏ", "drop:3"))


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as telegram:
        telegram.open_chat(CHAT)
        yield telegram


@pytest.fixture
async def channel(telegram: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(token=telegram.token, api_url=telegram.url, timeout_seconds=1)
    yield channel
    await channel.close()


async def test_a_reply_arrives_with_its_buttons_and_without_a_preview(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    long = Button("Thêm vào tin đã gửi", "addlast:3")
    await channel.send(address=ADDRESS, text="Mình hiểu <b>tin</b> *của* bạn", buttons=(*CARD_BUTTONS, long))

    [sent] = telegram.sent(CHAT)
    assert sent.text == "Mình hiểu <b>tin</b> *của* bạn"
    assert sent.rows == (
        (("Gửi", "send:3"), ("Sửa", "edit:3")),
        (("Bỏ", "drop:3"),),
        (("Thêm vào tin đã gửi", "addlast:3"),),
    )
    assert json.loads(sent.params["link_preview_options"]) == {"is_disabled": True}
    assert "parse_mode" not in sent.params


async def test_a_long_reply_goes_in_parts_and_the_buttons_under_the_last(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    lines = [f"Dòng {number}: người bán hàng giả 🛑 ở phường Ngã Tư Sở" for number in range(300)]
    await channel.send(address=ADDRESS, text="\n".join(lines), buttons=CARD_BUTTONS)

    sent = telegram.sent(CHAT)
    assert len(sent) > 2
    assert "\n".join(part.text for part in sent).split("\n") == lines
    assert [part.labels for part in sent] == [()] * (len(sent) - 1) + [("Gửi", "Sửa", "Bỏ")]


@pytest.mark.parametrize("text", ["", " \n ", "ngắn", "ă" * LONGEST_TEXT, "🛑" * (LONGEST_TEXT // 2)])
def test_a_text_that_fits_stays_whole(text: str) -> None:
    assert split_text(text) == [text.strip()]


@pytest.mark.parametrize("text", ["từ " * 5000, "🛑" * 5000, "a" + "🛑" * 5000, ("dòng\n" * 5000)])
def test_a_text_that_does_not_fit_is_cut_at_borders_and_loses_nothing(text: str) -> None:
    parts = split_text(text)

    assert all(0 < len(part.encode("utf-16-le")) <= 2 * LONGEST_TEXT for part in parts)
    assert len(parts) == -(-len(text.strip().encode("utf-16-le")) // (2 * LONGEST_TEXT))
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(set(part.split()) <= set(text.split()) for part in parts if " " in part or "\n" in part)


def test_a_lone_early_border_does_not_leave_a_scrap() -> None:
    assert [len(part) for part in split_text("a b" + "c" * 20, limit=10)] == [10, 10, 3]


@pytest.mark.parametrize(
    ("fault", "kind", "is_final", "retry_after"),
    [
        ({"retry_after": 7}, "429", False, 7.0),
        ({"status": 500}, "5xx", False, None),
        ({"status": 503, "description": "restart"}, "5xx", False, None),
        ({"html": True}, "not_json", False, None),
        ({"html": True, "status": 403}, "not_json", False, None),
        ({"drop": True}, "network", False, None),
        ({"delay": 5.0}, "network", False, None),
        ({"status": 401, "description": "Unauthorized"}, "401", False, None),
        ({"status": 403, "description": "Forbidden: user is deactivated"}, "blocked", True, None),
        ({"status": 400, "description": "Bad Request: BUTTON_DATA_INVALID"}, "400", True, None),
        ({"status": 418, "description": "I'm a teapot"}, "refused", False, None),
    ],
)
async def test_a_failure_says_what_follows(
    telegram: FakeTelegram,
    channel: TelegramChannel,
    fault: dict[str, Any],
    kind: str,
    *,
    is_final: bool,
    retry_after: float,
) -> None:
    telegram.fault("sendMessage", **fault)

    error = await failure_of(channel)

    assert (error.kind, error.is_final, error.retry_after) == (kind, is_final, retry_after)
    assert telegram.sent() == []


async def test_a_blocked_chat_is_final_and_others_still_get_theirs(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.block(CHAT)
    telegram.open_chat(8002)

    error = await failure_of(channel)
    await channel.send(address={"chat_id": "8002"}, text="Đã nhận tin", buttons=())

    assert (error.kind, error.is_final) == ("blocked", True)
    assert [sent.chat_id for sent in telegram.sent()] == [8002]


async def test_an_unknown_chat_is_final(channel: TelegramChannel) -> None:
    error = await failure_of(channel, address={"chat_id": "9999"})

    assert (error.kind, error.is_final) == ("chat_not_found", True)


async def test_after_a_failure_the_next_try_arrives_once(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    telegram.fault("sendMessage", drop=True)
    await failure_of(channel)

    await channel.send(address=ADDRESS, text="Đã nhận tin", buttons=())

    assert [sent.text for sent in telegram.sent()] == ["Đã nhận tin"]


async def test_a_platform_that_is_gone_and_back_is_reached_again(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    await channel.send(address=ADDRESS, text="một", buttons=())
    telegram.stop()
    assert (await failure_of(channel)).kind == "network"

    telegram.start()
    await channel.send(address=ADDRESS, text="hai", buttons=())

    assert [sent.text for sent in telegram.sent()] == ["một", "hai"]


@pytest.mark.parametrize(
    "fault", [{"html": True}, {"retry_after": 3}, {"drop": True}, {"status": 500, "description": "chat 7001"}]
)
async def test_an_error_carries_no_token_no_chat_and_no_text(
    telegram: FakeTelegram, channel: TelegramChannel, fault: dict[str, Any]
) -> None:
    telegram.fault("sendMessage", **fault)

    error: BaseException | None = await failure_of(channel)

    while error is not None:
        assert all(secret not in repr(vars(error)) + repr(error) for secret in ("Đã nhận", str(CHAT), telegram.token))
        error = error.__cause__ or error.__context__


async def failure_of(channel: TelegramChannel, address: dict[str, str] = ADDRESS) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await channel.send(address=address, text="Đã nhận tin của bạn", buttons=())
    return caught.value
