"""The whole analysis: the contract, exact offsets, hostile texts."""

import datetime as dt
import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.analysis import MAX_CHARACTERS, analyze, to_contract
from nlp.version import VERSION

HOA_MAI = "shop Hoa Mai Cosmetic bán son MAC giả ở 12 Hàng Buồm Hà Nội, zalo 0912 345 678, link shopee.vn/hoamai.cosmetic, mình có chụp hình"
WORDS = st.sampled_from(
    [
        *HOA_MAI.split(), "0912345678", "stk", "vcb", "hxxp://a.vn/b", "abc[.]com", "@hang.re", "1tr2", "17/08/2026", "em", "tên", "Lan",
        unicodedata.normalize("NFD", "Huế"), "ở", "09\u200b12345678", "\u200b", "Q.5", "\ud800", "Bình Dương", "１９００１２３４",
    ]
)  # fmt: skip
ANY_TEXT = st.one_of(st.text(), st.lists(st.one_of(WORDS, st.text(max_size=3)), max_size=40).map(" ".join))


def test_the_first_message_of_the_house_is_understood() -> None:
    analysis = analyze(HOA_MAI)
    contract = to_contract(analysis)
    values = {(one.kind, one.value or one.text, one.role) for one in analysis.findings}
    assert contract["labels"] == ["counterfeit"]
    assert (contract["is_report"], contract["product_group"]) == (True, "cosmetics")
    assert (contract["province_new"], contract["province_old"]) == ("01", "01")
    assert values == {
        ("seller", "Hoa Mai Cosmetic", "seller"),
        ("place", "12 Hàng Buồm Hà Nội", "seller"),
        ("phone", "+84912345678", "seller"),
        ("url", "https://shopee.vn/hoamai.cosmetic", "seller"),
        ("product", "son", "unknown"),
        ("brand", "MAC", "unknown"),
    }
    assert analysis.version == VERSION


def test_smuggled_goods_in_a_former_province() -> None:
    analysis = analyze("bán hàng lậu ở Bình Dương")
    contract = to_contract(analysis)
    assert (contract["labels"], contract["province_new"], contract["province_old"]) == (["smuggled"], "79", "74")
    assert [one.former_name for one in analysis.provinces] == ["Bình Dương"]


def test_a_greeting_gives_none() -> None:
    assert to_contract(analyze("xin chào")) == {
        "labels": ["none"],
        "is_report": False,
        "entities": [],
        "province_old": None,
        "province_new": None,
        "product_group": None,
        "urgency": "low",
        "circumstances": [],
        "is_cut": False,
        "version": VERSION,
    }


def test_an_entity_has_the_contracts_keys() -> None:
    contract = to_contract(analyze("hàng giả ngày 5/9", received_on=dt.date(2026, 11, 22)))
    assert contract["entities"] == [
        {"type": "date", "text": "5/9", "start": 14, "end": 17, "norm": "2026-09-05", "role": "unknown"}
    ]


@settings(deadline=None)  # the first text loads the models
@given(ANY_TEXT)
def test_every_finding_is_an_exact_piece_of_the_original(text: str) -> None:
    findings = analyze(text, received_on=dt.date(2026, 11, 22)).findings
    for finding in findings:
        assert text[finding.start : finding.end] == finding.text
        assert finding.end > finding.start
        assert not unicodedata.combining(text[finding.end : finding.end + 1] or " ")
    for before, after in itertools.pairwise(findings):
        assert before.end <= after.start


def test_both_unicode_forms_are_understood_alike() -> None:
    analysis = analyze(unicodedata.normalize("NFD", HOA_MAI))
    assert [unicodedata.normalize("NFC", one.text) for one in analysis.findings] == [
        one.text for one in analyze(HOA_MAI).findings
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "1", ".", "a.", "a", "@", "0 ", "0912345678 ", "http://", "shop Hoa ", "o ", "e\u0301", "\u0301", "hà nội ", "không ", "stk ",
        "\ud800", "\x00", "A ", "a-", "1.", "12 a b c, ", "khong phai ", "[.]", "em ten ", "giao ve ", "chuyen khoan ", "quang cao ", "ban ", "an ", "\u200b",
    ],
)  # fmt: skip
def test_a_hundred_kilobytes_of_anything_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(one.end <= MAX_CHARACTERS for one in analyze(text).findings)


def test_a_long_text_is_read_at_its_beginning() -> None:
    assert analyze("x " * MAX_CHARACTERS + "hàng giả").labels == ()
    assert analyze("hàng giả " + "x " * MAX_CHARACTERS).is_report


@pytest.mark.parametrize(
    "text",
    [
        "Muốn tố cáo một chỗ bán hàng giả thì phải chuẩn bị giấy tờ gì ạ?",
        "em định phản ánh hàng lậu thì có phải ký tên không",
    ],
)
def test_a_question_of_procedure_is_no_report_even_if_it_names_a_breach(text: str) -> None:
    assert not analyze(text).is_report


def test_a_wish_to_report_a_shop_by_name_stays_a_report() -> None:
    assert analyze("muốn báo shop Nấm Lùn Tịt bán hàng giả, phải làm gì ạ, sđt nó 0900 000 611").is_report
