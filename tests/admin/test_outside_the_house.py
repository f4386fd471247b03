"""What an authority's own officer does not get to see: the reporter, and where a picture was taken."""

from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from tests.admin.people import log_in, report
from tinbao.app import House

TIP = "em tên Mơ Canary, sđt của em 0900 000 641, shop Bốn Mùa bán sữa giả ở Hà Nội, sđt shop 0911 000 642"
PHOTO = b"\xff\xd8\xff\xe0 a photograph with its place and time"


def test_what_the_reporter_says_of_himself_is_covered_for_an_authority_and_not_for_the_house(
    sqlite_house: House,
) -> None:
    case = report(sqlite_house, TIP)
    outside = log_in(sqlite_house, "officer", authority="QLTT-01").get(f"/admin/cases/{case.id}").text
    inside = log_in(sqlite_house).get(f"/admin/cases/{case.id}").text
    assert [word for word in ("Canary", "0900 000 641") if word in outside] == []
    assert "[đã che]" in outside
    assert "0911 000 642" in outside
    assert [word for word in ("Canary", "0900 000 641", "0911 000 642") if word not in inside] == []


def test_an_authority_gets_pictures_but_no_originals(sqlite_house: House) -> None:
    case = report(sqlite_house, TIP, files=(PHOTO,))
    with sqlite_house.database.read() as session:
        [file] = list_attachments(session, [r.id for r in list_reports(session, case.id)])
    outside, inside = log_in(sqlite_house, "officer", authority="QLTT-01"), log_in(sqlite_house)
    address = f"/admin/evidence/{file.id}"
    assert outside.get(address).headers["Content-Type"] in {"image/jpeg", "image/svg+xml"}
    assert outside.get(f"{address}/original").status_code == 404
    assert "/original" not in outside.get(f"/admin/cases/{case.id}").text
    assert inside.get(f"{address}/original").content == PHOTO
