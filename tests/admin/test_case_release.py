"""The forms by which an officer of the house lets texts and pictures out, and keeps a case from a unit."""

import re
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from intake.actions.release import Release, release_case
from storage.queries.cases import list_events
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from storage.queries.walls import list_walls
from storage.tables import Case, Report
from tests.admin.people import browse, get_case, link_token, log_in, report
from tests.intake.officials import hire
from tinbao.app import House

TIP = (
    "em tên Mơ Canary, con em bôi kem giả nhập viện cấp cứu. shop Bốn Mùa bán hàng giả ở Hà Nội, sđt shop 0911 000 642, "
    "cô Bảy đầu ngõ cũng mua"
)
ABOUT_QLTT = "Đội quản lý thị trường số 5 ở Hà Nội nhận hối lộ, bao che cho kho hàng giả"
PHOTO = b"\xff\xd8\xff\xe0 a photograph"


def told_of(house: House, case: Case) -> tuple[Report, list[UUID]]:
    with house.database.read() as session:
        [told] = list_reports(session, case.id)
        return told, [file.id for file in list_attachments(session, [told.id])]


def page_of(client: TestClient, case: Case) -> str:
    return client.get(f"/admin/cases/{case.id}").text


def walls_of(house: House, case: Case) -> list[str]:
    with house.database.read() as session:
        return [wall.authority_code for wall, _ in list_walls(session, case.id)]


def test_an_officer_covers_looks_again_and_lets_out(house: House) -> None:
    case = report(house, TIP, files=(PHOTO, PHOTO))
    ours, theirs = log_in(house), log_in(house, "officer", authority="QLTT-01")
    told, [first, second] = told_of(house, case)
    address = f"/admin/cases/{case.id}/release"

    masked = ours.post(address, data={"step": "mask", "cover": "cô bảy\nđầu ngõ", "text": str(told.id)})
    assert masked.headers["location"].endswith("?done=mask")
    assert "[đã che] [đã che] cũng mua" in page_of(ours, case)
    assert "cũng mua" not in page_of(theirs, case)

    done = ours.post(address, data={"step": "release", "text": str(told.id), "picture": str(first)})
    assert "Đã cho cơ quan xem phần anh/chị chọn" in ours.get(done.headers["location"]).text
    assert "[đã che] [đã che] cũng mua" in page_of(theirs, case)
    assert str(first) in page_of(theirs, case)
    assert str(second) not in page_of(theirs, case)
    timeline = page_of(ours, case).partition('class="timeline"')[2]
    assert "Lời kể: 1; ảnh: 1; che thêm 0 chỗ." in timeline


def test_a_mask_is_lifted_by_its_tick(sqlite_house: House) -> None:
    case = report(sqlite_house, TIP)
    client = log_in(sqlite_house)
    told, _ = told_of(sqlite_house, case)
    names = re.findall(r'name="uncover" value="([^"]+)"> Bỏ che “Mơ Canary”', page_of(client, case))

    client.post(f"/admin/cases/{case.id}/release", data={"step": "mask", "uncover": names})
    assert len(names) == 1
    assert len(told_of(sqlite_house, case)[0].masks) == len(told.masks) - 1
    assert "em tên Mơ Canary" in page_of(client, case).partition('class="told-outside"')[2]


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"step": "release"}, "chọn lời kể hoặc ảnh"),
    ({"step": "mask"}, "ghi chữ cần che"),
    ({}, "ghi chữ cần che"),
    ({"step": "mask", "uncover": "x.1.2"}, "ghi chữ cần che"),
    ({"step": "mask", "cover": "bà Tám"}, "Không thấy “bà Tám” trong lời kể nào"),
    ({"step": "mask", "cover": "\n".join(map(str, range(31)))}, "nhiều nhất 30 dòng"),
)


def test_what_cannot_be_released_is_said_and_nothing_changes(sqlite_house: House) -> None:
    case = report(sqlite_house, TIP)
    before, client = told_of(sqlite_house, case)[0], log_in(sqlite_house)
    for form, words in REFUSED:
        answer = client.post(f"/admin/cases/{case.id}/release", data=form)
        assert (answer.status_code, words in answer.text) == (422, True)
    after = told_of(sqlite_house, case)[0]
    assert (after.masks, after.released_at) == (before.masks, None)


def test_an_unknown_text_is_not_released_with_the_known_ones(sqlite_house: House) -> None:
    case = report(sqlite_house, TIP)
    form = {"step": "release", "text": str(uuid4()), "picture": str(uuid4())}
    log_in(sqlite_house).post(f"/admin/cases/{case.id}/release", data=form)

    assert told_of(sqlite_house, case)[0].released_at is None


