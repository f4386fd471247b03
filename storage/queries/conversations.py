"""Conversations, their messages, updates and attachments."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, select, update

from storage.queries.rows import insert_unless_there, lock
from storage.tables import Attachment, Conversation, Identity, IncomingUpdate, Message, Report, Reporter


def find_conversation(session: Session, *, channel: str, account_indexes: Sequence[str]) -> Conversation | None:
    """Find the conversation of a channel account by any of its indexes."""
    query = (
        select(Conversation)
        .join(Reporter, col(Reporter.id) == col(Conversation.reporter_id))
        .where(Reporter.channel == channel, col(Reporter.account_index).in_(account_indexes))
    )
    return session.exec(query).first()


def open_conversation(
    session: Session, *, channel: str, account_indexes: Sequence[str], account_sealed: bytes | None, now: datetime
) -> Conversation:
    """Find or create the conversation of a channel account; its row is locked until the transaction ends.

    A new reporter gets the first of the indexes, and his identity if there is one to keep.
    """
    conversation = find_conversation(session, channel=channel, account_indexes=account_indexes)
    if conversation is None:
        account_index = account_indexes[0]
        reporter = Reporter(channel=channel, account_index=account_index, created_at=now)
        if insert_unless_there(session, reporter) and account_sealed is not None:
            session.add(Identity(reporter_id=reporter.id, account_sealed=account_sealed))
        owner = session.exec(
            select(Reporter).where(Reporter.channel == channel, Reporter.account_index == account_index)
        ).one()
        insert_unless_there(session, Conversation(reporter_id=owner.id, used_at=now))
        conversation = session.exec(select(Conversation).where(Conversation.reporter_id == owner.id)).one()
    locked = lock(session, Conversation, conversation.id) or conversation
    still = find_conversation(session, channel=channel, account_indexes=account_indexes)
    if still is None:  # forgotten while we waited for the lock: he begins anew
        return open_conversation(
            session, channel=channel, account_indexes=account_indexes, account_sealed=account_sealed, now=now
        )
    return locked


def get_reporter(session: Session, conversation_id: UUID) -> Reporter:
    """Get who a conversation is with."""
    query = (
        select(Reporter)
        .join(Conversation, col(Conversation.reporter_id) == col(Reporter.id))
        .where(Conversation.id == conversation_id)
    )
    return session.exec(query).one()


def get_conversation(session: Session, conversation_id: UUID) -> Conversation:
    """Get a conversation, without locking it."""
    return session.exec(select(Conversation).where(Conversation.id == conversation_id)).one()


def add_update(session: Session, update_row: IncomingUpdate) -> bool:
    """Store an update of a channel; False if the same one was stored before."""
    return insert_unless_there(session, update_row)


def list_messages(session: Session, conversation_id: UUID, *, after: int, limit: int = 200) -> Sequence[Message]:
    """List a conversation's messages in order, without erased ones and cards replaced before they were read."""
    query = (
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            col(Message.seq) > after,
            col(Message.status).not_in(["superseded", "erased"]),
        )
        .order_by(col(Message.seq))
        .limit(limit)
    )
    return session.exec(query).all()


def list_pending_messages(session: Session, conversation_id: UUID) -> Sequence[Message]:
    """List what waits to be sent to the citizen, in order."""
    query = (
        select(Message)
        .where(Message.conversation_id == conversation_id, Message.status == "pending")
        .order_by(col(Message.seq))
    )
    return session.exec(query).all()


def supersede_pending_cards(session: Session, conversation_id: UUID) -> None:
    """Drop cards that nobody has seen yet: a newer one is coming."""
    session.exec(
        update(Message)
        .where(
            col(Message.conversation_id) == conversation_id,
            col(Message.status) == "pending",
            col(Message.is_card).is_(True),
            col(Message.attempts) == 0,
        )
        .values(status="superseded")
    )


def mark_delivered(session: Session, conversation_id: UUID, *, up_to: int, now: datetime) -> None:
    """Note that the citizen's browser has read everything up to `up_to`; secrets shown are erased."""
    session.exec(
        update(Message)
        .where(
            col(Message.conversation_id) == conversation_id, col(Message.seq) <= up_to, col(Message.status) == "pending"
        )
        .values(status="sent", sent_at=now, secret_wrapped=None)
    )


def list_failed_updates(session: Session) -> Sequence[IncomingUpdate]:
    """List updates whose step failed and has not succeeded since, newest first."""
    query = (
        select(IncomingUpdate).where(IncomingUpdate.status == "failed").order_by(col(IncomingUpdate.received_at).desc())
    )
    return session.exec(query).all()


def list_attachments(session: Session, report_ids: Sequence[UUID]) -> Sequence[Attachment]:
    """List the files of these reports in order of arrival."""
    query = (
        select(Attachment)
        .where(col(Attachment.report_id).in_(list(report_ids)))
        .order_by(col(Attachment.received_at), col(Attachment.id))
    )
    return session.exec(query).all()


def count_unreachable(session: Session) -> int:
    """Count messages that could not be brought to their citizen."""
    return session.exec(select(func.count()).select_from(Message).where(Message.status == "unreachable")).one()


def list_attachments_by_id(session: Session, ids: Sequence[UUID]) -> Sequence[Attachment]:
    """List attachments by their ids."""
    return session.exec(select(Attachment).where(col(Attachment.id).in_(list(ids)))).all()


def lock_conversations(session: Session, case_id: UUID) -> None:
    """Lock the conversations of a case's reporters; always before the case itself, as a citizen's step does."""
    query = (
        select(Conversation)
        .where(col(Conversation.id).in_(select(Report.conversation_id).where(Report.case_id == case_id)))
        .order_by(col(Conversation.id))
        .with_for_update()
    )
    session.exec(query).all()


def list_officer_messages(session: Session, report_id: UUID) -> Sequence[Message]:
    """List what officers wrote to the reporter of a report, in order."""
    query = (
        select(Message)
        .where(Message.report_id == report_id, Message.sender == "officer", Message.status != "erased")
        .order_by(col(Message.seq))
    )
    return session.exec(query).all()


def find_update(session: Session, *, channel: str, external_indexes: Sequence[str]) -> IncomingUpdate | None:
    """Find an update stored before, by any of its indexes."""
    query = select(IncomingUpdate).where(
        IncomingUpdate.channel == channel, col(IncomingUpdate.external_index).in_(external_indexes)
    )
    return session.exec(query).first()


def has_pending(session: Session, conversation_id: UUID, *, up_to: int) -> bool:
    """Whether a message up to `up_to` is not yet known to have been read."""
    query = select(Message.id).where(
        Message.conversation_id == conversation_id, Message.status == "pending", col(Message.seq) <= up_to
    )
    return session.exec(query.limit(1)).first() is not None


def find_identity(session: Session, reporter_id: UUID) -> Identity | None:
    """Find the sealed identity of a reporter."""
    return session.get(Identity, reporter_id)
