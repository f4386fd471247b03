"""A reporter sees, corrects and deletes what is kept about his report, in the chat and by code alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from intake import phrases, rights_phrases
from intake.actions.triage import close_case, mark_acknowledged
from intake.chat import end_chat
from intake.clocks import VIETNAM, after_working_days, is_working_day
from intake.erase_file import erase_file
from intake.inbox import Inbox
from intake.messages import IncomingFile
from intake.public_status import act_by_code
from intake.receipt_code import ReceiptCode
from storage.queries.requests import list_requests
from storage.tables import Attachment, Case, Erasure, FindingRow, PersonRequest, Referral, Reporter
from tests.intake.citizen import Citizen
from tests.intake.given import FAKE_CREAM
from tests.intake.officials import hire, outside
from tests.intake.referred import at_time, event_kinds


def requests_of(citizen: Citizen) -> list[PersonRequest]:
    with citizen.inbox.ledger.database.read() as session:
        return list(list_requests(session, citizen.reports[0].id))


def ask(citizen: Citizen, code: ReceiptCode, *labels: str) -> list[str]:
    """Look a report up and press buttons one after the other."""
    citizen.say(str(code))
    said = [citizen.press(label) for label in (rights_phrases.BUTTON_DATA, *labels)]
    return [m.text for m in said[-1]]


def take_up(citizen: Citizen) -> None:
    """An authority begins to work on the citizen's case."""
    with citizen.inbox.ledger.open() as unit:
        case = unit.session.get(Case, citizen.case.id)
        assert case is not None
        mark_acknowledged(unit, case, actor="authority")


def reporter_of(citizen: Citizen) -> Reporter:
    with citizen.inbox.ledger.database.read() as session:
        found = session.get(Reporter, citizen.conversation.reporter_id)
    assert found is not None
    return found


def test_the_owner_reads_what_is_kept_in_his_own_chat(citizen: Citizen) -> None:
    citizen.say(FAKE_CREAM, files=[IncomingFile(content=b"GIF89a")])
    code = citizen.code_in(citizen.press("Gửi"))

    (answer,) = ask(citizen, code, rights_phrases.BUTTON_SEE)

    assert FAKE_CREAM in answer
    assert rights_phrases.ACCESS_FILES.format(count=1) in answer
    assert "Chi cục Quản lý thị trường TP. Đà Nẵng" in answer
    assert phrases.CONSENT_VERSION in answer
    (request,) = requests_of(citizen)
    assert (request.kind, request.status, request.words_wrapped) == ("access", "done", None)
    assert event_kinds(citizen.inbox, citizen.case)[-2:] == ["request_filed", "request_done"]


def test_whoever_found_the_code_reads_nothing_of_it(inbox: Inbox, telegram_citizen: Citizen) -> None:
    code = telegram_citizen.send_tip()
    finder = Citizen(inbox)

    said = ask(finder, code, rights_phrases.BUTTON_SEE)

    assert said == [rights_phrases.SEE_ELSEWHERE]
    assert not any(FAKE_CREAM in m.text for m in finder.messages())
    assert FAKE_CREAM in telegram_citizen.messages()[-1].text
    assert ask(finder, code, rights_phrases.BUTTON_SEE) == [rights_phrases.SEE_JUST_DONE]


def test_without_an_own_conversation_an_officer_answers(inbox: Inbox, citizen: Citizen) -> None:
    code = citizen.send_tip()
    report_id = citizen.reports[0].id
    end_chat(inbox.ledger, citizen.account)

    said = act_by_code(inbox, str(code), act="see", words="", address_hash="a")

    assert isinstance(said, str)
    assert said.startswith("Cuộc trò chuyện nơi bạn gửi tin không còn mở được")
    with inbox.ledger.database.read() as session:
        (request,) = list_requests(session, report_id)
    assert request.status == "open"


