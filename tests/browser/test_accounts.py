"""From the invitation to the panel in a real browser, wide and narrow, and the pages about accounts."""

from urllib.parse import urlsplit
from uuid import uuid4

import pyotp
import pytest
from playwright.sync_api import Page

from tests.admin.newcomers import OWN_PASSWORD, invite
from tests.admin.people import PASSWORD, hire, log_in
from tests.browser.conftest import Site
from tests.browser.test_pages import Shoot, check

pytestmark = pytest.mark.verify  # a browser keeps an event loop running, which other tests cannot share


def enter(page: Page, email: str) -> None:
    """Log in by the real form."""
    page.goto("/admin/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url("**/admin/accounts")


def test_an_administrator_invites_and_closes(page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    email, _ = hire(site.house, "administrator")
    newcomer = f"{uuid4().hex[:8]}@tinbao.example"
    enter(page, email)
    shoot("accounts")
    check(page, complaints)
    page.get_by_role("link", name="Mời cán bộ").click()
    shoot("invite")
    check(page, complaints)
    page.get_by_label("Họ và tên").fill("Vũ Thị Hoài")
    page.get_by_label("E-mail công vụ").fill(newcomer)
    page.get_by_label("Vai trò").select_option("triager")
    page.get_by_role("button", name="Tạo đường dẫn mời").click()
    assert "/admin/invitation#" in page.get_by_label("Đường dẫn dùng một lần").input_value()
    shoot("invitation-link")
    check(page, complaints)
    page.get_by_role("link", name="Tài khoản", exact=True).first.click()
    page.get_by_role("row").filter(has_text=newcomer).get_by_role("button", name="Thu hồi").click()
    page.get_by_text("Đã thu hồi đường dẫn").wait_for()
    page.get_by_role("row").filter(has_text=email).get_by_role("link").click()
    shoot("account-of")
    check(page, complaints)
    page.get_by_role("link", name="Khoá tài khoản").click()
    shoot("leave")
    check(page, complaints)


def test_a_newcomer_opens_the_link_and_gets_in(page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    email = f"{uuid4().hex[:8]}@tinbao.example"
    token = invite(log_in(site.house, "administrator"), email=email)
    page.goto(f"/admin/invitation#{token}")
    assert not page.locator("#token").is_visible()
    assert not urlsplit(page.url).fragment
    shoot("invitation")
    check(page, complaints)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Mật khẩu của riêng anh/chị").fill(OWN_PASSWORD)
    shoot("invitation-password")
    check(page, complaints)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_text("Không quét được?").click()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Nhập mã 6 số").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Xong").click()
    page.get_by_role("heading", name="Hàng đợi").wait_for()
    page.goto("/admin/account")
    shoot("account")
    check(page, complaints)
    page.goto("/admin/confirm?next=/admin/account")
    shoot("confirm")
    check(page, complaints)
    page.goto("/admin/account/second-factor")
    shoot("another-telephone")
    check(page, complaints)


def test_a_dead_invitation_is_told_kindly(page: Page, site: Site, shoot: Shoot) -> None:
    page.goto(f"{site.url}/admin/invitation#cu")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("heading", name="Đường dẫn đã đóng").wait_for()
    shoot("invitation-dead")
    check(page, [])
