"""Who writes to us and what was said: reporters, their sealed identities, conversations, messages, updates, files."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.tables.columns import id_field, json_field, one_of, optional_time_field, time_field

CHANNELS = ("telegram", "web")
UPDATE_STATUSES = ("done", "waiting", "failed")
SENDERS = ("you", "bot", "officer")
MESSAGE_STATUSES = ("received", "pending", "sent", "superseded", "unreachable", "erased")
ATTACHMENT_STATUSES = ("pending", "stored", "too_big", "failed", "erased")


class Reporter(SQLModel, table=True):
    """Somebody who reports, known by a keyed index only; once `forgotten_at`, the index leads nowhere."""

    __table_args__ = (one_of("channel", CHANNELS), sa.UniqueConstraint("channel", "account_index"))

    id: UUID = id_field()
    channel: str
    account_index: str
    created_at: datetime = time_field()
    forget_after: datetime | None = optional_time_field()
    forgotten_at: datetime | None = optional_time_field()


class Identity(SQLModel, table=True):
    """Who a reporter is, sealed to the vault's public key: the only table that leads to a person.

    `account_sealed` opens to JSON `{"account", "address"}`, `contact_sealed` to what he gave to be called back
    (`{"name", "phone"}`); both are padded, so that their length tells nothing.
    """

    reporter_id: UUID = Field(primary_key=True, foreign_key="reporter.id")
    account_sealed: bytes
    contact_sealed: bytes | None = None


class Conversation(SQLModel, table=True):
    """The dialogue with one reporter: the draft, wrapped JSON (its own version inside), and a counter for message order."""

    id: UUID = id_field()
    reporter_id: UUID = Field(foreign_key="reporter.id", unique=True)
    draft_wrapped: bytes | None = None
    revision: int = 0
    last_seq: int = 0
    used_at: datetime = time_field(index=True)


class IncomingUpdate(SQLModel, table=True):
    """One update of a channel, unique by the keyed index of its outside id; `sealed` goes once nothing needs it.

    It does not say whose it was: whoever may add one must not learn from it to which conversation an account leads.
    """

    __tablename__ = "incoming_update"
    __table_args__ = (one_of("status", UPDATE_STATUSES), sa.UniqueConstraint("channel", "external_index"))

    id: UUID = id_field()
    channel: str
    external_index: str
    status: str
    error: str | None = None
    sealed: bytes | None = None
    received_at: datetime = time_field()


class Message(SQLModel, table=True):
    """One message of a conversation in order of `seq`; those to the citizen carry their delivery.

    `text_wrapped` opens to its text, which may hold the placeholder `{receipt_code}`; `secret_wrapped` holds the code until the channel confirmed delivery.
    """

    __table_args__ = (
        one_of("sender", SENDERS),
        one_of("status", MESSAGE_STATUSES),
        sa.UniqueConstraint("conversation_id", "seq"),
    )

    id: UUID = id_field()
    conversation_id: UUID = Field(foreign_key="conversation.id")
    seq: int
    sender: str
    text_wrapped: bytes
    buttons: list[dict[str, str]] = json_field()
    is_card: bool = False
    status: str = Field(index=True)
    attempts: int = 0
    last_error: str | None = None
    next_attempt_at: datetime | None = optional_time_field()
    secret_wrapped: bytes | None = None
    report_id: UUID | None = Field(default=None, foreign_key="report.id", index=True)
    at: datetime = time_field()
    sent_at: datetime | None = optional_time_field()


class Attachment(SQLModel, table=True):
    """A file a citizen sent, kept unchanged under `blob_key`; `source_sealed` says where to fetch it until it is stored.

    `secret_wrapped` opens the file: wrapped by the house key in a draft, by the case's own key once it is evidence.
    An authority sees the picture only once an officer of the house has `released` it.
    """

    __table_args__ = (one_of("status", ATTACHMENT_STATUSES),)

    id: UUID = id_field()
    conversation_id: UUID = Field(foreign_key="conversation.id", index=True)
    message_id: UUID = Field(foreign_key="message.id")
    report_id: UUID | None = Field(default=None, foreign_key="report.id", index=True)
    status: str
    source_sealed: bytes | None = None
    content_type: str | None = None
    size_bytes: int | None = None
    sha256: str | None = None
    blob_key: str | None = None
    secret_wrapped: bytes | None = None
    attempts: int = 0
    last_error: str | None = None
    received_at: datetime = time_field()
    released_at: datetime | None = optional_time_field()
    released_by: UUID | None = Field(default=None, foreign_key="officer.id")
