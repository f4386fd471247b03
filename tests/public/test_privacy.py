"""The privacy notice says what is true of this house."""

import pytest
from starlette.testclient import TestClient

from intake import web_phrases
from intake.chat import IDLE_LIFE
from intake.forgetting import GOODBYE
from intake.period_words import describe_periods
from intake.person_rights import DAYS_TO_ANSWER
from intake.retention_run import QUIET


@pytest.mark.parametrize(
    "sentence",
    [
        "<b>không</b> được gửi kèm",
        "ứng dụng đó vẫn biết bạn đã nhắn",
        "ảnh và tệp được giữ nguyên như bạn gửi",
        "giờ chụp, nơi chụp",
        f"không nhắn gì trong {IDLE_LIFE.days} ngày",
        "Rút lại tin",
        web_phrases.OPERATOR_CONTACT,
        *describe_periods(),
        f"trả lời trong {DAYS_TO_ANSWER} ngày làm việc",
        f"chưa gửi bị xoá khi bạn không nhắn tiếp trong {QUIET.days} ngày",
        f"nhiều nhất {GOODBYE.total_seconds() / 3600:.0f} giờ",
    ],
)
def test_the_notice_says_it(browser: TestClient, sentence: str) -> None:
    assert sentence in browser.get("/rieng-tu").text


@pytest.mark.parametrize("path", ["/", "/tra-cuu", "/rieng-tu"])
def test_no_page_has_inline_code_or_asks_anything_of_others(browser: TestClient, path: str) -> None:
    page = browser.get(path)

    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert not any(mark in page.text for mark in ("<script>", "style=", "onclick", "http://", "https://", "//cdn"))
