"""Dates in citizens' own words, and numbers that are none; received on Sunday 22 November 2026."""

import datetime as dt
import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.date import find_dates

_RECEIVED = dt.date(2026, 11, 22)

_SAID = [
    ("12/10 em mua", [("12/10", "2026-10-12")]),
    ("mua 17/08/2026", [("17/08/2026", "2026-08-17")]),
    ("hôm 12-10-25 nhé", [("12-10-25", "2025-10-12")]),
    ("giao 12-10-26", [("12-10-26", "2026-10-12")]),
    ("ngày 5/9 tôi mua", [("5/9", "2026-09-05")]),
    ("ngày 12 tháng 10 tôi đặt", [("ngày 12 tháng 10", "2026-10-12")]),
    ("ngày 12 tháng 9 năm 2025", [("ngày 12 tháng 9 năm 2025", "2025-09-12")]),
    ("hom 18 thang 10 toi ra tiem", [("hom 18 thang 10", "2026-10-18")]),
    ("mua ngày 12 mà chưa có", [("ngày 12", "2026-11-12")]),
    ("mua ngày 28 mà chưa có", [("ngày 28", "2026-10-28")]),
    ("ngày 12.10 em nhận", [("12.10", "2026-10-12")]),
    ("Tháng 9 cháu kẹt tiền", [("Tháng 9", "2026-09")]),
    ("từ tháng 9/2026 tới giờ", [("tháng 9/2026", "2026-09")]),
    ("thang 3/2026 con ban", [("thang 3/2026", "2026-03")]),
    ("hồi t9 em mua", [("t9", "2026-09")]),
    ("từ t10 tới giờ", [("t10", "2026-10")]),
    ("đầu tháng 10 có người", [("đầu tháng 10", "2026-10")]),
    ("cuối tháng 12 năm ngoái", [("cuối tháng 12 năm ngoái", "2025-12")]),
    ("hàng giao tháng 2 mà hư", [("tháng 2", "2026-02")]),
    ("hẹn 24/11 giao", [("24/11", "2026-11-24")]),
    ("mua 24/12 tới giờ", [("24/12", "2025-12-24")]),
    ("hôm qua nó chặn", [("hôm qua", "2026-11-21")]),
    ("HÔM NAY GIẢM GIÁ", [("HÔM NAY", "2026-11-22")]),
    ("hnay so do lai goi", [("hnay", "2026-11-22")]),
    ("hqua e ck roi", [("hqua", "2026-11-21")]),
    ("hom kia co 2 nguoi", [("hom kia", "2026-11-20")]),
    ("mới sáng nay thôi", [("sáng nay", "2026-11-22")]),
    ("tối nay 8h live", [("tối nay", "2026-11-22")]),
    ("8h30 toi nay len song", [("toi nay", "2026-11-22")]),
    ("bị đau đêm qua", [("đêm qua", "2026-11-21")]),
    ("trưa ni ghé chợ", [("trưa ni", "2026-11-22")]),
    ("bựa ni nhức đầu", [("bựa ni", "2026-11-22")]),
    ("hồi hôm nổ banh bếp", [("hồi hôm", "2026-11-21")]),
    ("ngày mai có chuyến", [("ngày mai", "2026-11-23")]),
    ("rạng sáng mai có ghe", [("rạng sáng mai", "2026-11-23")]),
    ("ngày mốt giao", [("ngày mốt", "2026-11-24")]),
    ("thứ 7 tuần trước em mua", [("thứ 7 tuần trước", "2026-11-14")]),
    ("chủ nhật vừa rồi có xe", [("chủ nhật vừa rồi", "2026-11-15")]),
    ("hom thu bay em ra do", [("hom thu bay", None)]),
    ("thứ ba tuần này 14 cháu nôn", [("thứ ba tuần này", "2026-11-17")]),
    ("chủ nhật họ giao", [("chủ nhật", None)]),
    ("thứ hai 9/11 bếp trường", [("thứ hai 9/11", "2026-11-09")]),
    ("hqua 17/11 má nhận cuộc gọi", [("hqua 17/11", "2026-11-17")]),
    ("mùng 3 Tết mua rượu", [("mùng 3 Tết", None)]),
    ("30 tết còn bán pháo", [("30 tết", None)]),
    ("mùng 5/11 em chuyển", [("mùng 5/11", "2026-11-05")]),
    ("mùng 5 tháng 9 nó coi", [("mùng 5 tháng 9", None)]),
    ("rằm tháng 7 mua hoa", [("rằm tháng 7", None)]),
    ("hồi rằm tháng bảy tui đặt", [("rằm tháng bảy", None)]),
    ("hồi tháng giêng có người", [("tháng giêng", None)]),
    ("15/8 âm lịch giao bánh", [("15/8 âm lịch", None)]),
    ("live 20h ngày 3/11 nha", [("3/11", "2026-11-03")]),
    ("3 ngày trước em ck", [("3 ngày trước", "2026-11-19")]),
    ("cách đây 2 hôm có người", [("cách đây 2 hôm", "2026-11-20")]),
    ("cuối tuần trước nó giao", [("cuối tuần trước", None)]),
    ("hạn sử dụng 12/2025", [("12/2025", "2025-12")]),
    ("hsd 06/25 mà vẫn bán", [("06/25", "2025-06")]),
    ("het han 15/8/2026", [("15/8/2026", "2026-08-15")]),
    ("I paid on 12 Oct", [("12 Oct", "2026-10-12")]),
    ("on 5 November I sent", [("5 November", "2026-11-05")]),
    ("October 12th, 2025", [("October 12th, 2025", "2025-10-12")]),
    ("yesterday they blocked me", [("yesterday", "2026-11-21")]),
    ("bought last Friday", [("last Friday", "2026-11-20")]),
    ("từ 2/11 tới nay chưa trả", [("2/11", "2026-11-02")]),
    ("gửi 8/11 rồi 10/11 vẫn chưa", [("8/11", "2026-11-08"), ("10/11", "2026-11-10")]),
    ("ｎgày ３/１１ mua", [("３/１１", "2026-11-03")]),
    ("NGÀY 28/10 TÔI THẤY", [("28/10", "2026-10-28")]),
    ("Ngày 5/9 tôi mua", [("Ngày 5/9", "2026-09-05")]),
    ("chuyện là vậy. Hôm 20/11 em thấy", [("Hôm 20/11", "2026-11-20")]),
    ("Sáng 8/11 nó giao", [("Sáng 8/11", "2026-11-08")]),
    ("ngày 12 tháng mười một em mua", [("ngày 12 tháng mười một", "2026-11-12")]),
    ("12 / 10 / 2026 em mua", [("12 / 10 / 2026", "2026-10-12")]),
    ("ngày 12 / 10 em mua", [("12 / 10", "2026-10-12")]),
    ("2026-09-03 em đặt", [("2026-09-03", "2026-09-03")]),
    ("đặt từ 5.10", [("5.10", "2026-10-05")]),
    ("nộp 5-9 chưa có lớp", [("5-9", "2026-09-05")]),
    ("thầy giáo phát hiện 26-10", [("26-10", "2026-10-26")]),
    ("tầng 3, 2.11 cho khách tới", [("2.11", "2026-11-02")]),
    ("sale 11.11 hàng giả", [("11.11", "2026-11-11")]),
    ("trưa 15 âm cả nhà ăn", [("trưa 15 âm", None)]),
    ("mùng 3 với 17 âm lịch", [("mùng 3", None), ("17 âm lịch", None)]),
    ("dem ram, dong nhat", [("dem ram", None)]),
    ("hôm rằm ai cũng đau bụng", [("hôm rằm", None)]),
    ("hom ram thang chin toi mua", [("hom ram thang chin", None)]),
    ("mùng 1 với rằm là ghé", [("mùng 1", None), ("rằm", None)]),
    ("đêm mùng 8 có xe", [("đêm mùng 8", None)]),
    ("mua mung 5 thang roi", [("mung 5", None)]),
    ("tối hôm qua nó chạy", [("tối hôm qua", "2026-11-21")]),
    ("sáng thứ bảy tuần trước", [("sáng thứ bảy tuần trước", "2026-11-14")]),
    ("t7 vừa rồi em mua", [("t7 vừa rồi", "2026-11-21")]),
    ("cnhat vua roi", [("cnhat vua roi", "2026-11-15")]),
    ("h qua em mua", [("h qua", "2026-11-21")]),
    ("hom wa em mua", [("hom wa", "2026-11-21")]),
    ("tối wa nó chặn", [("tối wa", "2026-11-21")]),
    ("mất 1tr7 thứ 3", [("thứ 3", None)]),
    ("thứ bảy nào cũng bán", [("thứ bảy", None)]),
    ("chuyển 29/2 hay sao", [("29/2", None)]),
]

