"""The keys of evidence: each file has its own, wrapped by its case's key, which the house key wraps in turn.

Erasing a case's key makes all its evidence unreadable at once, on every disk it was ever copied to.
"""

from nacl.secret import SecretBox
from nacl.utils import random

from intake.unit_of_work import UnitOfWork
from storage.database import Session
from storage.files import FileStore
from storage.tables import Attachment, Case, Report
from storage.vault import Vault


class EvidenceErasedError(Exception):
    """The file or its key was erased."""


def close_file(unit: UnitOfWork, attachment: Attachment, secret: bytes) -> None:
    """Keep a file's key on its row: under the case's key if it is evidence, else under the house key."""
    case = _case_of(unit.session, attachment)
    attachment.secret_wrapped = (
        _box(unit.vault, _keyed(unit, case)).encrypt(secret) if case else unit.vault.wrap(secret)
    )


def bind_to_case(unit: UnitOfWork, attachment: Attachment, report: Report) -> None:
    """Make a draft's file evidence of a report: its key passes under the case's key."""
    secret = unit.vault.unwrap(attachment.secret_wrapped) if attachment.secret_wrapped else None
    attachment.report_id = report.id
    if secret is not None:
        close_file(unit, attachment, secret)
    unit.session.add(attachment)


def read_file(session: Session, vault: Vault, files: FileStore, attachment: Attachment) -> bytes:
    """Read the original of a file; raises EvidenceErasedError, FileNotFoundError."""
    if attachment.blob_key is None or attachment.status == "erased":
        raise EvidenceErasedError
    if attachment.secret_wrapped is None:
        return files.get(attachment.blob_key, None)
    case = _case_of(session, attachment)
    if case is None:
        secret = vault.unwrap(attachment.secret_wrapped)
    elif case.key_wrapped is None:
        raise EvidenceErasedError
    else:
        secret = bytes(_box(vault, case).decrypt(attachment.secret_wrapped))
    return files.get(attachment.blob_key, secret)


def _case_of(session: Session, attachment: Attachment) -> Case | None:
    report = session.get(Report, attachment.report_id) if attachment.report_id else None
    return session.get(Case, report.case_id) if report else None


def _keyed(unit: UnitOfWork, case: Case) -> Case:
    if case.key_wrapped is None:
        case.key_wrapped = unit.vault.wrap(random(SecretBox.KEY_SIZE))
        unit.session.add(case)
    return case


def _box(vault: Vault, case: Case) -> SecretBox:
    return SecretBox(vault.unwrap(case.key_wrapped or b""))
