"""Queueing what the citizen will read: one row a message, in order; a job pushes it where the channel pushes."""

from collections.abc import Iterable
from uuid import UUID

from intake.messages import Reply
from intake.receipt_code import ReceiptCode
from intake.unit_of_work import UnitOfWork
from storage.queries.conversations import get_reporter, supersede_pending_cards
from storage.tables import Conversation, Message

PUSHING_CHANNELS = frozenset({"telegram"})
SEND_REPLY = "send_reply"


def queue_replies(
    unit: UnitOfWork,
    conversation: Conversation,
    replies: Iterable[Reply],
    *,
    sender: str = "bot",
    code: ReceiptCode | None = None,
    report_id: UUID | None = None,
) -> None:
    """Append replies to the conversation, whose row the caller holds, and queue their sending."""
    reporter = get_reporter(unit.session, conversation.id)
    pushes = reporter.channel in PUSHING_CHANNELS and reporter.forgotten_at is None
    for reply in replies:
        if reply.is_card:
            supersede_pending_cards(unit.session, conversation.id)
        message = Message(
            conversation_id=conversation.id,
            seq=next_seq(conversation),
            sender=sender,
            text_wrapped=unit.vault.wrap_text(reply.text),
            buttons=[{"label": button.label, "payload": button.payload} for button in reply.buttons],
            is_card=reply.is_card,
            status="pending",
            secret_wrapped=unit.vault.wrap_text(str(code)) if code and reply.carries_receipt_code else None,
            report_id=report_id,
            at=unit.now,
        )
        unit.session.add(message)
        if pushes:
            unit.session.flush()
            unit.enqueue(SEND_REPLY, message.id, key=conversation.id)


def next_seq(conversation: Conversation) -> int:
    """Take the next place in the order of a conversation."""
    conversation.last_seq += 1
    return conversation.last_seq
