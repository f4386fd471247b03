"""What a number is, by the words around it: one table over telephone, account, parcel, tax code and nothing."""

import time

import pytest

from nlp.fold import fold
from nlp.recognizers.numbers import read_numbers

DECIDED = [
    ("gọi 0900000123", ["phone"]),
    ("stk 0900000123", ["bank_account"]),
    ("mã đơn 0900000123", ["tracking"]),
    ("mst 0900000123", ["tax_code"]),
    ("0900000123", ["phone"]),
    ("0900000123 vcb", ["bank_account"]),
    ("vcb 0900000123", ["bank_account"]),
    ("sdt 0900000123 vcb", ["phone"]),
    ("sdt 0900000123 vcb 1990000028", ["phone", "bank_account"]),
    ("stk 0123456789 mb sdt 0900000123", ["bank_account", "phone"]),
    ("chuyển 500k vào 0900000123", ["bank_account"]),
    ("chuyển khoản 2.350.000đ cho số 0900000123", ["phone"]),
    ("ck qua momo 0900000123", ["phone"]),
    ("tài khoản zalo 0900000123", ["phone"]),
    ("tài khoản của em bị khóa, gọi 1900 545413 của vcb", ["phone"]),
    ("MB Bank 1900 545426", ["phone"]),
    ("stk 1900 545426", ["bank_account"]),
    ("techcombank 1900 0000 4567 8", ["bank_account"]),
    ("đơn hàng đặt qua số 0900000123", ["phone"]),
    ("mã vận đơn 0900000123 gọi 0380000045", ["tracking", "phone"]),
    ("mst 0109000449 hotline 1900 1234", ["tax_code", "phone"]),
    ("mst 0109000449 stk 0123456789", ["tax_code", "bank_account"]),
    ("tk: 0123.456.789 MB", ["bank_account"]),
    ("0900000123 - 0380000045 - 0760000999", ["phone", "phone", "phone"]),
    ("sdt 0900000123 hoặc 0540000124", ["phone", "phone"]),
    ("stk 0123456789, sdt 0900000123, mã đơn 123456789012", ["bank_account", "phone", "tracking"]),
    ("khóa tài khoản rồi. 0900000123 là số nó", ["phone"]),
    ("khong chin khong khong khong khong khong mot hai ba", ["phone"]),
    ("stk khong chin khong khong khong khong khong mot hai ba", ["bank_account"]),
    ("cccd 079000000123, sdt 0900000123", ["phone"]),
    ("cccd 079 000 000 123", []),
    ("cmnd 024000123", []),
    ("giá 0.900.000", []),
    ("tài khoản còn 5.000.000", []),
    ("chuyển khoản 500000000", []),
    ("imei 356000000000123", []),
    ("mã vạch 8930000000123", []),
    ("số seri 59000012345678", []),
    ("size 36 37 38 39 40 41 42", []),
    ("36/37/38/39/40 đủ size", []),
    ("năm 2020 2021 2022 2023", []),
    ("01/02/2026 - 05/02/2026", []),
    ("mua 1 2 3 4 5 6 7 8 9 10 cái", []),
    ("tiktok @user0900000123", []),
    ("https://shopee.vn/product/123456789/1234567890", []),
    ("toạ độ 10.762622, 106.660172", []),
    ("wifi 12345678", []),
    ("số nhà 12 ngõ 34 đường 56 quận 7", []),
]


@pytest.mark.parametrize(("text", "kinds"), DECIDED)
def test_the_words_around_a_number_decide_what_it_is(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in read_numbers(fold(text))] == kinds


@pytest.mark.parametrize("unit", ["0 ", "o ", "khong ", "0.", "(0", "12 ", "muoi ", "stk 0123456789 mb ", "cccd 0 "])
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    def seconds(characters: int) -> float:
        folded = fold((unit * characters)[:characters])
        begun = time.process_time()
        read_numbers(folded)
        return time.process_time() - begun

    seconds(2_000)
    assert seconds(20_000) < 4 * seconds(10_000) + 0.05
