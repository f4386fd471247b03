"""Job: remove the bytes of an erased file from the disk; its keys went with the transaction that erased it."""

from uuid import UUID

from intake.inbox import Inbox
from intake.outside import Outside
from storage.queries.rows import lock
from storage.tables import Attachment


def erase_file(inbox: Inbox, _outside: Outside, attachment_id: UUID) -> None:
    """Job: remove the bytes of an erased file, note that they are gone, and forget the traces of what went with it."""
    remove_bytes(inbox, attachment_id)
    inbox.ledger.database.forget_traces()


def remove_bytes(inbox: Inbox, attachment_id: UUID) -> bool:
    """Remove the bytes of an erased file; False if there was nothing to remove."""
    with inbox.ledger.database.read() as session:
        attachment = session.get(Attachment, attachment_id)
    if attachment is None or attachment.status != "erased" or attachment.blob_key is None:
        return False
    inbox.files.delete(attachment.blob_key)
    with inbox.ledger.open() as unit:
        row = lock(unit.session, Attachment, attachment_id)
        if row is not None:
            row.blob_key = None
            unit.session.add(row)
    return True
