"""Whatever text comes: no exception, exact spans, ids of the closed lists, linear time, no network, no files, any thread."""

import itertools
import json
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.analysis import MAX_CHARACTERS, analyze, to_contract
from nlp.circumstances import CIRCUMSTANCES
from nlp.findings import Analysis, Kind, Role, Urgency
from nlp.labels import LABELS
from nlp.product_groups import PRODUCT_GROUPS

REPOSITORY = Path(__file__).parents[2]
LETTER = (
    "Shop Hoa Mai ở 12 Hàng Buồm, Hà Nội bán son MAC giả 1tr2 ngày 17/08/2026, zalo 0900 000 612, shopee . vn / hoamai, "
    "stk 000900000612 vcb, em tên Lan, sđt em 0900.000.613 ạ"
)
# Any code point, lone surrogates, marks without a letter and what cannot be seen included.
ANY_CHARACTER = st.characters(exclude_categories=())
UNSEEN = st.sampled_from(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\ufe0f\u0301\u0323\u031b\ud800\udfff\x00\x1b\r\u2028"
)
PIECES = st.one_of(
    st.sampled_from(LETTER.split()),
    st.sampled_from(unicodedata.normalize("NFD", LETTER).split()),
    st.sampled_from(LETTER.upper().split()),
    st.text(ANY_CHARACTER, max_size=4),
    st.text(UNSEEN, max_size=3),
)
GLUE = st.sampled_from([" ", "", ".", " . ", "\n", ", ", "\u200b", " / "])
TEXTS = st.one_of(
    st.text(ANY_CHARACTER, max_size=200),
    st.builds(lambda pieces, glue: glue.join(pieces), st.lists(PIECES, max_size=40), GLUE),
)
# Each is repeated to the full length: what a pattern could try again and again from every place.
HOSTILE = (
    "1", "0 ", "0900 ", "0 9 0 0 ", "không ", "khong chin ", ".", "a.", "a . ", "[.]", "a@", "@", "http://", "hxxp", "www.", "shopee.vn/", "://",
    "1tr", "1tr2 ", "1.000.", "1/", "1/1/", "12-", "mùng ", "stk ", "stk 1 ", "vcb", "shop ", "Shop A ", "A", "A ", "a-", "em tên ", "phường ",
    "số 1 ngõ 2 ", "Q.", "Hà Nội, ", "ở ", "không phải ", "hàng giả ", "hàng giả? ", "“", "(", "((a", "\n", "\n\n- ", "\u0301", "e\u0301", "\u200b",
    "1\u200b", "\ud800", "\x00", "😀", "0️⃣", "ｈ", "９", "aaaa", "đ", "ﷺ", "chấm ", "a chấm vn ", "30A-", "VN", "SPXVN0",
)  # fmt: skip
TIMES_LONGER = 8
# In proportion it would be 8; a pattern that tries everything from every place takes 64 times as long.
MOST_TIMES_SLOWER = 28.0


def check(text: str) -> Analysis:
    """Analyse and assert what must hold for any text."""
    analysis = analyze(text)
    assert analysis.text == text
    assert analysis.is_cut == (len(text) > MAX_CHARACTERS)
    for one in analysis.findings:
        assert 0 <= one.start < one.end <= min(len(text), MAX_CHARACTERS)
        assert text[one.start : one.end] == one.text
        assert one.kind in get_args(Kind)
        assert one.role in get_args(Role)
    for before, after in itertools.pairwise(analysis.findings):
        assert before.end <= after.start
    assert_of_closed_lists(analysis)
    json.dumps(to_contract(analysis))
    return analysis


