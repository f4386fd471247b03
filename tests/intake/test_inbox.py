"""Receiving: whatever arrives is stored once, answered, in order, and survives a step that fails."""

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID

import pytest
from sqlmodel import func, select

from intake import phrases
from intake.inbox import FETCH_FILE, LONGEST_TEXT, STEP_UPDATE, Inbox, receive, retry_step
from intake.messages import IncomingFile, IncomingMessage
from intake.registry import Registry
from intake.routing import AuthorityEntry
from storage.queries.conversations import find_identity, find_update
from storage.tables import Attachment, Conversation, IncomingUpdate, Message, Reporter
from tests.intake.citizen import Citizen
from tests.intake.given import CHILD_IN_HOSPITAL, FAKE_CREAM, message
from tests.intake.keys import read_original, without_private_key
from tests.storage.engine import list_queued

JPEG = b"\xff\xd8\xff" + bytes(range(256)) * 8


class FailingRegistry(Registry):
    """Fails as often as told, then serves."""

    def __init__(self, served: Registry, *, failures: int) -> None:
        """Keep what to serve later."""
        self._served = served
        self.failures = failures

    def today(self) -> Mapping[str, AuthorityEntry]:
        """Give the authorities, or fail."""
        if self.failures:
            self.failures -= 1
            raise RuntimeError(FAKE_CREAM)
        return self._served.today()


def get_update(inbox: Inbox, incoming: IncomingMessage) -> IncomingUpdate:
    indexes = inbox.ledger.vault.indexes(f"update:{incoming.channel}", incoming.external_id)
    with inbox.ledger.database.read() as session:
        found = find_update(session, channel=incoming.channel, external_indexes=indexes)
    assert found is not None
    return found


def attachments_of(citizen: Citizen) -> list[Attachment]:
    with citizen.inbox.ledger.database.read() as session:
        query = select(Attachment).where(Attachment.conversation_id == citizen.conversation.id)
        return list(session.exec(query).all())


def test_a_message_is_stored_answered_and_drafted(citizen: Citizen) -> None:
    (card,) = citizen.say(FAKE_CREAM)
    assert card.is_card
    assert card.status == "pending"
    assert [(m.seq, m.sender) for m in citizen.messages()] == [(1, "you"), (2, "bot")]
    assert citizen.draft.texts == (FAKE_CREAM,)


def test_danger_is_answered_first(citizen: Citizen) -> None:
    warning, card = citizen.say(CHILD_IN_HOSPITAL)
    assert warning.text == phrases.EMERGENCY
    assert card.is_card


def test_a_newer_card_takes_the_place_of_one_nobody_read(citizen: Citizen) -> None:
    citizen.say(FAKE_CREAM)
    citizen.say("ở chợ Hàn")
    assert [m.is_card for m in citizen.messages() if m.sender == "bot"] == [True]


def test_a_repeated_update_changes_nothing(citizen: Citizen) -> None:
    incoming = message(FAKE_CREAM, account=citizen.account, external_id="update-1")
    assert receive(citizen.inbox, incoming)
    before = citizen.conversation
    assert not receive(citizen.inbox, incoming)
    assert not receive(citizen.inbox, replace(incoming, text="khác hẳn"))
    assert (citizen.conversation, len(citizen.messages())) == (before, 2)


def test_the_same_id_on_another_channel_is_another_update(citizen: Citizen) -> None:
    incoming = message("chào", account=citizen.account, external_id="update-2")
    assert receive(citizen.inbox, incoming)
    assert receive(citizen.inbox, replace(incoming, channel="telegram"))


def test_the_same_update_from_many_threads_is_taken_once(citizen: Citizen) -> None:
    incoming = message(FAKE_CREAM, account=citizen.account, external_id="update-3")
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: receive(citizen.inbox, incoming), range(8)))
    assert sorted(taken) == [False] * 7 + [True]
    assert [(m.seq, m.sender) for m in citizen.messages()] == [(1, "you"), (2, "bot")]


def test_fifty_messages_in_quick_succession_keep_their_order(citizen: Citizen) -> None:
    said = [f"shop Hoa bán hàng giả phần {number}" for number in range(50)]
    for text in said:
        assert receive(citizen.inbox, message(text, account=citizen.account))
    assert citizen.draft.texts == tuple(said)
    assert [m.text for m in citizen.messages() if m.sender == "you"] == said


