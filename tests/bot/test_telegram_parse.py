"""Every shape of update Telegram sends becomes our words, or nothing, and never an exception."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.telegram import TelegramChannel
from intake.messages import IncomingMessage

PAYLOADS = Path(__file__).parents[1] / "payloads" / "telegram"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

EXPECTED: dict[str, dict[str, Any] | None] = {
    "text": {"text": "Shop Ngọc Mai bán mỹ phẩm giả ở Cầu Giấy"},
    "start_with_deep_link": {"text": "/start"},
    "text_with_hidden_link": {"text": "Xem ở đây nhé\nhttps://hang-gia.example/sale"},
    "photo_with_caption": {"text": "Ảnh nhãn hàng", "file": "FILE-anh-to"},
    "photo_without_caption": {"file": "FILE-anh2-to"},
    "album_item": {"file": "FILE-anh3-to"},
    "document": {"file": "FILE-don"},
    "video": {"text": "Quay tại kho", "file": "FILE-phim"},
    "animation": {"file": "FILE-dong"},
    "video_note": {"file": "FILE-tron"},
    "live_photo": {"file": "FILE-song"},
    "voice": {"file": "FILE-noi", "unsupported": "tin thoại"},
    "voice_with_caption": {"text": "Ghi âm cuộc gọi của người bán", "file": "FILE-noi2"},
    "audio": {"file": "FILE-nhac", "unsupported": "tin thoại"},
    "sticker": {"unsupported": "nhãn dán"},
    "location": {"unsupported": "vị trí"},
    "venue": {"unsupported": "địa điểm"},
    "contact": {"text": "Danh thiếp: Shop, +84900000000"},
    "contact_of_another_user": {"text": "Danh thiếp: Shop Linh, +84900000651"},
    "own_contact": {"contact": {"name": "Lan Canary", "phone": "+84900000653"}},
    "poll": {"unsupported": "bình chọn"},
    "dice": {"unsupported": "biểu tượng động"},
    "content_of_a_later_version": {"unsupported": "loại tin mới"},
    "forwarded_from_hidden_user": {"text": "Bên em còn hàng, ck trước nhé"},
    "forwarded_from_channel": {"text": "Thuốc lá điện tử giá sỉ", "file": "FILE-anh4-to"},
    "reply": {"text": "Đúng shop này"},
    "edited_text": {"text": "Shop ở Đống Đa"},
    "edited_caption": {"text": "Ảnh hoá đơn"},
    "edited_live_location": None,
    "pinned_message": None,
    "group_text": None,
    "supergroup_text": None,
    "callback_query": {"button": "send:3"},
    "callback_query_on_inaccessible_message": {"button": "send:1"},
    "callback_query_in_group": None,
    "callback_query_of_inline_message": None,
    "blocked_by_user": None,
}
SALVAGED: dict[str, tuple[str, dict[str, Any] | None]] = {
    "callback_query_without_chat_instance": ("callback_query", None),
    "message_with_malformed_sticker": ("message", {"unsupported": "loại tin mới"}),
    "message_with_malformed_entity_and_text": ("message", {"text": "Shop bán rượu giả ở Quận 3"}),
    "group_message_with_malformed_sticker": ("message", None),
}

UNCONNECTED = TelegramChannel(token="1:x", clock=lambda: NOW)  # opens nothing before its first call


@pytest.fixture
async def channel() -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(token="1:x", clock=lambda: NOW)
    yield channel
    await channel.close()


def test_every_payload_has_its_expectation() -> None:
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(EXPECTED) | set(SALVAGED)


@pytest.mark.parametrize("name", EXPECTED)
async def test_an_update_becomes_our_words(channel: TelegramChannel, name: str) -> None:
    raw = load(name)

    with capture_logs() as logs:
        message = channel.parse(raw)

    assert logs == []
    assert_is(message, raw, EXPECTED[name])


@pytest.mark.parametrize("name", SALVAGED)
async def test_what_aiogram_cannot_read_is_noted_by_kind_and_salvaged(channel: TelegramChannel, name: str) -> None:
    raw, (kind, expected) = load(name), SALVAGED[name]

    with capture_logs() as logs:
        message = channel.parse(raw)

    assert logs == [{"event": "telegram_update_unparsed", "kind": kind, "log_level": "warning"}]
    assert_is(message, raw, expected)


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 1},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": "chữ"},
        {"update_id": 1, "message": {"chat": "chữ"}},
        {"update_id": 1, "message": {"chat": {"type": "private", "id": "chữ"}, "text": "x"}},
        {"update_id": 1, "so_dien_thoai_0900000000": {"bad": 1}, "message": []},
    ],
)
async def test_nonsense_is_nothing(channel: TelegramChannel, raw: dict[str, Any]) -> None:
    with capture_logs() as logs:
        assert channel.parse(raw) is None

    assert {entry.get("kind") for entry in logs} <= {"message", "unknown"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from([*EXPECTED, *SALVAGED]), field=st.integers(0, 12), value=JSON)
def test_a_payload_with_any_field_spoiled_raises_nothing(name: str, field: int, value: Any) -> None:
    raw = load(name)
    [kind] = raw.keys() - {"update_id"}
    names = sorted(raw[kind])
    raw[kind][names[field % len(names)]] = value

    UNCONNECTED.parse(raw)


def load(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text())
    return raw


def assert_is(message: IncomingMessage | None, raw: dict[str, Any], expected: dict[str, Any] | None) -> None:
    if expected is None:
        assert message is None
        return
    assert message is not None
    assert (message.channel, message.external_id, message.account) == ("telegram", str(raw["update_id"]), "7001")
    assert message.address == {"chat_id": "7001"}
    assert message.received_at == NOW
    assert [file.source for file in message.files] == ([expected["file"]] if "file" in expected else [])
    nothing = {"text": "", "button": None, "unsupported": None, "contact": None}
    assert {name: getattr(message, name) for name in nothing} == nothing | {
        k: expected[k] for k in expected if k != "file"
    }