def test_a_correction_is_an_addition_and_an_open_request(citizen: Citizen) -> None:
    code = citizen.send_tip()

    ask(citizen, code, rights_phrases.BUTTON_CORRECT)
    (said,) = citizen.say("Shop tên Hoa, sđt của shop 0900000659")

    assert said.text.startswith("Đã ghi lời đính chính")
    addition = citizen.reports[-1]
    assert addition.text == "Đính chính: Shop tên Hoa, sđt của shop 0900000659"
    with citizen.inbox.ledger.database.read() as session:
        findings = session.exec(select(FindingRow).where(FindingRow.report_id == addition.id)).all()
    assert all(addition.text[f.start : f.end] == f.text for f in findings)
    (request,) = requests_of(citizen)
    assert request.status == "open"
    assert request.words_wrapped is not None
    assert citizen.inbox.ledger.vault.unwrap_text(request.words_wrapped) == addition.text
    assert citizen.draft.stage == "idle"


def test_correcting_can_be_left_again(citizen: Citizen) -> None:
    code = citizen.send_tip()
    ask(citizen, code, rights_phrases.BUTTON_CORRECT)
    (said,) = citizen.press(rights_phrases.BUTTON_NO)
    assert said.text == phrases.AS_YOU_WISH
    assert (citizen.draft.stage, requests_of(citizen)) == ("idle", [])


def test_deleting_what_no_authority_has_taken_up_erases_it_at_once(inbox: Inbox, telegram_citizen: Citizen) -> None:
    telegram_citizen.say(FAKE_CREAM, files=[IncomingFile(content=b"GIF89a")])
    code = telegram_citizen.code_in(telegram_citizen.press("Gửi"))
    case, report = telegram_citizen.case, telegram_citizen.reports[0]

    (said,) = ask(telegram_citizen, code, rights_phrases.BUTTON_DELETE, rights_phrases.BUTTON_DELETE_YES)

    with inbox.ledger.database.read() as session:
        kept, told = session.get(Case, case.id), session.get(type(report), report.id)
        (erasure,) = session.exec(select(Erasure).where(Erasure.case_id == case.id)).all()
        (referral,) = session.exec(select(Referral).where(Referral.case_id == case.id)).all()
        (file,) = session.exec(select(Attachment).where(Attachment.report_id == report.id)).all()
    assert said == rights_phrases.DELETED.format(number=erasure.number)
    assert kept is not None
    assert told is not None
    assert (told.text, told.masks, told.labels, told.status) == ("", [], [], "withdrawn")
    assert (kept.status, kept.number, kept.labels, kept.key_wrapped) == ("withdrawn", case.number, case.labels, None)
    assert (referral.status, file.status, file.secret_wrapped) == ("recalled", "erased", None)
    assert erasure.counts["identities"] == 1
    assert not any(FAKE_CREAM in m.text for m in telegram_citizen.messages())


def test_deleting_removes_the_files_from_the_disk(inbox: Inbox, citizen: Citizen) -> None:
    citizen.say(FAKE_CREAM, files=[IncomingFile(content=b"GIF89a")])
    code = citizen.code_in(citizen.press("Gửi"))
    with inbox.ledger.database.read() as session:
        (file,) = session.exec(select(Attachment).where(Attachment.report_id == citizen.reports[0].id)).all()
    folder: Path = inbox.files._folder
    assert file.blob_key is not None
    assert (folder / file.blob_key[-2:] / file.blob_key).exists()
    act_by_code(inbox, str(code), act="delete", words="", address_hash="a")

    for _ in range(2):
        erase_file(inbox, outside(), file.id)

    assert not (folder / file.blob_key[-2:] / file.blob_key).exists()


def test_what_an_authority_works_with_waits_for_an_officer_but_the_way_back_goes_now(
    inbox: Inbox, telegram_citizen: Citizen
) -> None:
    code = telegram_citizen.send_tip()
    take_up(telegram_citizen)

    (said,) = ask(telegram_citizen, code, rights_phrases.BUTTON_DELETE, rights_phrases.BUTTON_DELETE_YES)

    assert said.startswith("Cơ quan đã nhận xử lý vụ việc")
    assert rights_phrases.IDENTITY_GONE in said
    assert reporter_of(telegram_citizen).forget_after is not None
    assert telegram_citizen.reports[0].text == FAKE_CREAM
    (request,) = requests_of(telegram_citizen)
    assert (request.kind, request.status) == ("delete", "open")
    again = act_by_code(inbox, str(code), act="delete", words="", address_hash="a")
    assert isinstance(again, str)
    assert again.startswith("Bạn đã yêu cầu xoá tin này rồi")


