"""Prices in citizens' own words, and numbers that are none; every amount is invented."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.price import find_prices

_SAID = [
    ("mua 350k về dùng", [("350k", 350_000)]),
    ("hết 1tr2 luôn ạ", [("1tr2", 1_200_000)]),
    ("ck 1tr250 xong no chan", [("1tr250", 1_250_000)]),
    ("nó lừa em 2 củ", [("2 củ", 2_000_000)]),
    ("lấy của con 5 xị", [("5 xị", 500_000)]),
    ("cọc 3 lít rồi im", [("3 lít", 300_000)]),
    ("ck 2lít xong nó bay acc", [("2lít", 200_000)]),
    ("nợ tới 8 chai", [("8 chai", 8_000_000)]),
    ("giá 1 triệu rưỡi", [("1 triệu rưỡi", 1_500_000)]),
    ("hết 2 rưỡi chứ ít gì", [("2 rưỡi", 2_500_000)]),
    ("mat 2tr ruoi chu it gi", [("2tr ruoi", 2_500_000)]),
    ("3 củ rưỡi nha shop", [("3 củ rưỡi", 3_500_000)]),
    ("trả ba trăm ngàn cho thợ", [("ba trăm ngàn", 300_000)]),
    ("mất hai triệu tư", [("hai triệu tư", 2_400_000)]),
    ("đóng hai triệu năm trăm ngàn", [("hai triệu năm trăm ngàn", 2_500_000)]),
    ("chuyển một tỷ hai", [("một tỷ hai", 1_200_000_000)]),
    ("cọc trăm rưỡi", [("trăm rưỡi", 150_000)]),
    ("tra hai tram ruoi", [("hai tram ruoi", 250_000)]),
    ("nộp mười lăm triệu đồng", [("mười lăm triệu đồng", 15_000_000)]),
    ("cọc năm chục ngàn", [("năm chục ngàn", 50_000)]),
    ("1.200.000đ một hộp", [("1.200.000đ", 1_200_000)]),
    ("1,2tr một đôi", [("1,2tr", 1_200_000)]),
    ("4.5tr", [("4.5tr", 4_500_000)]),
    ("12.450.000 đồng", [("12.450.000 đồng", 12_450_000)]),
    ("paid 2,000,000 VND", [("2,000,000 VND", 2_000_000)]),
    ("200000đ", [("200000đ", 200_000)]),
    ("thịt 320k/kg bị ôi", [("320k/kg", 320_000)]),
    ("giá 500đ/hồ sơ", [("500đ/hồ sơ", 500)]),
    ("học phí 9tr/khóa.", [("9tr/khóa", 9_000_000)]),
    ("thuê tài khoản 1tr / tháng", [("1tr / tháng", 1_000_000)]),
    ("price $50 for one", [("$50", None)]),
    ("khai giá 50 usd", [("50 usd", None)]),
    ("trả 300 tệ cho kho", [("300 tệ", None)]),
    ("giá có 2 đô cho khỏi thuế", [("2 đô", None)]),
    ("took 1.200 USD from me", [("1.200 USD", None)]),
    ("99.000 VND một lọ", [("99.000 VND", 99_000)]),
    ("có 99 nghìn", [("99 nghìn", 99_000)]),
    ("thiệt hại 7 tỉ", [("7 tỉ", 7_000_000_000)]),
    ("1 tỷ 2 mất trắng", [("1 tỷ 2", 1_200_000_000)]),
    ("CHỈ 199K HÔM NAY", [("199K", 199_000)]),
    ("ÁO 9 TRIỆU MÀ RÁCH", [("9 TRIỆU", 9_000_000)]),
    ("sale 19k9", [("19k9", 19_900)]),
    ("ship 0đ", [("0đ", 0)]),
    ("lãi 0 đồng", [("0 đồng", 0)]),
    ("phí 100-200k", [("100-200k", 100_000)]),
    ("coc 5-10 trieu", [("5-10 trieu", 5_000_000)]),
    ("từ 150k tới 900k đủ kiểu", [("150k", 150_000), ("900k", 900_000)]),
    ("bán 350 ngàn đồng", [("350 ngàn đồng", 350_000)]),
    ("het 1 tr 2", [("1 tr 2", 1_200_000)]),
    ("tra 5 trieu", [("5 trieu", 5_000_000)]),
    ("hết 5 triệu 400 nghìn", [("5 triệu 400 nghìn", 5_400_000)]),
    ("2 triệu 500 nha", [("2 triệu 500", 2_500_000)]),
    ("mỗi acc 1 trẹo 2", [("1 trẹo 2", 1_200_000)]),
    ("lấy 3 triệu mốt.", [("3 triệu mốt", 3_100_000)]),
    ("chuyển 2 trăm k tăng tim", [("2 trăm k", 200_000)]),
    ("giá gốc 1.450k", [("1.450k", 1_450_000)]),
    ("1 triệu 2 hộp", [("1 triệu", 1_000_000)]),
    ("chuyển 500k người bán chặn", [("500k", 500_000)]),
    ("cọc 60 k nha", [("60 k", 60_000)]),
    ("mất 3.450.000 trong thẻ", [("3.450.000", 3_450_000)]),
    ("sent 2 million VND to them", [("2 million VND", 2_000_000)]),
    ("giá ３５０k nha", [("３５０k", 350_000)]),
    ("mua 500.000₫", [("500.000₫", 500_000)]),
    ("3 hộp,650k", [("650k", 650_000)]),
    ("giá:650k", [("650k", 650_000)]),
    ("mua 2 cái 90k 2 đôi", [("90k", 90_000)]),
    ("chuyển 2tr 3/11", [("2tr", 2_000_000)]),
]

_NO_PRICES = [
    "50k follow", "10k đơn mỗi ngày", "2000 đơn", "300 người", "mua 2 cái", "cái thứ 2 cũ đó", "0912.345.678", "gọi 0900000123 k nghe",
    "12/05/2026", "bình 500ml", "5 chai rượu", "2 lít rượu", "bán 3 lít xăng", "mua 6 chai của đại diện", "4 củ sâm", "2 củ sạc",
    "giảm 50%", "iphone 15 pro", "tivi 4k", "vàng 18k mà đi thử có 10k", "mình 2k5 sinh viên", "2 đồng hồ", "sốt 41 độ",
    "hàng rep 1:1", "vài trăm k", "chục triệu", "mấy chục triệu", "vài trăm nghìn", "hai ba triệu", "ba ngan hang", "tới 3390 Đông Á",
    "ở thị trấn Một Ngàn", "bốn ngàn người coi", "ba triệu cuốn sách", "sau trieu chung do", "1 đống feedback", "đợi 3 ngày 2 k thấy",
    "váy 1m2", "shop abc_123k", "mã ab500k", "@shop.500k", "2 rưỡi chiều", "phim 3d", "stk 1 0 3 8 0 7 ngan hang", "xe chạy 40.000 km",
    "mỗi lần 3 tháng", "1.200.000 lượt xem", "192.168.100.200.300", "năm 2026", "1234567890123456789",
]  # fmt: skip


def found(text: str) -> list[tuple[str, str | int | None]]:
    return [(finding.text, finding.value) for finding in find_prices(fold(text))]


@pytest.mark.parametrize(("text", "expected"), _SAID)
def test_a_price_is_read_with_its_value(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), _SAID)
def test_a_decomposed_price_is_the_same(text: str, expected: list[tuple[str, int | None]]) -> None:
    said = [(unicodedata.normalize("NFC", said), value) for said, value in found(unicodedata.normalize("NFD", text))]
    assert said == expected


@pytest.mark.parametrize("text", _NO_PRICES)
def test_what_is_no_price(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", [said for said, _ in _SAID])
def test_offsets_point_at_the_words(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in find_prices(fold(text)))


@pytest.mark.parametrize(
    ("piece", "count"),
    [
        ("1tr2 ", 4_000),
        ("1.", 0),
        ("hai triệu ", 0),
        ("hai triệu, ", 1_818),
        ("9", 0),
        ("$", 0),
        ("5-", 0),
        ("trăm ", 0),
    ],
)
def test_hostile_lengths_are_read(piece: str, count: int) -> None:
    assert len(find_prices(fold(piece * (20_000 // len(piece))))) == count
