"""Each recognizer against sentences of its own; every number is invented."""

import pytest

from nlp.fold import fold
from nlp.recognizers.seller import find_sellers


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