_NO_DATES = [
    "số 3/4 Hàng Buồm", "12/5 Lê Lợi", "31/02/2026", "0912.345.678", "còn 1/2 hộp", "size 3/4", "mở 24/7", "giao lúc 20h30", "tỉ lệ 1:1",
    "rep 1-1", "thi 6.5 không đạt", "tretinoin 0.1", "lốp 80/90", "huyết áp 12/8", "chấm 9/10", "tháng trước", "lâu rồi", "8h", "tuần trước",
    "lần thứ ba nó hẹn", "nơi thứ hai là sạp", "tháng sau giao", "hẹn 3 ngày", "trong 7 ngày", "3 tháng 2 lần", "mỗi tháng 5 triệu",
    "tới nay chưa về", "mấy hôm nay khóc", "khuyến mãi qua", "tu 2 den nay", "cúng rằm", "ăn tết", "thu 2 trieu",
    "20 may trieu", "toi qua nha no", "chúc mừng 70 tuổi", "stk 12/34/5678", "ngày 4 lần", "mỗi ngày 15 cuộc", "hiệu 1.2.3", "35/13 là gì",
    "hai hôm nay nó im", "đem qua tiệm khác", "ngay mai mối đưa hàng, tôi thấy", "bôi 2 hôm", "tòa T9", "mã 12/10A", "9 tháng 10 ngày",
    "bệnh viện 30/4", "công viên 29/3", "chợ 30/4", "trường 20/11", "đường 3 tháng 2", "đường Cách Mạng Tháng Tám", "ram 16gb", "ram 8 gb",
    "gặp lúc 9 am", "mua 2-3 cái", "đặt 5-7 hộp", "giá từ 3.5 tới 4.5", "mua 2.5 kg", "nhận 10.5 triệu", "từ 10-12 triệu", "chỉ 1/5 giá",
    "dem mot nam ra nop", "toi mot canh moi", "thu 2 chai", "mua 3-5 ngày", "50/50", "2in1", "1.10.0", "size 10.5", "mua mung 5 trieu",
    "nước đâm ra cn hư", "lần thứ 3 nó hẹn", "bên thứ 3 đứng ra",
]  # fmt: skip