def test_fifty_messages_from_many_threads_are_all_kept(citizen: Citizen) -> None:
    said = [f"shop Hoa bán hàng giả phần {number}" for number in range(50)]
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda text: receive(citizen.inbox, message(text, account=citizen.account)), said))
    assert sorted(citizen.draft.texts) == sorted(said)
    mine = [m for m in citizen.messages() if m.sender == "you"]
    assert tuple(m.text for m in mine) == citizen.draft.texts
    assert citizen.conversation.revision == 50


def test_many_accounts_at_once_do_not_disturb_each_other(inbox: Inbox) -> None:
    citizens = [Citizen(inbox) for _ in range(12)]
    with ThreadPoolExecutor(6) as pool:
        codes = list(pool.map(lambda one: one.send_tip(), citizens))
    assert len(set(codes)) == 12
    assert len({one.case.number for one in citizens}) == 12


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "bán hàng giả \x00 ở Huế",
        "\ud800",
        "hàng \udfff giả",
        "😀😀😀",
        "",
        " \n\t",
        "\u202e\u200b\ufeff",
        "ạ" * 100_000,
    ],
    ids=["nul", "nul inside", "surrogate", "surrogate inside", "emoji", "empty", "blank", "invisible", "long"],
)
def test_no_text_is_too_strange_to_be_answered(citizen: Citizen, text: str) -> None:
    incoming = message(text, account=citizen.account)
    assert receive(citizen.inbox, incoming)
    assert get_update(citizen.inbox, incoming).status == "done"
    assert [m for m in citizen.messages() if m.sender == "bot"]
    (own,) = [m for m in citizen.messages() if m.sender == "you"]
    assert len(own.text) == len(text)
    assert "\x00" not in own.text


def test_a_text_beyond_all_bounds_is_cut(citizen: Citizen) -> None:
    citizen.say("hàng giả " * LONGEST_TEXT)
    assert len(citizen.draft.text) <= LONGEST_TEXT


def test_accounts_and_addresses_are_never_stored_in_the_clear(telegram_citizen: Citizen) -> None:
    telegram_citizen.say(FAKE_CREAM)
    with telegram_citizen.inbox.ledger.database.read() as session:
        reporter = session.get(Reporter, telegram_citizen.conversation.reporter_id)
        identity = find_identity(session, telegram_citizen.conversation.reporter_id)
    assert reporter is not None
    assert telegram_citizen.account not in repr(reporter)
    assert identity is not None
    assert telegram_citizen.inbox.ledger.vault.open_identity(identity.account_sealed) == {
        "account": telegram_citizen.account,
        "address": {"chat": "canary-address"},
    }


def test_what_was_said_and_not_sent_cannot_be_read_from_the_database(citizen: Citizen) -> None:
    citizen.say("Chimhoangyen ở Huế bán kem giả")
    with citizen.inbox.ledger.database.read() as session:
        rows = [session.get(Message, said.id) for said in citizen.messages()]
    assert len(rows) == 2
    assert "Chimhoangyen" not in repr((rows, citizen.conversation))


def test_a_process_that_may_not_know_the_account_leaves_the_step_to_a_worker(telegram_citizen: Citizen) -> None:
    inbox = telegram_citizen.inbox
    sealing = replace(inbox, ledger=replace(inbox.ledger, vault=without_private_key(inbox.ledger.vault)))
    incoming = message(FAKE_CREAM, channel="telegram", account=telegram_citizen.account, chat="77")
    assert receive(sealing, incoming)
    assert not receive(sealing, incoming)
    update = get_update(sealing, incoming)
    assert (update.status, update.error) == ("waiting", None)
    assert telegram_citizen.account.encode() not in (update.sealed or b"")
    assert list_queued(inbox.ledger.database, subject=update.id) == [f"{STEP_UPDATE}:{update.id}:00000000"]


def test_a_worker_takes_the_step_that_was_left_to_it(telegram_citizen: Citizen) -> None:
    inbox = telegram_citizen.inbox
    sealing = replace(inbox, ledger=replace(inbox.ledger, vault=without_private_key(inbox.ledger.vault)))
    incoming = message(
        FAKE_CREAM, channel="telegram", account=telegram_citizen.account, files=[IncomingFile(content=JPEG)], chat="77"
    )
    assert receive(sealing, incoming)
    retry_step(inbox, get_update(inbox, incoming).id)
    assert telegram_citizen.draft.texts == (FAKE_CREAM,)
    (attachment,) = attachments_of(telegram_citizen)
    assert read_original(inbox, attachment) == JPEG


