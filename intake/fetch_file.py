"""Job: fetch a file a channel holds, keep it unchanged, note kind, size and hash."""

from uuid import UUID

import structlog

from intake.evidence_keys import close_file
from intake.inbox import FETCH_FILE, Inbox, describe_content
from intake.outside import Outside, pause_after
from intake.ports import ChannelError, FileTooBigError
from intake.unit_of_work import UnitOfWork
from storage.files import KeptFile
from storage.queries.conversations import get_reporter
from storage.queries.rows import lock
from storage.tables import Attachment

MOST_ATTEMPTS = 40  # at most 90 s apart: about an hour, as long as Telegram keeps a file's address

log = structlog.get_logger()


def fetch_file(inbox: Inbox, outside: Outside, attachment_id: UUID) -> None:
    """Fetch and store the bytes of an attachment unless they are there already."""
    with inbox.ledger.database.read() as session:
        attachment = session.get(Attachment, attachment_id)
        if attachment is None or attachment.status != "pending" or attachment.source_sealed is None:
            return
        channel = outside.channels[get_reporter(session, attachment.conversation_id).channel]
    source = inbox.ledger.vault.open(attachment.source_sealed).decode()
    try:
        content: bytes = outside.run(channel.fetch(source))
    except ChannelError as error:
        with inbox.ledger.open() as unit:
            _note_failure(unit, attachment_id, error)
        return
    kept = inbox.files.put(content)
    with inbox.ledger.open() as unit:
        _note_stored(unit, attachment_id, content, kept)


def _note_stored(unit: UnitOfWork, attachment_id: UUID, content: bytes, kept: KeptFile) -> None:
    attachment = lock(unit.session, Attachment, attachment_id)
    if attachment is None or attachment.status != "pending":
        return
    attachment.status, attachment.blob_key, attachment.source_sealed = "stored", kept.key, None
    close_file(unit, attachment, kept.secret)
    attachment.last_error = None
    describe_content(attachment, content)
    unit.session.add(attachment)


def _note_failure(unit: UnitOfWork, attachment_id: UUID, error: ChannelError) -> None:
    attachment = lock(unit.session, Attachment, attachment_id)
    if attachment is None or attachment.status != "pending":
        return
    attachment.attempts += 1
    attachment.last_error = error.kind
    if isinstance(error, FileTooBigError):
        attachment.status, attachment.source_sealed = "too_big", None
    elif error.is_final or attachment.attempts >= MOST_ATTEMPTS:
        attachment.status, attachment.source_sealed = "failed", None
    else:
        at = unit.now + pause_after(attachment.attempts)
        unit.enqueue(FETCH_FILE, attachment.id, key=attachment.id, nth=attachment.attempts, at=at)
    unit.session.add(attachment)
    log.warning("file_not_fetched", kind=error.kind, attempts=attachment.attempts)
