"""Requests about one's own data and certificates of erasure, as officers work with them."""

import html
import re
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from intake.actions.triage import mark_acknowledged
from intake.answer_requests import answer_request
from intake.errors import CaseNotFoundError
from intake.public_status import act_by_code, tell_status
from intake.status import ReportStatus
from storage.queries.audit import AuditFilter, list_entries
from storage.queries.cases import list_events
from storage.queries.requests import list_open_requests, list_requests
from storage.tables import Case, Report
from tests.admin.people import EVERYTHING, log_in
from tests.intake.citizen import Citizen
from tests.intake.officials import hire
from tinbao.app import House

WORDS = "Tên đúng của shop là Mẹ Bé 89"


@pytest.fixture
def citizen(sqlite_house: House) -> Citizen:
    return Citizen(sqlite_house.inbox)


@pytest.fixture
def code(sqlite_house: House, citizen: Citizen) -> str:
    """A receipt code of a report an authority works on, whose correction waits for an officer."""
    given = str(citizen.send_tip())
    with sqlite_house.ledger.open() as unit:
        case = unit.session.get(Case, citizen.case.id)
        assert case is not None
        mark_acknowledged(unit, case, actor="officer")
    act_by_code(sqlite_house.inbox, given, act="correct", words=WORDS, address_hash="a")
    return given


def only_request(house: House) -> str:
    with house.database.read() as session:
        [(request, _, _)] = list_open_requests(session, EVERYTHING, limit=10)
    return str(request.id)


def answer(client: TestClient, house: House, decision: str, text: str) -> TestClient:
    done = client.post(f"/admin/requests/{only_request(house)}/answer", data={"decision": decision, "answer": text})
    assert done.status_code == 303
    return client


def status(house: House, code: str) -> str:
    told = tell_status(house.inbox, code, address_hash="a")
    assert isinstance(told, ReportStatus)
    return told.summary


def test_an_officer_reads_the_words_and_answers_them(sqlite_house: House, citizen: Citizen, code: str) -> None:
    client = log_in(sqlite_house)
    page = html.unescape(client.get("/admin/requests").text)
    assert WORDS in page
    assert "Trả lời trước 17:00" in page

    answer(client, sqlite_house, "done", "Chúng tôi đã ghi tên đúng vào hồ sơ.")

    assert "Không có yêu cầu nào đang chờ" in client.get("/admin/requests").text
    assert "Chúng tôi đã ghi tên đúng vào hồ sơ." in citizen.messages()[-1].text
    assert "đã làm. Chúng tôi đã ghi tên đúng vào hồ sơ." in status(sqlite_house, code)
    with sqlite_house.database.read() as session:
        events = [e for e in list_events(session, citizen.case.id) if e.kind.startswith("request_")]
    assert [e.kind for e in events] == ["request_filed", "request_done"]
    assert WORDS not in str([e.facts for e in events])


@pytest.mark.parametrize("form", [{}, {"decision": "done"}, {"decision": "perhaps", "answer": "x"}, {"answer": "x"}])
def test_an_answer_needs_a_decision_and_a_sentence(sqlite_house: House, code: str, form: dict[str, str]) -> None:
    assert code
    client = log_in(sqlite_house)
    refused = client.post(f"/admin/requests/{only_request(sqlite_house)}/answer", data=form)
    assert refused.status_code == 422
    assert "Mời anh/chị chọn làm được hay không" in refused.text
    assert WORDS in html.unescape(refused.text)


def test_a_deletion_granted_is_carried_out_and_certified(sqlite_house: House, citizen: Citizen, code: str) -> None:
    act_by_code(sqlite_house.inbox, code, act="delete", words="", address_hash="a")
    client = log_in(sqlite_house, "head")
    ids = re.findall(r"/admin/requests/([0-9a-f-]{36})/answer", client.get("/admin/requests").text)
    client.post(f"/admin/requests/{ids[1]}/answer", data={"decision": "done", "answer": "Cơ quan không cần nữa."})

    with sqlite_house.database.read() as session:
        report = session.get(Report, citizen.reports[0].id)
    assert report is not None
    assert (report.text, report.erased_at is not None) == ("", True)
    [number] = set(re.findall(r"XH-\d\d-\d{6}", status(sqlite_house, code)))
    assert "Lời kể đã được xoá" in client.get(f"/admin/cases/{citizen.case.id}").text
    listed = client.get("/admin/erasures").text
    assert number in listed
    assert citizen.case.number in listed
    printed = client.get(f"/admin/erasures/{number}").text
    assert "Người báo yêu cầu xoá" in printed
    assert "danh tính" not in printed, "a web chat has none"


