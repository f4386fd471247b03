"""What the holder of a receipt code may ask about the data, through the real forms: each asked back once, then done."""

import html
import re

import pytest
from starlette.testclient import TestClient

from intake import phrases, rights_phrases
from intake.receipt_code import new_receipt_code
from intake.status import WRONG_PER_ASKER
from tests.public.citizen import TIP, Citizen, open_browser
from tinbao.app import House


@pytest.fixture
def citizen(browser: TestClient) -> Citizen:
    return Citizen(browser)


@pytest.fixture
def code(citizen: Citizen) -> str:
    return citizen.report()


@pytest.fixture
def elsewhere(sqlite_house: House) -> TestClient:
    """Somebody else's browser: it has the code and nothing else."""
    return open_browser(sqlite_house)


def do(browser: TestClient, code: str, act: str, **words: str) -> str:
    """Press the button on the page, then confirm; gives the page that says what came of it."""
    found = html.unescape(browser.post("/tra-cuu", data={"code": code}).text)
    assert f'value="{act}"' in found
    asked = browser.post("/tra-cuu/hoi-lai", data={"code": code, "act": act})
    assert asked.status_code == 200
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', asked.text))
    done = browser.post("/tra-cuu/lam", data={**hidden, **words})
    assert done.status_code == 200
    return html.unescape(done.text)


def test_asking_back_does_nothing_yet(elsewhere: TestClient, code: str) -> None:
    for act in ("see", "correct", "delete", "withdraw"):
        assert elsewhere.post("/tra-cuu/hoi-lai", data={"code": code, "act": act}).status_code == 200
    assert "đã chuyển tới" in elsewhere.post("/tra-cuu", data={"code": code}).text


def test_what_is_kept_goes_to_the_own_conversation_and_never_to_the_page(
    elsewhere: TestClient, citizen: Citizen, code: str
) -> None:
    page = do(elsewhere, code, "see")

    assert rights_phrases.SEE_ELSEWHERE in page
    assert "0900000651" not in page
    answer = citizen.read()[-1]["text"]
    assert TIP in answer
    assert "Quản lý thị trường" in answer
    assert phrases.CONSENT_VERSION in answer


def test_a_correction_waits_for_an_officer_and_is_set_beside_the_report(elsewhere: TestClient, code: str) -> None:
    page = do(elsewhere, code, "correct", words="Shop tên là Mẹ Bé 89")

    assert "Đã ghi lời đính chính" in page
    found = elsewhere.post("/tra-cuu", data={"code": code}).text
    assert "đang chờ cán bộ" in found
    assert "Mẹ Bé 89" not in found


@pytest.mark.parametrize("words", ["", "  ", "x" * 3001])
def test_a_correction_without_words_or_with_too_many_is_asked_for_again(
    elsewhere: TestClient, code: str, words: str
) -> None:
    answer = elsewhere.post("/tra-cuu/lam", data={"code": code, "act": "correct", "words": words})

    assert answer.status_code == 422
    assert rights_phrases.CORRECTION_MISSING in html.unescape(answer.text)


def test_deleting_is_done_at_once_and_certified(elsewhere: TestClient, citizen: Citizen, code: str) -> None:
    page = do(elsewhere, code, "delete")

    number = re.search(r"XH-\d\d-\d{6}", page)
    assert number
    found = elsewhere.post("/tra-cuu", data={"code": code}).text
    assert number[0] in found
    assert "Dữ liệu của tôi" not in found
    assert TIP not in str(citizen.read())
    again = elsewhere.post("/tra-cuu/lam", data={"code": code, "act": "delete"})
    assert rights_phrases.NOTHING_LEFT in html.unescape(again.text)


def test_withdrawing_says_that_the_way_back_to_him_goes_too(elsewhere: TestClient, code: str) -> None:
    page = do(elsewhere, code, "withdraw")

    assert phrases.WITHDRAWN in page
    assert rights_phrases.FORGETTING in page
    assert "bạn đã rút lại" in elsewhere.post("/tra-cuu", data={"code": code}).text


@pytest.mark.parametrize("path", ["/tra-cuu/hoi-lai", "/tra-cuu/lam"])
def test_wrong_codes_count_together_with_those_of_the_status(elsewhere: TestClient, code: str, path: str) -> None:
    for _ in range(WRONG_PER_ASKER.amount):
        tried = {"code": str(new_receipt_code()), "act": "delete"}
        assert elsewhere.post(path, data=tried).status_code == 404

    assert elsewhere.post(path, data={"code": code, "act": "delete"}).status_code == 429
    assert elsewhere.post("/tra-cuu", data={"code": code}).status_code == 429


@pytest.mark.parametrize("path", ["/tra-cuu/hoi-lai", "/tra-cuu/lam"])
def test_an_act_nobody_knows_is_refused(elsewhere: TestClient, code: str, path: str) -> None:
    assert elsewhere.post(path, data={"code": code, "act": "reveal"}).status_code == 422


def test_the_code_stands_in_no_address(elsewhere: TestClient, code: str) -> None:
    for path in ("/tra-cuu/hoi-lai", "/tra-cuu/lam"):
        assert elsewhere.get(path, params={"code": code, "act": "delete"}).status_code == 405
    page = elsewhere.post("/tra-cuu", data={"code": code}).text
    assert not re.search(rf'(?:action|href)="[^"]*{code[3:8]}', page)