def test_a_file_is_kept_byte_by_byte(citizen: Citizen) -> None:
    citizen.say(FAKE_CREAM, files=[IncomingFile(content=JPEG), IncomingFile(content=b"")])
    first, second = sorted(attachments_of(citizen), key=lambda one: -(one.size_bytes or 0))
    assert read_original(citizen.inbox, first) == JPEG
    assert (first.status, first.content_type, first.size_bytes) == ("stored", "image/jpeg", len(JPEG))
    assert first.sha256 == hashlib.sha256(JPEG).hexdigest()
    assert (second.content_type, second.size_bytes) == ("application/octet-stream", 0)
    assert {UUID(one) for one in citizen.draft.file_ids} == {first.id, second.id}


def test_a_file_to_fetch_is_queued_and_its_source_sealed(telegram_citizen: Citizen) -> None:
    telegram_citizen.say(files=[IncomingFile(source="canary-file-id")])
    (attachment,) = attachments_of(telegram_citizen)
    assert attachment.status == "pending"
    assert attachment.source_sealed is not None
    assert b"canary" not in attachment.source_sealed
    database = telegram_citizen.inbox.ledger.database
    assert list_queued(database, subject=attachment.id) == [f"{FETCH_FILE}:{attachment.id}:00000000"]


def test_a_receipt_code_in_a_message_is_not_stored(citizen: Citizen) -> None:
    code = citizen.send_tip()
    citizen.say(str(code))
    citizen.say(f"{code} là mã của tôi, shop đó vẫn bán hàng giả")
    assert code.characters[5:10] not in repr(citizen.messages())
    assert code.characters[5:10] not in repr(citizen.draft)


def test_a_step_that_fails_is_kept_whole_and_taken_by_its_job(citizen: Citizen) -> None:
    failing = replace(citizen.inbox, registry=FailingRegistry(citizen.inbox.registry, failures=1))
    incoming = message(
        FAKE_CREAM, account=citizen.account, files=[IncomingFile(content=JPEG), IncomingFile(source="f-1")], chat="77"
    )
    assert receive(failing, incoming)

    update = get_update(citizen.inbox, incoming)
    assert (update.status, update.error) == ("failed", "RuntimeError")
    assert update.sealed is not None
    assert FAKE_CREAM.encode() not in update.sealed
    assert list_queued(citizen.inbox.ledger.database, subject=update.id) == [f"{STEP_UPDATE}:{update.id}:00000000"]
    assert not receive(citizen.inbox, incoming)

    retry_step(failing, update.id)
    retry_step(failing, update.id)

    done = get_update(citizen.inbox, incoming)
    assert (done.status, done.error, done.sealed) == ("done", None, None)
    assert [(m.seq, m.sender) for m in citizen.messages()] == [(1, "you"), (2, "bot")]
    assert citizen.draft.texts == (FAKE_CREAM,)
    stored = {a.status: a for a in attachments_of(citizen)}
    assert set(stored) == {"stored", "pending"}
    assert read_original(citizen.inbox, stored["stored"]) == JPEG
    assert stored["stored"].sha256 == hashlib.sha256(JPEG).hexdigest()
    assert stored["stored"].content_type == "image/jpeg"
    assert citizen.inbox.ledger.vault.open(stored["pending"].source_sealed or b"") == b"f-1"


def test_a_step_that_fails_again_stays_failed_for_the_next_try(citizen: Citizen) -> None:
    failing = replace(citizen.inbox, registry=FailingRegistry(citizen.inbox.registry, failures=2))
    incoming = message(FAKE_CREAM, account=citizen.account)
    receive(failing, incoming)
    update = get_update(citizen.inbox, incoming)
    with pytest.raises(RuntimeError):
        retry_step(failing, update.id)
    assert get_update(citizen.inbox, incoming) == update
    retry_step(failing, update.id)
    assert get_update(citizen.inbox, incoming).status == "done"
    assert citizen.draft.texts == (FAKE_CREAM,)


def test_a_failing_step_leaves_no_half_of_itself_behind(citizen: Citizen) -> None:
    citizen.say(FAKE_CREAM)
    before = citizen.conversation
    failing = replace(citizen.inbox, registry=FailingRegistry(citizen.inbox.registry, failures=1))
    assert receive(failing, message("thêm", account=citizen.account))
    assert citizen.conversation == before
    with citizen.inbox.ledger.database.read() as session:
        query = select(func.count()).select_from(Message).where(Message.conversation_id == before.id)
        assert session.exec(query).one() == 2
        assert session.get(Conversation, before.id) == before
