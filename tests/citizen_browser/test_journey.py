"""A worried citizen's whole journey in Chromium: tell, add a photo, read the card, send, keep the code, look it up."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.citizen_browser.conftest import Look
from tests.intake.keys import read_originals
from tests.public.citizen import CODE, SMALLEST_PNG, TIP
from tinbao.app import House

pytestmark = pytest.mark.verify


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "ảnh chụp màn hình.png"
    path.write_bytes(SMALLEST_PNG)
    return path


def _tell(page: Page, words: str) -> None:
    page.get_by_label("Lời nhắn của bạn").fill(words)
    page.get_by_role("button", name="Nhắn", exact=True).click()


def _press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def _read_code(page: Page) -> str:
    code = page.locator(".code").inner_text()
    assert CODE.fullmatch(code)
    return code


def _is_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).last.bounding_box()
    size = page.viewport_size
    assert box
    assert size
    return 0 <= box["y"] < size["height"]


def test_from_the_first_page_to_the_status(page: Page, look: Look, photo: Path, served_house: House) -> None:
    page.goto("/")
    look(page, "1-first")

    page.locator("#tep").set_input_files(photo)
    page.get_by_label("Lời nhắn của bạn").fill(TIP)
    look(page, "2-typed")
    page.get_by_role("button", name="Nhắn", exact=True).click()
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()
    assert _is_in_view(page, ".line.from-bot"), "the card is read from its top"
    look(page, "3-card")

    _press(page, "Gửi")
    expect(page.locator(".code")).to_be_visible()
    code = _read_code(page)
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_have_count(0)
    look(page, "4-code")
    page.reload()
    assert _read_code(page) == code, "a reloaded page still shows the code"

    page.get_by_role("link", name="Tra cứu", exact=True).click()
    look(page, "5-ask")
    page.get_by_label("Mã tiếp nhận").fill("TB-123")
    _press(page, "Xem tin của tôi")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "6-slip")
    page.get_by_label("Mã tiếp nhận").fill(code.lower())
    _press(page, "Xem tin của tôi")
    expect(page.get_by_text("Quản lý thị trường")).to_be_visible()
    look(page, "7-status")

    _press(page, "Mở trong khung trò chuyện")
    expect(page.get_by_role("button", name="Rút lại tin", exact=True)).to_be_visible()
    look(page, "8-back-in-chat")
    files = read_originals(served_house.inbox)
    assert SMALLEST_PNG in files


def test_the_privacy_notice(page: Page, look: Look) -> None:
    page.goto("/")
    page.get_by_role("link", name="Quyền riêng tư", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Quyền riêng tư của bạn")
    look(page, "9-privacy")


def test_erasing_from_this_device(page: Page, look: Look) -> None:
    page.goto("/")
    _tell(page, TIP)
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()

    page.get_by_text("Xoá khỏi máy này", exact=True).first.click()
    look(page, "10-erase")
    _press(page, "Xoá cuộc trò chuyện")

    expect(page.locator("#nhat-ky")).not_to_contain_text(TIP)
    assert page.context.cookies() == []


def test_words_typed_beside_a_pressed_button_are_not_lost(page: Page) -> None:
    page.goto("/")
    _tell(page, TIP)
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()

    page.get_by_label("Lời nhắn của bạn").fill("Shop còn ở 12 Lê Lợi")
    _press(page, "Gửi")

    expect(page.locator(".from-you").last).to_contain_text("Shop còn ở 12 Lê Lợi")
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_have_count(1)
    expect(page.locator(".code")).to_have_count(0)


def test_with_letters_twice_as_large_nothing_is_cut_off(page: Page, look: Look, width: int) -> None:
    page.set_viewport_size({"width": width // 2 if width > 400 else 320, "height": 740})
    page.goto("/")
    _tell(page, TIP)
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    look(page, "11-narrow")
