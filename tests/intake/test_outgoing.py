"""Replies pushed to a channel and files fetched from it: in order, again after a failure, never after a final one."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from intake import phrases
from intake.fetch_file import MOST_ATTEMPTS, fetch_file
from intake.inbox import Inbox
from intake.messages import IncomingFile
from intake.outside import LONGEST_PAUSE, pause_after
from intake.ports import ChannelError, FileTooBigError
from intake.receipt_code import HIDDEN_CODE
from intake.send_reply import send_reply
from storage.tables import Attachment, Message
from tests.intake.citizen import Citizen
from tests.intake.given import CHILD_IN_HOSPITAL, FAKE_CREAM
from tests.intake.keys import read_original
from tests.intake.officials import FakeChannel, outside
from tests.storage.engine import list_queued

DOWN = ChannelError("HTTP 502")
BLOCKED = ChannelError("blocked by the user", is_final=True)


def outgoing(citizen: Citizen) -> list[Message]:
    """Everything for the citizen, in order, what was replaced included."""
    with citizen.inbox.ledger.database.read() as session:
        query = select(Message).where(Message.conversation_id == citizen.conversation.id, Message.sender != "you")
        return list(session.exec(query.order_by(col(Message.seq))).all())


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 2), (2, 4), (3, 8), (5, 32), (6, 64), (7, 90), (8, 90), (10_000, 90)]
)
def test_pauses_double_up_to_a_minute_and_a_half(attempts: int, seconds: int) -> None:
    assert pause_after(attempts) == timedelta(seconds=seconds) <= LONGEST_PAUSE


def test_a_reply_is_sent_once_with_its_buttons_to_the_address(telegram_citizen: Citizen) -> None:
    (card,) = telegram_citizen.say(FAKE_CREAM)
    channel = FakeChannel()
    for _ in range(2):
        send_reply(telegram_citizen.inbox, outside(channel=channel), card.id)
    ((address, text, buttons),) = channel.sent
    assert (address, text) == ({"chat": "canary-address"}, card.text)
    assert [(b.label, b.payload) for b in buttons] == [(b["label"], b["payload"]) for b in card.buttons]
    (sent,) = outgoing(telegram_citizen)
    assert sent.status == "sent"
    assert sent.sent_at is not None


def test_replies_are_queued_one_at_a_time_per_conversation(telegram_citizen: Citizen, citizen: Citizen) -> None:
    database = telegram_citizen.inbox.ledger.database
    for reply in telegram_citizen.say(CHILD_IN_HOSPITAL):
        assert list_queued(database, subject=reply.id) == [f"send_reply:{reply.id}:00000000"]
    for reply in citizen.say(CHILD_IN_HOSPITAL):
        assert list_queued(database, subject=reply.id) == []


def test_whatever_waits_is_sent_in_order_whichever_job_comes_first(telegram_citizen: Citizen) -> None:
    warning, card = telegram_citizen.say(CHILD_IN_HOSPITAL)
    channel = FakeChannel()
    send_reply(telegram_citizen.inbox, outside(channel=channel), card.id)
    send_reply(telegram_citizen.inbox, outside(channel=channel), warning.id)
    assert channel.texts == [warning.text, card.text]


def test_a_failure_is_tried_again_later_and_what_is_behind_waits(telegram_citizen: Citizen) -> None:
    warning, card = telegram_citizen.say(CHILD_IN_HOSPITAL)
    channel = FakeChannel(errors=[DOWN, None])
    to = outside(channel=channel)
    send_reply(telegram_citizen.inbox, to, warning.id)
    send_reply(telegram_citizen.inbox, to, card.id)
    assert channel.sent == []
    assert [(m.status, m.attempts, m.last_error) for m in outgoing(telegram_citizen)] == [
        ("pending", 1, "HTTP 502"),
        ("pending", 0, None),
    ]
    database = telegram_citizen.inbox.ledger.database
    assert list_queued(database, subject=warning.id) == [f"send_reply:{warning.id}:{nth:08d}" for nth in (0, 1)]
    send_reply(two_minutes_later(telegram_citizen.inbox), to, warning.id)
    assert channel.texts == [warning.text, card.text]
    assert [m.status for m in outgoing(telegram_citizen)] == ["sent", "sent"]


def two_minutes_later(inbox: Inbox) -> Inbox:
    return replace(inbox, ledger=replace(inbox.ledger, clock=lambda: datetime.now(UTC) + timedelta(minutes=2)))


@pytest.mark.parametrize("retry_after", [30.0, None])
def test_the_pause_is_the_channels_if_it_names_one(telegram_citizen: Citizen, retry_after: float | None) -> None:
    (card,) = telegram_citizen.say(FAKE_CREAM)
    channel = FakeChannel(errors=[ChannelError("HTTP 429", retry_after=retry_after)])
    send_reply(telegram_citizen.inbox, outside(channel=channel), card.id)
    delay = find_delay(telegram_citizen.inbox, f"send_reply:{card.id}:00000001")
    assert delay == pytest.approx(retry_after or 2.0, abs=2.0)


def find_delay(inbox: Inbox, job_id: str) -> float:
    """In how many seconds after being queued a job may begin."""
    (status,) = inbox.ledger.work._client.list_workflows(workflow_ids=[job_id])
    assert status.delay_until_epoch_ms is not None
    assert status.created_at is not None
    return (status.delay_until_epoch_ms - status.created_at) / 1000


def test_whoever_blocked_us_is_not_tried_again(telegram_citizen: Citizen) -> None:
    warning, card = telegram_citizen.say(CHILD_IN_HOSPITAL)
    channel = FakeChannel(errors=[BLOCKED, BLOCKED])
    for message in (warning, card, warning):
        send_reply(telegram_citizen.inbox, outside(channel=channel), message.id)
    assert channel.sent == []
    assert [(m.status, m.last_error) for m in outgoing(telegram_citizen)] == [("unreachable", BLOCKED.kind)] * 2
    assert len(list_queued(telegram_citizen.inbox.ledger.database, subject=warning.id)) == 1


def test_whoever_comes_back_is_answered_again(telegram_citizen: Citizen) -> None:
    (card,) = telegram_citizen.say(FAKE_CREAM)
    send_reply(telegram_citizen.inbox, outside(channel=FakeChannel(errors=[BLOCKED])), card.id)
    (again,) = telegram_citizen.say("/trogiup")
    channel = FakeChannel()
    send_reply(telegram_citizen.inbox, outside(channel=channel), again.id)
    assert channel.texts == [phrases.HELP]


def test_the_receipt_code_is_shown_once_and_erased_when_it_arrived(telegram_citizen: Citizen) -> None:
    telegram_citizen.say(FAKE_CREAM)
    (receipt,) = telegram_citizen.press("Gửi")
    code = telegram_citizen.code_in([receipt])
    channel = FakeChannel(errors=[None, DOWN, None])
    send_reply(telegram_citizen.inbox, outside(channel=channel), receipt.id)
    assert outgoing(telegram_citizen)[-1].secret_wrapped is not None
    send_reply(two_minutes_later(telegram_citizen.inbox), outside(channel=channel), receipt.id)
    assert str(code) in channel.texts[-1]
    assert HIDDEN_CODE not in channel.texts[-1]
    assert outgoing(telegram_citizen)[-1].secret_wrapped is None


def test_a_job_of_a_message_that_is_gone_does_nothing(telegram_citizen: Citizen) -> None:
    channel = FakeChannel()
    send_reply(telegram_citizen.inbox, outside(channel=channel), UUID(int=1))
    fetch_file(telegram_citizen.inbox, outside(channel=channel), UUID(int=1))
    assert channel.sent == []


@pytest.fixture
def attachment_id(telegram_citizen: Citizen) -> UUID:
    telegram_citizen.say(files=[IncomingFile(source="file-1")])
    (file_id,) = telegram_citizen.draft.file_ids
    return UUID(file_id)


def get_attachment(inbox: Inbox, attachment_id: UUID) -> Attachment:
    with inbox.ledger.database.read() as session:
        found = session.get(Attachment, attachment_id)
    assert found is not None
    return found


def test_a_file_is_fetched_and_kept_unchanged(inbox: Inbox, attachment_id: UUID) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    fetch_file(inbox, outside(channel=FakeChannel(files={"file-1": content})), attachment_id)
    fetch_file(inbox, outside(channel=FakeChannel(errors=[DOWN])), attachment_id)
    stored = get_attachment(inbox, attachment_id)
    assert (stored.status, stored.content_type, stored.size_bytes) == ("stored", "image/png", len(content))
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert read_original(inbox, stored) == content
    assert (stored.source_sealed, stored.last_error) == (None, None)


def test_a_file_that_does_not_come_is_fetched_again_later(inbox: Inbox, attachment_id: UUID) -> None:
    channel = FakeChannel(errors=[DOWN, None], files={"file-1": b"x"})
    fetch_file(inbox, outside(channel=channel), attachment_id)
    waiting = get_attachment(inbox, attachment_id)
    assert (waiting.status, waiting.attempts, waiting.last_error) == ("pending", 1, "HTTP 502")
    queued = list_queued(inbox.ledger.database, subject=attachment_id)
    assert queued == [f"fetch_file:{attachment_id}:{nth:08d}" for nth in (0, 1)]
    fetch_file(inbox, outside(channel=channel), attachment_id)
    assert get_attachment(inbox, attachment_id).status == "stored"


@pytest.mark.parametrize(
    ("error", "status"),
    [(FileTooBigError("too big", is_final=True), "too_big"), (ChannelError("gone", is_final=True), "failed")],
)
def test_a_file_that_cannot_come_is_not_fetched_again(
    inbox: Inbox, attachment_id: UUID, error: ChannelError, status: str
) -> None:
    fetch_file(inbox, outside(channel=FakeChannel(errors=[error])), attachment_id)
    given_up = get_attachment(inbox, attachment_id)
    assert (given_up.status, given_up.last_error, given_up.source_sealed) == (status, error.kind, None)
    assert len(list_queued(inbox.ledger.database, subject=attachment_id)) == 1


def test_a_file_is_given_up_after_about_an_hour_of_tries(inbox: Inbox, attachment_id: UUID) -> None:
    with inbox.ledger.open() as unit:
        attachment = unit.session.get(Attachment, attachment_id)
        assert attachment is not None
        attachment.attempts = MOST_ATTEMPTS - 1
        unit.session.add(attachment)
    fetch_file(inbox, outside(channel=FakeChannel(errors=[DOWN])), attachment_id)
    assert get_attachment(inbox, attachment_id).status == "failed"
