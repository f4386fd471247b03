"""Queue and case: who sees what, what each form does, and that all of it shows in the timeline."""

from uuid import UUID, uuid4

import pytest
from fastapi.routing import APIRoute

from admin.pages import case_acts
from intake.case_lifecycle import replay
from storage.queries.cases import list_events
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from tests.admin.people import FAKE_MILK, MISCONDUCT, get_case, log_in, report
from tinbao.app import House

FORMS = {
    "acknowledge": {},
    "reroute": {"authority": "CA-01 · Công an TP. Hà Nội", "reason": "có dấu hiệu lừa đảo"},
    "close": {"outcome": "violation", "note": "Đã xử phạt cơ sở bán."},
    "write": {"text": "Anh/chị còn giữ hộp sữa không?"},
}
PHOTO = b"\xff\xd8\xff and what is no photo"


def test_the_forms_here_are_all_the_forms_there_are() -> None:
    routes = {route.path.rpartition("/")[2] for route in case_acts.router.routes if isinstance(route, APIRoute)}

    assert routes == set(FORMS)


def test_the_queue_shows_the_most_urgent_first_in_words(house: House) -> None:
    report(house, MISCONDUCT)
    report(house, FAKE_MILK)
    page = log_in(house).get("/admin").text

    assert page.index("VV-26-000002") < page.index("VV-26-000001")
    for words in (
        "Hàng giả",
        "Sữa, đồ cho mẹ và bé",
        "Hà Nội",
        "Chi cục Quản lý thị trường TP. Hà Nội",
        "Gấp",
        "còn 1",
    ):
        assert words in page


def test_the_address_of_the_queue_filters_it(sqlite_house: House) -> None:
    report(sqlite_house, MISCONDUCT)
    report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house)

    held = client.get("/admin?status=held").text
    high = client.get("/admin?urgency=high").text
    assert ("VV-26-000001" in held, "VV-26-000002" in held) == (True, False)
    assert ("VV-26-000001" in high, "VV-26-000002" in high) == (False, True)
    assert "Không có vụ việc nào theo bộ lọc này" in client.get("/admin?status=closed").text


@pytest.mark.parametrize("query", ["status=x&urgency=y&page=0", "page=99999999999", "page=-1", "page=²", "status='"])
def test_a_nonsense_address_is_the_whole_queue_or_an_empty_page(sqlite_house: House, query: str) -> None:
    assert log_in(sqlite_house).get(f"/admin?{query}").status_code == 200


def test_a_long_queue_has_pages(sqlite_house: House) -> None:
    for _ in range(51):
        report(sqlite_house, "hàng không rõ nguồn gốc")
    client = log_in(sqlite_house)

    first, second = client.get("/admin").text, client.get("/admin?page=2").text
    assert ("Trang 1 / 2" in first, "Trang 2 / 2" in second) == (True, True)
    assert (first.count("case-number"), second.count("case-number")) == (50, 1)


def test_the_case_page_tells_what_was_found_and_why_it_went_there(house: House) -> None:
    case = report(house, FAKE_MILK)
    page = log_in(house).get(f"/admin/cases/{case.id}").text

    assert '<mark class="role-seller">0900000123<span class="note">điện thoại · người bán</span></mark>' in page
    assert '<mark class="role-reporter masked">0900000777<span class="note">điện thoại · người báo</span>' in page
    for words in ("hàng giả; nơi bán ở thành phố Hà Nội", "do hệ thống quyết định", "Đang chờ gửi", "Người báo"):
        assert words in page


def test_no_page_of_an_officer_holds_a_receipt_code_or_the_way_to_the_reporter(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house)
    with sqlite_house.database.read() as session:
        [told] = list_reports(session, case.id)
    pages = "".join(client.get(path).text for path in ("/admin", f"/admin/cases/{case.id}", "/admin/outbox"))

    assert told.code_locator is not None
    assert "TB-" not in pages
    assert told.code_locator not in pages
    assert told.conversation_id.hex not in pages.replace("-", "")


@pytest.mark.parametrize("act", FORMS)
def test_a_form_does_its_action_and_says_so_in_the_timeline(house: House, act: str) -> None:
    expected = {
        "acknowledge": ("acknowledged", "Bắt đầu xử lý"),
        "reroute": ("referred", "Công an TP. Hà Nội"),
        "close": ("closed", "Kết quả: Có vi phạm, đã xử lý"),
        "write": ("referred", "“Anh/chị còn giữ hộp sữa không?”"),
    }[act]
    case = report(house, FAKE_MILK)
    client = log_in(house)

    answer = client.post(f"/admin/cases/{case.id}/{act}", data=FORMS[act])
    assert answer.headers["location"] == f"/admin/cases/{case.id}?done={act}"
    page = client.get(answer.headers["location"]).text
    timeline = page.partition('class="timeline"')[2]
    assert get_case(house, case.id).status == expected[0]
    assert expected[1] in timeline
    assert "Nguyễn Thị Lan" in timeline
    assert 'class="notice done"' in page
    with house.database.read() as session:
        assert replay(event.to_status for event in list_events(session, case.id)) == expected[0]


