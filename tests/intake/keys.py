"""Keys in tests: a vault that only seals, and the original of a file."""

from nacl.public import PrivateKey
from sqlmodel import col, select

from intake.evidence_keys import read_file
from intake.inbox import Inbox
from storage.tables import Attachment
from storage.vault import Vault


def without_private_key(vault: Vault) -> Vault:
    """The same vault as `web` has it."""
    public = PrivateKey(vault._private_keys[0]).public_key
    return Vault(master_keys=vault._master_keys, public_key=bytes(public))


def read_original(inbox: Inbox, attachment: Attachment) -> bytes:
    """The bytes a citizen sent."""
    with inbox.ledger.database.read() as session:
        return read_file(session, inbox.ledger.vault, inbox.files, attachment)


def read_originals(inbox: Inbox) -> list[bytes]:
    """What every file kept so far opens to, in order of arrival."""
    with inbox.ledger.database.read() as session:
        kept = session.exec(select(Attachment).where(Attachment.status == "stored").order_by(col(Attachment.id))).all()
    return [read_original(inbox, attachment) for attachment in kept]
