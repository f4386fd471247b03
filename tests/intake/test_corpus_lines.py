"""Corrections as training data: what `read_messages` reads is what an authority may read, with the officer's labels."""

import unicodedata
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.corpus_lines import MARKED_IN_REPORTS, marked_text, write_corpus_lines
from intake.inbox import Inbox
from intake.masking import Mask, masked, masked_text
from nlp.training.corpus import Mark, Message, read_messages, unmark
from storage.database import Session
from storage.tables import FindingRow, Report
from tests.intake.citizen import Citizen
from tests.intake.corrected import BRIBED, correct
from tests.intake.given import WITH_OWN_NAME_AND_NUMBER

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6)
INFORMER = ("Trần", "Canary", "0900000653", "900000653")


@pytest.fixture
def exported(inbox: Inbox, tmp_path: Path) -> "Exported":
    return Exported(inbox, tmp_path / "corrections.jsonl")


class Exported:
    """What the export of a house holds, found by words of the text, because ids tell nothing."""

    def __init__(self, inbox: Inbox, file: Path) -> None:
        self.inbox, self.file = inbox, file

    def with_words(self, words: str) -> list[Message]:
        with self.inbox.ledger.database.read() as session:
            return [one for one in self.read(session) if words in unicodedata.normalize("NFC", one.text)]

    def read(self, session: Session) -> list[Message]:
        self.file.write_text("".join(f"{line}\n" for line in write_corpus_lines(session).lines), encoding="utf-8")
        return read_messages(self.file)


def shop() -> str:
    """A shop nobody else told of."""
    return f"Tiệm {uuid4().hex[:12]}"


def test_a_line_is_read_as_a_message_with_the_newest_meaning(
    inbox: Inbox, citizen: Citizen, exported: Exported
) -> None:
    name = shop()
    citizen.send_tip(f"{name} bán kem giả ở Đà Nẵng, số điện thoại của shop 0900000651")
    [report] = citizen.reports
    correct(inbox, report, labels=("scam",))
    correct(inbox, report, labels=("counterfeit", "scam"), product_group="toy", urgency="high", circumstances=("app",))

    [message] = exported.with_words(name)

    assert message.text == report.text
    assert (message.labels, message.product_group) == (("counterfeit", "scam"), "toy")
    assert (message.urgency, message.circumstances) == ("high", ("app",))
    assert (message.province_old, message.province_new, message.group) == (None, None, message.id)
    start = report.text.index("0900000651")
    assert Mark(start, start + 10, "phone", "seller", None) in message.marks
    line = exported.file.read_text(encoding="utf-8")
    assert "«phone:0900000651»" in line
    for known in (report.id, report.case_id, report.conversation_id):
        assert known.hex not in line.replace("-", "")


def test_nothing_of_the_informer_is_in_a_line(inbox: Inbox, citizen: Citizen, exported: Exported) -> None:
    name = shop()
    citizen.send_tip(f"{WITH_OWN_NAME_AND_NUMBER}, {name} cũng vậy")
    correct(inbox, citizen.reports[0], labels=("counterfeit",))

    [message] = exported.with_words(name)

    assert [word for word in INFORMER if word in message.text] == []
    assert message.text == masked(citizen.reports[0].text, citizen.reports[0].masks)
    assert all("đã che" not in message.text[mark.start : mark.end] for mark in message.marks)
    assert {mark.role for mark in message.marks if mark.kind == "phone"} == {"seller"}


def test_what_was_withdrawn_erased_or_waits_is_left_out(inbox: Inbox, exported: Exported) -> None:
    names = [shop() for _ in range(3)]
    withdrawn, erased, waiting = (Citizen(inbox) for _ in range(3))
    withdrawn.send_tip(f"{names[0]} bán kem giả ở Đà Nẵng")
    erased.send_tip(f"{names[1]} bán kem giả ở Đà Nẵng")
    waiting.send_tip(f"{BRIBED}, {names[2]}")
    for citizen in (withdrawn, erased, waiting):
        correct(inbox, citizen.reports[0], urgency="low")
    with inbox.ledger.open() as unit:
        gone, empty = (unit.session.get(Report, one.reports[0].id) for one in (withdrawn, erased))
        assert gone is not None
        assert empty is not None
        gone.status, empty.erased_at = "withdrawn", unit.now

    assert [exported.with_words(name) for name in names] == [[], [], []]
    with inbox.ledger.database.read() as session:
        assert write_corpus_lines(session).left_out >= len(names)


def test_a_text_in_pieces_of_letters_is_read_as_it_was_told(inbox: Inbox, exported: Exported) -> None:
    name, citizen = shop(), Citizen(inbox)
    citizen.send_tip(unicodedata.normalize("NFD", f"{name} bán kem giả ở Đà Nẵng"))
    correct(inbox, citizen.reports[0], labels=("counterfeit",))

    [message] = exported.with_words(name)

    assert (message.text, message.style) == (citizen.reports[0].text, frozenset({"nfd"}))


def test_every_line_is_one_line(inbox: Inbox, citizen: Citizen, exported: Exported) -> None:
    name = shop()
    citizen.send_tip(f"{name} bán kem giả\u2028ở Đà Nẵng\x85rất «rẻ»\nthật đấy")
    correct(inbox, citizen.reports[0], labels=("counterfeit",))

    [message] = exported.with_words(name)

    assert message.text == masked_text(citizen.reports[0]).replace("«", "“").replace("»", "”")
    assert [end for end in "\u2028\x85\n" if end not in message.text] == []


def mask(start: int, length: int) -> Mask:
    return {"start": start, "end": start + length, "what": "name", "by": "rules"}


def a_finding(text: str, start: int, length: int, role: str = "seller", kind: str = "phone") -> FindingRow:
    end = min(len(text), start + length)
    return FindingRow(
        report_id=uuid4(), kind=kind, start=start, end=end, text=text[start:end], role=role, score=1.0, reason=""
    )


@given(
    text=st.text("aé«»|[đã che] 0", min_size=1, max_size=40),
    masks=st.lists(st.builds(mask, st.integers(0, 40), st.integers(1, 9)), max_size=6),
    findings=SPANS,
)
def test_the_marks_taken_out_again_it_is_what_an_authority_reads(
    text: str, masks: list[Mask], findings: list[tuple[int, int]]
) -> None:
    rows = [a_finding(text, start, length) for start, length in findings if start < len(text)]

    told, marks = unmark(marked_text(text, masks, rows, MARKED_IN_REPORTS))

    outside = masked(text, masks).replace("«", "“").replace("»", "”")
    assert told.replace("|", "/") == outside.replace("|", "/")
    assert all(mark.value is None for mark in marks)
    assert not any(one.end > other.start for one, other in pairwise(marks))


ROLES: tuple[tuple[str, str, str], ...] = (
    ("phone", "seller", "«phone:abc»"),
    ("phone", "third_party", "«phone@third_party:abc»"),
    ("place", "reporter", "«place@reporter:abc»"),
    ("product", "unknown", "«product:abc»"),
    ("time", "unknown", "«date:abc»"),
    ("site_status", "unknown", "abc"),
)


@pytest.mark.parametrize(("kind", "role", "written"), ROLES)
def test_a_mark_is_written_as_the_guideline_says(kind: str, role: str, written: str) -> None:
    assert marked_text("abc", [], [a_finding("abc", 0, 3, role, kind)], MARKED_IN_REPORTS) == written
