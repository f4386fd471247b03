"""Folding keeps exact offsets for any text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.fold import fold, same_accents

PIECES = st.sampled_from(
    [
        "Huế", unicodedata.normalize("NFD", "Huế"), "\u200b", "\ufeff", "đ", "Đ", "\uff10\uff19", "\ud800", "\U0001d400", "\u0301", " ",
        "shopee.vn/a", "0900 000 123", "ở", "stk", "İ", "ß", "\x00", "\n", "½",
    ]
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map("".join))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hàng GIẢ ở Đà Nẵng", "hang gia o da nang"),
        (unicodedata.normalize("NFD", "Hàng GIẢ ở Đà Nẵng"), "hang gia o da nang"),
        ("09\u200b00", "0900"),
        ("０９００", "0900"),  # full-width digits
        ("𝐟𝐚𝐤𝐞", "fake"),
        ("\ud800", "\ufffd"),
        ("", ""),
    ],
)
def test_folding_gives_bare_lower_case_letters(text: str, expected: str) -> None:
    assert fold(text).text == expected


@given(ANY_TEXT)
def test_both_forms_and_the_map_agree_in_length(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.accented)
    assert folded.starts is None or len(folded.starts) == len(folded.text)
    assert folded.original == text


@given(ANY_TEXT)
def test_every_span_maps_into_the_text_and_back(text: str) -> None:
    folded = fold(text)
    for index in range(len(folded.text)):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert folded.folded_span(start, end) == (index, index + 1)


def test_a_span_keeps_a_decomposed_letter_whole_and_leaves_trailing_marks_of_no_width_out() -> None:
    text = unicodedata.normalize("NFD", "ở Huế") + "\u200b nhé"
    folded = fold(text)
    start = folded.text.index("hue")
    assert folded.said(start, start + 3) == unicodedata.normalize("NFD", "Huế")


@pytest.mark.parametrize(
    ("said", "meant", "same"),
    [
        ("khánh hoà", "khánh hòa", True),
        ("khanh hoa", "khánh hòa", True),
        ("giá", "giả", False),
        ("sơn", "son", False),
        ("huệ", "huế", False),
    ],
)
def test_accents_are_compared_word_by_word(said: str, meant: str, *, same: bool) -> None:
    assert same_accents(said, meant) is same


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("shоpee.vn", "shopee.vn"),  # a Cyrillic о
        ("ΖАLΟ", "zalo"),  # Greek and Cyrillic
        ("vіetcombank", "vietcombank"),
        ("ʜᴏᴀ ᴍᴀɪ", "hoa mai"),
        ("🅷🅾🅰 ❾➀", "hoa 91"),
    ],
)
def test_letters_of_other_alphabets_that_look_latin_are_read_as_latin(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert fold(text).accented == folded
    assert fold("Hà " + text).span(3, 3 + len(folded)) == (3, 3 + len(text))


def test_a_decomposed_text_keeps_what_looks_latin() -> None:
    assert fold("Ha\u0300ng shоpee").accented == "hàng shopee"
