"""The chat without JavaScript: a form, a photo, the card's buttons, the receipt code, all by page loads."""

import html
import re
import uuid
from typing import Any

import pytest
from starlette.testclient import TestClient

from intake import phrases, web_phrases
from intake.chat_limits import MESSAGES_PER_CHAT, MOST_FILE_BYTES, MOST_FILES
from intake.inbox import LONGEST_TEXT
from tests.intake.keys import read_originals
from tests.public.citizen import CODE, SMALLEST_PNG, TIP
from tinbao.app import House
from tinbao.web import build_web

BUTTON = re.compile(r'<button form="soan" name="button" value="([^"]+)">([^<]+)</button>')


def _show(browser: TestClient) -> str:
    page = browser.get("/")
    assert page.status_code == 200
    return html.unescape(page.text)


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def _submit(browser: TestClient, page: str, *, files: Any = None, **values: str) -> Any:
    """Submit the form as a browser does: its hidden fields, an empty file input if nothing was chosen."""
    fields = {"id": _hidden(page, "id"), "seen": _hidden(page, "seen"), "text": "", **values}
    return browser.post("/chat", data=fields, files=files or [("files", ("", b""))])


def _say(browser: TestClient, text: str) -> str:
    assert _submit(browser, _show(browser), text=text).status_code == 303
    return _show(browser)


def _press(browser: TestClient, label: str) -> str:
    page = _show(browser)
    payload = {name: value for value, name in BUTTON.findall(page)}[label]
    assert _submit(browser, page, button=payload).status_code == 303
    return _show(browser)


def test_the_first_page_sets_no_cookie_and_says_what_this_is(browser: TestClient) -> None:
    page = browser.get("/")

    assert "set-cookie" not in page.headers
    for words in ("Không cần nêu tên", "113", "114", "115", "Xoá khỏi máy này", 'href="/tra-cuu"', 'href="/rieng-tu"'):
        assert words in page.text


def test_a_first_message_starts_a_chat_and_comes_back_to_the_newest_message(browser: TestClient) -> None:
    answer = _submit(browser, _show(browser), text=TIP)

    assert (answer.status_code, answer.headers["location"]) == (303, "/#cuoi")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-chat=")
    assert all(flag in cookie for flag in ("httponly", "secure", "samesite=strict", "path=/"))
    assert "max-age" not in cookie
    page = _show(browser)
    assert TIP in page
    assert [label for _, label in BUTTON.findall(page)] == ["Gửi", "Sửa", "Bỏ", "Che thêm"]
    assert page.count('id="cuoi"') == 1


def test_a_whole_report_with_a_photo_by_forms_alone(browser: TestClient, sqlite_house: House) -> None:
    photo = [("files", ("ảnh.png", SMALLEST_PNG, "image/png"))]

    _submit(browser, _show(browser), text=TIP, files=photo)
    page = _press(browser, "Gửi")

    assert len(CODE.findall(page)) == 1
    stored = read_originals(sqlite_house.inbox)
    assert stored == [SMALLEST_PNG]
    assert BUTTON.findall(page) == [], "the card's buttons are used up"


def test_the_receipt_code_stays_on_a_reloaded_page_until_the_citizen_goes_on(browser: TestClient) -> None:
    _say(browser, TIP)
    code = CODE.findall(_press(browser, "Gửi"))

    reloaded = CODE.findall(_show(browser))
    gone_on = _say(browser, "/trogiup")

    assert reloaded == code
    assert CODE.findall(gone_on) == []
    assert "TB-…" in gone_on


def test_a_double_click_is_one_message(browser: TestClient) -> None:
    _say(browser, "Xin chào")
    page = _show(browser)

    _submit(browser, page, text=TIP)
    _submit(browser, page, text=TIP)

    assert _show(browser).count(f">{TIP}<") == 1


def test_other_words_in_a_page_gone_back_to_are_not_lost(browser: TestClient) -> None:
    _say(browser, "Xin chào")
    page = _show(browser)

    _submit(browser, page, text=TIP)
    _submit(browser, page, text="Họ bán cả trên Zalo nữa")

    assert "Họ bán cả trên Zalo nữa" in _show(browser)


def test_words_typed_beside_a_pressed_button_come_first(browser: TestClient) -> None:
    page = _say(browser, TIP)
    payload = {name: value for value, name in BUTTON.findall(page)}["Gửi"]

    _submit(browser, page, button=payload, text="Shop còn ở 12 Lê Lợi")

    page = _show(browser)
    assert "Shop còn ở 12 Lê Lợi" in page
    assert CODE.findall(page) == []
    assert [label for _, label in BUTTON.findall(page)] == ["Gửi", "Sửa", "Bỏ", "Che thêm"]


def test_only_buttons_that_still_do_something_can_be_pressed(browser: TestClient) -> None:
    _say(browser, TIP)

    assert [label for _, label in BUTTON.findall(_press(browser, "Sửa"))] == ["Giữ như cũ"]
    assert [label for _, label in BUTTON.findall(_press(browser, "Giữ như cũ"))] == ["Gửi", "Sửa", "Bỏ", "Che thêm"]
    assert [label for _, label in BUTTON.findall(_press(browser, "Bỏ"))] == ["Lấy lại"]
    assert [label for _, label in BUTTON.findall(_say(browser, TIP))] == ["Gửi", "Sửa", "Bỏ", "Che thêm"]
    assert [label for _, label in BUTTON.findall(_say(browser, "ok"))] == ["Gửi", "Sửa", "Bỏ", "Che thêm"]
    assert BUTTON.findall(_say(browser, "1")) == []


