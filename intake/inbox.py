"""The one way in for citizens' messages: stored, one dialogue step taken, replies queued, then acknowledged."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import structlog

from intake.dialogue import advance, text_after
from intake.draft import Draft, Turn, dump_draft, load_draft
from intake.effects import carry_out
from intake.file_kinds import detect_kind
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
from storage.queries.conversations import add_update, find_conversation, find_update, open_conversation
from storage.queries.rows import lock
from storage.tables import Attachment, Conversation, IncomingUpdate, Message
from storage.tables.columns import new_id

STEP_UPDATE = "step_update"
FETCH_FILE = "fetch_file"
LONGEST_TEXT = 200_000  # characters; the doors refuse bigger bodies, this only bounds what a channel may push

log = structlog.get_logger()
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
    update = IncomingUpdate(
        channel=message.channel,
        external_index=inbox.ledger.vault.index(f"update:{message.channel}", message.external_id),
        status="done",
        received_at=message.received_at,
    )
    if any(file.content is not None for file in message.files) and _was_here(inbox, update):
        return False  # before its files are kept a second time
    message = _keep_files(inbox.files, _cleaned(message))
    try:
        return _store_and_step(inbox, update, message)
    except Exception as error:  # noqa: BLE001 - whatever a step does wrong, the message must survive it
        log.error("step_failed", channel=message.channel, error=type(error).__name__)  # noqa: TRY400 - a traceback may hold the citizen's words
        return _store_failed(inbox, update, message, error)


def _was_here(inbox: Inbox, update: IncomingUpdate) -> bool:
    with inbox.ledger.database.read() as session:
        found = find_update(session, channel=update.channel, external_index=update.external_index)
    return found is not None


def retry_step(inbox: Inbox, update_id: UUID) -> None:
    """Take the step of an update that failed before; once it is done it is never taken again."""
    with inbox.ledger.open() as unit:
        update = lock(unit.session, IncomingUpdate, update_id)
        if update is None or update.status == "done" or update.sealed is None:
            return
        message = _load_message(unit.vault.open(update.sealed), inbox.files)
        _step(inbox, unit, update, message, understood=None)
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
        _step(inbox, unit, update, message, understood=understood)
        return True


def _store_failed(inbox: Inbox, update: IncomingUpdate, message: IncomingMessage, error: Exception) -> bool:
    with inbox.ledger.open() as unit:
        failed = IncomingUpdate(
            channel=update.channel,
            external_index=update.external_index,
            status="failed",
            error=type(error).__name__,
            sealed=unit.vault.seal(_dump_message(message)),
            received_at=update.received_at,
        )
        if not add_update(unit.session, failed):
            return False
        unit.enqueue(STEP_UPDATE, failed.id, key=failed.id)
        return True


def _understand_ahead(inbox: Inbox, message: IncomingMessage) -> _Understood:
    """Analyse before the transaction, for the draft as it stands now; the step checks that it still stands."""
    index = _account_index(inbox, message)
    with inbox.ledger.database.read() as session:
        conversation = find_conversation(session, channel=message.channel, account_index=index)
    draft = load_draft(conversation.draft) if conversation else Draft()
    analysis, route = _understand(inbox, text_after(draft, message))
    return _Understood(conversation.revision if conversation else 0, analysis, route)


def _understand(inbox: Inbox, text: str) -> tuple[Analysis, RouteProposal]:
    analysis = analyze(text)
    return analysis, propose_route(analysis, inbox.registry.today())


def _step(
    inbox: Inbox, unit: UnitOfWork, update: IncomingUpdate, message: IncomingMessage, *, understood: _Understood | None
) -> None:
    address = json.dumps(dict(message.address)).encode()
    conversation = open_conversation(
        unit.session,
        channel=message.channel,
        account_index=_account_index(inbox, message),
        address_sealed=unit.vault.seal(address) if message.address else None,
        now=unit.now,
    )
    draft = load_draft(conversation.draft)
    if understood is None or understood.revision != conversation.revision:
        analysis, route = _understand(inbox, text_after(draft, message))
    else:
        analysis, route = understood.analysis, understood.route
    file_ids = _add_own_message(unit, conversation, message)
    turn = advance(draft, message, file_ids=file_ids, analysis=analysis, route=route)
    draft = _conclude(inbox, unit, conversation, turn, analysis=analysis, route=route)
    if draft.prompt != turn.draft.prompt:
        _show_card(inbox, unit, conversation, draft, channel_title=CHANNEL_TITLES[message.channel])
    update_row = lock(unit.session, IncomingUpdate, update.id)
    if update_row is not None:
        update_row.conversation_id = conversation.id
        unit.session.add(update_row)


def _conclude(
    inbox: Inbox, unit: UnitOfWork, conversation: Conversation, turn: Turn, *, analysis: Analysis, route: RouteProposal
) -> Draft:
    queue_replies(unit, conversation, turn.replies)
    draft = turn.draft
    if turn.effect is not None:
        draft = carry_out(unit, conversation, turn, analysis=analysis, route=route, status_desk=inbox.status_desk)
    conversation.draft = dump_draft(draft)
    conversation.revision += 1
    conversation.used_at = unit.now
    unit.session.add(conversation)
    return draft


def _show_card(inbox: Inbox, unit: UnitOfWork, conversation: Conversation, draft: Draft, *, channel_title: str) -> None:
    analysis, route = _understand(inbox, draft.text)
    card = summary_card(draft, analysis, route, channel_title=channel_title, question=None)
    queue_replies(unit, conversation, (card,))


def _add_own_message(unit: UnitOfWork, conversation: Conversation, message: IncomingMessage) -> tuple[str, ...]:
    own = Message(
        conversation_id=conversation.id,
        seq=next_seq(conversation),
        sender="you",
        text=hide_receipt_code(message.text),
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


def _account_index(inbox: Inbox, message: IncomingMessage) -> str:
    return inbox.ledger.vault.index(f"account:{message.channel}", message.account)


def _cleaned(message: IncomingMessage) -> IncomingMessage:
    """Replace what no database stores (NUL, lone surrogates) and bound the length."""
    return replace(message, text=_UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", message.text)[:LONGEST_TEXT])


def _keep_files(files: FileStore, message: IncomingMessage) -> IncomingMessage:
    kept = tuple(
        replace(file, stored_as=files.put(file.content)) if file.content is not None else file for file in message.files
    )
    return replace(message, files=kept)


def _dump_message(message: IncomingMessage) -> bytes:
    values = asdict(message) | {"received_at": message.received_at.isoformat(), "address": dict(message.address)}
    values["files"] = [{"source": f.source, "stored_as": f.stored_as} for f in message.files]
    return json.dumps(values).encode()


def _load_message(sealed: bytes, store: FileStore) -> IncomingMessage:
    values: Mapping[str, object] = json.loads(sealed)
    files = tuple(_load_file(store, **file) for file in values["files"])  # type: ignore[attr-defined]
    received_at = datetime.fromisoformat(str(values["received_at"])).astimezone(UTC)
    return IncomingMessage(**{**values, "files": files, "received_at": received_at})  # type: ignore[arg-type]


def _load_file(store: FileStore, *, source: str | None, stored_as: str | None) -> IncomingFile:
    content = store.get(stored_as) if stored_as else None
    return IncomingFile(content=content, source=source, stored_as=stored_as)
