"""Status by receipt code, for people and for programs: told to the holder, hidden from everybody else."""

import html
import re

import pytest
from starlette.testclient import TestClient

from intake import phrases, web_phrases
from intake.receipt_code import ReceiptCode, check_character, new_receipt_code
from intake.status import WRONG_PER_ASKER, WRONG_PER_LOCATOR
from tests.public.citizen import Citizen, open_browser
from tinbao.app import House

NOBODYS_BODY = "8Q2ZK0123456789"
NOBODYS_CODE = str(ReceiptCode(NOBODYS_BODY + check_character(NOBODYS_BODY)))


@pytest.fixture
def code(browser: TestClient) -> str:
    return Citizen(browser).report()


@pytest.mark.parametrize("spell", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code[3:]}\n"])
def test_a_code_tells_how_the_report_stands_however_it_is_typed(browser: TestClient, code: str, spell: object) -> None:
    assert callable(spell)

    answer = browser.post("/api/v1/status", json={"code": spell(code)})

    assert answer.status_code == 200
    told = answer.json()
    assert set(told) == {"status", "authority", "due_at", "seen_at", "officer_messages", "summary"}
    assert (told["status"], told["seen_at"], told["officer_messages"]) == ("referred", None, [])
    assert "Đà Nẵng" in told["authority"]
    assert told["summary"].startswith("Tin gửi ngày")
    assert "0900000651" not in answer.text, "never the reporter's own words"


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"code": "TB-AAAAA-BBBBB-CCCCC-9"}, 422, phrases.CODE_MISTYPED),
        ({"code": "xin chào"}, 422, phrases.CODE_MISTYPED),
        ({"code": "x" * 100_000}, 422, phrases.CODE_MISTYPED),
        ({"code": "TB-\x00\u202e"}, 422, phrases.CODE_MISTYPED),
        ({"code": "  "}, 422, web_phrases.CODE_MISSING),
        ({"code": 5}, 422, web_phrases.CODE_MISSING),
        ({}, 422, web_phrases.CODE_MISSING),
        ([], 400, web_phrases.NOT_READABLE),
        ({"code": NOBODYS_CODE}, 404, phrases.CODE_UNKNOWN),
    ],
)
def test_what_is_no_code_of_a_report_is_answered_by_a_sentence(
    browser: TestClient, body: object, status: int, detail: str
) -> None:
    answer = browser.post("/api/v1/status", json=body)

    assert (answer.status_code, answer.json()["detail"]) == (status, detail)
    assert answer.headers["content-type"] == "application/problem+json"


def test_too_many_wrong_codes_shut_one_address_out_even_with_the_right_one(browser: TestClient, code: str) -> None:
    wrong = [
        browser.post("/api/v1/status", json={"code": str(new_receipt_code())}) for _ in range(WRONG_PER_ASKER.amount)
    ]

    shut = browser.post("/api/v1/status", json={"code": code})

    assert {answer.status_code for answer in wrong} == {404}
    assert (shut.status_code, shut.json()["detail"]) == (429, phrases.CODE_TOO_MANY)
    assert 0 < int(shut.headers["Retry-After"]) <= 3600


def test_the_page_and_the_program_count_wrong_codes_together(browser: TestClient, code: str) -> None:
    for _ in range(WRONG_PER_ASKER.amount // 2):
        browser.post("/api/v1/status", json={"code": str(new_receipt_code())})
        browser.post("/tra-cuu", data={"code": str(new_receipt_code())})

    assert browser.post("/tra-cuu", data={"code": code}).status_code == 429


def test_a_few_slips_shut_nobody_out(browser: TestClient, code: str) -> None:
    slip = code[:-1] + ("A" if code[-1] != "A" else "B")
    for _ in range(2 * WRONG_PER_LOCATOR.amount):
        assert browser.post("/tra-cuu", data={"code": slip}).status_code == 422

    assert browser.post("/tra-cuu", data={"code": code}).status_code == 200


def test_the_page_tells_the_status_and_leads_back_into_the_chat(sqlite_house: House, code: str) -> None:
    elsewhere = open_browser(sqlite_house)

    page = html.unescape(elsewhere.post("/tra-cuu", data={"code": code.lower()}).text)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    opened = elsewhere.post("/chat", data=hidden)

    assert "đã chuyển tới" in page
    assert "Chưa có lời nhắn nào" in page
    assert opened.status_code == 303
    chat = elsewhere.get("/").text
    assert "Rút lại tin" in chat
    assert code not in chat


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ("", 422, web_phrases.CODE_MISSING),
        ("abc", 422, phrases.CODE_MISTYPED),
        (NOBODYS_CODE, 404, phrases.CODE_UNKNOWN),
    ],
)
def test_a_wrong_code_is_said_above_the_field_and_stays_in_it(
    browser: TestClient, typed: str, status: int, sentence: str
) -> None:
    answer = browser.post("/tra-cuu", data={"code": typed})

    assert answer.status_code == status
    assert f'role="alert">{sentence}' in html.unescape(answer.text)
    assert f'value="{typed}"' in answer.text


def test_the_code_travels_in_no_address(browser: TestClient, code: str) -> None:
    asked = browser.get("/tra-cuu", params={"code": code})

    assert asked.status_code == 200
    assert code not in asked.text
