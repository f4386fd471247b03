"""Job: push what waits for a citizen, in order; a platform that is down is tried again, a blocked one is not."""

from datetime import timedelta
from uuid import UUID

import structlog

from intake.conversation_state import read_text
from intake.forgetting import forget_if_due
from intake.inbox import Inbox
from intake.messages import Button
from intake.outside import Outside, pause_after
from intake.ports import ChannelError
from intake.receipt_code import HIDDEN_CODE, PLACEHOLDER
from intake.replies import SEND_REPLY
from intake.unit_of_work import UnitOfWork
from storage.queries.conversations import find_identity, get_reporter, list_pending_messages
from storage.queries.rows import lock
from storage.tables import Message

EARLY = timedelta(seconds=1)  # the engine's clock on SQLite counts whole seconds, so a delayed job may come this early

log = structlog.get_logger()


def send_reply(inbox: Inbox, outside: Outside, message_id: UUID) -> None:
    """Send the message and whatever of its conversation waits beside it, in order.

    While the first of them waits for its next try, the others wait with it: the delayed job carries them along.
    """
    with inbox.ledger.database.read() as session:
        message = session.get(Message, message_id)
        if message is None or message.status != "pending":
            return
        waiting = list(list_pending_messages(session, message.conversation_id))
        reporter = get_reporter(session, message.conversation_id)
        identity = find_identity(session, reporter.id)
    pause_until = waiting[0].next_attempt_at
    if identity is None or (pause_until and pause_until > inbox.ledger.clock() + EARLY):
        return
    address = inbox.ledger.vault.open_identity(identity.account_sealed)["address"]
    channel = outside.channels[reporter.channel]
    for each in waiting:
        try:
            outside.run(channel.send(address=address, text=_text(inbox, each), buttons=_buttons(each)))
        except ChannelError as error:
            with inbox.ledger.open() as unit:
                _note_failure(unit, each.id, error)
            if error.is_final:
                continue
            return
        with inbox.ledger.open() as unit:
            _note_sent(unit, each.id)
    if reporter.forget_after is not None:
        with inbox.ledger.open() as unit:
            forget_if_due(unit, message.conversation_id)


def _text(inbox: Inbox, message: Message) -> str:
    vault = inbox.ledger.vault
    code = vault.unwrap_text(message.secret_wrapped) if message.secret_wrapped else HIDDEN_CODE
    return read_text(vault, message).replace(PLACEHOLDER, code)


def _buttons(message: Message) -> tuple[Button, ...]:
    return tuple(Button(button["label"], button["payload"]) for button in message.buttons)


def _note_sent(unit: UnitOfWork, message_id: UUID) -> None:
    message = lock(unit.session, Message, message_id)
    if message is not None and message.status == "pending":
        message.status, message.sent_at, message.secret_wrapped = "sent", unit.now, None
        message.last_error = None
        unit.session.add(message)


def _note_failure(unit: UnitOfWork, message_id: UUID, error: ChannelError) -> None:
    message = lock(unit.session, Message, message_id)
    if message is None or message.status != "pending":
        return
    message.attempts += 1
    message.last_error = error.kind
    if error.is_final:
        message.status, message.next_attempt_at = "unreachable", None
    else:
        pause = timedelta(seconds=error.retry_after) if error.retry_after else pause_after(message.attempts)
        message.next_attempt_at = unit.now + pause
        unit.enqueue(
            SEND_REPLY, message.id, key=message.conversation_id, nth=message.attempts, at=message.next_attempt_at
        )
    unit.session.add(message)
    log.warning("reply_not_sent", kind=error.kind, attempts=message.attempts)
