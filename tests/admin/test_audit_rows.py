"""What officers do and look at leaves exactly one row, with nothing of the citizen's in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select
from starlette.testclient import TestClient

from intake.audit_viewing import LIMITS, Look, note_look
from intake.unit_of_work import Ledger
from storage.queries.audit import AuditFilter, list_entries
from storage.queries.officers import find_officer_by_email
from storage.tables import Attachment, AuditEntry, Case, Delivery, Officer, OfficerNotice
from tests.admin.people import FAKE_MILK, PASSWORD, browse, code_of, hire, link_token, log_in, report
from tests.conftest import make_settings
from tinbao.app import House, build_house

JPEG = b"\xff\xd8\xff\xe0 not a picture"
AUTHORITY = "QLTT-01"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all these tests: each looks at the rows after its own beginning."""
    built = build_house(make_settings(tmp_path_factory.mktemp("house")), opens_identities=True)
    yield built
    built.close()


@pytest.fixture(scope="module")
def case(house: House) -> Case:
    return report(house, FAKE_MILK, files=(JPEG,))


@pytest.fixture
def client(house: House) -> TestClient:
    return log_in(house)


def rows(house: House, *, after: int = 0) -> list[AuditEntry]:
    with house.database.read() as session:
        found = list_entries(session, AuditFilter(), limit=1000)
    return [row for row in reversed(found) if row.seq > after]


def new_rows(house: House, act: Callable[[], object]) -> list[tuple[str, str]]:
    """Act, and give what was noted of it: act and the thing's kind."""
    before = max((row.seq for row in rows(house)), default=0)
    act()
    return [(row.act, row.about.partition(":")[0]) for row in rows(house, after=before)]


def attachment_id(house: House) -> UUID:
    with house.database.read() as session:
        return session.exec(select(Attachment.id).where(Attachment.status == "stored")).one()


def test_logging_in_and_out_and_being_refused_leave_one_row_each(house: House) -> None:
    email, secret = hire(house, needs_mfa=True)
    client = browse(house)
    wrong = {"email": email.upper(), "password": "x" * 12}
    assert new_rows(house, lambda: client.post("/admin/login", data=wrong)) == [("login_refused", "")]
    right = {"email": email, "password": PASSWORD}
    assert new_rows(house, lambda: client.post("/admin/login", data=right)) == []
    code = {"code": "000000"}
    assert new_rows(house, lambda: client.post("/admin/login/code", data=code)) == [("code_refused", "officer")]
    code = {"code": code_of(secret)}
    assert new_rows(house, lambda: client.post("/admin/login/code", data=code)) == [("logged_in", "officer")]
    assert new_rows(house, lambda: client.post("/admin/logout")) == [("logged_out", "officer")]
    assert new_rows(house, lambda: client.post("/admin/logout")) == []
    refused = [row for row in rows(house) if row.act == "login_refused"][-1]
    assert (refused.actor, email.partition("@")[0] in refused.facts.lower()) == ("anonymous", False)


def test_reading_a_case_leaves_one_row_until_ten_minutes_have_passed(
    house: House, client: TestClient, case: Case
) -> None:
    page = f"/admin/cases/{case.id}"
    assert new_rows(house, lambda: client.get(page)) == [("case_viewed", "case")]
    assert new_rows(house, lambda: client.get(page)) == []
    officer = officer_of(house, rows(house)[-1])
    note_look(later(house, minutes=11), officer, "case_viewed", about=f"case:{case.id.hex}")
    assert rows(house)[-1].act == "case_viewed"


def test_pictures_and_originals_leave_a_row(house: House, client: TestClient, case: Case) -> None:
    assert case.number
    picture = f"/admin/evidence/{attachment_id(house)}"
    assert new_rows(house, lambda: client.get(picture)) == [("picture_viewed", "attachment")]
    assert new_rows(house, lambda: client.get(f"{picture}/original")) == [("original_read", "attachment")]
    assert new_rows(house, lambda: client.get(f"{picture}/original")) == [("original_read", "attachment")]


def test_each_act_on_a_case_leaves_a_row_without_the_words(house: House, client: TestClient) -> None:
    case = report(house, FAKE_MILK)
    page, said = f"/admin/cases/{case.id}", "canary-words"
    acts: list[tuple[str, dict[str, str], str]] = [
        ("write", {"text": said}, "message_written"),
        ("reroute", {"authority": "QLTT-48", "reason": said}, "case_rerouted"),
        ("acknowledge", {}, "case_acknowledged"),
        ("close", {"outcome": "violation", "note": said}, "case_closed"),
    ]
    for form, data, act in acts:
        assert new_rows(house, lambda f=form, d=data: client.post(f"{page}/{f}", data=d)) == [(act, "case")]  # type: ignore[misc]
    every = "".join(row.facts for row in rows(house))
    assert [word for word in (said, "0900000", "Sữa Bé Yêu", "tinbao.example") if word in every] == []


