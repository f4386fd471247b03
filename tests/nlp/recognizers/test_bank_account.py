"""Accounts by the words and banks around them; every account is invented."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.bank_account import find_bank_accounts

FOUND = [
    ("stk 0011 2233 4455 vcb", [("0011 2233 4455", "001122334455")]),
    ("STK: 0011.2233.4455", [("0011.2233.4455", "001122334455")]),
    ("số tài khoản 19001234567890", [("19001234567890", "19001234567890")]),
    ("chuyển vào tài khoản 19001234567890", [("19001234567890", "19001234567890")]),
    ("so tk ko dau: 9 7 0 4 0 0 0 0 1 2 8 8", [("9 7 0 4 0 0 0 0 1 2 8 8", "970400001288")]),
    ("tk 0900000123", [("0900000123", "0900000123")]),
    ("mb bank 0900000123", [("0900000123", "0900000123")]),
    ("MB 03300 00926", [("03300 00926", "0330000926")]),
    ("0900000123456 vietcombank", [("0900000123456", "0900000123456")]),
    ("0900000123 tpb", [("0900000123", "0900000123")]),
    ("vô tài khoản vợ 4411 0000 863 ngân hàng Agribank", [("4411 0000 863", "44110000863")]),
    ("vô stk 0700 0001 2345 Agribank rồi tắt máy", [("0700 0001 2345", "070000012345")]),
    ("chuyển 48 triệu vào 1260 0000 0775 tên TRAN", [("1260 0000 0775", "126000000775")]),
    ("ck vào 19001234567", [("19001234567", "19001234567")]),
    ("780k trưa nay vào 9704 0000 112 rồi mất tăm", [("9704 0000 112", "97040000112")]),
    ("banking 1903 0000 8877", [("1903 0000 8877", "190300008877")]),
    ("techcombank số 1900000045678 rồi", [("1900000045678", "1900000045678")]),
    ("ck qua tech 1903 4400 0176", [("1903 4400 0176", "190344000176")]),
    ("0371 0000 5566 Á Châu", []),
    ("0371 0000 5566 ngân hàng Á Châu", [("0371 0000 5566", "037100005566")]),
    ("stk 6011 0000 3390 Đông Á", [("6011 0000 3390", "601100003390")]),
    ("stk 1 9 0 3 . 0 0 0 0 . 5 5 8 techcom", [("1 9 0 3 . 0 0 0 0 . 5 5 8", "19030000558")]),
    ("tk 0 3 1 1 - 0 0 0 - 5 5 8 2 tpbank", [("0 3 1 1 - 0 0 0 - 5 5 8 2", "03110005582")]),
    ("stk 0 7 1 1 0 0 0 3 2 9 8 o vcb", [("0 7 1 1 0 0 0 3 2 9 8 o", "071100032980")]),
    ("stk 19o 36 oo4 11o 28 tcb", [("19o 36 oo4 11o 28", "190360041102" + "8")]),
    ("stk mot khong hai 0000 chin chin 4 4 acb", [("mot khong hai 0000 chin chin 4 4", "10200009944")]),
    (
        "stk không sáu không một hai ba bốn năm bảy bảy Sacombank",
        [("không sáu không một hai ba bốn năm bảy bảy", "0601234577")],
    ),
    ("số tài khoản o6o2 không không không 77 Sacombank", [("o6o2 không không không 77", "060200077")]),
    ("chuyển 4555 tám bảy 00 1 22 VPBank, giờ", [("4555 tám bảy 00 1 22", "45558700122")]),
    ("tk không 1 0 2 hai hai 4 7 bảy Đông Á", [("không 1 0 2 hai hai 4 7 bảy", "010222477")]),
    ("ck thẳng 0602 (không) 0000 31 Sacombank", [("0602 (không) 0000 31", "06020000031")]),
    ("stk 0123456789 500k", [("0123456789", "0123456789")]),
    ("stk 1234567 89 2 lần", [("1234567 89", "123456789")]),
    ("stk 123456789 2tr", [("123456789", "123456789")]),
    ("stk 123456789 hai lần", [("123456789", "123456789")]),
    ("stk 123456789 o vcb", [("123456789", "123456789")]),
    ("stk 0123456789 sdt 0900000123", [("0123456789", "0123456789")]),
    ("stk 0123456789 hoặc 9876543210", [("0123456789", "0123456789"), ("9876543210", "9876543210")]),
    ("stk 1234567890 0900000123", [("1234567890", "1234567890")]),
    ("stk 123456 vcb", [("123456", "123456")]),
    ("stk 1234567890123456789", [("1234567890123456789", "1234567890123456789")]),
    ("STK ０１２３４５６７８９", [("０１２３４５６７８９", "0123456789")]),
    ("stk 1️⃣9️⃣0️⃣3️⃣5️⃣5️⃣0️⃣2️⃣8️⃣ Tech", [("1️⃣9️⃣0️⃣3️⃣5️⃣5️⃣0️⃣2️⃣8️⃣", "190355028")]),
    ("Stk: 0011 2233 44\nTên: LAN", [("0011 2233 44", "0011223344")]),
    ("sdt no 0560 000 412 vpb 1990000028", [("1990000028", "1990000028")]),
    ("CHUYỂN 18 TRIỆU VÀO 700 0000 5518 VIB", [("700 0000 5518", "70000005518")]),
    ("account no 0011 0000 7788 ACB", [("0011 0000 7788", "001100007788")]),
]
NOT_FOUND = [
    "ck 2000000 đồng",
    "chuyển khoản 500000000",
    "gọi 0900000123",
    "mã đơn 123456789012",
    "mã vận đơn 123456789012",
    "tài khoản zalo 0900000123",
    "tk fb 100012345678901",
    "stk 12345",
    "stk 12345678901234567890123",
    "tài khoản còn 5.000.000",
    "trong tài khoản có 12.500.000 đồng",
    "cccd 079000000123",
    "mst 0109000447",
    "ngày 12/10/2026",
    "vietcombank chi nhánh 12",
    "sdt 0900000123 techcombank",
    "khóa tài khoản rồi. 0900000123 là số nó",
    "giao cho tôi 0900 000 377",
    "bán 12345678 cái",
    "imei 123456789012345",
    "nhận momo 0770 000 604",
    "mã vạch 8930000000123",
    "tổng đài 1900 1234",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_an_account_is_read_by_what_stands_around_it(text: str, expected: list[tuple[str, str]]) -> None:
    findings = find_bank_accounts(fold(text))
    assert [(one.text, one.value) for one in findings] == expected
    assert [text[one.start : one.end] for one in findings] == [said for said, _ in expected]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_decomposed_text_gives_the_same_values(text: str, expected: list[tuple[str, str]]) -> None:
    findings = find_bank_accounts(fold(unicodedata.normalize("NFD", text)))
    assert [(unicodedata.normalize("NFC", one.text), one.value) for one in findings] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_account(text: str) -> None:
    assert find_bank_accounts(fold(text)) == []


def test_long_hostile_runs_end() -> None:
    assert len(find_bank_accounts(fold("mb 123456789 " * 1500))) == 1500