def found(text: str) -> list[tuple[str, str | int | None]]:
    return [(finding.text, finding.value) for finding in find_dates(fold(text), received_on=_RECEIVED)]


@pytest.mark.parametrize(("text", "expected"), _SAID)
def test_a_date_is_read_with_its_day(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), _SAID)
def test_a_decomposed_date_is_the_same(text: str, expected: list[tuple[str, str | None]]) -> None:
    said = [(unicodedata.normalize("NFC", said), value) for said, value in found(unicodedata.normalize("NFD", text))]
    assert said == expected


@pytest.mark.parametrize("text", _NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", [said for said, _ in _SAID])
def test_offsets_point_at_the_words(text: str) -> None:
    assert all(text[one.start : one.end] == one.text for one in find_dates(fold(text), received_on=_RECEIVED))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ngày 5/9", [None]),
        ("hôm qua", [None]),
        ("5/9/2026", ["2026-09-05"]),
        ("tháng 9/2026", ["2026-09"]),
        ("ngày 12", [None]),
    ],
)
def test_without_a_day_of_receipt_only_full_dates_have_a_value(text: str, values: list[str | None]) -> None:
    assert [one.value for one in find_dates(fold(text), received_on=None)] == values


@pytest.mark.parametrize(
    ("received_on", "text", "value"),
    [
        (dt.date(2026, 1, 5), "hôm 28/12", "2025-12-28"),
        (dt.date(2026, 12, 30), "hẹn 3/1 giao", "2026-01-03"),
        (dt.date(2026, 1, 1), "hôm qua", "2025-12-31"),
        (dt.date(2026, 3, 1), "ngày 31 em mua", None),
        (dt.date(2028, 3, 1), "ngày 29/2", "2028-02-29"),
        (dt.date(2026, 1, 5), "từ tháng 11", "2025-11"),
    ],
)
def test_the_year_and_month_come_from_the_day_of_receipt(received_on: dt.date, text: str, value: str | None) -> None:
    assert [one.value for one in find_dates(fold(text), received_on=received_on)] == [value]


@pytest.mark.parametrize(
    ("piece", "count"),
    [("1/", 0), ("12/10 ", 3_333), ("ngày ", 0), ("tháng ", 0), ("9", 0), ("thứ ", 0), ("hôm qua ", 2_500)],
)
def test_hostile_lengths_are_read(piece: str, count: int) -> None:
    assert len(find_dates(fold(piece * (20_000 // len(piece))), received_on=_RECEIVED)) == count