def test_withdrawing_by_code_goes_by_forms_too(browser: TestClient) -> None:
    _say(browser, TIP)
    code = CODE.findall(_press(browser, "Gửi"))[0]
    _say(browser, code)

    asked = _press(browser, "Rút lại tin")
    withdrawn = _press(browser, "Rút lại")

    assert [label for _, label in BUTTON.findall(asked)] == ["Rút lại", "Thôi"]
    assert phrases.WITHDRAWN in withdrawn
    assert BUTTON.findall(withdrawn) == []


def test_erasing_from_this_device_ends_the_chat_and_shows_an_empty_page(browser: TestClient) -> None:
    _say(browser, TIP)
    token = browser.cookies["__Host-chat"]

    answer = browser.post("/chat/xoa")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert TIP not in _show(browser)
    assert browser.get("/", headers={"Cookie": f"__Host-chat={token}"}).text.count(TIP) == 0


def test_what_people_write_is_shown_as_text(browser: TestClient) -> None:
    attack = "<script>alert(1)</script> & \"'>"

    _say(browser, attack)

    shown = browser.get("/").text
    assert "<script>alert" not in shown
    assert attack in html.unescape(shown)


@pytest.mark.parametrize(
    ("values", "files", "sentence"),
    [
        ({"text": "kể " * (LONGEST_TEXT // 3 + 1)}, None, web_phrases.TEXT_TOO_LONG),
        ({"text": "kể " * 400_000}, None, web_phrases.TEXT_TOO_LONG),
        ({"text": TIP}, [("files", ("x.mp4", bytes(MOST_FILE_BYTES + 1)))], web_phrases.FILE_TOO_BIG),
        ({"text": TIP}, [("files", ("x.jpg", b"x"))] * (MOST_FILES + 1), web_phrases.FILES_TOO_MANY),
        (
            {"text": TIP},
            [("files", (f"{n}.mp4", bytes(19_000_000))) for n in range(3)],
            web_phrases.FILES_TOO_HEAVY,
        ),
    ],
)
def test_too_much_is_refused_above_the_form(
    browser: TestClient, values: dict[str, str], files: Any, sentence: str
) -> None:
    answer = _submit(browser, _show(browser), files=files, **values)

    assert answer.status_code == 413
    assert f'role="alert">{sentence}' in html.unescape(answer.text)
    assert "__Host-chat" not in browser.cookies, "nothing was started"


def test_what_was_typed_stays_in_the_form_when_a_file_was_too_big(browser: TestClient) -> None:
    files = [("files", ("x.mp4", bytes(MOST_FILE_BYTES + 1)))]

    answer = _submit(browser, _show(browser), text=TIP, files=files)

    assert re.search(rf"<textarea[^>]*>\n{re.escape(TIP)}</textarea>", html.unescape(answer.text))


@pytest.mark.parametrize(
    "fields",
    [
        {"text": TIP},
        {"text": TIP, "id": "not-a-uuid", "seen": "-1"},
        {"text": TIP, "id": str(uuid.uuid4()), "seen": "9" * 40},
        {"text": "a\x00b", "seen": "²"},
        {"button": "send:1"},
        {"button": "\x00"},
    ],
)
def test_no_form_breaks_the_page(browser: TestClient, fields: dict[str, str]) -> None:
    answer = browser.post("/chat", data=fields)

    assert answer.status_code == 303
    assert re.search(r'class="line from-bot" data-seq="[12]"', _show(browser))


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"text": " \n"}, {"id": "x", "button": ""}])
def test_a_form_that_says_nothing_starts_nothing(browser: TestClient, fields: dict[str, str]) -> None:
    answer = browser.post("/chat", data=fields)

    assert (answer.status_code, answer.headers["location"]) == (303, "/#cuoi")
    assert "__Host-chat" not in browser.cookies


def test_what_looks_like_our_own_templates_is_shown_as_it_was_written(browser: TestClient) -> None:
    words = "{{7*7}} {receipt_code} {authority} %s {% raw %}"

    assert words in _say(browser, words)


def test_a_broken_form_is_said_to_be_broken(browser: TestClient) -> None:
    answer = browser.post(
        "/chat", content=b"--x\r\nnot a part", headers={"Content-Type": "multipart/form-data; boundary=x"}
    )

    assert answer.status_code == 400
    assert web_phrases.NOT_READABLE in answer.text


def test_messages_without_end_are_asked_to_wait_and_stay_in_the_form(browser: TestClient) -> None:
    page = _show(browser)
    answers = [_submit(browser, page, text=f"tin số {n}") for n in range(MESSAGES_PER_CHAT.amount + 1)]

    assert {answer.status_code for answer in answers[:-1]} == {303}
    assert answers[-1].status_code == 429
    assert web_phrases.MESSAGES_TOO_MANY in answers[-1].text
    assert f"tin số {MESSAGES_PER_CHAT.amount}</textarea>" in answers[-1].text


def test_a_long_conversation_is_shown_to_its_end(browser: TestClient, sqlite_house: House) -> None:
    page = _say(browser, "/trogiup")
    for _ in range(2):
        again = _open_again(browser, sqlite_house)  # its application counts anew
        for _ in range(MESSAGES_PER_CHAT.amount):
            _submit(again, page, text="/trogiup", id=str(uuid.uuid4()))

    assert "Câu cuối cùng đây" in _say(_open_again(browser, sqlite_house), "Câu cuối cùng đây")


def _open_again(browser: TestClient, house: House) -> TestClient:
    """The same browser after the server was started anew."""
    again = TestClient(build_web(house), base_url="https://testserver", follow_redirects=False)
    again.cookies = browser.cookies
    return again
