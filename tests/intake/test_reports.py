"""Reports: sent, looked up by code, added to, withdrawn; a code is all it takes and nothing else helps."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlmodel import select

from intake import phrases, rights_phrases
from intake.clocks import due_at
from intake.inbox import receive
from intake.messages import IncomingFile
from intake.public_status import tell_status
from intake.receipt_code import PLACEHOLDER, ReceiptCode, check_character
from intake.status import ReportStatus, StatusDesk
from intake.wording import say_time
from storage.queries.cases import find_open_referral, get_last_decision, list_events
from storage.queries.reports import list_findings
from storage.tables import Attachment, Case, Delivery, Referral
from tests.intake.citizen import Citizen
from tests.intake.given import FAKE_CREAM, MISCONDUCT, message
from tests.storage.engine import list_queued


def with_other_secret(code: ReceiptCode) -> ReceiptCode:
    """The same locator, another secret, a check character that fits."""
    body = code.characters[:14] + ("A" if code.characters[14] != "A" else "B")
    return ReceiptCode(body + check_character(body))


def events_of(citizen: Citizen) -> list[tuple[str, str, str | None]]:
    with citizen.inbox.ledger.database.read() as session:
        return [(e.kind, e.actor, e.to_status) for e in list_events(session, citizen.case.id)]


def test_pressing_send_makes_a_report_a_case_and_a_referral(citizen: Citizen) -> None:
    citizen.say(FAKE_CREAM)
    (receipt,) = citizen.press("Gửi")
    (report,), case = citizen.reports, citizen.case
    assert (report.text, report.status, report.consent_version) == (FAKE_CREAM, "submitted", phrases.CONSENT_VERSION)
    assert report.consent_at == report.submitted_at
    assert re.fullmatch(r"VV-\d\d-\d{6}", case.number)
    assert (case.status, case.authority_code, case.province_code) == ("referred", "QLTT-48", "48")
    assert case.due_at == due_at(case.urgency, since=case.opened_at)
    assert events_of(citizen) == [("opened", "reporter", None), ("referred", "system", "referred")]
    assert PLACEHOLDER in receipt.text
    assert say_time(case.due_at) in receipt.text
    assert not citizen.draft.has_content


def test_the_referral_is_recorded_with_its_reason_and_queued_once(citizen: Citizen) -> None:
    citizen.send_tip()
    database = citizen.inbox.ledger.database
    with database.read() as session:
        decision = get_last_decision(session, citizen.case.id)
        referral = find_open_referral(session, citizen.case.id)
        assert referral is not None
        (delivery,) = session.exec(select(Delivery).where(Delivery.referral_id == referral.id)).all()
    assert (decision.authority_code, decision.is_held, decision.decided_by) == ("QLTT-48", False, None)
    assert "Đà Nẵng" in decision.reason
    assert (referral.status, delivery.status) == ("sent", "pending")
    assert list_queued(database, subject=delivery.id) == [f"deliver:{delivery.id}:00000000"]


def test_misconduct_of_officials_waits_for_an_officer(citizen: Citizen) -> None:
    citizen.send_tip(MISCONDUCT)
    assert (citizen.case.status, citizen.case.authority_code) == ("held", None)
    assert citizen.case.held_reason == phrases.HELD_MISCONDUCT
    with citizen.inbox.ledger.database.read() as session:
        assert session.exec(select(Referral).where(Referral.case_id == citizen.case.id)).first() is None


def test_a_photo_alone_can_be_sent(citizen: Citizen) -> None:
    citizen.say(files=[IncomingFile(content=b"\xff\xd8\xffphoto")])
    citizen.press("Gửi")
    (report,) = citizen.reports
    with citizen.inbox.ledger.database.read() as session:
        (photo,) = session.exec(select(Attachment).where(Attachment.report_id == report.id)).all()
    assert (report.text, photo.conversation_id) == ("", citizen.conversation.id)
    assert citizen.case.status == "held"


def test_findings_are_stored_with_their_place_and_role(citizen: Citizen) -> None:
    citizen.send_tip()
    (report,) = citizen.reports
    with citizen.inbox.ledger.database.read() as session:
        findings = list_findings(session, [report.id])
    assert [f.role for f in findings if f.kind == "phone"] == ["seller"]
    assert all(report.text[f.start : f.end] == f.text for f in findings)


def test_pressing_send_twice_sends_once(citizen: Citizen) -> None:
    (card,) = citizen.say(FAKE_CREAM)
    payload = card.buttons[0]["payload"]
    citizen.press_payload(payload)
    (stale,) = citizen.press_payload(payload)
    assert phrases.STALE_BUTTON in stale.text
    assert len(citizen.reports) == 1


def test_case_numbers_go_up_without_a_gap(inbox_citizens: tuple[Citizen, Citizen]) -> None:
    first, second = inbox_citizens
    first.send_tip()
    second.send_tip()
    assert int(second.case.number[-6:]) == int(first.case.number[-6:]) + 1


@pytest.fixture
def inbox_citizens(citizen: Citizen) -> tuple[Citizen, Citizen]:
    return citizen, Citizen(citizen.inbox)


def test_the_code_is_stored_as_locator_and_keyed_hash_only(citizen: Citizen) -> None:
    code = citizen.send_tip()
    (report,) = citizen.reports
    assert report.code_locator == code.locator
    assert report.code_hash == citizen.inbox.ledger.vault.index("receipt-code", code.characters)
    assert code.characters[5:15] not in repr([report, *citizen.messages()])


def test_the_code_opens_the_status_from_any_account(inbox_citizens: tuple[Citizen, Citizen]) -> None:
    owner, other = inbox_citizens
    code = owner.send_tip()
    (answer,) = other.say(str(code).lower())
    assert "đã chuyển tới Chi cục Quản lý thị trường TP. Đà Nẵng" in answer.text
    assert say_time(owner.case.due_at) in answer.text
    assert FAKE_CREAM not in answer.text
    assert [b["label"] for b in answer.buttons] == [
        phrases.BUTTON_MORE,
        phrases.BUTTON_WITHDRAW,
        rights_phrases.BUTTON_DATA,
    ]


def test_unknown_and_wrong_codes_get_the_same_answer(citizen: Citizen) -> None:
    code = citizen.send_tip()
    unknown_body = "ZZZZZ" + code.characters[5:15]
    unknown = ReceiptCode(unknown_body + check_character(unknown_body))
    answers = [[m.text for m in citizen.say(str(tried))] for tried in (with_other_secret(code), unknown)]
    assert answers == [[phrases.CODE_UNKNOWN], [phrases.CODE_UNKNOWN]]


def test_wrong_tries_of_one_locator_are_limited_for_everybody(citizen: Citizen) -> None:
    code = citizen.send_tip()
    for _ in range(5):
        (answer,) = Citizen(citizen.inbox).say(str(with_other_secret(code)))
        assert answer.text == phrases.CODE_UNKNOWN
    for tried in (with_other_secret(code), code):
        (answer,) = Citizen(citizen.inbox).say(str(tried))
        assert answer.text == phrases.CODE_TOO_MANY
    other = Citizen(citizen.inbox)
    assert phrases.CODE_TOO_MANY not in other.say(str(other.send_tip()))[0].text


def test_wrong_tries_of_one_asker_are_limited_over_all_locators(citizen: Citizen) -> None:
    desk = StatusDesk()
    code = citizen.send_tip()
    with citizen.inbox.ledger.open() as unit:
        for number in range(20):
            body = f"Z{number:04d}".replace("O", "0") + "0" * 10
            tried = ReceiptCode(body + check_character(body))
            assert desk.look_up(unit, tried, asker="one") == "unknown"
        assert desk.look_up(unit, code, asker="one") == "too_many"
        assert isinstance(desk.look_up(unit, code, asker="another"), ReportStatus)


def test_right_codes_are_never_counted(citizen: Citizen) -> None:
    desk, code = StatusDesk(), citizen.send_tip()
    with citizen.inbox.ledger.open() as unit:
        answers = [desk.look_up(unit, code, asker="one") for _ in range(30)]
    assert all(isinstance(answer, ReportStatus) for answer in answers)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("TB-1234", None), ("TB-ABCDE-FGH1K-MNPQR-0", phrases.CODE_MISTYPED), (" ", None), ("lừa", None)],
)
def test_the_web_page_answers_what_is_no_code(citizen: Citizen, typed: str, sentence: str | None) -> None:
    answer = tell_status(citizen.inbox, typed, address_hash="a")
    assert not isinstance(answer, ReportStatus)
    assert answer.why == "mistyped"
    assert sentence in {None, answer.sentence}


def test_adding_by_code_makes_a_report_of_its_own_on_the_same_case(inbox_citizens: tuple[Citizen, Citizen]) -> None:
    owner, other = inbox_citizens
    code = owner.send_tip()
    other.say(str(code))
    (asked,) = other.press(phrases.BUTTON_MORE)
    assert asked.text == phrases.ADD_NOW
    (done,) = other.say("shop còn bán son giả", files=[IncomingFile(content=b"GIF89a")])
    assert done.text == phrases.ADDED_WAITS
    (addition,) = other.reports
    assert (addition.case_id, addition.adds_to) == (owner.case.id, owner.reports[0].id)
    assert addition.code_locator is None
    assert events_of(owner)[-1] == ("report_added", "reporter", None)
    with owner.inbox.ledger.database.read() as session:
        assert session.exec(select(Attachment).where(Attachment.report_id == addition.id)).one().size_bytes == 6


def test_a_card_can_be_added_to_the_last_report(citizen: Citizen) -> None:
    citizen.send_tip()
    citizen.say("shop Linh vẫn bán kem giả ở Đà Nẵng")
    (done,) = citizen.press(phrases.BUTTON_ADD_TO_LAST)
    assert done.text == phrases.ADDED
    assert [r.adds_to for r in citizen.reports] == [None, citizen.reports[0].id]


def test_what_no_report_takes_any_more_becomes_a_draft_with_a_card(citizen: Citizen) -> None:
    citizen.send_tip()
    citizen.press_payload(f"more:{citizen.draft.report_id}")
    withdraw_behind_the_back(citizen)
    told, card = citizen.say("shop Hoa bán son giả ở Huế")
    assert told.text == phrases.ADD_IMPOSSIBLE
    assert card.is_card
    assert "Huế" in card.text
    assert citizen.draft.texts == ("shop Hoa bán son giả ở Huế",)
    citizen.press("Gửi")
    assert citizen.reports[-1].text == "shop Hoa bán son giả ở Huế"
    assert citizen.case.province_code == "46"


def test_a_card_no_report_takes_any_more_is_kept(citizen: Citizen) -> None:
    citizen.send_tip()
    citizen.say("shop Hoa bán son giả ở Huế", files=[IncomingFile(content=b"GIF89a")])
    draft = citizen.draft
    withdraw_behind_the_back(citizen)
    told, card = citizen.press(phrases.BUTTON_ADD_TO_LAST)
    assert (told.text, card.is_card) == (phrases.ADD_IMPOSSIBLE, True)
    assert (citizen.draft.texts, citizen.draft.file_ids) == (draft.texts, draft.file_ids)


def withdraw_behind_the_back(citizen: Citizen) -> None:
    """Close the citizen's case without the dialogue knowing."""
    with citizen.inbox.ledger.open() as unit:
        case = unit.session.get(Case, citizen.case.id)
        assert case is not None
        case.status = "withdrawn"
        unit.session.add(case)