def test_an_authority_opening_its_link_leaves_one_row(house: House) -> None:
    case = report(house, FAKE_MILK)
    token, stranger = link_token(house, case), browse(house)

    def open_twice() -> None:
        for _ in range(2):
            assert stranger.post("/r/open", json={"token": token}).status_code == 200

    assert new_rows(house, open_twice) == [("referral_read", "referral")]
    assert rows(house)[-1].actor == f"authority:{case.authority_code}"
    assert new_rows(house, lambda: stranger.post("/r/open", json={"token": "no such"})) == []


def test_a_delivery_tried_again_leaves_a_row(house: House, client: TestClient, case: Case) -> None:
    assert case.number
    with house.ledger.open() as unit:
        delivery = unit.session.exec(select(Delivery)).first()
        assert delivery is not None
        delivery.status = "dead"
        unit.session.add(delivery)
    page = f"/admin/outbox/{delivery.id}/retry"
    assert new_rows(house, lambda: client.post(page)) == [("delivery_retried", "delivery")]
    assert new_rows(house, lambda: client.post(page)) == []


def test_foreign_and_missing_are_one_answer_and_one_row_each(house: House, case: Case) -> None:
    foreigner = log_in(house, "officer", authority="QLTT-48")
    foreign, missing = f"/admin/cases/{case.id}", f"/admin/cases/{uuid4()}"
    answers = [foreigner.get(page) for page in (foreign, missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text
    row = rows(house)[-2]
    assert (row.act, row.about) == ("refused", f"case:{case.id.hex}")
    assert '"route":"/admin/cases/{case_id}"' in row.facts
    for page, about in ((f"/admin/evidence/{attachment_id(house)}", "attachment"), ("/admin/outbox", "")):
        assert new_rows(house, lambda p=page: foreigner.get(p)) == [("refused", about)]  # type: ignore[misc]


def test_a_stranger_asking_for_what_is_not_there_leaves_no_row(house: House) -> None:
    stranger = browse(house)
    assert new_rows(house, lambda: stranger.get(f"/admin/cases/{uuid4()}")) == []
    assert new_rows(house, lambda: stranger.get(f"/admin/evidence/{uuid4()}")) == []


@pytest.mark.parametrize("look", LIMITS)
def test_more_than_an_hour_usually_holds_is_noted_once_and_told_to_the_heads(house: House, look: Look) -> None:
    _, officer = account(house, "triager")
    _, head = account(house, "head")
    ledger = house.ledger

    def look_often(ledger: Ledger, times: int) -> list[tuple[str, str]]:
        def look_each() -> None:
            for _ in range(times):
                note_look(ledger, officer, look, about=f"case:{uuid4().hex}")

        return new_rows(house, look_each)

    most = LIMITS[look].most
    assert look_often(ledger, most) == [(look, "case")] * most
    assert look_often(ledger, 3) == [(look, "case"), ("unusual_viewing", "officer"), (look, "case"), (look, "case")]
    assert letters_to(house, head) == ["/admin/audit/unusual"]
    assert look_often(later(house, minutes=61), most + 1)[-1] == ("unusual_viewing", "officer")


def test_the_same_case_again_and_again_is_not_unusual(house: House) -> None:
    _, officer = account(house, "triager")
    for minutes in range(0, 60, 11):
        note_look(later(house, minutes=minutes), officer, "case_viewed", about="case:0")
    assert [row.act for row in rows(house)[-6:]] == ["case_viewed"] * 6


def account(house: House, role: str) -> tuple[str, Officer]:
    email, _ = hire(house, role)
    with house.database.read() as session:
        officer = find_officer_by_email(session, email)
    assert officer is not None
    return email, officer


def officer_of(house: House, row: AuditEntry) -> Officer:
    with house.database.read() as session:
        return session.get_one(Officer, UUID(row.actor.partition(":")[2]))


def later(house: House, *, minutes: int) -> Ledger:
    return replace(house.ledger, clock=lambda: house.ledger.clock() + timedelta(minutes=minutes))


def letters_to(house: House, officer: Officer) -> list[str]:
    with house.database.read() as session:
        query = select(OfficerNotice.page).where(col(OfficerNotice.officer_id) == officer.id)
        return list(session.exec(query).all())
