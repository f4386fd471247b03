"""The one way in for citizens' messages: stored, one dialogue step taken, replies queued, then acknowledged."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import structlog

from intake.conversation_state import find_own_conversation, read_draft, write_draft
from intake.dialogue import advance, text_after
from intake.draft import Draft, Turn
from intake.effects import carry_out
from intake.file_kinds import detect_kind
from intake.masking import cover
from intake.messages import CHANNEL_TITLES, IncomingFile, IncomingMessage
from intake.receipt_code import hide_receipt_code
from intake.registry import Registry
from intake.replies import next_seq, queue_replies
from intake.routing import RouteProposal, propose_route
from intake.status import StatusDesk
from intake.summary_card import summary_card
from intake.unit_of_work import Ledger, UnitOfWork
from nlp.analysis import analyze
from nlp.findings import Analysis
from storage.files import FileStore
from storage.queries.conversations import add_update, find_identity, find_update, open_conversation
from storage.queries.rows import lock
from storage.tables import Attachment, Conversation, IncomingUpdate, Message
from storage.tables.columns import new_id
from storage.vault import Vault

STEP_UPDATE = "step_update"
FETCH_FILE = "fetch_file"
LONGEST_TEXT = 200_000  # characters; the doors refuse bigger bodies, this only bounds what a channel may push

log = structlog.get_logger()
_LANE_KEY = secrets.token_bytes(32)  # dies with the process: nothing that is kept leads from a line to its sender
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Inbox:
    """What receiving needs, built once per process."""

    ledger: Ledger
    files: FileStore
    registry: Registry
    status_desk: StatusDesk


def receive(inbox: Inbox, message: IncomingMessage) -> bool:
    """Take a message in for good; False if it was here before. When this returns, nothing of it can be lost.

    A step that fails is stored as failed and retried as a job; only a database that is down raises.
    """
    vault = inbox.ledger.vault
    indexes = vault.indexes(f"update:{message.channel}", message.external_id)
    update = IncomingUpdate(
        channel=message.channel, external_index=indexes[0], status="done", received_at=message.received_at
    )
    has_bytes = any(file.content is not None for file in message.files)
    if (has_bytes or len(indexes) > 1) and _was_here(inbox, message.channel, indexes):
        return False  # before its files are kept a second time, or under a key that was in use before
    message = _keep_files(inbox, _cleaned(message))
    if not vault.knows_account(message.channel):
        return _store_unstepped(inbox, update, message, status="waiting")
    try:
        return _store_and_step(inbox, update, message)
    except Exception as error:  # noqa: BLE001 - whatever a step does wrong, the message must survive it
        log.error("step_failed", channel=message.channel, error=type(error).__name__)  # noqa: TRY400 - a traceback may hold the citizen's words
        return _store_unstepped(inbox, update, message, status="failed", error=type(error).__name__)


def _was_here(inbox: Inbox, channel: str, indexes: Sequence[str]) -> bool:
    with inbox.ledger.database.read() as session:
        return find_update(session, channel=channel, external_indexes=indexes) is not None


def retry_step(inbox: Inbox, update_id: UUID) -> None:
    """Take the step of an update that failed before; once it is done it is never taken again."""
    with inbox.ledger.open() as unit:
        update = lock(unit.session, IncomingUpdate, update_id)
        if update is None or update.status == "done" or update.sealed is None:
            return
        message = _load_message(unit.vault, unit.vault.open(update.sealed), inbox.files)
        _step(inbox, unit, message, understood=None)
        update.status, update.error, update.sealed = "done", None, None
        unit.session.add(update)


@dataclass(frozen=True, slots=True)
class _Understood:
    """An analysis made before the transaction, and the draft revision it was made for."""

    revision: int
    analysis: Analysis
    route: RouteProposal


def _store_and_step(inbox: Inbox, update: IncomingUpdate, message: IncomingMessage) -> bool:
    understood = _understand_ahead(inbox, message)
    with inbox.ledger.open() as unit:
        if not add_update(unit.session, update):
            return False
        _step(inbox, unit, message, understood=understood)
        return True


def _store_unstepped(
    inbox: Inbox, update: IncomingUpdate, message: IncomingMessage, *, status: str, error: str | None = None
) -> bool:
    """Store a message sealed, for a worker to take its step: it failed here, or only a worker may know the account."""
    with inbox.ledger.open() as unit:
        stored = IncomingUpdate(
            channel=update.channel,
            external_index=update.external_index,
            status=status,
            error=error,
            sealed=unit.vault.seal(_dump_message(message)),
            received_at=update.received_at,
        )
        if not add_update(unit.session, stored):
            return False
        unit.enqueue(STEP_UPDATE, stored.id, key=_lane(message))
        return True


def _understand_ahead(inbox: Inbox, message: IncomingMessage) -> _Understood:
    """Analyse before the transaction, for the draft as it stands now; the step checks that it still stands."""
    vault = inbox.ledger.vault
    with inbox.ledger.database.read() as session:
        conversation = find_own_conversation(session, vault, channel=message.channel, account=message.account)
    draft = read_draft(vault, conversation) if conversation else Draft()
    analysis, route = _understand(inbox, text_after(draft, message))
    return _Understood(conversation.revision if conversation else 0, analysis, route)


def _understand(inbox: Inbox, text: str) -> tuple[Analysis, RouteProposal]:
    analysis = analyze(text)
    return analysis, propose_route(analysis, inbox.registry.today())


def _lane(message: IncomingMessage) -> UUID:
    """Choose the line a deferred step waits in: the same for one sender as long as this process lives."""
    sender = f"{message.channel}:{message.account}".encode("utf-8", "surrogatepass")
    return UUID(bytes=hashlib.blake2b(sender, key=_LANE_KEY, digest_size=16).digest())


def _step(inbox: Inbox, unit: UnitOfWork, message: IncomingMessage, *, understood: _Understood | None) -> None:
    who = {"account": message.account, "address": dict(message.address)}
    conversation = open_conversation(
        unit.session,
        channel=message.channel,
        account_indexes=unit.vault.account_indexes(message.channel, message.account),
        account_sealed=unit.vault.seal_identity(who) if message.address else None,
        now=unit.now,
    )
    if message.contact is not None:
        _seal_contact(unit, conversation, message.contact)
    draft = read_draft(unit.vault, conversation)
    if understood is None or understood.revision != conversation.revision:
        analysis, route = _understand(inbox, text_after(draft, message))
    else:
        analysis, route = understood.analysis, understood.route
    file_ids = _add_own_message(unit, conversation, message)
    turn = advance(draft, message, file_ids=file_ids, analysis=analysis, route=route)
    draft = _conclude(inbox, unit, conversation, turn, analysis=analysis, route=route)
    if draft.prompt != turn.draft.prompt:
        _show_card(inbox, unit, conversation, draft, channel_title=CHANNEL_TITLES[message.channel])


def _seal_contact(unit: UnitOfWork, conversation: Conversation, contact: Mapping[str, str]) -> None:
    """Put what the reporter gave to be called back beside his account, where nobody but a worker opens it."""
    identity = find_identity(unit.session, conversation.reporter_id)
    if identity is None:
        raise LookupError(f"reporter of conversation {conversation.id} has no identity")
    identity.contact_sealed = unit.vault.seal_identity(contact)
    unit.session.add(identity)


def _conclude(
    inbox: Inbox, unit: UnitOfWork, conversation: Conversation, turn: Turn, *, analysis: Analysis, route: RouteProposal
) -> Draft:
    queue_replies(unit, conversation, turn.replies)
    draft = turn.draft
    if turn.effect is not None:
        draft = carry_out(unit, conversation, turn, analysis=analysis, route=route, status_desk=inbox.status_desk)
    write_draft(unit.vault, conversation, draft)
    conversation.used_at = unit.now
    unit.session.add(conversation)
    return draft


def _show_card(inbox: Inbox, unit: UnitOfWork, conversation: Conversation, draft: Draft, *, channel_title: str) -> None:
    analysis, route = _understand(inbox, draft.text)
    covered = cover(draft.text, analysis, draft.hidden)
    card = summary_card(draft, covered, route, channel_title=channel_title, question=None)
    queue_replies(unit, conversation, (card,))


def _add_own_message(unit: UnitOfWork, conversation: Conversation, message: IncomingMessage) -> tuple[str, ...]:
    own = Message(
        conversation_id=conversation.id,
        seq=next_seq(conversation),
        sender="you",
        text_wrapped=unit.vault.wrap_text(hide_receipt_code(message.text)),
        buttons=[],
        status="received",
        at=unit.now,
    )
    if message.button is None or message.files:
        unit.session.add(own)
        unit.session.flush()
    else:
        conversation.last_seq -= 1
    return tuple(_add_attachment(unit, own, file).hex for file in message.files)


def _add_attachment(unit: UnitOfWork, own: Message, file: IncomingFile) -> UUID:
    attachment = Attachment(
        id=new_id(),
        conversation_id=own.conversation_id,
        message_id=own.id,
        status="stored" if file.stored_as else "pending",
        source_sealed=unit.vault.seal(file.source.encode()) if file.source else None,
        blob_key=file.stored_as,
        secret_wrapped=file.secret_wrapped,
        received_at=unit.now,
    )
    if file.content is not None:
        describe_content(attachment, file.content)
    unit.session.add(attachment)
    if file.source:
        unit.session.flush()
        unit.enqueue(FETCH_FILE, attachment.id, key=attachment.id)
    return attachment.id


def describe_content(attachment: Attachment, content: bytes) -> None:
    """Note kind, size and hash of a file's bytes on its row."""
    attachment.content_type = detect_kind(content)
    attachment.size_bytes = len(content)
    attachment.sha256 = hashlib.sha256(content).hexdigest()


