"""The web chat's own narrow door: starting and ending a chat, reading one's own conversation."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from intake.receipt_code import HIDDEN_CODE, PLACEHOLDER
from intake.unit_of_work import Ledger
from storage.queries.conversations import (
    find_conversation,
    get_reporter,
    has_pending,
    list_messages,
    mark_delivered,
    open_conversation,
)
from storage.tables import Message
from storage.vault import Vault

IDLE_LIFE = timedelta(days=30)
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLine:
    """One message as its own citizen reads it."""

    seq: int
    sender: str
    text: str
    buttons: Sequence[dict[str, str]]
    at: datetime


class ChatUnknownError(Exception):
    """No chat has this token (any more)."""


def start_chat(ledger: Ledger) -> str:
    """Start a chat; returns the token that is its only key (256 bits, stored as a keyed hash)."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with ledger.open() as unit:
        open_conversation(
            unit.session,
            channel="web",
            account_index=unit.vault.index("account:web", token),
            address_sealed=None,
            now=unit.now,
        )
    return token


def end_chat(ledger: Ledger, token: str) -> None:
    """Make the token worthless; what was sent stays, only this browser's way to it is gone."""
    conversation_id = get_chat(ledger, token)
    with ledger.open() as unit:
        reporter = get_reporter(unit.session, conversation_id)
        reporter.account_index = unit.vault.index("account:web", secrets.token_urlsafe(TOKEN_BYTES))
        unit.session.add(reporter)


def get_chat(ledger: Ledger, token: str) -> UUID:
    """Get the conversation of a token; raises ChatUnknownError for unknown, ended and 30 days idle alike."""
    index = ledger.vault.index("account:web", token)
    with ledger.database.read() as session:
        conversation = find_conversation(session, channel="web", account_index=index)
    if conversation is None or ledger.clock() - conversation.used_at > IDLE_LIFE:
        raise ChatUnknownError
    return conversation.id


def read_chat(ledger: Ledger, conversation_id: UUID, *, after: int) -> list[ChatLine]:
    """List the messages after a place in the order; asking beyond a message confirms that it was read."""
    with ledger.database.read() as session:
        seen_unconfirmed = has_pending(session, conversation_id, up_to=after)
        messages = list_messages(session, conversation_id, after=after)
    if seen_unconfirmed:
        with ledger.open() as unit:
            mark_delivered(unit.session, conversation_id, up_to=after, now=unit.now)
    return [_line(ledger.vault, message) for message in messages]


def _line(vault: Vault, message: Message) -> ChatLine:
    code = vault.open_code(message.secret_sealed) if message.secret_sealed else HIDDEN_CODE
    return ChatLine(
        seq=message.seq,
        sender=message.sender,
        text=message.text.replace(PLACEHOLDER, code),
        buttons=message.buttons,
        at=message.at,
    )
