"""Every page of ours in a real browser, wide and narrow: no axe violation, no complaint, nothing cut off, focus seen."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from admin.accounts import open_account
from tests.admin.people import FAKE_MILK, PASSWORD, get_case, hire, link_token, report
from tests.browser.conftest import Site

pytestmark = pytest.mark.verify  # a browser keeps an event loop running, which other tests cannot share

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Shoot = Callable[[str], None]


def check(page: Page, complaints: list[str]) -> None:
    """Assert what holds on every page."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert [what for what in _focus_stops(page) if not what[1]] == []


def _focus_stops(page: Page) -> list[tuple[str, bool]]:
    """Go through the page by Tab: what is reached, and whether one sees that it is."""
    page.evaluate("document.activeElement.blur()")
    stops: list[tuple[str, bool]] = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
              if (at === document.body) return null;
              const isSeen = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2 && box.width > 0
                && box.bottom > 0 && box.top < innerHeight;
              return [at.outerHTML.slice(0, 120), isSeen];
            }"""
        )
        if stop is None:
            break
        stops.append((stop[0], stop[1]))
    assert stops
    return stops


def test_log_in_in_two_steps(page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    email, _ = hire(site.house, needs_mfa=True)
    page.goto("/admin/login")
    shoot("login")
    check(page, complaints)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Mã 6 số").wait_for()
    shoot("login-code")
    check(page, complaints)


def test_enrolling_the_second_factor(page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    email = f"{uuid4().hex[:8]}@tinbao.example"
    with site.house.ledger.open() as unit:
        open_account(unit, email=email, name="Phạm Minh Châu", role="head", password=PASSWORD)
    page.goto("/admin/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_text("Không quét được?").click()
    shoot("login-enrol")
    check(page, complaints)
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("Nhập mã 6 số").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Xong").click()
    page.get_by_role("heading", name="Hàng đợi").wait_for()


def test_set_up_page_takes_its_token_out_of_the_address(
    page: Page, setup_link: str, complaints: list[str], shoot: Shoot
) -> None:
    page.goto(setup_link)
    shoot("setup")
    assert page.locator("#token").input_value() == setup_link.partition("#")[2]
    assert "#" not in page.url
    assert not page.locator("#token").is_visible()
    check(page, complaints)


@pytest.mark.parametrize("width", [1280])
def test_an_officer_logs_in_and_opens_a_case(officer_page: Page, site: Site, complaints: list[str]) -> None:
    officer_page.get_by_role("link", name=site.milk.number).click()
    officer_page.get_by_role("heading", name=site.milk.number).wait_for()
    assert officer_page.locator("mark", has_text="0900000123").is_visible()
    assert complaints == []


def test_the_panel_works_without_scripts(chromium: Browser, site: Site) -> None:
    email, _ = hire(site.house)
    case = report(site.house, FAKE_MILK)
    context = chromium.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Mức độ").select_option("high")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name=case.number).click()
    page.get_by_role("button", name="Nhận xử lý").click()
    page.get_by_text("Đã ghi nhận: vụ việc đang được xử lý").wait_for()
    context.close()
    assert get_case(site.house, case.id).status == "acknowledged"


def test_queue(officer_page: Page, complaints: list[str], shoot: Shoot) -> None:
    shoot("queue")
    check(officer_page, complaints)
    officer_page.get_by_label("Tình trạng").select_option("held")
    officer_page.wait_for_url("**status=held**")
    officer_page.locator("#queue-sum", has_text="theo bộ lọc").wait_for()
    shoot("queue-held")
    check(officer_page, complaints)


def test_case(officer_page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    officer_page.goto(f"/admin/cases/{site.milk.id}")
    for image in officer_page.locator("main img").all():
        image.evaluate("image => image.decode()")
    shoot("case")
    check(officer_page, complaints)


def test_held_case(officer_page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    officer_page.goto(f"/admin/cases/{site.misconduct.id}")
    shoot("case-held")
    check(officer_page, complaints)


def test_outbox(officer_page: Page, complaints: list[str], shoot: Shoot) -> None:
    officer_page.goto("/admin/outbox")
    officer_page.get_by_text("Xem thư").first.click()
    shoot("outbox")
    check(officer_page, complaints)


def test_link_page(page: Page, milk_link: str, complaints: list[str], shoot: Shoot) -> None:
    page.goto(milk_link)
    page.get_by_role("button", name="Nhận xử lý").wait_for()
    shoot("link")
    check(page, complaints)


def test_an_authority_answers_on_the_link_page(page: Page, site: Site, complaints: list[str], shoot: Shoot) -> None:
    case = report(site.house, FAKE_MILK)
    page.goto(f"/r#{link_token(site.house, case)}")
    page.get_by_role("button", name="Tôi đã nhận").click()
    page.get_by_text("cơ quan đã thấy tin này").wait_for()
    page.get_by_role("button", name="Nhận xử lý").click()
    page.get_by_text("cơ quan nhận xử lý. Cảm ơn anh/chị.").wait_for()
    shoot("link-accepted")
    check(page, complaints)
    assert get_case(site.house, case.id).status == "acknowledged"


def test_a_dead_link_is_told_kindly(page: Page, shoot: Shoot) -> None:
    page.goto("/r#nothing")
    page.get_by_text("Đường dẫn này không mở được").wait_for()
    shoot("link-dead")
    check(page, [])


def test_error_page(page: Page, site: Site, shoot: Shoot) -> None:
    page.goto(f"{site.url}/admin/khong-co")
    shoot("error")
    check(page, [])