def test_withdrawing_by_code_closes_the_case_and_its_link(inbox_citizens: tuple[Citizen, Citizen]) -> None:
    owner, other = inbox_citizens
    code = owner.send_tip()
    other.say(str(code))
    other.press(phrases.BUTTON_WITHDRAW)
    (done,) = other.press(phrases.BUTTON_WITHDRAW_YES)
    assert done.text == f"{phrases.WITHDRAWN}\n{rights_phrases.FORGETTING}"
    assert owner.reports[0].status == "withdrawn"
    assert owner.case.status == "withdrawn"
    with owner.inbox.ledger.database.read() as session:
        referral = session.exec(select(Referral).where(Referral.case_id == owner.case.id)).one()
        delivery = session.exec(select(Delivery).where(Delivery.referral_id == referral.id)).one()
    assert (referral.status, delivery.status) == ("recalled", "recalled")
    assert events_of(owner)[-2:] == [("report_withdrawn", "reporter", None), ("withdrawn", "reporter", "withdrawn")]


def test_a_withdrawn_report_can_still_be_looked_up_but_not_changed(citizen: Citizen) -> None:
    code = citizen.send_tip()
    report_id = citizen.reports[0].id.hex
    citizen.press_payload(f"withdrawyes:{report_id}")
    (answer,) = citizen.say(str(code))
    assert phrases.STATUS_WORDS["withdrawn"] in answer.text
    assert [b["label"] for b in answer.buttons] == [rights_phrases.BUTTON_DATA]
    (again,) = citizen.press_payload(f"withdrawyes:{report_id}")
    assert again.text == phrases.WITHDRAW_IMPOSSIBLE


