"""Forgetting who somebody is: the sealed identity goes, the index leads nowhere, what he said is emptied.

A goodbye still reaches him first: `begin_forgetting` notes until when, and whoever delivers the last waiting message
calls `forget_if_due`; a job by the clock takes the rest.
"""

import secrets
from datetime import timedelta
from uuid import UUID

import structlog

from intake.conversation_state import read_draft
from intake.erased_files import erase_attachments
from intake.unit_of_work import UnitOfWork
from storage.queries.conversations import get_reporter, list_pending_messages
from storage.queries.retention import (
    count_reports_under_way,
    delete_identity,
    erase_messages,
    list_unsent_attachments,
)
from storage.queries.rows import lock
from storage.tables import Conversation, Reporter

GOODBYE = timedelta(hours=24)
LIVING_CHAT = timedelta(days=30)  # as long as a browser's token is worth something (intake.chat.IDLE_LIFE)
INDEX_BYTES = 32

log = structlog.get_logger()


def begin_forgetting(unit: UnitOfWork, conversation_id: UUID, *, speaking_in: UUID | None) -> bool:
    """Forget a reporter as soon as what waits for him has arrived; False if other reports of his are under way.

    `speaking_in` is the conversation to which the caller is about to say so, if any.
    """
    if count_reports_under_way(unit.session, conversation_id):
        return False
    reporter = get_reporter(unit.session, conversation_id)
    if reporter.forgotten_at is None:
        reporter.forget_after = unit.now + GOODBYE
        unit.session.add(reporter)
        unit.session.flush()
        if conversation_id != speaking_in:
            forget_if_due(unit, conversation_id)
    return True


def forget_if_due(unit: UnitOfWork, conversation_id: UUID) -> bool:
    """Forget a reporter who is to be forgotten, once nothing waits for him or his time is over."""
    unit.session.flush()
    if get_reporter(unit.session, conversation_id).forget_after is None:
        return False
    conversation = lock(unit.session, Conversation, conversation_id)
    reporter = lock(unit.session, Reporter, conversation.reporter_id) if conversation else None
    if conversation is None or reporter is None or reporter.forget_after is None or reporter.forgotten_at is not None:
        return False
    if count_reports_under_way(unit.session, conversation_id):
        reporter.forget_after = None  # he has sent another one since
        unit.session.add(reporter)
        return False
    is_over = reporter.forget_after <= unit.now
    if not is_over and list_pending_messages(unit.session, conversation_id):
        return False
    if read_draft(unit.vault, conversation).has_content and unit.now - conversation.used_at < GOODBYE:
        return False  # he is telling something new just now
    forget_reporter(unit, reporter, conversation)
    return True


def forget_reporter(unit: UnitOfWork, reporter: Reporter, conversation: Conversation) -> dict[str, int]:
    """Forget a reporter whose conversation the caller holds locked; returns how much was erased."""
    is_living_chat = reporter.channel == "web" and unit.now - conversation.used_at <= LIVING_CHAT
    counts = cut_identity(unit, reporter, keeps_index=is_living_chat)
    # a browser that is still open keeps the last word, so that its owner does not look at an empty page
    before = conversation.last_seq if is_living_chat else None
    counts["messages"] = erase_words(unit, conversation, before=before)
    counts["files"] = drop_draft(unit, conversation)
    unit.audit("reporter_forgotten", actor="system", messages=counts["messages"], files=counts["files"])
    log.info("reporter_forgotten", channel=reporter.channel)
    return counts


def cut_identity(unit: UnitOfWork, reporter: Reporter, *, keeps_index: bool = False) -> dict[str, int]:
    """Delete the identity and make the index lead nowhere; a later message begins a new reporter.

    `keeps_index`: a web chat's index is of a random token, not of an account; the browser may go on with it.
    """
    gone = delete_identity(unit.session, reporter.id)
    reporter.forget_after = None
    if not keeps_index:
        reporter.account_index = secrets.token_hex(INDEX_BYTES)
        reporter.forgotten_at = unit.now
    unit.session.add(reporter)
    unit.session.flush()
    return {"identities": gone}


def erase_words(unit: UnitOfWork, conversation: Conversation, *, before: int | None = None) -> int:
    """Empty the texts of a conversation's messages, unsent ones included; returns how many."""
    empty = unit.vault.wrap_text("")
    return erase_messages(unit.session, conversation.id, empty=empty, keeps_pending=False, before=before)


def drop_draft(unit: UnitOfWork, conversation: Conversation) -> int:
    """Drop what was not sent, files included; returns how many files."""
    conversation.draft_wrapped = None
    conversation.revision += 1
    unit.session.add(conversation)
    unsent = list_unsent_attachments(unit.session, conversation.id)
    return erase_attachments(unit, unsent)
