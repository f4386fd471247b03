"""Banks by name and nickname."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.bank import find_banks

FOUND = [
    ("ngân hàng Vietcombank", [("Vietcombank", "VCB")]),
    ("vietcom", [("vietcom", "VCB")]),
    ("stk vcb", [("vcb", "VCB")]),
    ("ngân hàng ngoại thương", [("ngoại thương", "VCB")]),
    ("qua techcombank", [("techcombank", "TCB")]),
    ("ck tech 1903 4400 0176", [("tech", "TCB")]),
    ("1903 4400 0176 tech", [("tech", "TCB")]),
    ("stk 1903 4400 0176 tech", [("tech", "TCB")]),
    ("TCB nhé", [("TCB", "TCB")]),
    ("stk 0900000123 mb", [("mb", "MB")]),
    ("nh MB nhé", [("MB", "MB")]),
    ("mbbank", [("mbbank", "MB")]),
    ("MB Bank", [("MB Bank", "MB")]),
    ("stk 0123456789 em bi", [("em bi", "MB")]),
    ("ngân hàng quân đội", [("quân đội", "MB")]),
    ("ngan hang quan doi", [("quan doi", "MB")]),
    ("acb", [("acb", "ACB")]),
    ("ngân hàng Á Châu", [("Á Châu", "ACB")]),
    ("BIDV", [("BIDV", "BIDV")]),
    ("VietinBank hoặc agribank", [("VietinBank", "ICB"), ("agribank", "VBA")]),
    ("stk 0123456789 vtb", [("vtb", "ICB")]),
    ("viettin", [("viettin", "ICB")]),
    ("ngân hàng công thương", [("công thương", "ICB")]),
    ("stk 1 0 2 3 0 0 0 0 8 8 1 agri", [("agri", "VBA")]),
    ("ngan hang nong nghiep", [("nong nghiep", "VBA")]),
    ("tpb", [("tpb", "TPB")]),
    ("TPBank", [("TPBank", "TPB")]),
    ("vpb", [("vpb", "VPB")]),
    ("ck qua vp 0123456789", [("vp", "VPB")]),
    ("stb", [("stb", "STB")]),
    ("sacom", [("sacom", "STB")]),
    ("vib", [("vib", "VIB")]),
    ("shb", [("shb", "SHB")]),
    ("HDBank", [("HDBank", "HDB")]),
    ("msb", [("msb", "MSB")]),
    ("ngân hàng hàng hải", [("hàng hải", "MSB")]),
    ("ocb", [("ocb", "OCB")]),
    ("eximbank", [("eximbank", "EIB")]),
    ("lpbank", [("lpbank", "LPB")]),
    ("seabank", [("seabank", "SEAB")]),
    ("nam a bank", [("nam a bank", "NAB")]),
    ("stk 6011 0000 3390 Đông Á", [("Đông Á", "DOB")]),
    ("ngan hang ban viet", [("ban viet", "VCCB")]),
    ("shinhan", [("shinhan", "SHBVN")]),
    ("chuyển vô 0 1 o 2 . o o o o . 7 7 3 chỗ Á Châu", [("Á Châu", "ACB")]),
    ("1tr2 vào tech", [("tech", "TCB")]),
    ("ＶＣＢ", [("ＶＣＢ", "VCB")]),
]
NOT_FOUND = [
    "file nặng 20 mb",
    "bán điện thoại tech house",
    "đồ agri",
    "em bị lừa",
    "em bi lua 2 trieu",
    "người á châu",
    "chợ nông nghiệp",
    "bộ công thương",
    "khu công nghiệp quốc tế",
    "hàng đông á nhập khẩu",
    "vp luật sư",
    "cắt cake sinh nhật",
    "hộp sữa abb",
    "quân đội nhân dân",
    "http://acb-online.cc",
    "bidv-xacthuc.top",
    "hàng hải sản",
    "số 12 phương đông",
    "acbd",
    "tvib",
    "đại dương xanh",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_bank_gives_its_code(text: str, expected: list[tuple[str, str]]) -> None:
    findings = find_banks(fold(text))
    assert [(one.text, one.value) for one in findings] == expected


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_decomposed_text_gives_the_same_codes(text: str, expected: list[tuple[str, str]]) -> None:
    findings = find_banks(fold(unicodedata.normalize("NFD", text)))
    assert [(unicodedata.normalize("NFC", one.text), one.value) for one in findings] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_bank(text: str) -> None:
    assert find_banks(fold(text)) == []


def test_a_long_hostile_text_ends() -> None:
    assert len(find_banks(fold("mb 123456789 " * 1500))) == 1500