def test_a_held_case_is_released_to_the_authority_chosen(sqlite_house: House) -> None:
    case = report(sqlite_house, MISCONDUCT)
    client = log_in(sqlite_house, "head")

    client.post(f"/admin/cases/{case.id}/reroute", data={"authority": "389-TW", "reason": "đã xem, chuyển cấp trên"})

    released = get_case(sqlite_house, case.id)
    assert (released.status, released.authority_code) == ("referred", "389-TW")


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("reroute", {"authority": "CA-01", "reason": " "}),
        ("reroute", {"authority": "KHONG-CO", "reason": "thử"}),
        ("reroute", {}),
        ("close", {"outcome": "", "note": "chữ đã gõ"}),
        ("close", {"outcome": "boss"}),
        ("write", {"text": "  "}),
        ("write", {"text": "x" * 3501}),
    ],
)
def test_a_form_filled_in_wrongly_says_what_is_missing_and_keeps_what_was_typed(
    sqlite_house: House, act: str, form: dict[str, str]
) -> None:
    case = report(sqlite_house, FAKE_MILK)
    answer = log_in(sqlite_house).post(f"/admin/cases/{case.id}/{act}", data=form)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert all(value.strip() in answer.text for name, value in form.items() if name in {"note", "reason", "text"})
    assert get_case(sqlite_house, case.id).status == "referred"


def test_a_move_that_is_not_possible_any_more_is_told_kindly(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house)
    client.post(f"/admin/cases/{case.id}/close", data=FORMS["close"])

    answer = client.post(f"/admin/cases/{case.id}/acknowledge")
    assert answer.status_code == 409
    assert "đã khép lại" in answer.text


def test_what_no_database_stores_is_left_out_of_what_officers_type(house: House) -> None:
    case = report(house, FAKE_MILK)
    client = log_in(house)
    client.post(f"/admin/cases/{case.id}/write", data={"text": " dòng một\r\ndòng\x00 hai\x07 "})

    with house.database.read() as session:
        told = [event.facts for event in list_events(session, case.id) if event.kind == "message_to_reporter"]
    assert told == [{"text": "dòng một\ndòng hai"}]


def _routes_of(case_id: UUID, file_id: UUID) -> list[tuple[str, str, dict[str, str]]]:
    reads = [f"/admin/cases/{case_id}", f"/admin/evidence/{file_id}", f"/admin/evidence/{file_id}/original"]
    acts = [("POST", f"/admin/cases/{case_id}/{act}", form) for act, form in FORMS.items()]
    return [("GET", path, {}) for path in reads] + acts


def test_another_authoritys_case_looks_missing_everywhere(house: House) -> None:
    case = report(house, FAKE_MILK, files=(PHOTO,))
    with house.database.read() as session:
        [file] = list_attachments(session, [r.id for r in list_reports(session, case.id)])
    foreign, own = log_in(house, "officer", authority="CA-79"), log_in(house, "officer", authority="QLTT-01")

    assert case.number not in foreign.get("/admin").text
    assert case.number in own.get("/admin").text
    for (method, path, form), (_, missing, _) in zip(
        _routes_of(case.id, file.id), _routes_of(uuid4(), uuid4()), strict=True
    ):
        refused, unknown = foreign.request(method, path, data=form), foreign.request(method, missing, data=form)
        assert (refused.status_code, refused.text) == (404, unknown.text), path
        if method == "GET":
            assert own.get(path).status_code == (200 if "/cases/" in path else 404)  # no picture before its release
    assert get_case(house, case.id).status == "referred"


def test_a_case_that_was_routed_elsewhere_is_gone_for_the_authority_before(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    before = log_in(sqlite_house, "officer", authority="QLTT-01")
    assert before.get(f"/admin/cases/{case.id}").status_code == 200

    log_in(sqlite_house).post(f"/admin/cases/{case.id}/reroute", data=FORMS["reroute"])

    assert before.get(f"/admin/cases/{case.id}").status_code == 404


def test_an_authoritys_officer_cannot_route(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house, "officer", authority="QLTT-01")

    assert "Chuyển cơ quan" not in client.get(f"/admin/cases/{case.id}").text
    assert client.post(f"/admin/cases/{case.id}/reroute", data=FORMS["reroute"]).status_code == 404
    assert client.post(f"/admin/cases/{case.id}/acknowledge").status_code == 303


@pytest.mark.parametrize("act", FORMS)
def test_an_auditor_sees_and_does_nothing(sqlite_house: House, act: str) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house, "auditor")

    assert "Tài khoản này chỉ xem" in client.get(f"/admin/cases/{case.id}").text
    assert client.post(f"/admin/cases/{case.id}/{act}", data=FORMS[act]).status_code == 404
    assert get_case(sqlite_house, case.id).status == "referred"


@pytest.mark.parametrize("act", FORMS)
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_a_form_of_another_site_is_refused(sqlite_house: House, act: str, headers: dict[str, str]) -> None:
    case = report(sqlite_house, FAKE_MILK)

    answer = log_in(sqlite_house).post(f"/admin/cases/{case.id}/{act}", data=FORMS[act], headers=headers)
    assert answer.status_code == 403
    with sqlite_house.database.read() as session:
        assert [event.kind for event in list_events(session, case.id)] == ["opened", "referred"]
