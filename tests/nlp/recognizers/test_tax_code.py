"""Tax codes; invented, though the check digits of most are right."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.tax_code import find_tax_codes

FOUND = [
    ("MST 0109000449", "0109000449", "0109000449"),
    ("mst: 0109000449", "0109000449", "0109000449"),
    ("mst:0109000449", "0109000449", "0109000449"),
    ("(MST 0109000449)", "0109000449", "0109000449"),
    ("mã số thuế 0109000449", "0109000449", "0109000449"),
    ("ma so thue 0109000449 nha", "0109000449", "0109000449"),
    ("mã số thuế là 0109000449", "0109000449", "0109000449"),
    ("mã số thuế của nó 0109000449", "0109000449", "0109000449"),
    ("MÃ SỐ THUẾ: 0109000449", "0109000449", "0109000449"),
    ("mã số thuế 0109 000 449, văn phòng", "0109 000 449", "0109000449"),
    ("mst 01 0900 0449", "01 0900 0449", "0109000449"),
    ("mst 0109.000.449", "0109.000.449", "0109000449"),
    ("mst 0 1 0 9 0 0 0 4 4 9", "0 1 0 9 0 0 0 4 4 9", "0109000449"),
    ("mst 0109000449-001", "0109000449-001", "0109000449001"),
    ("mst 0109000449–001", "0109000449–001", "0109000449001"),
    ("MST: 0109 000 449-001", "0109 000 449-001", "0109000449001"),
    ("mst 0311000404", "0311000404", "0311000404"),
    ("mst 0200 000 913", "0200 000 913", "0200000913"),
    ("mã số doanh nghiệp 3800000910", "3800000910", "3800000910"),
    ("msdn 6000000120", "6000000120", "6000000120"),
    ("mã thuế 0107000919", "0107000919", "0107000919"),
    ("tax code 0107000919", "0107000919", "0107000919"),
    ("Tax ID: 0107000919", "0107000919", "0107000919"),
    ("gpkd 0107000919", "0107000919", "0107000919"),
    ("giấy phép kinh doanh 0107000919", "0107000919", "0107000919"),
    ("ＭＳＴ ０１０９０００４４９", "０１０９０００４４９", "0109000449"),
    ("mst O109000449", "O109000449", "0109000449"),
    ("mst 01o9ooo449", "01o9ooo449", "0109000449"),
    ("mst 0109000447", "0109000447", "0109000447"),
    ("mã số thuế 3800 000 917, mở điểm", "3800 000 917", "3800000917"),
    ("mst ghi 0109000449 mà tra không ra", "0109000449", "0109000449"),
    ("mst\n0109000449", "0109000449", "0109000449"),
    ("mst 0109000449 sdt 0900000123", "0109000449", "0109000449"),
    ("mst 0109000449 0900000123", "0109000449", "0109000449"),
    ("sđt 0900000123, mst 0109000449", "0109000449", "0109000449"),
    ("công ty Hoa Mai 0109000449", "0109000449", "0109000449"),
    ("cty TNHH Hoa Mai (0109000449)", "0109000449", "0109000449"),
    ("doanh nghiệp Hoa Mai, 0109000449", "0109000449", "0109000449"),
    ("hkd Hoa Mai 0109000449-001", "0109000449-001", "0109000449001"),
    ("công ty cổ phần Hoa Mai - 0107000919", "0107000919", "0107000919"),
    ("mst/0109000449", "0109000449", "0109000449"),
    ("mst-0109000449", "0109000449", "0109000449"),
]
NOT_FOUND = [
    "0109000449",
    "mst 010900044",
    "mst 01090004",
    "mst không có",
    "không có mst",
    "stk 0109000449",
    "sđt 0900000123",
    "công ty Hoa Mai 0109000447",
    "công ty Hoa Mai, sđt 0900000123",
    "công ty Hoa Mai gọi 0380000045",
    "công ty Hoa Mai stk 0109000449",
    "công ty Hoa Mai mã đơn 0109000449",
    "cccd 079000000123",
    "mã đơn 0109000449",
    "công ty bán 1200000000 đồng",
    "cty 0109000449k",
    "mst 12/10/2026",
    "mst a0109000449",
    "shop Hoa Mai 0109000449",
    "công ty. Hôm sau 0109000449",
    "mã số thuế của công ty ở tận ngoài tỉnh kia tôi tra 0109000449" + "9",
]


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_a_tax_code_is_read(text: str, said: str, value: str) -> None:
    found = find_tax_codes(fold(text))
    assert [(one.text, one.value) for one in found] == [(said, value)]
    assert "chưa xác thực" in found[0].reason


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_a_decomposed_text_gives_the_same_value(text: str, said: str, value: str) -> None:
    found = find_tax_codes(fold(unicodedata.normalize("NFD", text)))
    assert [(unicodedata.normalize("NFC", one.text), one.value) for one in found] == [(said, value)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_tax_code(text: str) -> None:
    assert find_tax_codes(fold(text)) == []


@pytest.mark.parametrize(("value", "is_said"), [("0109000449", False), ("0109000447", True)])
def test_a_wrong_check_digit_is_said(value: str, is_said: bool) -> None:  # noqa: FBT001 - a column of the table
    (finding,) = find_tax_codes(fold(f"mst {value}"))
    assert ("không khớp" in finding.reason) is is_said


def test_a_long_hostile_text_ends() -> None:
    assert find_tax_codes(fold("công ty 0109000447 " * 1000)) == []
