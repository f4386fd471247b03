"""What only the script does: nothing lost without a network, sent once when tried again, told when officers write."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from intake.chat import get_chat
from intake.messages import Reply
from intake.replies import queue_replies
from storage.queries.rows import lock
from storage.tables import Conversation
from tests.citizen_browser.conftest import list_violations
from tests.public.citizen import SMALLEST_PNG, TIP
from tinbao.app import House

pytestmark = pytest.mark.verify


@pytest.fixture(params=[True], ids=["script"])
def has_script() -> bool:
    return True


@pytest.fixture(params=[360], ids=["phone"])
def width() -> int:
    return 360


def _tell(page: Page, words: str) -> None:
    page.get_by_label("Lời nhắn của bạn").fill(words)
    page.get_by_role("button", name="Nhắn", exact=True).click()


def test_a_message_the_network_swallowed_is_kept_and_sent_again_once(page: Page) -> None:
    answers: list[int] = []

    def swallow_the_answer(route: Route) -> None:
        answers.append(route.fetch().status)
        route.abort() if len(answers) == 1 else route.fulfill(status=202, json={"id": "x"})

    page.goto("/")
    page.route("**/api/v1/chat/messages", swallow_the_answer)
    _tell(page, TIP)
    again = page.get_by_role("button", name="Gửi lại")
    expect(again).to_be_visible()
    expect(page.locator(".has-failed")).to_contain_text(TIP)
    again.click()

    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()
    expect(page.locator(".has-failed")).to_have_count(0)
    expect(page.locator(".from-you")).to_have_count(1)
    assert answers == [202, 202]


def test_what_an_officer_writes_appears_by_itself(page: Page, served_house: House) -> None:
    page.goto("/")
    _tell(page, TIP)
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()

    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "__Host-chat")
    with served_house.ledger.open() as unit:
        conversation = lock(unit.session, Conversation, get_chat(served_house.ledger, token))
        assert conversation
        queue_replies(unit, conversation, [Reply(text="Bạn còn giữ hoá đơn không?")], sender="officer")
        unit.session.add(conversation)

    expect(page.locator(".from-officer")).to_contain_text("Bạn còn giữ hoá đơn không?")


def test_several_messages_quickly_keep_their_order(page: Page) -> None:
    page.goto("/")
    for number in range(5):
        _tell(page, f"Câu thứ {number}")

    expect(page.locator(".from-you[data-seq]")).to_have_count(5)
    said = page.locator(".from-you .words").all_inner_texts()
    assert said == [f"Câu thứ {number}" for number in range(5)]


def test_too_many_files_are_refused_before_they_travel(page: Page, tmp_path: Path) -> None:
    photos = [tmp_path / f"{number}.png" for number in range(11)]
    for photo in photos:
        photo.write_bytes(SMALLEST_PNG)
    page.goto("/")

    page.locator("#tep").set_input_files(photos)

    expect(page.get_by_role("alert")).to_contain_text("10 tệp")
    expect(page.locator("#ten-tep li")).to_have_count(10)
    page.get_by_role("button", name="Bỏ tệp 0.png").click()
    expect(page.locator("#ten-tep li")).to_have_count(9)


def test_a_chat_ended_elsewhere_starts_anew_without_losing_what_was_typed(page: Page) -> None:
    page.goto("/")
    _tell(page, "Xin chào")
    expect(page.locator(".from-you[data-seq]")).to_have_count(1)
    page.context.request.post("/api/v1/chat/end")

    _tell(page, TIP)

    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()


def test_the_page_our_script_never_reached_has_no_barriers_either(page: Page) -> None:
    page.route("**/static/chat*.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/")

    assert page.locator("html.has-script").count() == 0
    assert list_violations(page) == []


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Lời nhắn của bạn").focus()
    page.keyboard.type("Shop bán sữa giả ở Đà Nẵng")
    page.keyboard.press("Control+Enter")
    send = page.get_by_role("button", name="Gửi", exact=True)
    expect(send).to_be_visible()

    send.focus()
    page.keyboard.press("Enter")

    expect(page.locator(".code")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "nhat-ky"
