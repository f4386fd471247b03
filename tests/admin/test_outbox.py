"""The outbox page: each delivery's fate, a way to try again, and what operators must know."""

from uuid import uuid4

import pytest

from bot.mail import FileWay
from intake.deliver_referral import deliver_referral
from intake.outside import Outside
from storage.queries.referrals import list_outbox
from storage.tables import Delivery, IncomingUpdate
from tests.admin.people import EVERYTHING, FAKE_MILK, MISCONDUCT, log_in, report
from tests.browser.conftest import run_apart
from tinbao.app import House, head_files, outbox_folder


def get_delivery(house: House) -> Delivery:
    with house.database.read() as session:
        return list_outbox(session, EVERYTHING)[0][0]


def set_status(house: House, status: str, error: str) -> Delivery:
    with house.ledger.open() as unit:
        delivery = unit.session.get(Delivery, get_delivery(house).id)
        assert delivery is not None
        delivery.status, delivery.last_error = status, error
        unit.session.add(delivery)
    return get_delivery(house)


def file_letter(house: House) -> None:
    way = FileWay(outbox_folder(house.settings), sender="tinbao@tinbao.example")
    outside = Outside(
        channels={},
        mail=way,
        public_url="http://x",
        mail_domain="tinbao.example",
        audit_heads=head_files(house.settings),
        run=run_apart,
    )
    deliver_referral(house.inbox, outside, get_delivery(house).id)


def test_a_letter_written_to_the_folder_can_be_read(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house)
    assert "Đang chờ gửi" in client.get("/admin/outbox").text

    file_letter(sqlite_house)
    page = client.get("/admin/outbox").text
    assert "Chạy thử: thư lưu thành tệp, chưa gửi đi" in page
    assert f"Tiêu đề: [{case.number}] Tin báo của người dân (gấp)" in page
    assert "http://x/r#" in page
    assert "Thư tới cơ quan đã xong" in client.get(f"/admin/cases/{case.id}").text


@pytest.mark.parametrize("status", ["dead", "blocked"])
def test_a_stuck_letter_is_tried_again_on_an_officers_word(house: House, status: str) -> None:
    report(house, FAKE_MILK)
    delivery = set_status(house, status, "SMTP 550")
    client = log_in(house)
    page = client.get(f"/admin/outbox?status={status}").text
    assert "SMTP 550" in page
    assert f"/admin/outbox/{delivery.id}/retry" in page

    assert client.post(f"/admin/outbox/{delivery.id}/retry").headers["location"] == "/admin/outbox?done=retry"
    assert get_delivery(house).status == "pending"
    again = client.post(f"/admin/outbox/{delivery.id}/retry").headers["location"]
    assert again == "/admin/outbox?done=nothing"


def test_an_unknown_letter_is_missing(sqlite_house: House) -> None:
    assert log_in(sqlite_house).post(f"/admin/outbox/{uuid4()}/retry").status_code == 404


def test_messages_that_could_not_be_processed_are_shown_without_their_text(sqlite_house: House) -> None:
    with sqlite_house.ledger.open() as unit:
        unit.session.add(
            IncomingUpdate(
                channel="telegram",
                external_index="x",
                status="failed",
                error="KeyError",
                sealed=unit.vault.seal(b"secret words"),
                received_at=unit.now,
            )
        )
    page = log_in(sqlite_house).get("/admin/outbox").text

    assert "KeyError" in page
    assert "secret words" not in page


def test_an_authoritys_officer_has_no_outbox(sqlite_house: House) -> None:
    report(sqlite_house, FAKE_MILK)
    delivery = set_status(sqlite_house, "dead", "SMTP 550")
    client = log_in(sqlite_house, "officer", authority="QLTT-01")

    assert client.get("/admin/outbox").status_code == 404
    assert client.post(f"/admin/outbox/{delivery.id}/retry").status_code == 404
    assert "/admin/outbox" not in client.get("/admin").text


def test_an_administrator_looks_and_cannot_retry(sqlite_house: House) -> None:
    report(sqlite_house, FAKE_MILK)
    delivery = set_status(sqlite_house, "dead", "SMTP 550")
    client = log_in(sqlite_house, "administrator")

    assert "/retry" not in client.get("/admin/outbox").text
    assert client.post(f"/admin/outbox/{delivery.id}/retry").status_code == 404
    assert get_delivery(sqlite_house).status == "dead"


def test_a_held_case_sends_nothing(sqlite_house: House) -> None:
    report(sqlite_house, MISCONDUCT)

    assert "Chưa có thư nào" in log_in(sqlite_house).get("/admin/outbox").text
