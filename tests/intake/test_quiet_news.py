"""News about delicate cases: nothing on a locked screen, everything to whoever asks for it."""

import pytest

from intake import phrases
from intake.actions.triage import acknowledge_case, close_case, write_to_reporter
from intake.inbox import Inbox
from intake.send_reply import send_reply
from storage.tables import Officer
from tests.intake.citizen import Citizen, Said
from tests.intake.given import CHILD_IN_HOSPITAL, FAKE_CREAM, MISCONDUCT
from tests.intake.officials import FakeChannel, hire, outside

ASKED = "Anh/chị còn giữ hoá đơn của tiệm Canary không?"


@pytest.fixture
def triager(inbox: Inbox) -> Officer:
    return hire(inbox.ledger)


def ask(citizen: Citizen, triager: Officer) -> list[Said]:
    before = citizen.conversation.last_seq
    with citizen.inbox.ledger.open() as unit:
        assert write_to_reporter(unit, officer=triager, case_id=citizen.case.id, text=ASKED) == 1
    return citizen.messages(after=before)


@pytest.mark.parametrize("tip", [CHILD_IN_HOSPITAL, MISCONDUCT])
def test_an_officers_words_wait_until_they_are_asked_for(telegram_citizen: Citizen, triager: Officer, tip: str) -> None:
    telegram_citizen.send_tip(tip)
    (notice,) = ask(telegram_citizen, triager)
    assert (notice.text, [b["label"] for b in notice.buttons]) == (phrases.NEWS, [phrases.BUTTON_READ])
    channel = FakeChannel()
    for _ in range(2):
        send_reply(telegram_citizen.inbox, outside(channel=channel), notice.id)
    assert phrases.NEWS in channel.texts
    assert not any("Canary" in text for text in channel.texts)
    (news,) = telegram_citizen.press(phrases.BUTTON_READ)
    assert ASKED in news.text
    telegram_citizen.press(phrases.BUTTON_MORE)
    telegram_citizen.say("còn giữ ạ")
    assert telegram_citizen.reports[-1].text == "còn giữ ạ"


def test_the_receipt_code_shows_the_news_as_well(telegram_citizen: Citizen, triager: Officer) -> None:
    code = telegram_citizen.send_tip(CHILD_IN_HOSPITAL)
    ask(telegram_citizen, triager)
    assert ASKED in telegram_citizen.say(str(code))[0].text


def test_an_outcome_is_pushed_as_news_and_told_on_asking(telegram_citizen: Citizen, triager: Officer) -> None:
    telegram_citizen.send_tip(CHILD_IN_HOSPITAL)
    before = telegram_citizen.conversation.last_seq
    with telegram_citizen.inbox.ledger.open() as unit:
        if telegram_citizen.case.status == "referred":
            acknowledge_case(unit, officer=triager, case_id=telegram_citizen.case.id)
        close_case(
            unit, officer=triager, case_id=telegram_citizen.case.id, outcome="violation", note="Đã phạt tiệm Canary."
        )
    told = telegram_citizen.messages(after=before)
    assert {message.text for message in told} == {phrases.NEWS}
    (news,) = telegram_citizen.press(phrases.BUTTON_READ)
    assert phrases.OUTCOME_TITLES["violation"] in news.text
    assert "Đã phạt tiệm Canary." in news.text


def test_ordinary_news_and_the_web_chat_say_what_there_is(
    telegram_citizen: Citizen, citizen: Citizen, triager: Officer
) -> None:
    telegram_citizen.send_tip(FAKE_CREAM)
    citizen.send_tip(CHILD_IN_HOSPITAL)
    for somebody in (telegram_citizen, citizen):
        (told,) = ask(somebody, triager)
        assert ASKED in told.text


@pytest.mark.parametrize("forged", ["read:", "read:x", "read:0198a000000070008000000000000002"])
def test_a_forged_button_reads_nothing(telegram_citizen: Citizen, forged: str) -> None:
    (answer,) = telegram_citizen.press_payload(forged)
    assert answer.text == phrases.STALE_BUTTON


def test_nobody_reads_the_news_of_another(telegram_citizen: Citizen, citizen: Citizen, triager: Officer) -> None:
    telegram_citizen.send_tip(CHILD_IN_HOSPITAL)
    ask(telegram_citizen, triager)
    (answer,) = citizen.press_payload(f"read:{telegram_citizen.reports[0].id.hex}")
    assert answer.text == phrases.STALE_BUTTON
    assert "Canary" not in repr([message.text for message in citizen.messages()])
