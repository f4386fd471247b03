"""What officers do with a case, who may, and that the history always tells the status."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import phrases
from intake.actions.answer import answer_referral
from intake.actions.refer import link_token
from intake.actions.triage import acknowledge_case, close_case, reroute_case, write_to_reporter
from intake.case_lifecycle import replay
from intake.errors import AuthorityUnknownError, CaseMoveError, CaseNotFoundError, ReferralNotFoundError
from intake.inbox import Inbox
from intake.rights import get_case_to_change, scope_of
from storage.queries.cases import find_case, find_open_referral, list_events, list_queue
from storage.queries.conversations import list_officer_messages
from storage.tables import Case, Officer
from storage.tables.officer import OFFICER_ROLES
from tests.intake.citizen import Citizen
from tests.intake.given import MISCONDUCT
from tests.intake.officials import hire


@pytest.fixture
def triager(inbox: Inbox) -> Officer:
    return hire(inbox.ledger, "triager")


def may_see(inbox: Inbox, officer: Officer, case: Case) -> bool:
    with inbox.ledger.database.read() as session:
        return find_case(session, scope_of(officer), case.id) is not None


def may_change(inbox: Inbox, officer: Officer, case: Case) -> bool:
    with inbox.ledger.open() as unit:
        try:
            get_case_to_change(unit, officer, case.id)
        except CaseNotFoundError:
            return False
        return True


RIGHTS = [
    ("triager", None, True, True),
    ("head", None, True, True),
    ("administrator", None, True, False),
    ("auditor", None, True, False),
    ("officer", "QLTT-48", True, True),
    ("officer", "CA-48", False, False),
    ("officer", None, False, False),
]


@pytest.mark.parametrize(("role", "authority", "sees", "acts"), RIGHTS)
def test_a_case_is_seen_and_changed_by_whom_it_concerns(
    inbox: Inbox, citizen: Citizen, role: str, authority: str | None, *, sees: bool, acts: bool
) -> None:
    citizen.send_tip()
    officer = hire(inbox.ledger, role, authority)
    assert (may_see(inbox, officer, citizen.case), may_change(inbox, officer, citizen.case)) == (sees, acts)


def test_the_table_of_rights_speaks_of_every_role() -> None:
    assert {role for role, *_ in RIGHTS} == set(OFFICER_ROLES)


def test_a_held_case_is_no_authoritys_not_even_when_it_is_closed(
    inbox: Inbox, citizen: Citizen, triager: Officer
) -> None:
    citizen.send_tip(MISCONDUCT)
    officers = [hire(inbox.ledger, "officer", code) for code in ("QLTT-01", None)]
    assert not any(may_see(inbox, officer, citizen.case) for officer in officers)
    with inbox.ledger.open() as unit:
        close_case(unit, officer=triager, case_id=citizen.case.id, outcome="spam", note="")
    assert not any(may_see(inbox, officer, citizen.case) for officer in officers)


def test_foreign_and_missing_are_the_same(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    foreign = hire(inbox.ledger, "officer", "CA-01")
    sentences = []
    for case_id in (citizen.case.id, uuid4()):
        with pytest.raises(CaseNotFoundError) as refused, inbox.ledger.open() as unit:
            acknowledge_case(unit, officer=foreign, case_id=case_id)
        sentences.append(str(refused.value).replace(str(case_id), "?"))
    assert sentences[0] == sentences[1]
    assert citizen.case.status == "referred"


def test_an_officer_of_an_authority_does_not_route(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    officer = hire(inbox.ledger, "officer", "QLTT-48")
    with pytest.raises(CaseNotFoundError), inbox.ledger.open() as unit:
        reroute_case(unit, officer=officer, case_id=citizen.case.id, authority_code="CA-48", reason="x")
    assert citizen.case.authority_code == "QLTT-48"


def test_acknowledging_tells_the_reporter(inbox: Inbox, citizen: Citizen, triager: Officer) -> None:
    citizen.send_tip()
    with inbox.ledger.open() as unit:
        acknowledge_case(unit, officer=triager, case_id=citizen.case.id)
    assert citizen.case.status == "acknowledged"
    assert citizen.case.acknowledged_at is not None
    assert "đã nhận tin của bạn và đang xử lý" in citizen.messages()[-1].text


def test_releasing_a_held_case_refers_it_and_tells_the_reporter(
    inbox: Inbox, citizen: Citizen, triager: Officer
) -> None:
    citizen.send_tip(MISCONDUCT)
    with inbox.ledger.open() as unit:
        reroute_case(unit, officer=triager, case_id=citizen.case.id, authority_code="QLTT-01", reason="đã xem")
    assert (citizen.case.status, citizen.case.authority_code, citizen.case.held_reason) == ("referred", "QLTT-01", None)
    assert "vì đã xem" in citizen.messages()[-1].text


@pytest.mark.parametrize("code", ["QLTT-99", "", "qltt-48"])
def test_a_case_goes_to_no_authority_that_is_not_there(
    inbox: Inbox, citizen: Citizen, triager: Officer, code: str
) -> None:
    citizen.send_tip()
    before = citizen.case
    with pytest.raises(AuthorityUnknownError), inbox.ledger.open() as unit:
        reroute_case(unit, officer=triager, case_id=before.id, authority_code=code, reason="x")
    assert citizen.case == before


def test_closing_tells_the_outcome_and_the_status_says_it_too(inbox: Inbox, citizen: Citizen, triager: Officer) -> None:
    code = citizen.send_tip()
    with inbox.ledger.open() as unit:
        close_case(unit, officer=triager, case_id=citizen.case.id, outcome="violation", note="Đã phạt 10 triệu đồng.")
    assert citizen.case.status == "closed"
    assert citizen.messages()[-1].text == (
        "Tin của bạn đã khép lại. Kết quả: có vi phạm, đã xử lý. Đã phạt 10 triệu đồng."
    )
    (status,) = citizen.say(str(code))
    assert "đã khép lại. Kết quả: có vi phạm, đã xử lý" in status.text
    assert "Đã phạt 10 triệu đồng." in status.text
    assert [button["label"] for button in status.buttons] == ["Dữ liệu của tôi"]


def test_a_closed_case_cannot_be_moved_and_nobody_is_told(inbox: Inbox, citizen: Citizen, triager: Officer) -> None:
    citizen.send_tip()
    case_id = citizen.case.id
    with inbox.ledger.open() as unit:
        close_case(unit, officer=triager, case_id=case_id, outcome="spam", note="")
    before = (citizen.case, len(citizen.messages()))
    with pytest.raises(CaseMoveError), inbox.ledger.open() as unit:
        acknowledge_case(unit, officer=triager, case_id=case_id)
    with pytest.raises(CaseMoveError), inbox.ledger.open() as unit:
        reroute_case(unit, officer=triager, case_id=case_id, authority_code="CA-48", reason="x")
    with pytest.raises(CaseMoveError), inbox.ledger.open() as unit:
        close_case(unit, officer=triager, case_id=case_id, outcome="violation", note="")
    assert (citizen.case, len(citizen.messages())) == before


def test_an_outcome_nobody_knows_is_refused(inbox: Inbox, citizen: Citizen, triager: Officer) -> None:
    citizen.send_tip()
    with pytest.raises(ValueError, match="won"), inbox.ledger.open() as unit:
        close_case(unit, officer=triager, case_id=citizen.case.id, outcome="won", note="")


def test_an_officers_question_is_answered_by_adding(inbox: Inbox, citizen: Citizen, triager: Officer) -> None:
    citizen.send_tip()
    report = citizen.reports[0]
    with inbox.ledger.open() as unit:
        assert write_to_reporter(unit, officer=triager, case_id=citizen.case.id, text="Shop ở số mấy?") == 1
    asked = citizen.messages()[-1]
    assert (asked.sender, asked.text) == ("officer", phrases.OFFICER_PREFIX.format(text="Shop ở số mấy?"))
    (done,) = citizen.say("số 12 ạ")
    assert done.text == phrases.ADDED_WAITS
    assert citizen.reports[-1].adds_to == report.id
    (later,) = citizen.say("shop Hoa bán son giả ở Huế")
    assert later.is_card, "only the next message answers the officer"
    with inbox.ledger.database.read() as session:
        assert [m.id for m in list_officer_messages(session, report.id)] == [asked.id]


def test_an_officers_message_does_not_touch_the_draft_that_waits(
    inbox: Inbox, citizen: Citizen, triager: Officer
) -> None:
    citizen.send_tip()
    citizen.say("shop Hoa bán son giả ở Huế")
    with inbox.ledger.open() as unit:
        write_to_reporter(unit, officer=triager, case_id=citizen.case.id, text="?")
    assert citizen.draft.texts == ("shop Hoa bán son giả ở Huế",)
    citizen.press("Gửi")
    assert len(citizen.reports) == 2


def test_a_withdrawn_reporter_is_told_nothing_more(inbox: Inbox, citizen: Citizen, triager: Officer) -> None:
    citizen.send_tip()
    citizen.press_payload(f"withdrawyes:{citizen.draft.report_id}")
    with inbox.ledger.open() as unit:
        assert write_to_reporter(unit, officer=triager, case_id=citizen.case.id, text="?") == 0


def test_the_queue_shows_the_most_urgent_first(inbox: Inbox, triager: Officer) -> None:
    for text in ("mua hàng giao sai mẫu, shop không cho đổi trả ở Huế", "con tôi uống sữa giả nhập viện cấp cứu ở Huế"):
        Citizen(inbox).send_tip(text)
    order = ["critical", "high", "normal", "low"]
    with inbox.ledger.database.read() as session:
        ranks = [order.index(case.urgency) for case in list_queue(session, scope_of(triager), limit=500)]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


ACTS = ("acknowledge", "reroute", "close", "write", "add", "withdraw", "seen", "accept", "look")
REFUSED = (CaseMoveError, ReferralNotFoundError)


def act_on(inbox: Inbox, citizen: Citizen, officer: Officer, act: str) -> None:
    case_id = citizen.case.id
    match act:
        case "add":
            citizen.press_payload(f"more:{citizen.reports[0].id.hex}")
            citizen.say("bổ sung một ý về hàng giả")
            return
        case "withdraw":
            citizen.press_payload(f"withdrawyes:{citizen.reports[0].id.hex}")
            return
        case _:
            pass
    with inbox.ledger.open() as unit:
        match act:
            case "acknowledge":
                acknowledge_case(unit, officer=officer, case_id=case_id)
            case "reroute":
                reroute_case(unit, officer=officer, case_id=case_id, authority_code="CA-48", reason="x")
            case "close":
                close_case(unit, officer=officer, case_id=case_id, outcome="violation", note="")
            case "write":
                write_to_reporter(unit, officer=officer, case_id=case_id, text="?")
            case "seen" | "accept":
                referral = find_open_referral(unit.session, case_id)
                token = link_token(inbox.ledger.vault, referral) if referral else "none"
                answer_referral(unit, token=token, act="seen" if act == "seen" else "accept")
            case _:
                find_case(unit.session, scope_of(officer), case_id)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(ACTS), max_size=8), is_held=st.booleans())
def test_replaying_the_events_gives_the_status_after_any_acts(
    inbox: Inbox, triager: Officer, acts: list[str], *, is_held: bool
) -> None:
    citizen = Citizen(inbox)
    if is_held:
        citizen.send_tip(MISCONDUCT)
    else:
        citizen.send_tip()
    for act in acts:
        before = citizen.case.status
        try:
            act_on(inbox, citizen, triager, act)
        except REFUSED:
            assert citizen.case.status == before
        with inbox.ledger.database.read() as session:
            events = list_events(session, citizen.case.id)
        assert replay(event.to_status for event in events) == citizen.case.status
        assert [event.seq for event in events] == list(range(1, len(events) + 1))


def test_whoever_has_something_new_to_tell_says_so_instead_of_answering(
    inbox: Inbox, citizen: Citizen, triager: Officer
) -> None:
    citizen.send_tip()
    with inbox.ledger.open() as unit:
        write_to_reporter(unit, officer=triager, case_id=citizen.case.id, text="Shop ở số mấy?")
    citizen.press(phrases.BUTTON_NEW)
    (card,) = citizen.say("shop Hoa bán son giả ở Huế")
    assert card.is_card
    assert len(citizen.reports) == 1