def assert_of_closed_lists(analysis: Analysis) -> None:
    labels = [one.label for one in analysis.labels]
    circumstances = [one.id for one in analysis.circumstances]
    assert set(labels) <= set(LABELS)
    assert len(set(labels)) == len(labels)
    assert set(circumstances) <= set(CIRCUMSTANCES)
    assert len(set(circumstances)) == len(circumstances)
    assert analysis.product_group is None or analysis.product_group in PRODUCT_GROUPS
    assert analysis.urgency in get_args(Urgency)
    for scored in (analysis.labels, analysis.findings, analysis.provinces):
        assert all(0.0 <= one.score <= 1.0 for one in scored)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_answered_with_exact_spans_and_known_ids(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_any_text_is_answered_in_each_unicode_form(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        check(unicodedata.normalize(form, text))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LETTER)), st.text(UNSEEN, min_size=1, max_size=2)), max_size=12))
def test_what_cannot_be_seen_may_stand_anywhere(inserted: list[tuple[int, str]]) -> None:
    text = LETTER
    for at, unseen in inserted:
        text = text[:at] + unseen + text[at:]
    check(text)


@pytest.mark.parametrize("piece", HOSTILE)
def test_twenty_thousand_hostile_characters_take_time_in_proportion(piece: str) -> None:
    short, long = ((piece * size)[:size] for size in (MAX_CHARACTERS // TIMES_LONGER, MAX_CHARACTERS))
    check(long)
    allowed = MOST_TIMES_SLOWER * max(*(_seconds(short) for _ in range(3)), 0.001)
    assert any(_seconds(long) <= allowed for _ in range(3))  # one is enough: a busy machine is no fault of a pattern


def _seconds(text: str) -> float:
    started = time.process_time()
    analyze(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("length", "is_cut"), [(MAX_CHARACTERS - 1, False), (MAX_CHARACTERS, False), (MAX_CHARACTERS + 1, True)]
)
def test_a_text_over_the_limit_says_that_it_was_cut(length: int, *, is_cut: bool) -> None:
    analysis = check((LETTER * (length // len(LETTER) + 1))[:length])
    assert analysis.is_cut is is_cut
    assert to_contract(analysis)["is_cut"] is is_cut


def test_a_letter_is_not_cut_from_its_accent() -> None:
    text = "a" * (MAX_CHARACTERS - 1) + unicodedata.normalize("NFD", "ế") + " hàng giả"
    assert check(text).is_cut


def test_eight_threads_say_what_one_says() -> None:
    texts = [f"{LETTER[at:]} {LETTER[:at]}" for at in range(0, len(LETTER), 2)]
    texts += [unicodedata.normalize("NFD", text) for text in texts]
    serial = [analyze(text) for text in texts]
    with ThreadPoolExecutor(max_workers=8) as threads:
        assert list(threads.map(analyze, texts)) == serial


def test_the_first_analyses_of_a_process_may_come_in_several_threads_at_once() -> None:
    assert (
        _run_alone(
            """
        from concurrent.futures import ThreadPoolExecutor
        from nlp.analysis import analyze
        with ThreadPoolExecutor(max_workers=4) as threads:
            answers = list(threads.map(analyze, [letter] * 4))
        print(all(one == answers[0] == analyze(letter) for one in answers))
        """
        )
        == "True"
    )


def test_it_needs_no_network_and_writes_no_file() -> None:
    assert (
        _run_alone(
            """
        import os, socket
        WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        FORBIDDEN = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "shutil.copyfile", "subprocess.Popen", "os.system"}

        def watch(event, details):
            if event.startswith("socket.") or event in FORBIDDEN or (event == "open" and details[2] & WRITES):
                raise RuntimeError(f"{event}{details}")

        def refuse(*_, **__):
            raise RuntimeError("a socket was wanted")

        socket.socket = type("Blocked", (socket.socket,), {"__init__": refuse})
        socket.create_connection = socket.getaddrinfo = refuse
        sys.addaudithook(watch)
        from nlp.analysis import analyze, to_contract
        print(to_contract(analyze(letter))["is_report"])
        """
        )
        == "True"
    )


def _run_alone(program: str) -> str:
    """Run in a new process, which keeps no compiled modules, with the letter to analyse."""
    head = f"import sys\nletter = {LETTER!r}\n"
    body = "\n".join(line.removeprefix("        ") for line in program.splitlines())
    done = subprocess.run(
        [sys.executable, "-B", "-c", head + body],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
