"""Asking, deciding, opening and reading through the panel's own forms; who sees which page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from admin.auth import COOKIE
from intake.reveal_job import open_reveal
from storage.tables import Case, Officer, OfficerSession, Reveal
from storage.vault import hash_token
from tests.admin.people import FAKE_MILK, MISCONDUCT, browse, log_in, report
from tests.conftest import make_settings
from tests.intake.citizen import Citizen
from tests.intake.keys import without_private_key
from tests.intake.officials import outside
from tinbao.app import House, build_house

REASON = "Cần gặp để nhận mẫu vật; đã nhắn ba lần không có trả lời."
ACCOUNT = "canary-account-8151"


@dataclass
class Asked:
    """A request about somebody on Telegram, and the browser of who asked."""

    house: House
    asker: TestClient
    page: str

    def decide(self, head: TestClient, decision: str = "approve", note: str = "") -> int:
        return head.post(f"{self.page}/decide", data={"decision": decision, "note": note}).status_code

    def open(self) -> None:
        assert self.asker.post(f"{self.page}/open").headers["location"] == self.page
        open_reveal(self.house.inbox, outside(), self.id)

    @property
    def id(self) -> UUID:
        return UUID(self.page.rpartition("/")[2])

    @property
    def row(self) -> Reveal:
        with self.house.database.read() as session:
            return session.exec(select(Reveal).where(Reveal.id == self.id)).one()


def ask_page(client: TestClient, case: Case) -> str:
    """The address of the page where to ask, as the page of the case gives it."""
    [address] = re.findall(rf'href="(/admin/cases/{case.id}/reveal/\w+)"', client.get(f"/admin/cases/{case.id}").text)
    return str(address)


def ask(house: House, case: Case) -> Asked:
    asker = log_in(house)
    answer = asker.post(ask_page(asker, case), data={"reason": REASON})
    assert answer.status_code == 303
    return Asked(house, asker, answer.headers["location"])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house for all these tests: every request is about somebody of its own."""
    url = request.getfixturevalue("new_postgres_url")() if request.param == "postgresql" else None
    yield from open_house(tmp_path_factory.mktemp("house"), url)


