"""The web chat's own door: a token opens one conversation, for 30 idle days, until it is ended."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from intake.chat import (
    IDLE_LIFE,
    ChatLine,
    ChatUnknownError,
    end_chat,
    get_chat,
    list_live_payloads,
    newest_seq,
    peek_chat,
    read_chat,
    start_chat,
)
from intake.inbox import Inbox
from intake.receipt_code import HIDDEN_CODE
from intake.unit_of_work import Ledger
from storage.tables import Reporter
from tests.intake.citizen import Citizen
from tests.intake.given import FAKE_CREAM


@pytest.fixture
def token(ledger: Ledger) -> str:
    return start_chat(ledger)


@pytest.fixture
def chatter(inbox: Inbox, token: str) -> Citizen:
    return Citizen(inbox, account=token)


@pytest.fixture
def chat_id(ledger: Ledger, token: str) -> UUID:
    return get_chat(ledger, token)


def at_time(ledger: Ledger, clock: Callable[[], datetime]) -> Ledger:
    return replace(ledger, clock=clock)


def buttons_of(lines: list[ChatLine]) -> set[str]:
    return {b["label"] for line in lines for b in line.buttons}


def test_a_token_is_long_and_not_stored(ledger: Ledger, token: str, chatter: Citizen) -> None:
    assert len(token) == 43  # 256 bits
    with ledger.database.read() as session:
        reporter = session.get(Reporter, chatter.conversation.reporter_id)
    assert token not in repr(reporter)
    assert token not in repr(chatter.conversation)


def test_each_chat_is_one_conversation(ledger: Ledger, token: str, chatter: Citizen) -> None:
    chatter.say(FAKE_CREAM)
    assert get_chat(ledger, token) == chatter.conversation.id
    assert get_chat(ledger, start_chat(ledger)) != chatter.conversation.id
    assert newest_seq(ledger, token) == 2


@pytest.mark.parametrize("wrong", ["", "x", "\ud800", "a" * 43])
def test_another_token_opens_nothing(ledger: Ledger, wrong: str) -> None:
    with pytest.raises(ChatUnknownError):
        get_chat(ledger, wrong)


def test_a_chat_lives_thirty_idle_days(ledger: Ledger, inbox: Inbox, token: str, chatter: Citizen) -> None:
    used_at = chatter.conversation.used_at
    assert get_chat(at_time(ledger, lambda: used_at + IDLE_LIFE), token) == chatter.conversation.id
    with pytest.raises(ChatUnknownError):
        get_chat(at_time(ledger, lambda: used_at + IDLE_LIFE + timedelta(seconds=1)), token)
    later = at_time(ledger, lambda: used_at + timedelta(days=29))
    Citizen(replace(inbox, ledger=later), account=token).say("chào")
    assert get_chat(at_time(ledger, lambda: used_at + timedelta(days=58)), token) == chatter.conversation.id


def test_an_ended_chat_opens_nothing_and_what_was_sent_stays(ledger: Ledger, token: str, chatter: Citizen) -> None:
    code = chatter.send_tip()
    end_chat(ledger, token)
    for ask in (get_chat, newest_seq, end_chat):
        with pytest.raises(ChatUnknownError):
            ask(ledger, token)
    (status,) = Citizen(chatter.inbox).say(str(code))
    assert "đã chuyển tới" in status.text


def test_messages_are_read_in_order_from_a_place(ledger: Ledger, chatter: Citizen, chat_id: UUID) -> None:
    chatter.say("chào")
    chatter.say(FAKE_CREAM)
    lines = read_chat(ledger, chat_id, after=0)
    assert [(line.seq, line.sender) for line in lines] == [(1, "you"), (2, "bot"), (3, "you"), (4, "bot")]
    assert read_chat(ledger, chat_id, after=2) == lines[2:]
    assert read_chat(ledger, chat_id, after=99) == []


def test_the_code_is_shown_until_reading_beyond_it_confirms_it(ledger: Ledger, chatter: Citizen, chat_id: UUID) -> None:
    code = str(chatter.send_tip())
    assert read_chat(ledger, chat_id, after=0) == read_chat(ledger, chat_id, after=0)
    (receipt,) = [line for line in read_chat(ledger, chat_id, after=0) if code in line.text]
    assert code in peek_chat(ledger, chat_id, after=receipt.seq - 1)[0].text
    peek_chat(ledger, chat_id, after=receipt.seq)
    assert code in read_chat(ledger, chat_id, after=receipt.seq - 1)[0].text
    assert read_chat(ledger, chat_id, after=receipt.seq) == []
    (hidden,) = read_chat(ledger, chat_id, after=receipt.seq - 1)
    assert HIDDEN_CODE in hidden.text
    assert code not in hidden.text
    assert all(m.row.secret_wrapped is None and m.status in {"sent", "received"} for m in chatter.messages())


def test_only_the_buttons_of_the_newest_card_are_live(ledger: Ledger, chatter: Citizen, chat_id: UUID) -> None:
    chatter.say(FAKE_CREAM)
    lines = read_chat(ledger, chat_id, after=0)
    assert buttons_of(lines) == {"Gửi", "Sửa", "Bỏ", "Che thêm"}
    prompt = chatter.draft.prompt
    assert list_live_payloads(ledger, chat_id, lines) == {
        f"{verb}:{prompt}" for verb in ("send", "edit", "drop", "hide")
    }
    chatter.press("Che thêm")
    assert list_live_payloads(ledger, chat_id, read_chat(ledger, chat_id, after=0)) == {f"keep:{prompt}"}
    chatter.press("Giữ như cũ")
    chatter.press("Gửi")
    assert list_live_payloads(ledger, chat_id, read_chat(ledger, chat_id, after=0)) == frozenset()
