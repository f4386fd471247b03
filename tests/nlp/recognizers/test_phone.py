"""Telephones as citizens write and hide them; every number is a carrier's prefix with invented zeros."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.phone import find_phones

FOUND = [
    ("zalo 0900 000 123, nhé", [("0900 000 123", "+84900000123")]),
    ("gọi 0900.000.123.", [("0900.000.123", "+84900000123")]),
    ("gọi 0900-000-123", [("0900-000-123", "+84900000123")]),
    ("gọi 0900 – 000 – 123 gấp", [("0900 – 000 – 123", "+84900000123")]),
    ("gọi 0900—000—123", [("0900—000—123", "+84900000123")]),
    ("số 0900/000/123", [("0900/000/123", "+84900000123")]),
    ("sdt 0900.000. 123", [("0900.000. 123", "+84900000123")]),
    ("sđt: 09 00 00 01 23", [("09 00 00 01 23", "+84900000123")]),
    ("0 9 0 0 0 0 0 1 2 3 alo", [("0 9 0 0 0 0 0 1 2 3", "+84900000123")]),
    ("0.9.0.0.0.0.0.1.2.3", [("0.9.0.0.0.0.0.1.2.3", "+84900000123")]),
    ("0+9+0+0+0+0+0+1+2+3", [("0+9+0+0+0+0+0+1+2+3", "+84900000123")]),
    ("zalo O 9 0 ; oooo ; 1 2 3", [("O 9 0 ; oooo ; 1 2 3", "+84900000123")]),
    ("0900000123; 0380000045", [("0900000123", "+84900000123"), ("0380000045", "+84380000045")]),
    ("0 9 0 0 ... o o o 1 2 3", [("0 9 0 0 ... o o o 1 2 3", "+84900000123")]),
    ("09*00*000*123", [("09*00*000*123", "+84900000123")]),
    ("zalo 0900☎000☎123", [("0900☎000☎123", "+84900000123")]),
    ("zalo 0️⃣9️⃣0️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣ nha", [("0️⃣9️⃣0️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣", "+84900000123")]),
    ("zalo 0️⃣9️⃣0️⃣ 0000 123", [("0️⃣9️⃣0️⃣ 0000 123", "+84900000123")]),
    ("０９０００００１２３", [("０９０００００１２３", "+84900000123")]),
    ("gọi +84 900 000 123", [("+84 900 000 123", "+84900000123")]),
    ("gọi 84900000123", [("84900000123", "+84900000123")]),
    ("gọi 0084 900 000 123", [("0084 900 000 123", "+84900000123")]),
    ("gọi (+84) 900 000 123", [("(+84) 900 000 123", "+84900000123")]),
    ("gọi (84)900000123", [("(84)900000123", "+84900000123")]),
    ("gọi +84 (0) 900 000 123", [("+84 (0) 900 000 123", "+84900000123")]),
    ("chủ shop (0900000123) bán", [("0900000123", "+84900000123")]),
    ("so nay: o9oo ooo 123", [("o9oo ooo 123", "+84900000123")]),
    ("SDT O900 OOO 123", [("O900 OOO 123", "+84900000123")]),
    ("zalo ο9οο οοο 123", [("ο9οο οοο 123", "+84900000123")]),
    ("nick zalo o9oo ooo 33l thì chặn", [("o9oo ooo 33l", "+84900000331")]),
    ("o 9 o o o o o 1 2 3", [("o 9 o o o o o 1 2 3", "+84900000123")]),
    ("so la o9oo khong khong khong 12 ba nha", [("o9oo khong khong khong 12 ba", "+84900000123")]),
    (
        "số không chín không không không không không một hai ba, bán kem",
        [("không chín không không không không không một hai ba", "+84900000123")],
    ),
    (
        "khong chin khong, khong khong khong, khong mot hai lam",
        [("khong chin khong, khong khong khong, khong mot hai lam", "+84900000125")],
    ),
    (
        "gọi không-chín-không, không-không-không-không, một-hai-tư",
        [("không-chín-không, không-không-không-không, một-hai-tư", "+84900000124")],
    ),
    (
        "khong chin tram khong khong khong mot mot lam",
        [("khong chin tram khong khong khong mot mot lam", "+84900000115")],
    ),
    (
        "không chín linh không không không không một linh ba nha",
        [("không chín linh không không không không một linh ba", "+84900000103")],
    ),
    (
        "không chín mươi không không không không một hai ba",
        [("không chín mươi không không không không một hai ba", "+84900000123")],
    ),
    ("0900 chấm 000 chấm 123", [("0900 chấm 000 chấm 123", "+84900000123")]),
    ("đt 09không 0 000 một2ba", [("09không 0 000 một2ba", "+84900000123")]),
    (
        "zero nine zero zero zero zero zero one two three",
        [("zero nine zero zero zero zero zero one two three", "+84900000123")],
    ),
    ("oh 9 0 khong khong khong khong 1 2 3", [("oh 9 0 khong khong khong khong 1 2 3", "+84900000123")]),
    ("ko 9 0 . 0000 . 123", [("ko 9 0 . 0000 . 123", "+84900000123")]),
    ("zalo ô chín không ô ô ô ô một hai ba", [("ô chín không ô ô ô ô một hai ba", "+84900000123")]),
    ("KHÔNG CHÍN KHÔNG KHÔNG KHÔNG KHÔNG KHÔNG MỘT HAI BA", [("KHÔNG CHÍN KHÔNG KHÔNG KHÔNG KHÔNG KHÔNG MỘT HAI BA", "+84900000123")]),
    ("0900000123 0380000045", [("0900000123", "+84900000123"), ("0380000045", "+84380000045")]),
    ("0900000123/0380000045", [("0900000123", "+84900000123"), ("0380000045", "+84380000045")]),
    ("0900000123, 0380 000 045 hoặc 0760.000.999", [("0900000123", "+84900000123"), ("0380 000 045", "+84380000045"), ("0760.000.999", "+84760000999")]),
    ("0900 000 123 2 cái", [("0900 000 123", "+84900000123")]),
    ("sdt0900000123nha", [("0900000123", "+84900000123")]),
    ("zalo:0900000123", [("0900000123", "+84900000123")]),
    ("stk 0123456789 vcb, sdt 0900000123", [("0900000123", "+84900000123")]),
    ("sdt 0900 000 123 vcb 1990000028", [("0900 000 123", "+84900000123")]),
    ("nhận momo 0770 000 604", [("0770 000 604", "+84770000604")]),
    ("số bàn 024 3000 0917", [("024 3000 0917", "+842430000917")]),
    ("số bàn (024) 3000 0917", [("(024) 3000 0917", "+842430000917")]),
    ("gọi 0236 3000 045", [("0236 3000 045", "+842363000045")]),
    ("gọi o2six3 3000 o2o", [("o2six3 3000 o2o", "+842633000020")]),
    ("tổng đài 1900 1234", [("1900 1234", "19001234")]),
    ("tổng đài 1900 00 6621", [("1900 00 6621", "1900006621")]),
    ("hotline 1800 001122", [("1800 001122", "1800001122")]),
    ("hotline 19 oo . 00 54 21", [("19 oo . 00 54 21", "1900005421")]),
    ("gọi một chín không không, không không, tám ba bảy hai", [("một chín không không, không không, tám ba bảy hai", "1900008372")]),
    ("tổng đài 1900 1234 12 cái", [("1900 1234", "19001234")]),
    ("gọi số 0540 000 213 không được", [("0540 000 213", "+84540000213")]),
    ("ghi chú: bán ở o 0900000123", [("0900000123", "+84900000123")]),
    ("mua hôm 12/10/2026 0900000123", [("0900000123", "+84900000123")]),
    ("giá 50 0900000123", [("0900000123", "+84900000123")]),
    ("đơn hàng đặt qua số 0900 000 123", [("0900 000 123", "+84900000123")]),
    ("tài khoản zalo 0900000123", [("0900000123", "+84900000123")]),
    ("số gọi 098 1 . 0000 . 443.", [("098 1 . 0000 . 443", None)]),
    # other marks, other letters, split lines
    ("sđt 0900=000=123", [("0900=000=123", "+84900000123")]),
    ("sđt 0900:000:123", [("0900:000:123", "+84900000123")]),
    ("sđt 0900…000…123", [("0900…000…123", "+84900000123")]),
    ("sđt 0900'000'123", [("0900'000'123", "+84900000123")]),
    ("sđt 0900#000#123", [("0900#000#123", "+84900000123")]),
    ("sđt [0900] 000 123", [("[0900] 000 123", "+84900000123")]),
    ("sđt=0900000123", [("0900000123", "+84900000123")]),
    ("gọi em 0900\n000 123 nha", [("0900\n000 123", "+84900000123")]),
    ("sđt: 0900000123\n0380000045", [("0900000123", "+84900000123"), ("0380000045", "+84380000045")]),
    ("sđt 0❾0 000 0123", [("0❾0 000 0123", "+84900000123")]),
    ("sđt О9ОО ООО 123", [("О9ОО ООО 123", "+84900000123")]),  # Cyrillic
    ("09ơơ 000 123", [("09ơơ 000 123", "+84900000123")]),
    ("sđt O9l0 000 l23", [("O9l0 000 l23", "+84910000123")]),
    ("sđt 09I0 000 I23", [("09I0 000 I23", "+84910000123")]),
    ("zalo 09B0 000 123", [("09B0 000 123", "+84980000123")]),
    ("số em O9OO.OOO.I23 nha", [("O9OO.OOO.I23", "+84900000123")]),
    # said in words of another kind
    ("zalo kh0ng-ch1n-b0n 0000 . 5 . 7 . 8", [("kh0ng-ch1n-b0n 0000 . 5 . 7 . 8", "+84940000578")]),
    ("sđt không, chín, không, không, không, không, không, một, hai, ba",
     [("không, chín, không, không, không, không, không, một, hai, ba", "+84900000123")]),
    ("sđt 0900 ba số 0 123", [("0900 ba số 0 123", "+84900000123")]),
    ("sđt 09 năm số không 123", [("09 năm số không 123", "+84900000123")]),
    ("call 0900 triple zero 123", [("0900 triple zero 123", "+84900000123")]),
    ("sđt 0900 và 000 và 123", [("0900 và 000 và 123", "+84900000123")]),
    ("sđt 0900 tiếp 000 tiếp 123", [("0900 tiếp 000 tiếp 123", "+84900000123")]),
    ("sđt 0900 phẩy 000 phẩy 123", [("0900 phẩy 000 phẩy 123", "+84900000123")]),
    # hidden, missing and surplus digits: kept as written, they link nothing
    ("sđt 0900000xxx", [("0900000xxx", None)]),
    ("sđt 0900 xxx 123 gọi mãi", [("0900 xxx 123", None)]),
    ("sđt 0900.000.***", [("0900.000.***", None)]),
    ("nó tên Hoa 09000001xx", [("09000001xx", None)]),
    ("gọi 090000012", [("090000012", None)]),
    ("sdt 09000001234", [("09000001234", None)]),
    ("sdt 090000012345", [("090000012345", None)]),
    ("sđt +84 5 9 0 0 0 0 7 2", [("+84 5 9 0 0 0 0 7 2", None)]),
    ("so 0 6 8 8 ... 0 o o o . 3 1 1", [("0 6 8 8 ... 0 o o o . 3 1 1", None)]),
    ("số đt 900 000 123", [("900 000 123", "+84900000123")]),
    ("số ổng: 0 3 2 0 - không không không - 5 4 x", [("0 3 2 0 - không không không - 5 4 x", None)]),
    ("đt nhớ được vầy 088 0000 ... còn ba số cuối quên", [("088 0000 ...", None)]),
    ("zalo o 7 o o o o o 1 5 x", [("o 7 o o o o o 1 5 x", None)]),
    ("SĐT bị che: 0236 3000 0xxx", [("0236 3000 0xxx", None)]),
    ("danh bạ ghi là 0294 3000 0119 khác hẳn", [("0294 3000 0119", "+8429430000119")]),
    ("đưa danh thiếp 0251/3ooo/o414", [("0251/3ooo/o414", "+8425130000414")]),
    ("gọi 0251 3000 047 chín lần", [("0251 3000 047", "+842513000047")]),
    ("ship qua (o9)(00)(oo)(o1)(23).", [("(o9)(00)(oo)(o1)(23)", "+84900000123")]),
    ("va 0 9 0 o o o o 1 2 l va", [("0 9 0 o o o o 1 2 l", "+84900000121")]),
    ("sdt doc tat o 7 0 - bon so o - ba nam hai", [("o 7 0 - bon so o - ba nam hai", "+84700000352")]),
    ("số bãi chín không không - không không không - một hai ba", [("chín không không - không không không - một hai ba", "+84900000123")]),
]  # fmt: skip
NOT_FOUND = [
    "giá 1200000",
    "giá 0.900.000 đồng",
    "0000 000 000",
    "mã đơn 0900000123",
    "mã vận đơn 0900 000 123",
    "stk 0900000123",
    "tk: 0900 000 123",
    "số tài khoản 0900000123 tên Lan",
    "mb bank 0900000123",
    "0900000123 vietcombank",
    "cccd 079000000123",
    "căn cước 079 000 000 123",
    "mst 0300000123",
    "IMEI 0900000123",
    "số lô 0900000123",
    "ngày 02/09/2026 12 cái",
    "bán ở o 12 Hàng Buồm",
    "SPXVN0900000123",
    "user0900000123",
    "0900000123@gmail.com",
    "gọi 0121000012",
    "mã 0900000123X",
    "đầu số 0900xxx gọi hoài",
    "JT 8 8 0 o o o 1 9 2",
    "bán lúc 8:00 và 9:30",
    "ở big size 8 9 10 11",
    "2 con 3 cái 4 hộp",
    "kích thước 10x20x30x40",
    "giá 9xxx mà 10xxx",
    "không có hai ba năm nay rồi",
    "một hai ba bốn năm sáu bảy tám chín mười",
    "đúng 0900000 đ",
    "ở 3/2, 12/5, 7/8 và 9/10",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_telephone_is_read_however_written(text: str, expected: list[tuple[str, str | None]]) -> None:
    findings = find_phones(fold(text))
    assert [(one.text, one.value) for one in findings] == expected
    assert [text[one.start : one.end] for one in findings] == [said for said, _ in expected]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_decomposed_text_gives_the_same_values(text: str, expected: list[tuple[str, str | None]]) -> None:
    findings = find_phones(fold(unicodedata.normalize("NFD", text)))
    assert [(unicodedata.normalize("NFC", one.text), one.value) for one in findings] == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_telephone(text: str) -> None:
    assert find_phones(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "many"),
    [("0 " * 8000, 0), ("khong " * 3000, 0), ("o9" * 8000, 0), ("0900000123 " * 1500, 1500), ("+" * 9000, 0)],
)
def test_long_hostile_runs_end(text: str, many: int) -> None:
    assert len(find_phones(fold(text))) == many


def test_a_number_that_no_carrier_has_says_so() -> None:
    (finding,) = find_phones(fold("gọi số 0540 000 213"))
    assert "chưa cấp" in finding.reason
