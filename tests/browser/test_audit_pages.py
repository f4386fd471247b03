"""The auditor's pages in a real browser: full, empty, and when the log no longer fits its signature."""

import pytest
from playwright.sync_api import Page

from intake.audit_heads import sign_audit_head
from tests.admin.people import PASSWORD, hire
from tests.browser.conftest import Site
from tests.browser.test_pages import Shoot, check
from tinbao.app import head_files

pytestmark = pytest.mark.verify


def test_the_audit_log_and_what_is_unusual(page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    sign_audit_head(site.house.ledger, head_files(site.house.settings))
    email, _ = hire(site.house, "auditor")
    page.goto("/admin/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("link", name="Nhật ký").click()
    with site.house.ledger.open() as unit:
        who = page.get_by_label("Cán bộ").locator("option").nth(1).get_attribute("value") or ""
        unit.audit("unusual_viewing", actor="system", about=who, look="case_viewed", count=51)
    page.reload()
    shoot("audit")
    check(page, complaints)
    page.get_by_label("Việc", exact=True).select_option(label="Đăng nhập")
    page.get_by_role("button", name="Lọc").click()
    assert set(page.locator("td[data-label=Việc]").all_inner_texts()) == {"Đăng nhập"}
    page.goto("/admin/audit/unusual")
    shoot("audit-unusual")
    check(page, complaints)
    page.goto("/admin")
    page.get_by_role("link", name="Mời anh/chị xem").wait_for()
    check(page, complaints)
