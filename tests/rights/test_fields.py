"""What nobody outside the house reads, whatever was released: who told it, and what he covered himself."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from intake.actions.refer import link_token
from intake.actions.release import Release, release_case
from intake.chat import start_chat
from intake.deliver_referral import deliver_referral
from storage.queries.cases import find_open_referral
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from storage.tables import Delivery, Officer, Referral
from tests.admin.people import list_cases, say
from tests.conftest import make_settings
from tests.intake.officials import FakeWay, outside
from tests.rights.objects import draw_picture
from tests.rights.people import ALL_SCOPES, HERE, Person, admit
from tests.web_app import web_app
from tinbao.app import House, build_house

TIP = (
    "Em tên là Trần Thị Canary, sđt của em 0900000653, nhà em ở 12 ngõ Chim Yến. "
    "Shop Linh bán kem giả ở Đà Nẵng, số điện thoại của shop 0900000651, chị Hoàng Oanh chứng kiến"
)
HIDDEN = "chị Hoàng Oanh"
CANARIES = ("Canary", "900000653", "0900 000 653", "Chim Yến", "Hoàng Oanh")
WORDS = ("bán kem giả", "900000651", "Linh")
OFFICER = Person(role="officer", authority=f"QLTT-{HERE}")
SYSTEM = Person(kind="token", authority=f"QLTT-{HERE}", scopes=ALL_SCOPES)


class Told:
    """A report of somebody who says who he is, told, covered further, released whole."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.account = start_chat(house.ledger)
        for words in (TIP, f"che {HIDDEN}", "1"):
            say(house, self.account, words, files=(draw_picture(),) if words is TIP else ())
        [self.case] = list_cases(house)
        self._release()
        self.client = TestClient(web_app(house), base_url="https://testserver", follow_redirects=False)

    def look(self, person: Person, path: str, *, accept: str = "text/html") -> str:
        """Read an address as somebody does."""
        answer = self.client.get(path, headers={**admit(self.house, person).headers, "accept": accept})
        assert answer.status_code == 200
        return answer.text

    def referral(self) -> Referral:
        """The referral to the authority."""
        with self.house.database.read() as session:
            found = find_open_referral(session, self.case.id)
        assert found is not None
        return found

    def _release(self) -> None:
        releaser = admit(self.house, Person(role="triager"))
        with self.house.ledger.open() as unit:
            reports = [one.id for one in list_reports(unit.session, self.case.id)]
            pictures = [one.id for one in list_attachments(unit.session, reports)]
            officer = unit.session.get(Officer, releaser.officer_id)
            assert officer is not None
            release_case(unit, officer=officer, case_id=self.case.id, release=Release(texts=reports, pictures=pictures))
            referral = find_open_referral(unit.session, self.case.id)
            assert referral is not None
            referral.created_at -= timedelta(minutes=1)  # listed by the API already
            unit.session.add(referral)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    house = build_house(make_settings(tmp_path_factory.mktemp("told")), opens_identities=True)
    yield Told(house)
    house.close()


def find_canaries(told: Told, answer: str) -> list[str]:
    plain = json.dumps(json.loads(answer), ensure_ascii=False) if answer.startswith("{") else answer
    return [canary for canary in (*CANARIES, told.account) if canary.lower() in plain.lower()]


@pytest.mark.parametrize("path", ["/admin", "/admin/cases/{case}"])
def test_an_authoritys_officer_reads_nothing_of_the_reporter(told: Told, path: str) -> None:
    page = told.look(OFFICER, path.format(case=told.case.id))

    assert find_canaries(told, page) == []
    assert path == "/admin" or all(word in page for word in WORDS)


@pytest.mark.parametrize("path", ["", "/{referral}"])
def test_an_authoritys_system_reads_nothing_of_the_reporter(told: Told, path: str) -> None:
    answer = told.look(SYSTEM, f"/api/v1/admin/referrals{path.format(referral=told.referral().id)}")

    assert find_canaries(told, answer) == []
    assert told.case.number in answer
    assert not path or all(word in answer for word in WORDS)


def test_the_link_shows_nothing_of_the_reporter(told: Told) -> None:
    token = link_token(told.house.ledger.vault, told.referral())
    answer = told.client.post("/r/open", json={"token": token})

    assert answer.status_code == 200
    assert find_canaries(told, answer.text) == []
    assert all(word in answer.text for word in WORDS)


def test_the_letter_says_nothing_of_the_reporter(told: Told) -> None:
    way = FakeWay()
    with told.house.database.read() as session:
        delivery = session.exec(select(Delivery).where(Delivery.referral_id == told.referral().id)).one()
    deliver_referral(told.house.inbox, outside(way=way), delivery.id)

    [letter] = way.letters
    assert find_canaries(told, letter.subject + letter.text + letter.html) == []
    assert "900000651" in letter.text


@pytest.mark.parametrize("role", ["auditor", "administrator"])
@pytest.mark.parametrize("path", ["/admin", "/admin/cases/{case}"])
def test_who_keeps_accounts_or_checks_the_log_reads_no_word_of_it(told: Told, role: str, path: str) -> None:
    page = told.look(Person(role=role), path.format(case=told.case.id))

    assert told.case.number in page
    assert find_canaries(told, page) == []
    assert [word for word in WORDS if word in page] == []
