"""Each recognizer against sentences of its own; every number is invented."""

import datetime as dt

import pytest

from nlp.findings import Finding
from nlp.fold import fold
from nlp.recognizers.date import find_dates
from nlp.recognizers.price import find_prices
from nlp.recognizers.seller import find_sellers


def said_and_meant(findings: list[Finding]) -> list[tuple[str, str | int | None]]:
    return [(finding.text, finding.value) for finding in findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("350k", 350_000),
        ("1tr2", 1_200_000),
        ("2 triệu 500", 2_500_000),
        ("1,5 tr", 1_500_000),
        ("12.450.000 đồng", 12_450_000),
        ("2,000,000 VND", 2_000_000),
        ("200000đ", 200_000),
        ("3 củ", 3_000_000),
        ("5 lít", 500_000),
        ("2 tỷ", 2_000_000_000),
    ],
)
def test_prices(text: str, value: int) -> None:
    assert said_and_meant(find_prices(fold(f"giá {text} nha"))) == [(text, value)]


@pytest.mark.parametrize(
    "text", ["50k follow", "cái thứ 2 cũ đó", "0912.345.678", "12/05/2026", "300 người", "mua 2 cái"]
)
def test_what_is_no_price(text: str) -> None:
    assert find_prices(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("shop Hoa Mai Cosmetic bán son", "Hoa Mai Cosmetic"),
        ("tiệm vàng Phú Quý 2, quận 6", "Phú Quý 2"),
        ("công ty TNHH Ánh Dương lừa", "Ánh Dương"),
        ("SHOP HOA MAI BÁN HÀNG GIẢ Ở HÀ NỘI", "HOA MAI"),
        ("shop mỹ phẩm Mận Beauty 15 Lê Lợi Hải Phòng", "Mận Beauty"),
        ("shop Nấm Lùn 15/2A Nguyễn Trãi bán hàng giả", "Nấm Lùn"),
        ("shop Nấm Lùn Đà Nẵng bán hàng giả", "Nấm Lùn"),
        ("tiệm Nấm Lùn Quận 6", "Nấm Lùn"),
        ("shop Red Lotus 77 bán lụa giả", "Red Lotus 77"),
        ("shop Red Lotus 77 Đà Nẵng", "Red Lotus 77"),
        ("shop Mẹ Bé 365 Store lừa", "Mẹ Bé 365 Store"),
        ("công ty Dược Hậu Giang", "Dược Hậu Giang"),
    ],
)
def test_sellers(text: str, name: str) -> None:
    assert [finding.text for finding in find_sellers(fold(text))] == [name]


def test_a_shop_without_a_name_is_no_seller() -> None:
    assert find_sellers(fold("shop này bán hàng giả, cửa hàng đầu ngõ cũng vậy")) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mua 17/08/2026", "2026-08-17"),
        ("ngày 5/9 tôi mua", "2026-09-05"),
        ("hôm 12-10-25", "2025-10-12"),
    ],
)
def test_dates(text: str, value: str) -> None:
    assert [finding.value for finding in find_dates(fold(text), received_on=dt.date(2026, 11, 22))] == [value]


@pytest.mark.parametrize("text", ["số 3/4 Hàng Buồm", "31/02/2026", "0912.345.678"])
def test_what_is_no_date(text: str) -> None:
    assert find_dates(fold(text), received_on=None) == []
