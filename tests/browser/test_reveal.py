"""Seeing an identity in a real browser: asked, decided, opened, shown once, gone on the way back."""

from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page

from admin.auth import COOKIE
from intake.reveal_job import open_reveal
from tests.admin.people import FAKE_MILK, log_in
from tests.browser.conftest import Site
from tests.browser.test_pages import Shoot, check
from tests.intake.citizen import Citizen
from tests.intake.officials import outside

pytestmark = pytest.mark.verify  # a browser keeps an event loop running, which other tests cannot share


def test_an_identity_is_seen_once(officer_page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    citizen = Citizen(site.house.inbox, channel="telegram", account=str(uuid4()))
    citizen.send_tip(FAKE_MILK)
    officer_page.goto(f"/admin/cases/{citizen.case.id}")
    officer_page.get_by_role("link", name="Đề nghị xem danh tính").click()
    check(officer_page, complaints)
    shoot("reveal-ask")
    officer_page.get_by_label("Vì sao không thể xử lý").fill("Cần gặp để nhận mẫu vật, đã nhắn ba lần.")
    officer_page.get_by_role("button", name="Gửi đề nghị").click()
    officer_page.wait_for_url("**/admin/reveals/*")
    here = officer_page.url

    look_as_head(officer_page, site, here, complaints, shoot)
    officer_page.goto(here)
    officer_page.get_by_role("button", name="Mở").click()
    officer_page.get_by_text("Đang mở két").wait_for()
    check(officer_page, complaints)
    open_reveal(site.house.inbox, outside(), UUID(here.rpartition("/")[2]))
    officer_page.get_by_text("Đã sẵn sàng").wait_for()  # by itself
    officer_page.locator("#de-nghi", has_text="Đã mở, chờ xem").wait_for()
    shoot("reveal-ready")
    check(officer_page, complaints)

    officer_page.get_by_role("button", name="Xem").click()
    officer_page.get_by_text(citizen.account, exact=True).wait_for()
    shoot("reveal-answer")
    check(officer_page, complaints)
    officer_page.go_back()
    officer_page.get_by_text("Anh/chị đã xem").wait_for()
    assert citizen.account not in officer_page.content()


def look_as_head(page: Page, site: Site, reveal: str, complaints: list[str], shoot: Shoot) -> None:
    """Approve in the same browser under a head's log-in, then be the asker again."""
    cookies = page.context.cookies()
    head = log_in(site.house, "head")
    page.context.clear_cookies()
    page.context.add_cookies([{**cookies[0], "value": head.cookies[COOKIE]}])  # type: ignore[typeddict-item]
    page.goto(f"{reveal}/decide")
    shoot("reveal-decide")
    check(page, complaints)
    page.get_by_role("button", name="Đồng ý cho xem").click()
    page.get_by_text("Đã đồng ý. Người đề nghị").wait_for()
    shoot("reveals")
    check(page, complaints)
    page.context.clear_cookies()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
