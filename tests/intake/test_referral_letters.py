"""What may leave the house, the letter to an authority, and how it is brought there."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from intake.actions.answer import open_referral
from intake.actions.triage import close_case
from intake.deliver_referral import GIVE_UP_AFTER, deliver_referral, rearm_delivery
from intake.inbox import Inbox
from intake.letters.referral_mail import write_referral_mail
from intake.ports import WayError
from intake.referral_view import ReferralView, referral_view
from intake.wording import say_time
from storage.queries.cases import find_open_referral
from storage.queries.referrals import list_attempts
from storage.queries.reports import list_reports
from storage.tables import Authority, Case, Delivery, Referral
from tests.intake.citizen import Citizen
from tests.intake.given import WITH_OWN_NAME_AND_NUMBER
from tests.intake.officials import FakeWay, hire, outside
from tests.intake.referred import at_time, event_kinds
from tests.storage.engine import list_queued


def get_delivery(inbox: Inbox, delivery_id: UUID) -> Delivery:
    with inbox.ledger.database.read() as session:
        delivery = session.get(Delivery, delivery_id)
    assert delivery is not None
    return delivery


def errors_of_attempts(inbox: Inbox, delivery_id: UUID) -> list[str | None]:
    with inbox.ledger.database.read() as session:
        attempts = list_attempts(session, delivery_id)
    assert [a.number for a in attempts] == list(range(1, len(attempts) + 1))
    assert all(a.finished_at for a in attempts)
    return [a.error for a in attempts]


def view_of(inbox: Inbox, case: Case, referral: Referral) -> ReferralView:
    with inbox.ledger.database.read() as session:
        return referral_view(session, case, referral)


def test_nothing_of_the_reporter_is_in_what_leaves_the_house(inbox: Inbox, case: Case, referral: Referral) -> None:
    view = view_of(inbox, case, referral)
    assert (view.case_number, view.authority_name) == (case.number, "Chi cục Quản lý thị trường TP. Đà Nẵng")
    assert ("Điện thoại", "+84900000651") in [(f.title, f.value) for f in view.seller_findings]
    letter = write_referral_mail(view, to="a@authority.example", link="https://l.example/r#t", message_id="<1@x>")
    for shown in (repr(view), letter.text, letter.html, letter.subject):
        assert [canary for canary in ("Canary", "900000653", WITH_OWN_NAME_AND_NUMBER) if canary in shown] == []
    for shown in (letter.text, letter.html, letter.subject):
        assert [words for words in ("Em tên", "khổ", "[đã che]") if words in shown] == []
    assert [one.text.partition(",")[0] for one in view.texts] == ["Em tên là [đã che]"]


def test_findings_of_a_withdrawn_report_leave_no_more(
    inbox: Inbox, citizen: Citizen, case: Case, referral: Referral
) -> None:
    citizen.press_payload(f"withdrawyes:{citizen.draft.report_id}")
    assert view_of(inbox, case, referral).seller_findings == ()


def test_the_letter_says_what_why_until_when_and_where(inbox: Inbox, case: Case, referral: Referral) -> None:
    view = view_of(inbox, case, referral)
    letter = write_referral_mail(view, to="a@authority.example", link="https://l.example/r#t", message_id="<1@x>")
    for said in (
        case.number,
        view.authority_name,
        view.reason,
        say_time(view.due_at),
        "https://l.example/r#t",
        "+84900000651",
    ):
        assert said in letter.text
        assert said in letter.html.replace("&#43;", "+")
    assert letter.headers == {"X-Tinbao-Case": case.number}
    assert letter.subject == f"[{case.number}] Tin báo của người dân ({view.urgency.lower()})"


def test_what_a_seller_calls_himself_is_no_markup_in_the_letter(inbox: Inbox, case: Case, referral: Referral) -> None:
    view = replace(view_of(inbox, case, referral), reason="<script>alert(1)</script>")
    letter = write_referral_mail(view, to="a@x.example", link="https://l.example/r#t", message_id="<1@x>")
    assert "<script>" not in letter.html
    assert "&lt;script&gt;" in letter.html


@pytest.mark.parametrize(("has_left", "status"), [(True, "sent"), (False, "filed")])
def test_a_letter_that_leaves_is_noted(
    inbox: Inbox, case: Case, delivery_id: UUID, *, has_left: bool, status: str
) -> None:
    way = FakeWay(has_left=has_left)
    deliver_referral(inbox, outside(way=way), delivery_id)
    deliver_referral(inbox, outside(way=way), delivery_id)
    (letter,) = way.letters
    assert (letter.to, letter.message_id) == ("qltt-48@authority.example", f"<{delivery_id}@tinbao.example>")
    delivery = get_delivery(inbox, delivery_id)
    assert (delivery.status, delivery.attempts, delivery.last_error) == (status, 1, None)
    assert errors_of_attempts(inbox, delivery_id) == [None]
    assert event_kinds(inbox, case) == ["opened", "referred", "delivered"]


def test_the_link_in_the_letter_opens_the_referral(inbox: Inbox, case: Case, delivery_id: UUID) -> None:
    way = FakeWay()
    deliver_referral(inbox, outside(way=way), delivery_id)
    link = next(word for word in way.letters[0].text.split() if word.startswith("https://tinbao.example/r#"))
    with inbox.ledger.open() as unit:
        assert open_referral(unit, token=link.partition("#")[2]).case_number == case.number


def test_a_letter_that_does_not_leave_is_tried_again_later_and_later(inbox: Inbox, delivery_id: UUID) -> None:
    way = FakeWay(errors=[WayError("SMTP 451"), WayError("TimeoutError"), None])
    pauses = []
    for attempt in (1, 2):
        deliver_referral(inbox, outside(way=way), delivery_id)
        delivery = get_delivery(inbox, delivery_id)
        assert (delivery.status, delivery.attempts) == ("pending", attempt)
        with inbox.ledger.database.read() as session:
            started_at = list_attempts(session, delivery_id)[-1].finished_at
        assert delivery.next_attempt_at is not None
        assert started_at is not None
        pauses.append(delivery.next_attempt_at - started_at)
    deliver_referral(inbox, outside(way=way), delivery_id)
    assert pauses == [timedelta(seconds=2), timedelta(seconds=4)]
    assert get_delivery(inbox, delivery_id).status == "sent"
    assert errors_of_attempts(inbox, delivery_id) == ["SMTP 451", "TimeoutError", None]
    assert len({letter.message_id for letter in way.letters}) == 1
    queued = list_queued(inbox.ledger.database, subject=delivery_id)
    assert queued == [f"deliver:{delivery_id}:{nth:08d}" for nth in range(3)]


def test_after_three_days_a_letter_is_given_up_until_an_officer_asks(inbox: Inbox, delivery_id: UUID) -> None:
    later = at_time(inbox, lambda: get_delivery(inbox, delivery_id).created_at + GIVE_UP_AFTER + timedelta(minutes=1))
    deliver_referral(later, outside(way=FakeWay(errors=[WayError("SMTP 550")])), delivery_id)
    dead = get_delivery(inbox, delivery_id)
    assert (dead.status, dead.last_error, dead.next_attempt_at) == ("dead", "SMTP 550", None)
    deliver_referral(inbox, outside(), delivery_id)
    with inbox.ledger.open() as unit:
        assert rearm_delivery(unit, delivery_id)
    deliver_referral(inbox, outside(), delivery_id)
    assert get_delivery(inbox, delivery_id).status == "sent"
    with inbox.ledger.open() as unit:
        assert not rearm_delivery(unit, delivery_id)
    assert len(list_queued(inbox.ledger.database, subject=delivery_id)) == 2


def test_a_letter_recalled_while_under_way_is_noted_as_what_it_is(inbox: Inbox, case: Case, delivery_id: UUID) -> None:
    officer = hire(inbox.ledger, "head", authority_code=None)

    def close() -> None:
        with inbox.ledger.open() as unit:
            close_case(unit, officer=officer, case_id=case.id, outcome="duplicate", note="")

    deliver_referral(inbox, outside(way=FakeWay(errors=[WayError("SMTP 451")], during=close)), delivery_id)
    delivery = get_delivery(inbox, delivery_id)
    assert (delivery.status, delivery.next_attempt_at) == ("recalled", None)
    assert errors_of_attempts(inbox, delivery_id) == ["SMTP 451"]
    assert list_queued(inbox.ledger.database, subject=delivery_id) == [f"deliver:{delivery_id}:00000000"]
    way = FakeWay()
    deliver_referral(inbox, outside(way=way), delivery_id)
    assert way.letters == []


def test_an_attempt_a_process_died_in_is_made_again_with_the_same_id(inbox: Inbox, delivery_id: UUID) -> None:
    class KilledError(BaseException):
        """Stands for the end of the process."""

    way = FakeWay(errors=[KilledError(), None])  # type: ignore[list-item]
    with pytest.raises(KilledError):
        deliver_referral(inbox, outside(way=way), delivery_id)
    assert get_delivery(inbox, delivery_id).status == "sending"
    deliver_referral(inbox, outside(way=way), delivery_id)
    assert get_delivery(inbox, delivery_id).status == "sent"
    assert [letter.message_id for letter in way.letters] == [f"<{delivery_id}@tinbao.example>"] * 2


UNUSABLE = [
    {"email": None},
    {"email": ""},
    {"contact_source": None},
    {"verified_on": None},
    {"verified_on": date(2025, 1, 1)},
]


@pytest.mark.parametrize("missing", UNUSABLE)
def test_an_authority_without_a_verified_contact_is_never_written_to(inbox: Inbox, missing: dict[str, object]) -> None:
    contact = {"email": "x@authority.example", "contact_source": "seen", "verified_on": date(2026, 11, 1)}
    with inbox.ledger.open() as unit:
        authority = unit.session.get(Authority, "QLTT-46")
        assert authority is not None
        authority.sqlmodel_update(contact | missing)
        unit.session.add(authority)
    citizen, way = Citizen(inbox), FakeWay()
    citizen.send_tip("Shop Hoa bán son giả ở Huế, số điện thoại của shop 0900000652")
    with inbox.ledger.database.read() as session:
        referral = find_open_referral(session, citizen.case.id)
        assert referral is not None
        delivery = session.exec(select(Delivery).where(Delivery.referral_id == referral.id)).one()
    deliver_referral(inbox, outside(way=way), delivery.id)
    assert way.letters == []
    blocked = get_delivery(inbox, delivery.id)
    assert (blocked.status, blocked.last_error, blocked.attempts) == ("blocked", "no verified contact", 0)


def test_a_letter_about_officials_says_nothing_but_that_it_is_there(
    inbox: Inbox, case: Case, referral: Referral
) -> None:
    view = replace(view_of(inbox, case, referral), is_sensitive=True, authority_name="Văn phòng 389")
    letter = write_referral_mail(view, to="a@authority.example", link="https://l.example/r#t", message_id="<1@x>")
    assert letter.subject == f"[{case.number}] Có tin cần xem"
    hidden = (*view.acts, "0900000651", "+84900000651", "Đà Nẵng", view.reason, view.urgency, say_time(view.due_at))
    for shown in (letter.text, letter.html):
        assert case.number in shown
        assert "mời đăng nhập" in shown
        assert [words for words in hidden if words in shown] == []


def test_the_reporters_own_place_is_told_by_its_province_only(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip("nhà em ở quận Hải Châu, Đà Nẵng, em mua phải kem giả trên mạng")
    with inbox.ledger.database.read() as session:
        view = referral_view(session, citizen.case, None)
    assert "theo nơi nhận hàng: thành phố Đà Nẵng" in view.reason
    assert [words for words in ("Hải Châu", "quận") if words in repr(view)] == []


HIDDEN_IN_FIRST = "Shop Linh bán kem giả ở Đà Nẵng, zalo 0900000651. Số em là 0900000653, gọi em nhé."


def release_all(inbox: Inbox, citizen: Citizen) -> None:
    with inbox.ledger.open() as unit:
        for report in list_reports(unit.session, citizen.case.id):
            report.released_at = unit.now
            unit.session.add(report)


def test_what_is_covered_in_one_text_leaves_by_no_finding_of_another(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip(HIDDEN_IN_FIRST)
    citizen.press_payload(f"more:{citizen.draft.report_id}")
    citizen.say("Số điện thoại của shop 0900000653 nữa, shop có thêm số 0900000654")
    with inbox.ledger.database.read() as session:
        waiting = referral_view(session, citizen.case, None)
    assert (waiting.addition_count, waiting.waiting_texts) == (1, 1)
    assert "900000654" not in repr(waiting), "what was never shown on a card waits, findings too"
    release_all(inbox, citizen)
    with inbox.ledger.database.read() as session:
        view = referral_view(session, citizen.case, None)
    assert "900000653" not in repr(view)
    assert "+84900000654" in [one.value for one in view.seller_findings]
