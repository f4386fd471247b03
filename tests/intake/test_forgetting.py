"""Forgetting who reported: the goodbye reaches him, then nothing leads to him, and his words go with their period."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from nacl.exceptions import CryptoError
from sqlmodel import SQLModel, select

from intake import phrases, rights_phrases
from intake.chat import IDLE_LIFE, end_chat, read_chat
from intake.forgetting import GOODBYE, LIVING_CHAT
from intake.inbox import Inbox, receive
from intake.messages import IncomingFile
from intake.public_status import act_by_code
from intake.retention_run import purge
from intake.send_reply import send_reply
from storage.queries.conversations import get_reporter
from storage.tables import Attachment, Identity, Message, Reporter
from tests.intake.citizen import Citizen
from tests.intake.given import WITH_OWN_NAME_AND_NUMBER, message
from tests.intake.keys import read_originals
from tests.intake.officials import FakeChannel, outside
from tests.intake.referred import at_time


def reporter_of(citizen: Citizen, conversation_id: UUID) -> Reporter:
    with citizen.inbox.ledger.database.read() as session:
        return get_reporter(session, conversation_id)


def later(inbox: Inbox, **after: float) -> Inbox:
    now = inbox.ledger.clock()
    return at_time(inbox, lambda: now + timedelta(**after))


def readable_rows(inbox: Inbox) -> dict[str, str]:
    """Everything in every table that the house can read, the sealed and the wrapped opened, by table."""
    vault = inbox.ledger.vault
    found: dict[str, str] = {}
    with inbox.ledger.database.read() as session:
        for table in SQLModel.metadata.sorted_tables:
            values = [value for row in session.connection().execute(sa.select(table)) for value in row]
            found[table.name] = "\n".join(_opened(vault, value) for value in values)
    return found


def _opened(vault: object, value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    for name in ("unwrap", "open"):
        try:
            return getattr(vault, name)(value).decode("utf-8", "replace")  # type: ignore[no-any-return]
        except CryptoError:  # sealed another way
            continue
    return ""


def tables_with(inbox: Inbox, canary: str) -> set[str]:
    return {table for table, text in readable_rows(inbox).items() if canary in text}


@pytest.fixture(params=["telegram", "web"])
def sender(request: pytest.FixtureRequest, inbox: Inbox) -> Citizen:
    return Citizen(inbox, channel=request.param)


def let_him_read(citizen: Citizen, inbox: Inbox) -> list[str]:
    """Bring what waits for him: pushed, or read by his browser."""
    waiting = [m for m in citizen.messages() if m.status == "pending"]
    if citizen.channel == "web":
        read_chat(inbox.ledger, citizen.conversation.id, after=citizen.conversation.last_seq)
        return [m.text for m in waiting]
    channel = FakeChannel()
    for one in waiting:
        send_reply(inbox, outside(channel=channel), one.id)
    return channel.texts


def test_a_reporter_withdraws_by_code_and_his_identity_is_gone(sender: Citizen) -> None:
    inbox = sender.inbox
    name = f"Canary{uuid4().hex[:12]}"
    text = WITH_OWN_NAME_AND_NUMBER.replace("Trần Thị Canary", f"Trần Thị {name}")
    canaries = (name, sender.account)
    code = sender.send_tip(text)
    let_him_read(sender, inbox)
    conversation_id, case, report = sender.conversation.id, sender.case, sender.reports[0]
    index = reporter_of(sender, conversation_id).account_index
    sender.say(str(code))
    sender.press(phrases.BUTTON_WITHDRAW)
    sender.press(phrases.BUTTON_WITHDRAW_YES)

    goodbye = let_him_read(sender, inbox)[-1]

    assert goodbye == f"{phrases.WITHDRAWN}\n{rights_phrases.FORGETTING}"
    if sender.channel == "web":  # the browser's own way stays until its owner ends it
        end_chat(inbox.ledger, sender.account)
    reporter = reporter_of(sender, conversation_id)
    assert reporter.account_index != index
    assert reporter.forgotten_at is not None
    with inbox.ledger.database.read() as session:
        assert session.get(Identity, reporter.id) is None
        statuses = {m.status for m in session.exec(select(Message).where(Message.conversation_id == conversation_id))}
    assert statuses <= {"erased", "sent"}
    for canary in canaries:
        assert tables_with(inbox, canary) <= {"report", "finding"}, (
            "only the withdrawn report, until its period is over"
        )
    assert report.text == text

    purge(later(inbox, days=31))

    assert {table for canary in canaries for table in tables_with(inbox, canary)} == set()
    with inbox.ledger.database.read() as session:
        kept = session.get(type(case), case.id)
        assert kept is not None
        assert (kept.number, kept.status, kept.labels) == (case.number, "withdrawn", case.labels)
        assert kept.erased_at is not None


def test_a_forgotten_account_begins_anew(telegram_citizen: Citizen) -> None:
    telegram_citizen.send_tip()
    old = telegram_citizen.conversation.id
    telegram_citizen.press_payload(f"withdrawyes:{telegram_citizen.draft.report_id}")
    let_him_read(telegram_citizen, telegram_citizen.inbox)
    assert receive(
        telegram_citizen.inbox,
        message("xin chào", channel="telegram", account=telegram_citizen.account, chat="canary-address"),
    )
    assert telegram_citizen.conversation.id != old
    assert reporter_of(telegram_citizen, telegram_citizen.conversation.id).forgotten_at is None


def test_the_goodbye_is_tried_for_a_day_and_no_longer(telegram_citizen: Citizen) -> None:
    telegram_citizen.send_tip()
    conversation_id = telegram_citizen.conversation.id
    telegram_citizen.press_payload(f"withdrawyes:{telegram_citizen.draft.report_id}")
    purge(later(telegram_citizen.inbox, hours=23))
    assert reporter_of(telegram_citizen, conversation_id).forgotten_at is None
    purge(later(telegram_citizen.inbox, seconds=GOODBYE.total_seconds() + 1))
    assert reporter_of(telegram_citizen, conversation_id).forgotten_at is not None


def test_whoever_has_another_report_under_way_stays_known_and_is_told_so(sender: Citizen) -> None:
    sender.send_tip()
    code = sender.send_tip("shop Hoa bán son giả ở Huế, sđt của shop 0900000659")
    conversation_id = sender.conversation.id
    sender.say(str(code))
    sender.press(phrases.BUTTON_WITHDRAW)
    (said,) = sender.press(phrases.BUTTON_WITHDRAW_YES)
    assert said.text == f"{phrases.WITHDRAWN}\n{rights_phrases.STILL_KNOWN}"
    let_him_read(sender, sender.inbox)
    purge(later(sender.inbox, hours=25))
    reporter = reporter_of(sender, conversation_id)
    assert (reporter.forget_after, reporter.forgotten_at) == (None, None)


def test_a_new_report_within_the_day_keeps_the_reporter(telegram_citizen: Citizen) -> None:
    telegram_citizen.send_tip()
    telegram_citizen.press_payload(f"withdrawyes:{telegram_citizen.draft.report_id}")
    telegram_citizen.send_tip("shop Hoa bán son giả ở Huế, sđt của shop 0900000659")
    let_him_read(telegram_citizen, telegram_citizen.inbox)
    reporter = reporter_of(telegram_citizen, telegram_citizen.conversation.id)
    assert (reporter.forget_after, reporter.forgotten_at) == (None, None)


def test_what_is_being_told_just_now_is_not_dropped(telegram_citizen: Citizen) -> None:
    telegram_citizen.send_tip()
    telegram_citizen.press_payload(f"withdrawyes:{telegram_citizen.draft.report_id}")
    telegram_citizen.say("shop Hoa bán son giả ở Huế")
    let_him_read(telegram_citizen, telegram_citizen.inbox)
    assert telegram_citizen.draft.has_content
    conversation_id = telegram_citizen.conversation.id
    purge(later(telegram_citizen.inbox, hours=25))
    assert reporter_of(telegram_citizen, conversation_id).forgotten_at is not None


def test_withdrawing_from_another_chat_forgets_the_one_who_sent_it(inbox: Inbox, telegram_citizen: Citizen) -> None:
    code = telegram_citizen.send_tip()
    let_him_read(telegram_citizen, inbox)
    conversation_id = telegram_citizen.conversation.id
    other = Citizen(inbox)
    other.say(str(code))
    other.press(phrases.BUTTON_WITHDRAW)
    other.press(phrases.BUTTON_WITHDRAW_YES)
    assert reporter_of(telegram_citizen, conversation_id).forgotten_at is not None
    assert other.conversation.id != conversation_id


def test_withdrawing_on_the_status_page_forgets_at_once_when_nothing_waits(
    inbox: Inbox, telegram_citizen: Citizen
) -> None:
    code = telegram_citizen.send_tip()
    let_him_read(telegram_citizen, inbox)
    conversation_id = telegram_citizen.conversation.id
    told = act_by_code(inbox, str(code), act="withdraw", words="", address_hash="somebody")
    assert told == f"{phrases.WITHDRAWN}\n{rights_phrases.FORGETTING}"
    assert reporter_of(telegram_citizen, conversation_id).forgotten_at is not None


def test_unsent_files_go_with_who_sent_them(telegram_citizen: Citizen) -> None:
    inbox = telegram_citizen.inbox
    before = len(read_originals(inbox))
    telegram_citizen.say("shop Hoa bán son giả", files=[IncomingFile(content=b"GIF89a")])
    assert len(read_originals(inbox)) == before + 1
    purge(later(inbox, days=31))
    assert len(read_originals(inbox)) <= before
    with inbox.ledger.database.read() as session:
        erased = session.exec(select(Attachment).where(Attachment.status == "erased")).all()
    assert all((a.blob_key, a.secret_wrapped, a.sha256) == (None, None, None) for a in erased)


def test_a_living_chat_is_one_whose_token_still_counts() -> None:
    assert LIVING_CHAT == IDLE_LIFE
