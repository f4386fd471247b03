"""The authorities' link page: one referral by its token, which travels in bodies only."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from storage.queries.cases import find_open_referral, list_events
from storage.tables import Referral
from tests.admin.people import FAKE_MILK, MISCONDUCT, browse, get_case, link_token, log_in, report
from tinbao.app import House


def open_link(client: TestClient, token: str) -> tuple[int, dict[str, object]]:
    answer = client.post("/r/open", json={"token": token}, headers={"accept": "application/json"})
    return answer.status_code, answer.json()


def test_a_link_shows_the_sellers_side_and_nothing_of_the_reporter(house: House) -> None:
    case = report(house, FAKE_MILK)
    status, view = open_link(browse(house), link_token(house, case))

    assert status == 200
    assert view["case_number"] == case.number
    assert view["authority_name"] == "Chi cục Quản lý thị trường TP. Hà Nội"
    assert {"title": "Điện thoại", "value": "+84900000123"} in view["seller_findings"]  # type: ignore[operator]
    assert "900000777" not in str(view)
    assert isinstance(view["texts"], list)
    assert [told["text"][-31:] for told in view["texts"]] == ["Tôi ở Đà Nẵng, số tôi [đã che]."]
    assert [told["told_at"].partition(" ")[0][2:] for told in view["texts"]] == [":00"]


def test_looking_changes_nothing_and_pressing_does(house: House) -> None:
    case = report(house, FAKE_MILK)
    client, token = browse(house), link_token(house, case)
    open_link(client, token)
    assert get_case(house, case.id).status == "referred"

    seen = client.post("/r/act", json={"token": token, "act": "seen"}).json()
    accepted = client.post("/r/act", json={"token": token, "act": "accept"}).json()
    again = client.post("/r/act", json={"token": token, "act": "accept"}).json()

    assert (seen["status"], accepted["status"], again["status"]) == ("seen", "accepted", "accepted")
    assert get_case(house, case.id).status == "acknowledged"
    with house.database.read() as session:
        kinds = [event.kind for event in list_events(session, case.id)]
    assert kinds == ["opened", "referred", "seen", "accepted", "acknowledged"]
    assert "Cơ quan (qua đường dẫn)" in log_in(house).get(f"/admin/cases/{case.id}").text


@pytest.mark.parametrize("path", ["/r/open", "/r/act"])
@pytest.mark.parametrize("why", ["unknown", "recalled", "expired"])
def test_a_link_that_opens_nothing_is_missing(sqlite_house: House, path: str, why: str) -> None:
    case = report(sqlite_house, FAKE_MILK)
    token = "x" * 32 if why == "unknown" else link_token(sqlite_house, case)
    if why == "recalled":
        form = {"authority": "CA-01", "reason": "có dấu hiệu lừa đảo"}
        log_in(sqlite_house).post(f"/admin/cases/{case.id}/reroute", data=form)
    if why == "expired":
        with sqlite_house.ledger.open() as unit:
            referral = find_open_referral(unit.session, case.id)
            assert isinstance(referral, Referral)
            referral.expires_at = unit.now - timedelta(seconds=1)
            unit.session.add(referral)

    body = {"token": token, "act": "seen"} if path == "/r/act" else {"token": token}
    answer = browse(sqlite_house).post(path, json=body, headers={"accept": "application/json"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_misconduct_shows_nothing_by_link_and_is_not_acted_on(sqlite_house: House) -> None:
    case = report(sqlite_house, MISCONDUCT)
    form = {"authority": "389-TW", "reason": "đã xem, chuyển cấp trên"}
    log_in(sqlite_house, "head").post(f"/admin/cases/{case.id}/reroute", data=form)
    client, token = browse(sqlite_house), link_token(sqlite_house, case)

    _, view = open_link(client, token)
    acted = client.post("/r/act", json={"token": token, "act": "accept"}).json()
    assert view == acted == {"is_sensitive": True, "case_number": case.number}
    assert get_case(sqlite_house, case.id).status == "referred"


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": "x" * 300}, {"token": "x", "act": "boss"}, {"token": 5}])
def test_a_body_that_is_no_request_is_refused(sqlite_house: House, body: dict[str, object]) -> None:
    path = "/r/act" if "act" in body else "/r/open"

    assert browse(sqlite_house).post(path, json=body).status_code == 422


def test_the_page_itself_holds_nothing(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    page = browse(sqlite_house).get("/r").text

    assert link_token(sqlite_house, case) not in page
    assert case.number not in page


def test_another_site_cannot_act(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    body = {"token": link_token(sqlite_house, case), "act": "accept"}

    answer = browse(sqlite_house).post("/r/act", json=body, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert get_case(sqlite_house, case.id).status == "referred"
