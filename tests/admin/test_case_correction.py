"""The form on the page of a case by which an officer says what a report means; plain HTML, no script."""

import re
from uuid import uuid4

import pytest

from nlp.circumstances import CIRCUMSTANCES
from nlp.labels import LABEL_TITLES
from storage.queries.reports import list_reports
from storage.tables import Case, Report
from tests.admin.people import FAKE_MILK, get_case, log_in, report
from tinbao.app import House

MEANT = {"label": ["scam", "smuggled"], "product_group": "food", "urgency": "low", "circumstance": ["shopfront"]}


def told_of(house: House, case: Case) -> Report:
    with house.database.read() as session:
        [told] = list_reports(session, case.id)
    return told


def test_the_form_offers_every_choice_and_what_counts_is_ticked(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    page = log_in(sqlite_house).get(f"/admin/cases/{case.id}").text
    form = page.partition('class="correction"')[2].partition("</details>")[0]

    assert re.findall(r'name="label" value="(\w+)"', form) == list(LABEL_TITLES)
    assert sorted(re.findall(r'name="circumstance" value="(\w+)"', form)) == sorted(CIRCUMSTANCES)
    assert re.findall(r'name="label" value="(\w+)" checked', form) == case.labels
    assert '<option value="mother_baby" selected>' in form
    assert f'<option value="{case.urgency}" selected>' in form
    assert ("onclick" in form, "hx-" in form, "<script" in form) == (False, False, False)


def test_a_correction_is_shown_beside_what_the_machine_understood(house: House) -> None:
    case = report(house, FAKE_MILK)
    client = log_in(house)

    answer = client.post(f"/admin/cases/{case.id}/correct", data={"report": str(told_of(house, case).id), **MEANT})

    page = client.get(answer.headers["location"]).text
    beside = page.partition('class="corrected"')[2].partition("</p>")[0]
    machine, _, officer = beside.partition("Cán bộ sửa lúc")
    assert "Hàng giả | Sữa, đồ cho mẹ và bé" in machine
    assert "Hàng lậu; Lừa đảo chiếm đoạt tiền | Thực phẩm, đồ uống | mức độ không gấp | cửa hàng" in officer
    assert "(Nguyễn Thị Lan)" in officer
    assert "điều máy hiểu vẫn được giữ bên cạnh" in page
    assert "Sửa điều máy hiểu" in page.partition('class="timeline"')[2]
    assert "Hàng lậu; Lừa đảo chiếm đoạt tiền" in client.get("/admin?urgency=low").text
    assert get_case(house, case.id).labels == ["smuggled", "scam"]


def test_what_is_no_report_says_so(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house, "head")
    form = {"report": str(told_of(sqlite_house, case).id), "no_report": "1", "urgency": "low"}

    page = client.get(client.post(f"/admin/cases/{case.id}/correct", data=form).headers["location"]).text

    assert "Không phải phản ánh | chưa rõ mặt hàng | mức độ không gấp" in page
    assert 'name="no_report" value="1" checked' in page
    assert get_case(sqlite_house, case.id).labels == []


def test_a_tip_found_to_be_about_officials_is_taken_back(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client, theirs = log_in(sqlite_house), log_in(sqlite_house, "officer", authority="QLTT-01")
    assert theirs.get(f"/admin/cases/{case.id}").status_code == 200
    form = {"report": str(told_of(sqlite_house, case).id), **MEANT, "label": ["official_misconduct"]}

    answer = client.post(f"/admin/cases/{case.id}/correct", data=form)

    assert "được giữ lại và thu hồi" in client.get(answer.headers["location"]).text
    assert get_case(sqlite_house, case.id).status == "held"
    assert theirs.get(f"/admin/cases/{case.id}").status_code == 404


REFUSED: tuple[tuple[dict[str, str | list[str]], str], ...] = (
    ({"label": []}, "chọn ít nhất một nội dung"),
    ({"no_report": "1"}, "vừa chọn nội dung vừa chọn"),
    ({"label": ["murder"]}, "không nằm trong danh sách"),
    ({"product_group": "cars"}, "không nằm trong danh sách"),
    ({"urgency": ""}, "không nằm trong danh sách"),
    ({"circumstance": ["x y"]}, "không nằm trong danh sách"),
    ({"report": "5"}, "không nằm trong danh sách"),
)


@pytest.mark.parametrize(("changes", "words"), REFUSED)
def test_bad_choices_are_refused_in_a_sentence_and_kept(
    sqlite_house: House, changes: dict[str, str | list[str]], words: str
) -> None:
    case = report(sqlite_house, FAKE_MILK)
    form = {"report": str(told_of(sqlite_house, case).id), **MEANT, **changes}

    answer = log_in(sqlite_house).post(f"/admin/cases/{case.id}/correct", data=form)

    assert (answer.status_code, words in answer.text) == (422, True)
    assert ('<details class="correction" open>' in answer.text) is (form["report"] != "5")
    assert get_case(sqlite_house, case.id).labels == case.labels


def test_a_withdrawn_report_offers_no_form_and_refuses_one(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    told = told_of(sqlite_house, case)
    with sqlite_house.ledger.open() as unit:
        row = unit.session.get(Report, told.id)
        assert row is not None
        row.status = "withdrawn"
    client = log_in(sqlite_house)

    assert "Sửa phần máy hiểu" not in client.get(f"/admin/cases/{case.id}").text
    answer = client.post(f"/admin/cases/{case.id}/correct", data={"report": str(told.id), **MEANT})
    assert (answer.status_code, "đã được rút hoặc xoá" in answer.text) == (409, True)


def test_a_stranger_to_the_case_learns_nothing(sqlite_house: House) -> None:
    case, other = report(sqlite_house, FAKE_MILK), report(sqlite_house, FAKE_MILK)
    form = {"report": str(told_of(sqlite_house, case).id), **MEANT}
    theirs, ours = log_in(sqlite_house, "officer", authority="QLTT-01"), log_in(sqlite_house)

    assert "Sửa phần máy hiểu" not in theirs.get(f"/admin/cases/{case.id}").text
    answers = [theirs.post(f"/admin/cases/{case.id}/correct", data=form)]
    answers += [ours.post(f"/admin/cases/{one}/correct", data=form) for one in (other.id, uuid4())]
    assert [answer.status_code for answer in answers] == [404] * 3
    elsewhere = ours.post(f"/admin/cases/{case.id}/correct", data=form, headers={"origin": "https://elsewhere.example"})
    assert elsewhere.status_code == 403
