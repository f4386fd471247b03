"""Telegram's updates in our words; what aiogram cannot read is salvaged from the raw update."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiogram.enums import ChatType, ContentType
from aiogram.types import CallbackQuery, Contact, Message, Update

from intake.messages import IncomingFile, IncomingMessage

VOICE_WORD = "tin thoại"
UNKNOWN_WORD = "loại tin mới"
UNSUPPORTED_WORDS: Mapping[str, str] = {
    ContentType.STICKER: "nhãn dán",
    ContentType.LOCATION: "vị trí",
    ContentType.VENUE: "địa điểm",
    ContentType.POLL: "bình chọn",
    ContentType.DICE: "biểu tượng động",
    ContentType.GAME: "trò chơi",
    ContentType.STORY: "story",
    ContentType.CHECKLIST: "danh sách việc",
    ContentType.PAID_MEDIA: "ảnh, video trả phí",
    ContentType.RICH_MESSAGE: "tin có định dạng riêng",
    ContentType.INVOICE: "hoá đơn",
    ContentType.GIFT: "quà tặng",
    ContentType.UNIQUE_GIFT: "quà tặng",
    ContentType.GIVEAWAY: "quà tặng",
    ContentType.UNKNOWN: UNKNOWN_WORD,
}
"""What we call the contents nobody here can read; the rest are notices of the service (a pinned message…)."""

OTHERS_CARD = "Danh thiếp: {name}, {phone}"

_DEEP_LINK = re.compile(r"\A/start [\w-]{1,64}\Z", re.ASCII)  # https://core.telegram.org/bots/features#deep-linking


def parse_update(update: Update, *, at: datetime) -> IncomingMessage | None:
    """Turn an update of a private chat into a message; None for whatever is not one."""
    if update.callback_query:
        return _parse_press(update, update.callback_query, at)
    if update.edited_message:
        return _parse_edit(update, update.edited_message, at)
    if update.message:
        return _parse_message(update, update.message, at)
    return None


def salvage_update(raw: Mapping[str, Any], *, at: datetime) -> IncomingMessage | None:
    """Take sender and words out of a message that breaks Telegram's description, so that its sender gets an answer."""
    message = raw.get("message") or raw.get("edited_message")
    chat = message.get("chat") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(chat, dict) or chat.get("type") != ChatType.PRIVATE:
        return None
    if not isinstance(chat.get("id"), int):
        return None
    text = message.get("text") or message.get("caption")
    if not isinstance(text, str):
        return _build(raw["update_id"], chat["id"], at, unsupported=UNKNOWN_WORD)
    return _build(raw["update_id"], chat["id"], at, text=text)


def name_kind(raw: Mapping[str, Any]) -> str:
    """Name the kind of an update for a log: only words of Telegram's own description."""
    return next((kind for kind in raw if kind != "update_id" and kind in Update.model_fields), "unknown")


def _parse_press(update: Update, query: CallbackQuery, at: datetime) -> IncomingMessage | None:
    if query.message is None or query.data is None or query.message.chat.type != ChatType.PRIVATE:
        return None
    return _build(update.update_id, query.message.chat.id, at, button=query.data)


def _parse_edit(update: Update, message: Message, at: datetime) -> IncomingMessage | None:
    """Take what the words say now; the file came with the first version."""
    text = _read_text(message)
    if not text or message.chat.type != ChatType.PRIVATE:
        return None
    return _build(update.update_id, message.chat.id, at, text=text)


def _parse_message(update: Update, message: Message, at: datetime) -> IncomingMessage | None:
    if message.chat.type != ChatType.PRIVATE:
        return None
    if message.contact:
        return _parse_contact(update, message, message.contact, at)
    text, file_id = _read_text(message), _find_file(message)
    files = (IncomingFile(source=file_id),) if file_id else ()
    unsupported = None if text else _name_unsupported(message)
    if not text and not files and unsupported is None:
        return None
    return _build(update.update_id, message.chat.id, at, text=text, files=files, unsupported=unsupported)


def _parse_contact(update: Update, message: Message, contact: Contact, at: datetime) -> IncomingMessage:
    """Tell the sender's own card, which leads to him, from somebody else's, which is part of what he tells."""
    name = " ".join(f"{contact.first_name} {contact.last_name or ''}".split())
    phone = _international(contact.phone_number)
    if contact.user_id == message.chat.id:  # a private chat has the number of its one person
        return _build(update.update_id, message.chat.id, at, contact={"name": name, "phone": phone})
    return _build(update.update_id, message.chat.id, at, text=OTHERS_CARD.format(name=name, phone=phone))


def _international(phone: str) -> str:
    """Give a card's number its plus sign, which some of Telegram's clients leave out."""
    return f"+{phone}" if phone.isdecimal() and not phone.startswith("0") else phone


def _build(update_id: int, chat_id: int, at: datetime, **fields: Any) -> IncomingMessage:
    return IncomingMessage(
        channel="telegram",
        external_id=str(update_id),
        account=str(chat_id),
        address={"chat_id": str(chat_id)},
        received_at=at,
        **fields,
    )


def _read_text(message: Message) -> str:
    """Read text or caption, and after it the addresses hidden behind words (a forwarded advertisement's links)."""
    text = _DEEP_LINK.sub("/start", message.text or message.caption or "")
    links = [entity.url for entity in message.entities or message.caption_entities or () if entity.url]
    return "\n".join([text, *(link for link in dict.fromkeys(links) if link not in text)])


def _find_file(message: Message) -> str | None:
    if message.photo:
        return max(message.photo, key=lambda size: size.width * size.height).file_id
    for file in (
        message.document,
        message.video,
        message.animation,
        message.live_photo,
        message.video_note,
        message.voice,
        message.audio,
    ):
        if file:
            return file.file_id
    return None


def _name_unsupported(message: Message) -> str | None:
    if message.voice or message.audio:
        return VOICE_WORD
    return UNSUPPORTED_WORDS.get(message.content_type)
