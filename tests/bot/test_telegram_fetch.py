"""Evidence comes over byte by byte; what cannot come says whether trying again may help."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from bot.telegram import TelegramChannel
from intake.ports import ChannelError, FileTooBigError
from tests.fakes.telegram import FakeTelegram

CHAT = 7001
PHOTO = bytes(range(256)) * 2000
TOO_BIG = 20 * 1024 * 1024 + 1


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as telegram:
        yield telegram


@pytest.fixture
async def channel(telegram: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(token=telegram.token, api_url=telegram.url, timeout_seconds=1)
    yield channel
    await channel.close()


async def test_a_photo_comes_whole_and_in_its_largest_size(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    source = send_photo(telegram, channel)

    assert await channel.fetch(source) == PHOTO


async def test_an_empty_file_comes_empty(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    telegram.send_document(CHAT, b"")

    assert await channel.fetch(newest_source(telegram, channel)) == b""


async def test_a_file_telegram_calls_too_big_is_too_big(telegram: FakeTelegram, channel: TelegramChannel) -> None:
    telegram.send_document(CHAT, b"x", size=TOO_BIG)

    with pytest.raises(FileTooBigError) as caught:
        await channel.fetch(newest_source(telegram, channel))
    assert caught.value.is_final


async def test_a_file_that_grows_past_the_limit_on_the_way_is_too_big(
    telegram: FakeTelegram, channel: TelegramChannel
) -> None:
    telegram.send_document(CHAT, bytes(TOO_BIG), size=100)

    with pytest.raises(FileTooBigError):
        await channel.fetch(newest_source(telegram, channel))


@pytest.mark.parametrize(("keep_ids", "kind"), [(False, "400"), (True, "404")])
async def test_a_file_that_is_gone_is_final(
    telegram: FakeTelegram, channel: TelegramChannel, kind: str, *, keep_ids: bool
) -> None:
    source = send_photo(telegram, channel)
    telegram.lose_files(keep_ids=keep_ids)

    error = await failure_of(channel, source)

    assert (error.kind, error.is_final) == (kind, True)


@pytest.mark.parametrize(
    ("method", "fault", "kind"),
    [
        ("getFile", {"status": 500}, "5xx"),
        ("getFile", {"html": True}, "not_json"),
        ("getFile", {"retry_after": 2}, "429"),
        (
            "getFile",
            {"status": 400, "description": "Bad Request: wrong file_id or the file is temporarily unavailable"},
            "file_unavailable",
        ),
        ("file", {"status": 502}, "502"),
        ("file", {"html": True}, "502"),
        ("file", {"truncate": True}, "network"),
        ("file", {"drop": True, "times": 2}, "network"),  # aiohttp itself asks once more on a connection used before
    ],
)
async def test_a_passing_failure_is_over_at_the_next_try(
    telegram: FakeTelegram, channel: TelegramChannel, method: str, fault: dict[str, Any], kind: str
) -> None:
    source = send_photo(telegram, channel)
    telegram.fault(method, **fault)

    error = await failure_of(channel, source)

    assert (error.kind, error.is_final) == (kind, False)
    assert telegram.token not in repr(error.__cause__) + repr(error.__context__)
    assert await channel.fetch(source) == PHOTO


def send_photo(telegram: FakeTelegram, channel: TelegramChannel) -> str:
    telegram.send_photo(CHAT, PHOTO, "ảnh nhãn")
    return newest_source(telegram, channel)


def newest_source(telegram: FakeTelegram, channel: TelegramChannel) -> str:
    message = channel.parse(telegram.last_update())
    assert message is not None
    assert message.files[0].source is not None
    return message.files[0].source


async def failure_of(channel: TelegramChannel, source: str) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await channel.fetch(source)
    return caught.value
