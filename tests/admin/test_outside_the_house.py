"""Who sees what of a case: the house all of it, an authority what may leave, who keeps or checks the house no words."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from intake.actions.release import Release, release_case
from intake.actions.triage import write_to_reporter
from intake.evidence_keys import EvidenceErasedError, read_file
from intake.letters.referral_mail import write_referral_mail
from intake.referral_view import referral_view
from storage.queries.cases import find_open_referral
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from storage.tables import Case, Officer
from tests.admin.people import browse, link_token, log_in, report
from tests.intake.officials import hire
from tinbao.app import House

OWN = ("Canary", "0900 000 641", "900000641", "Hải Châu")
TIP = (
    "em tên Mơ Canary, sđt của em 0900 000 641, nhà em ở 12 Lê Lợi, quận Hải Châu, Đà Nẵng. "
    "shop Bốn Mùa bán sữa giả ở Hà Nội, sđt shop 0911 000 642, cháu nhà em uống xong phải nhập viện cấp cứu"
)
PHOTO = b"\xff\xd8\xff\xe0 a photograph with its place and time"
HOUSE_WORDS = "Chị còn giữ hộp sữa không?"
ROLES: Mapping[str, tuple[str, str | None]] = {
    "whole": ("triager", None),
    "masked": ("officer", "QLTT-01"),
    "auditor": ("auditor", None),
    "administrator": ("administrator", None),
}


@dataclass(frozen=True)
class Told:
    """A case with a text and two pictures; the second one is never released."""

    case: Case
    report: UUID
    pictures: list[UUID]


def tell(house: House) -> Told:
    case = report(house, TIP, files=(PHOTO, PHOTO))
    with house.database.read() as session:
        [told] = list_reports(session, case.id)
        files = [file.id for file in list_attachments(session, [told.id])]
    return Told(case, told.id, files)


def let_out(house: House, told: Told) -> Officer:
    """Release text and first picture, and write to the reporter, as an officer of the house."""
    officer = hire(house.ledger, "head")
    with house.ledger.open() as unit:
        wanted = Release(texts=[told.report], pictures=told.pictures[:1])
        release_case(unit, officer=officer, case_id=told.case.id, release=wanted)
        write_to_reporter(unit, officer=officer, case_id=told.case.id, text=HOUSE_WORDS)
    return officer


def client_of(house: House, who: str) -> TestClient:
    role, authority = ROLES[who]
    return log_in(house, role, authority=authority)


def statuses(client: TestClient, told: Told) -> list[int]:
    paths = [f"/admin/evidence/{one}{what}" for one in told.pictures for what in ("", "/original")]
    return [client.get(path).status_code for path in paths]


# what stands on the page: the reporter's own words for himself, the text around, the seller's number, house's words
SEEN_BEFORE = {
    "whole": (True, True, True, True, [200, 200, 200, 200]),
    "masked": (False, False, True, False, [404, 404, 404, 404]),
    "auditor": (False, False, False, False, [404, 404, 404, 404]),
    "administrator": (False, False, False, False, [404, 404, 404, 404]),
}
SEEN_AFTER = SEEN_BEFORE | {"masked": (False, True, True, False, [200, 404, 404, 404])}


@pytest.mark.parametrize("who", ROLES)
def test_each_role_sees_of_a_case_what_the_table_says(house: House, who: str) -> None:
    told = tell(house)
    client = client_of(house, who)
    for seen in (SEEN_BEFORE, SEEN_AFTER):
        if seen is SEEN_AFTER:
            let_out(house, told)
        page = client.get(f"/admin/cases/{told.case.id}").text
        own, text, seller, words, files = seen[who]
        assert all((one in page) == own for one in ("Canary", "0900 000 641", "Hải Châu"))
        assert ("phải nhập viện" in page) == text
        assert ("0911 000 642" in page or "+84911000642" in page) == seller
        assert (HOUSE_WORDS in page) == (words and seen is SEEN_AFTER)
        assert (page.count("Lời kể: 1") > 0) == (words and seen is SEEN_AFTER)
        assert statuses(client, told) == files
        assert told.case.number in page


def test_those_who_read_nothing_are_told_why(sqlite_house: House) -> None:
    told = tell(sqlite_house)
    for who in ("auditor", "administrator"):
        page = client_of(sqlite_house, who).get(f"/admin/cases/{told.case.id}").text
        assert "Vai trò của anh/chị không đọc lời kể và tài liệu." in page
        assert "Tin được gửi, vụ việc được mở" in page
        assert [words for words in ("Hàng giả", "Quản lý thị trường TP. Hà Nội", "Khẩn cấp") if words not in page] == []
        assert [words for words in ("nơi bán ở", "Sữa, đồ cho mẹ", "/evidence/") if words in page] == []


def test_an_authority_is_told_what_waits_and_that_hours_are_rounded(sqlite_house: House) -> None:
    told = tell(sqlite_house)
    client = client_of(sqlite_house, "masked")
    page = client.get(f"/admin/cases/{told.case.id}").text
    assert "Còn 1 lời kể chờ cán bộ trực xem" in page
    assert "Giờ được làm tròn" in page
    assert all(time.startswith("00:00") for time in _minutes(page))
    let_out(sqlite_house, told)
    after = client.get(f"/admin/cases/{told.case.id}").text
    assert "Tin báo 1" in after
    assert "em tên [đã che], sđt của em [đã che]" in after
    assert "Còn 1 lời kể" not in after
    assert "#" not in after.partition('id="told-1"')[2].partition("</h2>")[0]


def _minutes(page: str) -> list[str]:
    """Minutes and seconds of every machine-readable time."""
    return [piece[14:19] for piece in page.split('datetime="')[1:]]


def test_an_authority_reads_its_own_officers_words_and_nobody_elses(sqlite_house: House) -> None:
    told = tell(sqlite_house)
    client = client_of(sqlite_house, "masked")
    client.post(f"/admin/cases/{told.case.id}/write", data={"text": "Lời của cán bộ QLTT"})
    let_out(sqlite_house, told)
    page = client.get(f"/admin/cases/{told.case.id}").text
    assert "Lời của cán bộ QLTT" in page
    assert [words for words in (HOUSE_WORDS, "Cán bộ head", "Cho cơ quan xem") if words in page] == []


def test_nothing_of_the_reporter_leaves_by_mail_link_or_page(house: House) -> None:
    told = tell(house)
    let_out(house, told)
    with house.database.read() as session:
        view = referral_view(session, told.case, find_open_referral(session, told.case.id))
    letter = write_referral_mail(view, to="a@authority.example", link="https://l.example/r#t", message_id="<1@x>")
    body = {"token": link_token(house, told.case)}
    link = browse(house).post("/r/open", json=body, headers={"accept": "application/json"})
    page = client_of(house, "masked").get(f"/admin/cases/{told.case.id}").text
    for shown in (letter.text, letter.html, letter.subject, link.text, repr(view), page):
        assert [word for word in OWN if word in shown] == []
    assert "nhập viện" in link.json()["texts"][0]["text"]
    assert link.json()["texts"][0]["pictures"] == 1
    assert str(told.pictures[0]) not in link.text
    assert "nhập viện" not in letter.text + letter.html


def test_a_picture_that_was_erased_is_missing_for_everybody(sqlite_house: House) -> None:
    told = tell(sqlite_house)
    let_out(sqlite_house, told)
    with sqlite_house.ledger.open() as unit:
        case = unit.session.get(Case, told.case.id)
        assert case is not None
        case.key_wrapped = None
        unit.session.add(case)
    with sqlite_house.database.read() as session:
        [file, _] = list_attachments(session, [told.report])
        with pytest.raises(EvidenceErasedError):
            read_file(session, sqlite_house.ledger.vault, sqlite_house.inbox.files, file)
    assert statuses(client_of(sqlite_house, "whole"), told) == [404, 404, 404, 404]
    assert statuses(client_of(sqlite_house, "masked"), told) == [404, 404, 404, 404]


def test_the_house_sees_what_is_covered(sqlite_house: House) -> None:
    told = tell(sqlite_house)
    page = client_of(sqlite_house, "whole").get(f"/admin/cases/{told.case.id}").text
    assert '<span class="note">che</span>' in page
    assert "em tên [đã che]" in page
