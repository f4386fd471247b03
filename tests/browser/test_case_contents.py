"""The page of a case as each role sees it, wide and narrow."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import Page

from intake.actions.release import Release, release_case
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from tests.admin.people import FAKE_MILK, MISCONDUCT, PASSWORD, hire, link_token, report
from tests.browser.conftest import Site, draw_photo
from tests.browser.test_pages import check
from tests.intake.officials import hire as hire_at_desk

pytestmark = pytest.mark.verify

SICK_CHILD = f"{FAKE_MILK} Con tôi uống xong phải nhập viện cấp cứu."
ROLES = {"whole": ("head", None), "masked": ("officer", "QLTT-01"), "none": ("auditor", None)}


@pytest.mark.parametrize("content", ROLES)
def test_a_case_by_content(
    page: Page, site: Site, complaints: list[str], shoot: Callable[[str], None], content: str
) -> None:
    case = report(site.house, SICK_CHILD, files=(draw_photo(), draw_photo()))
    with site.house.database.read() as session:
        [told] = list_reports(session, case.id)
        first, _ = list_attachments(session, [told.id])
    if content != "whole":
        release(site, case.id, Release(texts=[told.id], pictures=[first.id], cover=["quét mã vạch"]))
    log_in(page, site, content)
    page.goto(f"/admin/cases/{case.id}")
    for image in page.locator("main img").all():
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")
    page.evaluate("scrollTo(0, 0)")
    for fold in page.locator("main details").all():
        fold.locator("summary").click()
    shoot(f"case-{content}")
    check(page, complaints)


def test_walls_of_a_case(page: Page, site: Site, complaints: list[str], shoot: Callable[[str], None]) -> None:
    case = report(site.house, f"{MISCONDUCT} Công an phường biết cả.")
    log_in(page, site, "whole")
    page.goto(f"/admin/cases/{case.id}")
    page.get_by_text("Đang ngăn 1 đơn vị").wait_for()
    shoot("case-walls")
    check(page, complaints)


def test_a_release_by_mouse_reaches_the_link_page(page: Page, site: Site, shoot: Callable[[str], None]) -> None:
    case = report(site.house, SICK_CHILD)
    log_in(page, site, "whole")
    page.goto(f"/admin/cases/{case.id}")
    page.get_by_label("Che thêm chữ").fill("mã vạch")
    page.get_by_role("button", name="Đổi phần che rồi xem lại").click()
    page.get_by_text("Đã đổi phần che").wait_for()
    page.get_by_role("button", name="Cho cơ quan xem").click()
    page.get_by_text("Đã cho cơ quan xem phần anh/chị chọn").wait_for()
    page.goto(f"/r#{link_token(site.house, case)}")
    page.get_by_text("quét [đã che] không ra").wait_for()
    shoot("link-released")


def release(site: Site, case_id: UUID, wanted: Release) -> None:
    officer = hire_at_desk(site.house.ledger, "head")
    with site.house.ledger.open() as unit:
        release_case(unit, officer=officer, case_id=case_id, release=wanted)


def log_in(page: Page, site: Site, content: str) -> None:
    role, authority = ROLES[content]
    email, _ = hire(site.house, role, authority=authority)
    page.goto("/admin/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url("**/admin")
