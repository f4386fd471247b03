"""Numbers of parcels and orders; all are invented."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.tracking import find_tracking

FOUND = [
    ("mã vận đơn SPXVN0600021187", "SPXVN0600021187", "SPXVN0600021187"),
    ("don SPXVN0600021187 nguoi gui", "SPXVN0600021187", "SPXVN0600021187"),
    ("spxvn0600021187", "spxvn0600021187", "SPXVN0600021187"),
    ("SPXVN06-00021187", "SPXVN06-00021187", "SPXVN0600021187"),
    ("mã GHN0000A1B2C3", "GHN0000A1B2C3", "GHN0000A1B2C3"),
    ("đơn GHN-0000-7782, số", "GHN-0000-7782", "GHN00007782"),
    ("mã vận đơn GHN00551230X", "GHN00551230X", "GHN00551230X"),
    ("ghtk GHTKS40007718", "GHTKS40007718", "GHTKS40007718"),
    ("mã S1234567.HN1.A2.123456", "S1234567.HN1.A2.123456", "S1234567HN1A2123456"),
    ("ghtk s1234567.123456789 nha", "ghtk s1234567.123456789", "GHTKS1234567123456789"),
    ("vận đơn J&T 800000012345", "J&T 800000012345", "JT800000012345"),
    ("J&T mã đơn 800000012345", "800000012345", "800000012345"),
    ("mã vận đơn J&T 8000 0001 2345 20 ngày", "J&T 8000 0001 2345", "JT800000012345"),
    ("mã DHL 88 0000 17 3", "DHL 88 0000 17 3", "DHL880000173"),
    ("tracking JT000012987VN says", "JT000012987VN", "JT000012987VN"),
    ("JT8800045512", "JT8800045512", "JT8800045512"),
    ("tra cứu mã VTP0000778812 thì", "VTP0000778812", "VTP0000778812"),
    ("don VTP00048812 10 hom roi", "VTP00048812", "VTP00048812"),
    ("đơn LEX0000559021", "LEX0000559021", "LEX0000559021"),
    ("mã đơn LZDVN4400912, cầm nhẹ", "LZDVN4400912", "LZDVN4400912"),
    ("ma don LZD0000456123VN", "LZD0000456123VN", "LZD0000456123VN"),
    ("số hiệu đơn LZD 0 0 0 4 4 1 9 V N", "LZD 0 0 0 4 4 1 9 V N", "LZD0004419VN"),
    ("mã vận đơn TKVN 88 0301 552, tôi", "TKVN 88 0301 552", "TKVN880301552"),
    ("ninja van NJVN000123456", "NJVN000123456", "NJVN000123456"),
    ("mã BEXVN00012345", "BEXVN00012345", "BEXVN00012345"),
    ("EMS EE123456785VN", "EE123456785VN", "EE123456785VN"),
    ("bưu phẩm EE 123 456 785 VN", "EE 123 456 785 VN", "EE123456785VN"),
    ("kiện RR987654326CN từ", "RR987654326CN", "RR987654326CN"),
    ("DHL JD000012345678901", "JD000012345678901", "JD000012345678901"),
    ("mã đơn MQS-20915-77. Về thiếu", "MQS-20915-77", "MQS2091577"),
    ("đơn hàng số 2411220ABCDE", "2411220ABCDE", "2411220ABCDE"),
    ("mã đơn hàng: 2411220ABCDE", "2411220ABCDE", "2411220ABCDE"),
    ("mvđ 123456789012", "123456789012", "123456789012"),
    ("mvd: 123456789012", "123456789012", "123456789012"),
    ("mã đơn 0900000123", "0900000123", "0900000123"),
    ("mã vận đơn 5712 3456 7890 1234 56", "5712 3456 7890 1234 56", "571234567890123456"),
    ("ma don shopee 2411220abcde", "2411220abcde", "2411220ABCDE"),
    ("Order ID 571234567890123456", "571234567890123456", "571234567890123456"),
    ("mã đơn tiktok 571234567890123456", "571234567890123456", "571234567890123456"),
    ("đơn hàng #2411220ABCDE", "2411220ABCDE", "2411220ABCDE"),
    ("có kiện số UPS1Z0004417 trong", "UPS1Z0004417", "UPS1Z0004417"),
    ("container TEMU4000317 khai", "TEMU4000317", "TEMU4000317"),
    ("MÃ VẬN ĐƠN: SPXVN0600021187!", "SPXVN0600021187", "SPXVN0600021187"),
    ("ＳＰＸＶＮ０６０００２１１８７", "ＳＰＸＶＮ０６０００２１１８７", "SPXVN0600021187"),
    ("SPXVN0600021187 2 ngày rồi", "SPXVN0600021187", "SPXVN0600021187"),
    ("SPX 0600021187AB", "0600021187AB", "0600021187AB"),
    ("mã vận đơn là 8500 1234 0045", "8500 1234 0045", "850012340045"),
    ("mã vđ 850000000123", "850000000123", "850000000123"),
    ("mã vận chuyển 850000000123", "850000000123", "850000000123"),
    ("số theo dõi 850000000123", "850000000123", "850000000123"),
    ("mã phiếu: 850000000123", "850000000123", "850000000123"),
    ("đơn mã 850000000123", "850000000123", "850000000123"),
    ("đơn số 123456 chưa giao", "123456", "123456"),
    ("đơn #123456789", "123456789", "123456789"),
    ("mã bill: VN0001234567", "VN0001234567", "VN0001234567"),
    ("kiện hàng số KH000123", "KH000123", "KH000123"),
    ("mã đơn hàng em là # 2611 0100 ABCD nha", "2611 0100 ABCD", "26110100ABCD"),
    ("mã đơn của mình: 26-1101-00ABC", "26-1101-00ABC", "26110100ABC"),
    ("Mã GHN 00 7781 KX. Anh shipper", "GHN 00 7781 KX", "GHN007781KX"),
    ("mã ghn: G8ABCD12", "G8ABCD12", "G8ABCD12"),
    ("giao hàng nhanh mã L7ABC123", "L7ABC123", "L7ABC123"),
    ("bên giao là GHTK S0000.441", "GHTK S0000.441", "GHTKS0000441"),
    ("Mã YT 2 4 o o 7 7 1", "YT 2 4 o o 7 7 1", "YT2400771"),
    ("don so JT 8 8 0 o o o 1 9 2 mat 1 kien", "JT 8 8 0 o o o 1 9 2", "JT880000192"),
    ("SPXVN 0 5 1 2 3 4 0 0 4 5", "SPXVN 0 5 1 2 3 4 0 0 4 5", "SPXVN0512340045"),
    ("mvd SPXVN 051 234 0045 2 ngày rồi", "SPXVN 051 234 0045", "SPXVN0512340045"),
    ("viettel post 1234567890", "1234567890", "1234567890"),
    ("jt express 850000000123", "850000000123", "850000000123"),
    ("đơn tiki 123456789", "123456789", "123456789"),
    ("đơn lazada 400000123456", "400000123456", "400000123456"),
    ("mã S P X V N 0 5 5 2 1 9. Shop vẫn", "S P X V N 0 5 5 2 1 9", "SPXVN055219"),
    ("Mã đơn SPXVN0000 1182 73", "SPXVN0000 1182 73", "SPXVN0000118273"),
    ("hoi kho: LZVN2200417X", "LZVN2200417X", "LZVN2200417X"),
]
NOT_FOUND = [
    "đơn hàng 500k",
    "đơn hàng 2 triệu 500",
    "mã đơn 12345",
    "vận đơn không có",
    "đơn hàng ngày 12/10/2026",
    "shipper GHN 0900000123",
    "gọi J&T 1900 1088",
    "shopee 2 đơn",
    "best 2026",
    "đơn hàng gọi số 0900 000 123",
    "EE123456784VN",
    "lex luthor 99",
    "tiktok 12345678",
    "mã giảm giá SALE50",
    "iphone 15 pro max 256gb",
    "JT 2 cái",
    "ghn giao chậm 3 ngày",
    "xe 30A-123.45",
    "stk 0123456789 vcb",
    "lan123456@gmail.com",
    "https://spx.vn/SPXVN0600021187x",
    "mã vạch 8930000000123",
    "đơn số 500000",
    "đơn hàng số 12 cái",
    "mã đơn: em không nhớ",
    "shipper jt 0900 000 123 gọi",
    "viettel post 0900000123",
    "đơn 2hop 3cai",
    "kiện hàng 12000k",
    "mã KM2026",
    "đơn 10kg gạo 20kg đường",
    "order 2 áo 3 quần 250000",
    "best 10 sản phẩm 2026",
]


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_a_parcel_is_read(text: str, said: str, value: str) -> None:
    assert [(one.text, one.value) for one in find_tracking(fold(text))] == [(said, value)]


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_a_decomposed_text_gives_the_same_value(text: str, said: str, value: str) -> None:
    found = find_tracking(fold(unicodedata.normalize("NFD", text)))
    assert [(unicodedata.normalize("NFC", one.text), one.value) for one in found] == [(said, value)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_parcel(text: str) -> None:
    assert find_tracking(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "many"), [("SPXVN0123456 " * 1500, 1500), ("lzd 0 " * 3000, 0), ("ma don a-" * 2000, 0)]
)
def test_long_hostile_texts_end(text: str, many: int) -> None:
    assert len(find_tracking(fold(text))) == many
