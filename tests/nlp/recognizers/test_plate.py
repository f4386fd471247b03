"""Number plates and numbers of boats; all are invented."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.plate import find_plates

FOUND = [
    ("xe 30A-123.45", "30A-123.45", "30A-12345"),
    ("30A-123.45 đang đổ hàng", "30A-123.45", "30A-12345"),
    ("xe tải 29H-700.12", "29H-700.12", "29H-70012"),
    ("biển số 30A 12345", "30A 12345", "30A-12345"),
    ("bks 51c 12345", "51c 12345", "51C-12345"),
    ("bks: 51c12345", "51c12345", "51C-12345"),
    ("xe 51C12345 chở", "51C12345", "51C-12345"),
    ("29-H1 234.56", "29-H1 234.56", "29H1-23456"),
    ("xe máy 29H1-234.56", "29H1-234.56", "29H1-23456"),
    ("xe máy 29H123456", "29H123456", "29H1-23456"),
    ("xe 29-h1-23456", "29-h1-23456", "29H1-23456"),
    ("biển 22-F1 000.38", "22-F1 000.38", "22F1-00038"),
    ("biển 12-B1 000.67", "12-B1 000.67", "12B1-00067"),
    ("xe ba gác 67B1-000.45 chạy", "67B1-000.45", "67B1-00045"),
    ("xe 29H1-2345", "29H1-2345", "29H1-2345"),
    ("biển 30A-1234", "30A-1234", "30A-1234"),
    ("xe 79H-00017", "79H-00017", "79H-00017"),
    ("xe 12C.0 0 0.8 1", "12C.0 0 0.8 1", "12C-00081"),
    ("xe 74 H - 0 0 0 . 9 1 chở bia", "74 H - 0 0 0 . 9 1", "74H-00091"),
    ("xe 51LD-123.45", "51LD-123.45", "51LD-12345"),
    ("ô tô 80NG-123.45", "80NG-123.45", "80NG-12345"),
    ("XE TẢI 68C-004.51 ĐANG CHỞ", "68C-004.51", "68C-00451"),
    ("xe 29AA-123.45", "29AA-123.45", "29AA-12345"),
    ("container 15R-123.45", "15R-123.45", "15R-12345"),
    ("xe biển lạng sơn 12H-004.09", "12H-004.09", "12H-00409"),
    ("biển 14C–000.36", "14C–000.36", "14C-00036"),
    ("xe 30Đ-123.45", "30Đ-123.45", "30D-12345"),
    ("xe khách 97B-000.18", "97B-000.18", "97B-00018"),
    ("đầu kéo 51C-000.86 mà", "51C-000.86", "51C-00086"),
    ("(43A-123.45)", "43A-123.45", "43A-12345"),
    ("xe ３０A-１２３.４５", "３０A-１２３.４５", "30A-12345"),
    ("so xe bay khong C khong khong khong mot hai", "bay khong C khong khong khong mot hai", "70C-00012"),
    ("biển bảy không C không không không một hai", "bảy không C không không không một hai", "70C-00012"),
    ("ghe số KG 90012 đang bốc", "KG 90012", "KG-90012"),
    ("tàu dầu QNg 95001 TS", "QNg 95001 TS", "QNG-95001-TS"),
    ("tàu QNg-95001-TS", "QNg-95001-TS", "QNG-95001-TS"),
    ("biển ghe KG-0042-H", "KG-0042-H", "KG-0042-H"),
    ("Ghe số ST-000.71 đang neo", "ST-000.71", "ST-00071"),
    ("tàu cá BTh 12345 TS", "BTh 12345 TS", "BTH-12345-TS"),
    ("thuyền ĐNa 90001 TS", "ĐNa 90001 TS", "DNA-90001-TS"),
    ("xe van 30L-000.66 lùi", "30L-000.66", "30L-00066"),
    ("xe biển 72 B1 ooo.19, ai", "72 B1 ooo.19", "72B1-00019"),
    ("biển 37x1-123.45", "37x1-123.45", "37X1-12345"),
]  # fmt: skip
NOT_FOUND = [
    "mua 30a 12345 cái",
    "căn 12A 12345",
    "giá 50k 12345",
    "xe 2 chỗ 12345",
    "0900 000 123",
    "ngày 12/10/2026",
    "xe 13A-123.45",
    "30A-123.456",
    "mã 30A-12345-678",
    "SPXVN30A12345",
    "xe không biển",
    "biển số mờ không thấy",
    "xe ba gác",
    "ghe chở 12345 bao",
    "bán KG 90012",
    "tàu chạy 12345 chuyến",
    "phòng 30A tầng 12",
    "xe 30A-12",
    "shop 29h1",
    "lô 51C 12",
    "xe hai ba a bốn",
]


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_a_plate_is_read(text: str, said: str, value: str) -> None:
    assert [(one.text, one.value) for one in find_plates(fold(text))] == [(said, value)]


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_a_decomposed_text_gives_the_same_value(text: str, said: str, value: str) -> None:
    found = find_plates(fold(unicodedata.normalize("NFD", text)))
    assert [(unicodedata.normalize("NFC", one.text), one.value) for one in found] == [(said, value)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_plate(text: str) -> None:
    assert find_plates(fold(text)) == []


@pytest.mark.parametrize("text", ["xe bay " * 2500, "12a" * 6000, "ghe kg " * 2500, "xe 3 0 a 0 0 " * 1500])
def test_long_hostile_texts_end(text: str) -> None:
    assert find_plates(fold(text)) == []