@pytest.fixture(scope="module")
def sqlite_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The same, for what does not depend on the database."""
    yield from open_house(tmp_path_factory.mktemp("house"), None)


def open_house(home: Path, url: str | None) -> Iterator[House]:
    built = build_house(make_settings(home, url), opens_identities=True)
    yield built
    built.close()


@pytest.fixture
def asked(house: House) -> Asked:
    citizen = Citizen(house.inbox, channel="telegram", account=ACCOUNT)
    citizen.send_tip(FAKE_MILK)
    return ask(house, citizen.case)


@pytest.fixture
def sqlite_asked(sqlite_house: House) -> Asked:
    return ask(sqlite_house, report(sqlite_house, FAKE_MILK))


def test_from_the_case_to_the_name_and_never_again(asked: Asked) -> None:
    assert "chờ một lãnh đạo khác" in asked.asker.get(asked.page).text
    head = log_in(asked.house, "head")
    assert f"{asked.page}/decide" in head.get("/admin/reveals").text
    assert REASON in head.get(f"{asked.page}/decide").text
    assert asked.decide(head) == 303
    assert ">Mở</button>" in asked.asker.get(asked.page).text
    asked.open()
    ready = asked.asker.get(asked.page).text
    assert (">Xem</button>" in ready, ACCOUNT in ready) == (True, False)

    answer = asked.asker.post(f"{asked.page}/read")
    assert (ACCOUNT in answer.text, "Telegram" in answer.text) == (True, True)
    assert answer.headers["cache-control"] == "no-store"

    again = asked.asker.post(f"{asked.page}/read")
    assert (again.status_code, ACCOUNT in again.text, "Anh/chị đã xem" in again.text) == (409, False, True)
    assert ACCOUNT not in asked.asker.get(asked.page).text
    for client in (asked.asker, head, log_in(asked.house, "auditor")):
        listed = client.get("/admin/reveals").text
        assert ("Đã xem" in listed, ACCOUNT in listed) == (True, False)


def test_the_web_needs_no_private_key(asked: Asked) -> None:
    assert asked.house.ledger.vault.is_open
    vault = without_private_key(asked.house.ledger.vault)
    ledger = replace(asked.house.ledger, vault=vault)
    web = replace(asked.house, inbox=replace(asked.house.inbox, ledger=ledger))
    asker = browse(web)
    asker.cookies = asked.asker.cookies
    assert asked.decide(log_in(web, "head")) == 303
    assert asker.post(f"{asked.page}/open").status_code == 303
    assert "Đang mở két" in asker.get(asked.page).text
    open_reveal(asked.house.inbox, outside(), asked.id)
    assert ACCOUNT in asker.post(f"{asked.page}/read").text


def test_while_no_worker_works_the_page_waits(sqlite_asked: Asked) -> None:
    sqlite_asked.decide(log_in(sqlite_asked.house, "head"))
    sqlite_asked.asker.post(f"{sqlite_asked.page}/open")
    assert 'hx-trigger="every 2s"' in sqlite_asked.asker.get(sqlite_asked.page).text
    with sqlite_asked.house.ledger.open() as unit:
        row = unit.session.get(Reveal, sqlite_asked.id)
        assert row is not None
        row.opened_at = unit.now - timedelta(minutes=6)
        unit.session.add(row)
    page = sqlite_asked.asker.get(sqlite_asked.page).text
    assert ("chưa trả lời" in page, "hx-trigger" in page) == (True, False)


def test_another_log_in_of_the_same_officer_is_told_so(sqlite_asked: Asked) -> None:
    sqlite_asked.decide(log_in(sqlite_asked.house, "head"))
    sqlite_asked.open()
    token = "another-token"
    with sqlite_asked.house.ledger.open() as unit:
        here = unit.session.get(OfficerSession, hash_token(sqlite_asked.asker.cookies[COOKIE]))
        assert here is not None
        unit.session.add(OfficerSession(**here.model_dump() | {"token_hash": hash_token(token)}))
    other = browse(sqlite_asked.house)
    other.cookies.set(COOKIE, token)
    assert "phiên đăng nhập khác" in other.get(sqlite_asked.page).text
    assert other.post(f"{sqlite_asked.page}/read").status_code == 409
    assert "không để lại cách liên lạc" in sqlite_asked.asker.post(f"{sqlite_asked.page}/read").text


def test_whoever_is_refused_reads_why(sqlite_asked: Asked) -> None:
    head = log_in(sqlite_asked.house, "head")
    assert sqlite_asked.decide(head, "refuse") == 422
    assert sqlite_asked.decide(head, "maybe", "x") == 422
    assert sqlite_asked.decide(head, "refuse", "Mời hỏi qua lời nhắn trước.") == 303
    page = sqlite_asked.asker.get(sqlite_asked.page).text
    assert ("Mời hỏi qua lời nhắn trước." in page, "/open" in page) == (True, False)
    assert head.get(f"{sqlite_asked.page}/decide").status_code == 303
    assert "đã có người quyết định" in head.get("/admin/reveals?done=before").text


def test_a_reason_is_needed_and_kept_when_refused(sqlite_house: House) -> None:
    client, case = log_in(sqlite_house), report(sqlite_house, FAKE_MILK)
    for reason in ("ngắn quá", "x" * 1001):
        answer = client.post(ask_page(client, case), data={"reason": reason})
        assert (answer.status_code, reason in answer.text) == (422, True)


def test_an_open_request_is_led_to_instead_of_asked_again(sqlite_asked: Asked) -> None:
    client = sqlite_asked.asker
    address = ask_page(client, case_of(sqlite_asked))
    assert client.get(address).headers["location"] == sqlite_asked.page
    assert client.post(address, data={"reason": REASON}).headers["location"] == sqlite_asked.page


def test_who_may_not_sees_no_link_and_no_page(sqlite_asked: Asked) -> None:
    house, case = sqlite_asked.house, case_of(sqlite_asked)
    address = ask_page(sqlite_asked.asker, case)
    for role, authority in (("officer", case.authority_code), ("auditor", None), ("administrator", None)):
        client = log_in(house, role, authority=authority)
        assert "/reveal/" not in client.get(f"/admin/cases/{case.id}").text
        assert client.get(address).status_code == 404
        assert client.post(address, data={"reason": REASON}).status_code == 404
        assert client.post(f"{sqlite_asked.page}/read").status_code == 404
        assert client.post(f"{sqlite_asked.page}/open").status_code == 404
        assert sqlite_asked.decide(client) == 404
        assert client.get("/admin/reveals").status_code == (200 if role == "auditor" else 404)
    stranger = log_in(house)
    assert sqlite_asked.page not in stranger.get("/admin/reveals").text
    assert stranger.get(sqlite_asked.page).status_code == 404
    assert stranger.get(f"/admin/cases/{case.id}/reveal/Z999").status_code == 404


def test_without_a_fresh_confirmation_nobody_asks_decides_or_opens(sqlite_asked: Asked) -> None:
    house, case = sqlite_asked.house, case_of(sqlite_asked)
    head, address = log_in(house, "head"), ask_page(sqlite_asked.asker, case)
    with house.ledger.open() as unit:
        for row in unit.session.exec(select(OfficerSession)).all():
            row.confirmed_at = unit.now - timedelta(minutes=6)
            unit.session.add(row)
    visits = [
        sqlite_asked.asker.get(address),
        sqlite_asked.asker.post(address, data={"reason": REASON}),
        head.get(f"{sqlite_asked.page}/decide"),
        head.post(f"{sqlite_asked.page}/decide", data={"decision": "approve"}),
        sqlite_asked.asker.post(f"{sqlite_asked.page}/open"),
    ]
    assert all(visit.headers["location"].startswith("/admin/confirm?") for visit in visits)
    assert sqlite_asked.row.status == "asked"


def test_officers_read_aliases_instead_of_numbers(sqlite_house: House) -> None:
    case = report(sqlite_house, MISCONDUCT)
    client = log_in(sqlite_house)
    alias = ask_page(client, case).rpartition("/")[2]
    assert f"Người báo #{alias}" in client.get(f"/admin/cases/{case.id}").text


@pytest.mark.parametrize("way", ["role", "leave"])
def test_an_approval_falls_with_its_approver(asked: Asked, way: str) -> None:
    assert asked.decide(log_in(asked.house, "head")) == 303
    asked.open()
    administrator = log_in(asked.house, "administrator")
    form = {"role": "triager"} if way == "role" else {"successor": "nobody"}
    assert administrator.post(f"/admin/accounts/{asked.row.decided_by}/{way}", data=form).status_code == 303
    assert (asked.row.status, asked.row.answer_sealed) == ("expired", None)
    asked.asker.post(f"{asked.page}/open")
    assert asked.row.status == "expired"
    assert "không còn hiệu lực" in asked.asker.get(asked.page).text


def test_whoever_was_changed_a_moment_ago_reads_why_he_may_not(sqlite_asked: Asked) -> None:
    house, case = sqlite_asked.house, case_of(sqlite_asked)
    head = log_in(house, "head")
    with house.ledger.open() as unit:
        for officer in unit.session.exec(select(Officer).where(Officer.role == "head")).all():
            unit.audit("role_changed", actor="operator", about=f"officer:{officer.id.hex}")
    answers = [
        head.post(f"{sqlite_asked.page}/decide", data={"decision": "approve"}),
        head.post(ask_page(head, case), data={"reason": REASON}),
    ]
    assert [(one.status_code, "24 giờ" in one.text) for one in answers] == [(422, True)] * 2
    assert sqlite_asked.row.status == "asked"


def case_of(asked: Asked) -> Case:
    with asked.house.database.read() as session:
        case = session.get(Case, asked.row.case_id)
    assert case is not None
    return case
