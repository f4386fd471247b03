"""Findings in the text: every piece in its place, nothing a tip holds becomes markup."""

from html.parser import HTMLParser
from typing import get_args
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.highlights import split_text
from admin.titles import (
    ATTACHMENT_TITLES,
    CIRCUMSTANCE_TITLES,
    DELIVERY_TITLES,
    EVENT_TITLES,
    FINDING_ROLE_TITLES,
    FINDING_TITLES,
    OUTCOME_CHOICES,
    ROLE_TITLES,
    STATUS_TITLES,
)
from intake.referral_view import KIND_TITLES
from nlp.circumstances import CIRCUMSTANCES
from nlp.findings import Kind
from storage.tables import FindingRow
from storage.tables.case import CASE_STATUSES, EVENT_KINDS, OUTCOMES
from storage.tables.conversation import ATTACHMENT_STATUSES
from storage.tables.officer import OFFICER_ROLES
from storage.tables.referral import DELIVERY_STATUSES
from storage.tables.report import ROLES
from tests.admin.people import log_in, report
from tinbao.app import House

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}} {% raw %} ${7*7}",
    "</mark></div><svg onload=alert(1)>",
    "javascript:alert(1) <a href='javascript:alert(1)'>0900000123</a>",
    "&lt;script&gt; &amp; \N{RIGHT-TO-LEFT OVERRIDE}gpj.exe",
)


def make_finding(start: int, end: int, *, kind: str = "phone", role: str = "seller") -> FindingRow:
    return FindingRow(report_id=uuid4(), kind=kind, start=start, end=end, text="", role=role, score=1.0, reason="")


@given(
    text=st.text(max_size=60),
    spans=st.lists(st.tuples(st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(ROLES)), max_size=8),
)
def test_the_pieces_joined_are_the_text_and_know_what_covers_them(text: str, spans: list[tuple[int, int, str]]) -> None:
    segments = split_text(text, [make_finding(start, end, role=role) for start, end, role in spans])

    assert "".join(segment.text for segment in segments) == text
    position = 0
    for segment in segments:
        end = position + len(segment.text)
        covering = {f"role-{r}" for s, e, r in spans if 0 <= s < e <= len(text) and s <= position and end <= e}
        assert set(segment.roles.split()) == covering
        position = end


def test_overlapping_findings_are_split_and_each_is_named_where_it_ends() -> None:
    segments = split_text("abcdef", [make_finding(0, 4, kind="url"), make_finding(2, 6, role="unknown")])

    assert [(s.text, s.roles, s.notes) for s in segments] == [
        ("ab", "role-seller", ()),
        ("cd", "role-seller role-unknown", ("đường dẫn · người bán",)),
        ("ef", "role-unknown", ("điện thoại · chưa rõ của ai",)),
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_text_stays_text(sqlite_house: House, words: str) -> None:
    text = f"Shop ở Hà Nội bán hàng giả {words} số 0900000123"
    case = report(sqlite_house, text)
    page = Reader()
    page.feed(log_in(sqlite_house).get(f"/admin/cases/{case.id}").text)

    assert page.told == text
    assert page.dangers == []


class Reader(HTMLParser):
    """Reads a page as a browser does: what the citizen told, and whatever could run."""

    def __init__(self) -> None:
        super().__init__()
        self.told = ""
        self.dangers: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_ours = (given.get("src") or "/static/").startswith(("/static/", "/admin/evidence/"))
        runs = [name for name in given if name.startswith("on") or name == "style"]
        if runs or not is_ours or (tag == "script" and "src" not in given) or tag in {"svg", "iframe", "style"}:
            self.dangers.append(self.get_starttag_text() or tag)
        if tag in {"div", "span", "mark"}:
            self._open.append(given.get("class") or tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"div", "span", "mark"}:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if "told" in self._open and "note" not in self._open:
            self.told += data


def test_every_id_of_a_closed_list_has_its_words() -> None:
    assert set(CIRCUMSTANCE_TITLES) == set(CIRCUMSTANCES)
    assert set(STATUS_TITLES) == set(CASE_STATUSES)
    assert set(OUTCOME_CHOICES) == set(OUTCOMES)
    assert set(EVENT_TITLES) == set(EVENT_KINDS)
    assert set(DELIVERY_TITLES) == set(DELIVERY_STATUSES)
    assert set(ATTACHMENT_TITLES) | {"stored"} == set(ATTACHMENT_STATUSES)
    assert set(ROLE_TITLES) == set(OFFICER_ROLES)
    assert set(FINDING_ROLE_TITLES) == set(ROLES)
    assert set(KIND_TITLES) <= set(FINDING_TITLES)


def test_every_kind_of_finding_has_a_title() -> None:
    assert set(FINDING_TITLES) == set(get_args(Kind))