def test_a_deletion_refused_leaves_the_report_and_says_why(sqlite_house: House, citizen: Citizen, code: str) -> None:
    act_by_code(sqlite_house.inbox, code, act="delete", words="", address_hash="a")
    client = log_in(sqlite_house)
    ids = re.findall(r"/admin/requests/([0-9a-f-]{36})/answer", client.get("/admin/requests").text)
    client.post(f"/admin/requests/{ids[1]}/answer", data={"decision": "refused", "answer": "Hồ sơ đang xử lý."})

    assert citizen.reports[0].text != ""
    assert "không làm được. Hồ sơ đang xử lý." in status(sqlite_house, code)


def test_only_some_answer_and_only_some_see_certificates(sqlite_house: House, code: str) -> None:
    assert code
    request = only_request(sqlite_house)
    form = {"decision": "done", "answer": "x"}
    for role, authority in (("administrator", None), ("head", "QLTT-48")):
        client = log_in(sqlite_house, role, authority=authority)
        assert client.get("/admin/requests").status_code == 404
        assert client.post(f"/admin/requests/{request}/answer", data=form).status_code == 404
        assert client.get("/admin/erasures").status_code == (404 if authority else 200)
        assert client.get("/admin/erasures/XH-26-999999").status_code == 404
    triager = log_in(sqlite_house)
    assert triager.get("/admin/erasures").status_code == 404
    assert triager.post(f"/admin/requests/{uuid4()}/answer", data=form).status_code == 404


def test_a_request_of_another_province_is_missing(sqlite_house: House, code: str) -> None:
    assert code
    officer = hire(sqlite_house.ledger, "triager")
    officer.province_code = "01"
    request_id = UUID(only_request(sqlite_house))
    with pytest.raises(CaseNotFoundError), sqlite_house.ledger.open() as unit:
        answer_request(unit, officer=officer, request_id=request_id, decision="done", answer="x")


def test_nobody_answers_twice(sqlite_house: House, citizen: Citizen, code: str) -> None:
    assert code
    request, client = only_request(sqlite_house), log_in(sqlite_house)
    form = {"decision": "done", "answer": "Đã sửa."}
    assert client.post(f"/admin/requests/{request}/answer", data=form).headers["location"].endswith("answered")
    assert client.post(f"/admin/requests/{request}/answer", data=form).headers["location"].endswith("before")
    assert sum("Đã sửa." in m.text for m in citizen.messages()) == 1


@pytest.mark.parametrize("page", ["9" * 30, "99999", "-1", "0", "mot", ""])
def test_a_page_no_list_has_is_the_first(sqlite_house: House, code: str, page: str) -> None:
    assert code
    client = log_in(sqlite_house, "head")
    assert WORDS in html.unescape(client.get("/admin/requests", params={"page": page}).text)
    assert client.get("/admin/erasures", params={"page": page}).status_code == 200
    assert client.get("/admin/requests?page=9999").status_code == 200


def test_reading_a_request_is_noted_once_in_ten_minutes(sqlite_house: House, citizen: Citizen, code: str) -> None:
    assert code
    client = log_in(sqlite_house)
    for _ in range(2):
        client.get("/admin/requests")

    with sqlite_house.database.read() as session:
        [noted] = list_entries(session, AuditFilter(act="request_viewed"), limit=10)
    assert noted.about == f"request:{UUID(only_request(sqlite_house)).hex}"
    assert citizen.case.number in noted.facts
    page = log_in(sqlite_house, "auditor").get("/admin/audit?act=request_viewed").text
    assert f"Yêu cầu về dữ liệu · {citizen.case.number}" in page


def test_what_an_officer_answered_goes_with_the_report(sqlite_house: House, citizen: Citizen, code: str) -> None:
    client = log_in(sqlite_house)
    answer(client, sqlite_house, "done", "canary-first")
    act_by_code(sqlite_house.inbox, code, act="delete", words="", address_hash="a")
    answer(client, sqlite_house, "done", "canary-second")

    with sqlite_house.database.read() as session:
        kept = list_requests(session, citizen.reports[0].id)
    assert [(one.kind, one.status, one.answer, one.words_wrapped) for one in kept] == [
        ("correct", "done", None, None),
        ("delete", "done", None, None),
    ]
