"""What people agreed to: one file a version, word for word, never changed afterwards."""

import hashlib
import html
import re
from pathlib import Path

from starlette.testclient import TestClient

import intake
from intake import phrases

CONSENTS = Path(intake.__file__).parent / "consents"
ON_THE_CARD = (
    phrases.CARD_TEXT,
    phrases.CARD_TEXT_WAITS,
    phrases.CARD_TEXT_WAITS_ALL,
    phrases.CARD_ROUTE,
    phrases.CARD_HELD,
    phrases.CARD_CLOSING,
)


def todays_version() -> str:
    return (CONSENTS / f"{phrases.CONSENT_VERSION}.md").read_text(encoding="utf-8")


def test_todays_version_holds_what_the_card_says() -> None:
    kept = todays_version().splitlines()
    assert [sentence for sentence in ON_THE_CARD if f"- {sentence.strip()}" not in kept] == []


def test_todays_version_holds_the_notice_word_for_word(browser: TestClient) -> None:
    main = browser.get("/rieng-tu").text.partition("<main")[2].partition("<h2>Liên hệ</h2>")[0]
    told = [body for _, body in re.findall(r"<(h1|h2|p|li)\b[^>]*>(.*?)</\1>", main, re.DOTALL)]
    kept = {line.lstrip("#- ") for line in todays_version().splitlines()}
    sentences = [html.unescape(re.sub(r"<[^>]+>", "", body)).strip() for body in told]
    assert len(sentences) > 30
    assert [sentence for sentence in sentences if sentence not in kept] == []


def test_no_version_was_changed_after_it_was_agreed_to() -> None:
    sums = [line.split() for line in (CONSENTS / "SHA256SUMS").read_text().splitlines()]
    listed = {name: digest for digest, name in sums}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in CONSENTS.glob("*.md")}
    assert found == listed
