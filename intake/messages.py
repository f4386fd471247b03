"""Our words for what passes a citizen's door: a message comes in, replies go out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

ChannelName = Literal["telegram", "web"]

CHANNEL_TITLES: Mapping[ChannelName, str] = {"telegram": "Telegram", "web": "Trang web này"}
"""How a citizen calls the channel, used in the summary card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingFile:
    """A file sent by a citizen: its bytes (`content`), or what the channel needs to fetch it (`source`).

    `stored_as` is the key under which the inbox has already kept the bytes, `secret_wrapped` what opens them.
    """

    content: bytes | None = None
    source: str | None = None
    stored_as: str | None = None
    secret_wrapped: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMessage:
    """One message in our words.

    `external_id` names it on its channel (a repeat of the same id is the same message); `account` names the sender
    there and is never stored in the clear; `address` is what `CitizenChannel.send` needs to answer (empty where
    replies are read, not sent). `button` is the payload of a pressed button. `unsupported` names a kind of content
    we cannot read, so that it is answered kindly. `contact` is the sender's own card (`{"name", "phone"}`): it goes
    into the identity vault and nowhere else.
    """

    channel: ChannelName
    external_id: str
    account: str
    address: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    button: str | None = None
    files: tuple[IncomingFile, ...] = ()
    unsupported: str | None = None
    contact: Mapping[str, str] | None = None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label and the payload that comes back when it is pressed (at most 64 bytes)."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One message to the citizen; rows of buttons are the channel's matter."""

    text: str
    buttons: tuple[Button, ...] = ()
    is_card: bool = False
    carries_receipt_code: bool = False