def test_withdrawing_takes_the_additions_along(citizen: Citizen) -> None:
    citizen.send_tip()
    citizen.press_payload(f"more:{citizen.draft.report_id}")
    citizen.say("thêm một ý")
    citizen.press_payload(f"withdrawyes:{citizen.draft.report_id}")
    assert [r.status for r in citizen.reports] == ["withdrawn", "withdrawn"]


@pytest.mark.parametrize("verb", ["more", "withdraw", "withdrawyes"])
def test_a_forged_button_naming_somebody_elses_report_does_nothing(
    inbox_citizens: tuple[Citizen, Citizen], verb: str
) -> None:
    victim, forger = inbox_citizens
    victim.send_tip()
    forger.send_tip("shop Hoa bán son giả ở Huế")
    before = (victim.case, victim.reports, events_of(victim))
    for report_id in (victim.reports[0].id.hex, str(victim.reports[0].id), uuid4().hex, ""):
        forger.press_payload(f"{verb}:{report_id}")
        forger.say("lời thêm vào của kẻ giả mạo")
    assert (victim.case, victim.reports, events_of(victim)) == before
    assert all(r.case_id != victim.case.id for r in forger.reports)


def test_a_step_without_effect_on_the_report_repeats_nothing(citizen: Citizen) -> None:
    citizen.say(FAKE_CREAM)
    press = replace(message(button=f"send:{citizen.draft.prompt}", account=citizen.account), external_id="press-1")
    assert receive(citizen.inbox, press)
    assert not receive(citizen.inbox, press)
    assert len(citizen.reports) == 1