@pytest.mark.parametrize(("role", "authority"), [("officer", "QLTT-01"), ("auditor", None), ("administrator", None)])
def test_the_forms_are_there_for_the_house_only(sqlite_house: House, role: str, authority: str | None) -> None:
    case = report(sqlite_house, TIP)
    told, _ = told_of(sqlite_house, case)
    client = log_in(sqlite_house, role, authority=authority)
    form = {"step": "release", "text": str(told.id), "authority": "CA-01", "reason": "thử"}

    page = page_of(client, case)
    for act in ("release", "walls", "walls/down"):
        assert f"/{act}" not in page
        assert client.post(f"/admin/cases/{case.id}/{act}", data=form).status_code == 404
    assert told_of(sqlite_house, case)[0].released_at is None
    assert walls_of(sqlite_house, case) == []


def test_misconduct_reaches_another_unit_of_the_province_and_never_the_accused(house: House) -> None:
    case = report(house, ABOUT_QLTT, files=(PHOTO,))
    told, [picture] = told_of(house, case)
    ours, police, accused = log_in(house), *(log_in(house, "officer", authority=c) for c in ("CA-01", "QLTT-01"))
    reroute = f"/admin/cases/{case.id}/reroute"

    refused = ours.post(reroute, data={"authority": "QLTT-01 · Chi cục", "reason": "đúng địa bàn"})
    assert refused.status_code == 409
    assert "vụ việc nói về chính đơn vị ấy" in refused.text
    ours.post(reroute, data={"authority": "CA-01", "reason": "đã xem"})
    assert "chờ cán bộ trực xem" in page_of(police, case)
    assert "Đội quản lý thị trường số 5" not in page_of(police, case)

    officer = hire(house.ledger, "head")
    with house.ledger.open() as unit:
        wanted = Release(texts=[told.id], pictures=[picture])
        release_case(unit, officer=officer, case_id=case.id, release=wanted)
    assert "Đội quản lý thị trường số 5" in page_of(police, case)
    paths = [f"/admin/cases/{case.id}", f"/admin/evidence/{picture}"]
    assert [police.get(path).status_code for path in paths] == [200, 200]
    assert [accused.get(path).status_code for path in paths] == [404, 404]
    assert case.number not in accused.get("/admin").text


def test_a_wall_is_built_and_taken_down_by_its_forms(sqlite_house: House) -> None:
    case = report(sqlite_house, TIP, files=(PHOTO,))
    _, [picture] = told_of(sqlite_house, case)
    ours, theirs = log_in(sqlite_house), log_in(sqlite_house, "officer", authority="QLTT-01")
    token = link_token(sqlite_house, case)
    assert theirs.get(f"/admin/cases/{case.id}").status_code == 200

    form = {"authority": "QLTT-01 · Chi cục Quản lý thị trường TP. Hà Nội", "reason": "người bán là người nhà"}
    built = ours.post(f"/admin/cases/{case.id}/walls", data=form)
    page = ours.get(built.headers["location"]).text
    assert "Đang ngăn 1 đơn vị" in page
    assert "người bán là người nhà" in page
    assert get_case(sqlite_house, case.id).status == "held"
    assert [theirs.get(f"/admin/{path}").status_code for path in (f"cases/{case.id}", f"evidence/{picture}")] == [
        404
    ] * 2
    opened = browse(sqlite_house).post("/r/open", json={"token": token}, headers={"accept": "application/json"})
    assert opened.status_code == 404

    lifted = ours.post(f"/admin/cases/{case.id}/walls/down", data={"authority": ["QLTT-01"], "reason": "nhầm"})
    assert "Bỏ ngăn đơn vị" in ours.get(lifted.headers["location"]).text.partition('class="timeline"')[2]
    assert walls_of(sqlite_house, case) == []
    with sqlite_house.database.read() as session:
        assert [event.kind for event in list_events(session, case.id)][-3:] == ["walled", "held", "walled"]


def test_a_wall_without_reason_or_unit_is_refused(sqlite_house: House) -> None:
    case = report(sqlite_house, TIP)
    client = log_in(sqlite_house)
    for act, form, words in (
        ("walls", {"authority": "CA-01", "reason": ""}, "vì sao ngăn"),
        ("walls", {"authority": "KHONG-CO", "reason": "thử"}, "Chưa khớp cơ quan nào"),
        ("walls/down", {"reason": "thử"}, "chọn đơn vị"),
        ("walls/down", {"authority": "CA-01", "reason": ""}, "vì sao bỏ ngăn"),
    ):
        answer = client.post(f"/admin/cases/{case.id}/{act}", data=form)
        assert (answer.status_code, words in answer.text) == (422, True)
    assert walls_of(sqlite_house, case) == []
