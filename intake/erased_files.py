"""Erasing files: their keys at once, in the transaction; the bytes follow by a job (`intake/erase_file.py`)."""

from collections.abc import Iterable

from intake.unit_of_work import UnitOfWork
from storage.tables import Attachment

ERASE_FILE = "erase_file"


def erase_attachments(unit: UnitOfWork, attachments: Iterable[Attachment]) -> int:
    """Make files unreadable now and have their bytes removed; returns how many."""
    count = 0
    for attachment in attachments:
        attachment.status = "erased"
        attachment.secret_wrapped = attachment.source_sealed = None
        attachment.sha256 = attachment.size_bytes = attachment.content_type = None
        unit.session.add(attachment)
        count += 1
        if attachment.blob_key is not None:
            unit.enqueue(ERASE_FILE, attachment.id, key=attachment.id)
    return count
