"""The web chat's own narrow door: starting and ending a chat, reading one's own conversation."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from intake.conversation_state import find_own_conversation, read_draft, read_text
from intake.draft import Draft
from intake.forgetting import forget_if_due
from intake.receipt_code import HIDDEN_CODE, PLACEHOLDER
from intake.unit_of_work import Ledger
from storage.queries.conversations import (
    get_conversation,
    get_reporter,
    has_pending,
    list_messages,
    mark_delivered,
    open_conversation,
)
from storage.tables import Conversation, Message
from storage.vault import Vault

IDLE_LIFE = timedelta(days=30)
TOKEN_BYTES = 32
COOKIE = "__Host-chat"
"""The browser's way to its chat; the prefix makes browsers insist on Secure and Path=/."""


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
            account_indexes=unit.vault.account_indexes("web", token),
            account_sealed=None,
            now=unit.now,
        )
    return token


def end_chat(ledger: Ledger, token: str) -> None:
    """Make the token worthless; what was sent stays, only this browser's way to it is gone."""
    conversation_id = get_chat(ledger, token)
    with ledger.open() as unit:
        reporter = get_reporter(unit.session, conversation_id)
        reporter.account_index, reporter.forgotten_at = secrets.token_hex(TOKEN_BYTES), unit.now
        unit.session.add(reporter)


def get_chat(ledger: Ledger, token: str) -> UUID:
    """Get the conversation of a token; raises ChatUnknownError for unknown, ended and 30 days idle alike."""
    return _find_chat(ledger, token).id


def newest_seq(ledger: Ledger, token: str) -> int:
    """Get the number of a chat's newest message, cheaply; raises ChatUnknownError as soon as the chat is ended."""
    return _find_chat(ledger, token).last_seq


def read_chat(ledger: Ledger, conversation_id: UUID, *, after: int) -> list[ChatLine]:
    """List the messages after a place in the order; asking beyond a message confirms that it was read."""
    with ledger.database.read() as session:
        seen_unconfirmed = has_pending(session, conversation_id, up_to=after)
    lines = peek_chat(ledger, conversation_id, after=after)
    if seen_unconfirmed:
        with ledger.open() as unit:
            mark_delivered(unit.session, conversation_id, up_to=after, now=unit.now)
            forget_if_due(unit, conversation_id)
    return lines


def peek_chat(ledger: Ledger, conversation_id: UUID, *, after: int) -> list[ChatLine]:
    """List the messages after a place in the order without taking it as a word that earlier ones were read."""
    with ledger.database.read() as session:
        messages = list_messages(session, conversation_id, after=after)
    return [_line(ledger.vault, message) for message in messages]


def list_live_payloads(ledger: Ledger, conversation_id: UUID, lines: Sequence[ChatLine]) -> frozenset[str]:
    """List the payloads still worth pressing: those of the newest message with buttons, if the draft answers them."""
    with ledger.database.read() as session:
        draft = read_draft(ledger.vault, get_conversation(session, conversation_id))
    newest = next((line.buttons for line in reversed(lines) if line.buttons), ())
    payloads = frozenset(button["payload"] for button in newest)
    return payloads if any(_is_answered(draft, payload) for payload in payloads) else frozenset()


def _is_answered(draft: Draft, payload: str) -> bool:
    """Whether the dialogue would act on it rather than call it old; "no" lives and dies with its neighbour."""
    verb, _, subject = payload.partition(":")
    match verb:
        case "send" | "edit" | "drop" | "hide" | "addlast":
            return draft.stage in {"card", "hide"} and subject == str(draft.prompt)
        case "undo":
            return draft.stage == "dropped" and subject == str(draft.prompt)
        case "keep":
            return draft.stage in {"rewrite", "hide"} and subject == str(draft.prompt)
        case _:
            return bool(subject) and subject == draft.report_id


def _find_chat(ledger: Ledger, token: str) -> Conversation:
    with ledger.database.read() as session:
        conversation = find_own_conversation(session, ledger.vault, channel="web", account=token)
    if conversation is None or ledger.clock() - conversation.used_at > IDLE_LIFE:
        raise ChatUnknownError
    return conversation


def _line(vault: Vault, message: Message) -> ChatLine:
    text = read_text(vault, message)
    if message.sender == "bot":  # what people write is theirs, even if it looks like our placeholder
        code = vault.unwrap_text(message.secret_wrapped) if message.secret_wrapped else HIDDEN_CODE
        text = text.replace(PLACEHOLDER, code)
    return ChatLine(
        seq=message.seq,
        sender=message.sender,
        text=text,
        buttons=message.buttons,
        at=message.at,
    )