@pytest.mark.parametrize(("outcome", "is_erased"), [("no_violation", True), ("violation", False)])
def test_a_closed_case_is_erased_at_once_unless_a_violation_was_found(
    inbox: Inbox, citizen: Citizen, outcome: str, *, is_erased: bool
) -> None:
    code = citizen.send_tip()
    officer = hire(inbox.ledger)
    with inbox.ledger.open() as unit:
        close_case(unit, officer=officer, case_id=citizen.case.id, outcome=outcome, note="")
    act_by_code(inbox, str(code), act="delete", words="", address_hash="a")
    assert (citizen.reports[0].text == "") is is_erased
    assert citizen.case.status == "closed"


def test_a_forged_button_about_somebody_elses_data_does_nothing(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    forger = Citizen(inbox)
    forger.send_tip("shop Hoa bán son giả ở Huế")
    for verb in ("data", "datasee", "datafix", "datadel", "datadelyes"):
        (said,) = forger.press_payload(f"{verb}:{citizen.reports[0].id.hex}")
        assert phrases.STALE_BUTTON in said.text
    assert (requests_of(citizen), citizen.reports[0].text) == ([], FAKE_CREAM)


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        ("2026-11-20 09:00", "2026-11-24"),  # Friday -> Tuesday
        ("2026-11-22 23:00", "2026-11-24"),  # Sunday
        ("2026-12-30 09:00", "2027-01-04"),  # New Year's Day is a Friday
        ("2027-02-04 16:00", "2027-02-12"),  # Tết from Friday the 5th to Wednesday the 10th
        ("2027-04-29 09:00", "2027-05-05"),  # 30/4, 1/5 on a Saturday and the day for it
        ("2029-09-01 09:00", "2029-09-04"),  # a year of which only the fixed days are listed
    ],
)
def test_the_laws_clock_counts_working_days_only(inbox: Inbox, filed: str, due: str) -> None:
    at = datetime.fromisoformat(filed).replace(tzinfo=VIETNAM)
    early = at_time(inbox, lambda: at.astimezone(UTC))
    owner = Citizen(replace(early))
    code = owner.send_tip()
    act_by_code(early, str(code), act="correct", words="sai tên shop", address_hash="a")
    (request,) = requests_of(owner)
    assert request.due_at == datetime.fromisoformat(f"{due} 17:00").replace(tzinfo=VIETNAM)
    assert after_working_days(2, since=at) - at < timedelta(days=10)
    assert is_working_day(request.due_at.astimezone(VIETNAM).date())


def test_only_whoever_has_another_report_is_told_he_stays_known(inbox: Inbox) -> None:
    alone, busy = Citizen(inbox), Citizen(inbox)
    code, other = alone.send_tip(), busy.send_tip()
    busy.send_tip("shop Hoa bán son giả ở Huế, sđt của shop 0900000659")

    on_the_page = act_by_code(inbox, str(code), act="delete", words="", address_hash="a")
    (in_the_chat,) = ask(busy, other, rights_phrases.BUTTON_DELETE, rights_phrases.BUTTON_DELETE_YES)

    assert isinstance(on_the_page, str)
    assert rights_phrases.STILL_KNOWN not in on_the_page
    assert rights_phrases.STILL_KNOWN in in_the_chat


def test_a_web_chat_with_one_report_is_not_told_of_others(inbox: Inbox) -> None:
    alone = Citizen(inbox)
    code = alone.send_tip()
    said = ask(alone, code, rights_phrases.BUTTON_DELETE, rights_phrases.BUTTON_DELETE_YES)
    assert rights_phrases.STILL_KNOWN not in said[0]
