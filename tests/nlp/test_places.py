"""Places: today's 34 provinces, the 63 of before, and the names that only look like them."""

import json
import unicodedata
from pathlib import Path

import pytest

from nlp.analysis import analyze, to_contract
from nlp.fold import fold
from nlp.places import find_places, province_name, province_short_name

LEXICON = json.loads((Path(__file__).parents[2] / "nlp/lexicons/provinces.json").read_text(encoding="utf-8"))
PROVINCES = [(one["short_name"], one["code"]) for one in LEXICON["provinces"]]
FORMER = [(old["name"], one["code"], old["code"]) for one in LEXICON["provinces"] for old in one["former"]]


def bare(name: str) -> str:
    return fold(name).text.title()


def codes(text: str) -> list[tuple[str, str | None]]:
    return [(one.code, one.former_code) for found in find_places(fold(text)) for one in found.mentions]


def test_there_are_34_provinces_and_63_former_ones() -> None:
    assert len(PROVINCES) == 34
    assert len({old for _, _, old in FORMER}) == len(FORMER) == 63


@pytest.mark.parametrize(("name", "code"), PROVINCES)
@pytest.mark.parametrize("form", [str, bare, str.lower, lambda name: unicodedata.normalize("NFD", name)])
def test_every_province_of_today_is_found_by_its_name(name: str, code: str, form: type[str]) -> None:
    assert [new for new, _ in codes(f"kho hàng lậu ở {form(name)} đó")] == [code]


@pytest.mark.parametrize(("name", "code", "old"), FORMER)
@pytest.mark.parametrize("form", [str, bare, str.lower])
def test_every_former_province_is_found_by_its_name(name: str, code: str, old: str, form: type[str]) -> None:
    assert codes(f"bán hàng lậu tại {form(name)}, mong kiểm tra") == [(code, old)]


def test_a_former_name_is_told_where_it_changed() -> None:
    (found,) = find_places(fold("bán hàng lậu ở Bình Dương"))
    (mention,) = found.mentions
    assert (mention.former_name, mention.said) == ("Bình Dương", "Bình Dương")
    assert "Bình Dương cũ, nay thuộc Thành phố Hồ Chí Minh" in mention.reason


def test_province_names() -> None:
    assert (province_name("79"), province_short_name("79")) == ("Thành phố Hồ Chí Minh", "Hồ Chí Minh")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("shop ở TPHCM", "79"),
        ("kho ở sg", "79"),
        ("bán tại HN", "01"),
        ("ở tp. Vũng Tàu", "79"),
        ("chợ Đồng Xuân", "01"),
        ("sân bay Nội Bài", "01"),
        ("Dĩ An, Bình Dương", "79"),
        ("tỉnh Đăk Lăk", "66"),
        ("Khánh Hoà nhé", "56"),
        ("quận 5", "79"),
        ("cửa khẩu Mộc Bài", "80"),
    ],
)
def test_other_names_of_places(text: str, code: str) -> None:
    assert {new for new, _ in codes(text)} == {code}


@pytest.mark.parametrize(
    "text",
    [
        "bán trên đường Hà Nội",
        "ông Long An lừa em",
        "quán bún bò Huế",
        "kẹo dừa Bến Tre giả",
        "nước mắm Phú Quốc giả",
        "chị Nguyễn Huệ",
        "mong thế giới hòa bình",
        "laptop HP",
        "số 5 Điện Biên Phủ",
        "SL bao nhiêu, KH hỏi",
        "shop Phú Mỹ Hưng",
    ],
)
def test_namesakes_are_no_places(text: str) -> None:
    assert codes(text) == []


def test_an_address_is_one_place_with_its_street() -> None:
    (found,) = find_places(fold("bán ở 12 Hàng Buồm Hà Nội nhé"))
    assert found.finding.text == "12 Hàng Buồm Hà Nội"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("em ở Đà Nẵng", "reporter"),
        ("nhà tôi ở Cần Thơ", "reporter"),
        ("giao về Nghệ An", "reporter"),
        ("ship về cho em ở Nghệ An", "reporter"),
        ("tôi tên Bình, làm ruộng ở Cà Mau", "reporter"),
        ("kho hàng ở Lạng Sơn", "seller"),
        ("em mua ở chợ bên Hưng Yên", "seller"),
        ("Sơn La", "unknown"),
    ],
)
def test_whose_place_it_is(text: str, role: str) -> None:
    assert [found.finding.role for found in find_places(fold(text))] == [role]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mình ở Hà Nội, mua son giả của shop ở Sài Gòn", "79"),
        ("em ở Huế bị lừa tiền", None),
        ("mình ở Q3, shop hàng giả ở Đà Nẵng", "48"),
        ("em ở Huế, kho hàng lậu ở Lạng Sơn", "20"),
        ("hàng giả, giao về Nghệ An", None),
        ("Hàng lậu Lạng Sơn, kho ở Bắc Giang", "24"),
    ],
)
def test_the_contract_takes_the_sellers_province(text: str, code: str | None) -> None:
    assert to_contract(analyze(text))["province_new"] == code