def _cleaned(message: IncomingMessage) -> IncomingMessage:
    """Replace what no database stores (NUL, lone surrogates) and bound the length."""
    return replace(message, text=_UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", message.text)[:LONGEST_TEXT])


def _keep_files(inbox: Inbox, message: IncomingMessage) -> IncomingMessage:
    return replace(message, files=tuple(_keep_file(inbox, file) for file in message.files))


def _keep_file(inbox: Inbox, file: IncomingFile) -> IncomingFile:
    if file.content is None:
        return file
    kept = inbox.files.put(file.content)
    return replace(file, stored_as=kept.key, secret_wrapped=inbox.ledger.vault.wrap(kept.secret))


def _dump_message(message: IncomingMessage) -> bytes:
    values = asdict(message) | {"received_at": message.received_at.isoformat(), "address": dict(message.address)}
    values["files"] = [
        {
            "source": file.source,
            "stored_as": file.stored_as,
            "secret_hex": file.secret_wrapped.hex() if file.secret_wrapped else None,
        }
        for file in message.files
    ]
    return json.dumps(values).encode()


def _load_message(vault: Vault, sealed: bytes, store: FileStore) -> IncomingMessage:
    values: Mapping[str, object] = json.loads(sealed)
    files = tuple(_load_file(vault, store, **file) for file in values["files"])  # type: ignore[attr-defined]
    received_at = datetime.fromisoformat(str(values["received_at"])).astimezone(UTC)
    return IncomingMessage(**{**values, "files": files, "received_at": received_at})  # type: ignore[arg-type]


def _load_file(
    vault: Vault, store: FileStore, *, source: str | None, stored_as: str | None, secret_hex: str | None = None
) -> IncomingFile:
    wrapped = bytes.fromhex(secret_hex) if secret_hex else None
    content = store.get(stored_as, vault.unwrap(wrapped) if wrapped else None) if stored_as else None
    return IncomingFile(content=content, source=source, stored_as=stored_as, secret_wrapped=wrapped)
