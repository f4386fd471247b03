"""The auditor's page: who did what, by name; filters, rights, the export, and what it says of the chain."""

import ast
import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from admin.audit_titles import ACT_TITLES
from intake.audit_heads import sign_audit_head
from intake.clocks import VIETNAM
from storage.queries.audit import AuditFilter, list_entries
from storage.queries.officers import find_officer_by_email
from storage.tables import Case, OfficerSession
from tests.admin.people import FAKE_MILK, browse, hire, log_in, report
from tests.conftest import make_settings
from tests.house.committed_files import list_modules
from tinbao.app import House, build_house, head_files

NOTING = frozenset({"audit", "_audit", "note_look", "note_reveal"})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all these tests."""
    built = build_house(make_settings(tmp_path_factory.mktemp("house")), opens_identities=True)
    yield built
    built.close()


@pytest.fixture(scope="module")
def case(house: House) -> Case:
    """A case a triager has read."""
    found = report(house, FAKE_MILK)
    log_in(house).get(f"/admin/cases/{found.id}")
    return found


@pytest.fixture(scope="module")
def auditor(house: House) -> TestClient:
    return log_in(house, "auditor")


def note(house: House, act: str, *, about: str, **facts: object) -> None:
    with house.ledger.open() as unit:
        unit.audit(act, actor="system", about=about, **facts)


def test_the_page_says_who_did_what_about_what_by_name(auditor: TestClient, case: Case) -> None:
    page = auditor.get("/admin/audit").text
    for words in ("Nguyễn Thị Lan", "Mở xem vụ việc", case.number, "Đăng nhập", "Xem nhật ký"):
        assert words in page


def test_rows_are_found_by_act_case_officer_and_day(house: House, auditor: TestClient, case: Case) -> None:
    today = house.ledger.clock().astimezone(VIETNAM).date()
    email, _ = hire(house)
    with house.database.read() as session:
        idle = find_officer_by_email(session, email)
    assert idle is not None
    found = {"act": "case_viewed", "case": case.number.lower(), "day": f"{today:%d/%m/%Y}"}
    assert auditor.get("/admin/audit", params=found).text.count('data-label="Dòng"') == 1
    for miss in (
        {"act": "logged_out"},
        {"case": "VV-26-999999"},
        {"who": f"officer:{idle.id.hex}"},
        {"day": f"{today + timedelta(days=1):%d/%m/%Y}"},
    ):
        assert "Không có dòng nào như vậy." in auditor.get("/admin/audit", params=miss).text
    nonsense = {"act": "'; DROP", "who": "officer:x", "day": "yesterday", "page": "-1"}
    assert auditor.get("/admin/audit", params=nonsense).status_code == 200


def test_a_long_log_is_read_page_by_page(house: House, auditor: TestClient) -> None:
    for _ in range(2):
        with house.ledger.open() as unit:
            for _ in range(60):
                unit.audit("erased", actor="system")
    first = auditor.get("/admin/audit?act=erased")
    assert first.text.count('data-label="Dòng"') == 100
    assert "/admin/audit?act=erased&amp;page=2" in first.text
    assert auditor.get("/admin/audit?act=erased&page=2").text.count('data-label="Dòng"') == 20


@pytest.mark.parametrize("role", ["triager", "head", "administrator", "officer"])
def test_only_auditors_read_the_log(house: House, role: str) -> None:
    client = log_in(house, role, authority="QLTT-48" if role == "officer" else None)
    assert client.get("/admin/audit").status_code == 404
    assert client.post("/admin/audit/export").status_code == 404
    expected = 200 if role == "head" else 404
    assert client.get("/admin/audit/unusual").status_code == expected
    assert ("/admin/audit" in client.get("/admin/account").text) is False
    assert browse(house).get("/admin/audit").headers["location"] == "/admin/login"


def test_unusual_viewing_shows_to_heads_and_auditors(house: House, auditor: TestClient) -> None:
    with house.database.read() as session:
        [email] = [row.actor for row in list_entries(session, AuditFilter(act="case_viewed"), limit=1)] or ["officer:0"]
    note(house, "unusual_viewing", about=email, look="case_viewed", count=51)
    head, triager = log_in(house, "head"), log_in(house)
    assert "lượt xem bất thường</strong> trong 7 ngày qua" in head.get("/admin").text
    assert "lượt xem bất thường" in auditor.get("/admin").text
    assert "bất thường" not in triager.get("/admin").text
    assert "Nguyễn Thị Lan" in head.get("/admin/audit/unusual").text
    assert f"/admin/audit?who={email}" in auditor.get("/admin/audit/unusual").text
    assert "/admin/audit?who=" not in head.get("/admin/audit/unusual").text


def test_the_export_is_noted_and_holds_no_formula(house: House, auditor: TestClient) -> None:
    note(house, "token_created", about=f"token:{uuid4().hex}", **{"=1+1": "x"})
    answer = auditor.post("/admin/audit/export", data={"act": "token_created"})
    assert answer.headers["content-disposition"].startswith('attachment; filename="nhat-ky-')
    assert answer.content.startswith("\ufeff".encode())
    heading, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (heading[0], row[3], row[5], row[7]) == (
        "Dòng",
        "Cấp mã cho hệ thống của cơ quan",
        "'=1+1: x",
        "token_created",
    )
    with house.database.read() as session:
        [noted] = list_entries(session, AuditFilter(act="audit_exported"), limit=9)
    assert noted.facts == '{"asked":["token_created"],"rows":1}'


def test_a_log_in_of_a_while_ago_is_asked_for_password_and_code_before_an_export(house: House) -> None:
    client = log_in(house, "auditor")
    forget_confirmation(house)
    answer = client.post("/admin/audit/export")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/confirm?next=%2Fadmin%2Faudit")


def test_the_page_says_whether_the_log_is_the_one_that_was_signed(house: House) -> None:
    auditor = log_in(house, "auditor")
    assert "Chưa có chữ ký nào" in auditor.get("/admin/audit").text
    sign_audit_head(house.ledger, head_files(house.settings))
    assert "Chuỗi còn khớp với chữ ký đến dòng" in auditor.get("/admin/audit").text
    heads = head_files(house.settings).heads
    heads.write_text(heads.read_text().replace('"seq": ', '"seq": 1'))
    assert "Nhật ký không còn khớp với chữ ký" in auditor.get("/admin/audit").text


def test_every_act_the_code_notes_has_words() -> None:
    noted = {
        text.value
        for path, module in list_modules()
        if not str(path).startswith("tests")
        for call in ast.walk(module)
        if isinstance(call, ast.Call) and _name(call.func) in NOTING
        for argument in call.args
        for text in ast.walk(argument)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value.replace("_", "").isalpha()
    }
    assert {"case_viewed", "logged_in", "confirmed"} <= noted
    assert noted - set(ACT_TITLES) - {"reveal_"} == set()


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def forget_confirmation(house: House) -> None:
    with house.ledger.open() as unit:
        for visit in unit.session.exec(select(OfficerSession)).all():
            visit.confirmed_at = unit.now - timedelta(minutes=6)
            unit.session.add(visit)


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/0001", "01/01/2019", "01/01/2101"])
def test_a_day_no_log_can_have_is_no_filter(house: House, case: Case, day: str) -> None:
    assert case.number
    auditor = log_in(house, "auditor")
    page = auditor.get("/admin/audit", params={"day": day})
    assert (page.status_code, "Mở xem vụ việc" in page.text) == (200, True)
    assert auditor.post("/admin/audit/export", data={"day": day}).status_code == 200
