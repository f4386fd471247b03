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
        ("Chở hàng lậu ở Lạng Sơn, kho ở Bắc Giang", None),
    ],
)
def test_the_contract_takes_the_sellers_province(text: str, code: str | None) -> None:
    assert to_contract(analyze(text))["province_new"] == code


@pytest.mark.parametrize(
    ("text", "place", "meant"),
    [
        ("kho ở 12/5 hẻm 8 Lê Lợi, P. Bến Nghé, Q1, TPHCM", "12/5 hẻm 8 Lê Lợi, P. Bến Nghé, Q1, TPHCM", ("79", "79")),
        ("shop ở số 85 Nguyễn Huệ, phường 1, Mỹ Tho", "số 85 Nguyễn Huệ, phường 1, Mỹ Tho", ("82", "82")),
        ("xưởng tại ấp 3, xã An Hóa, Châu Thành, Bến Tre", "ấp 3, xã An Hóa, Châu Thành, Bến Tre", ("86", "83")),
        ("kho lô B3 KCN Quang Châu, Việt Yên, Bắc Giang", "lô B3 KCN Quang Châu, Việt Yên, Bắc Giang", ("24", "24")),
        ("bán ở phường Dĩ An, TP.HCM (Bình Dương cũ) nhé", "phường Dĩ An, TP.HCM (Bình Dương cũ)", ("79", "74")),
        ("kho ở Bình Dương cũ, nay là TP.HCM", "Bình Dương cũ, nay là TP.HCM", ("79", "74")),
        ("hàng tại xã Phong Nẫm - Giồng Trôm - Bến Tre", "xã Phong Nẫm - Giồng Trôm - Bến Tre", ("86", "83")),
        ("sạp B12 chợ Đồng Xuân, Hoàn Kiếm, Hà Nội", "chợ Đồng Xuân, Hoàn Kiếm, Hà Nội", ("01", "01")),
        (
            "kho thôn 4 xã Ea Tiêu huyện Cư Kuin tỉnh Đắk Lắk",
            "thôn 4 xã Ea Tiêu huyện Cư Kuin tỉnh Đắk Lắk",
            ("66", "66"),
        ),
        ("ban o 17 duong phan boi chau, bmt", "17 duong phan boi chau, bmt", ("66", "66")),
        ("lò ở xóm Đình, xã Cát Khánh, Phù Cát, Bình Định", "xóm Đình, xã Cát Khánh, Phù Cát, Bình Định", ("52", "52")),
        ("shop 168 Điện Biên Phủ, Thanh Khê, Đà Nẵng", "168 Điện Biên Phủ, Thanh Khê, Đà Nẵng", ("48", "48")),
        ("tiệm ở Giải Phóng, Hoàng Mai, Hà Nội", "Giải Phóng, Hoàng Mai, Hà Nội", ("01", "01")),
        ("cửa khẩu Tân Thanh, Văn Lãng, Lạng Sơn", "cửa khẩu Tân Thanh, Văn Lãng, Lạng Sơn", ("20", "20")),
        ("bán tại chợ Bình Tây, Q.6", "chợ Bình Tây, Q.6", ("79", "79")),
        ("ở sẹc 12 đường Lò Gốm, phường 7, quận 6", "sẹc 12 đường Lò Gốm, phường 7, quận 6", ("79", "79")),
        ("tại kiệt 15 Hai Bà Trưng, phường Hội An Tây", "kiệt 15 Hai Bà Trưng, phường Hội An Tây", ("48", "49")),
        ("ngõ 381 Nguyễn Khang, Cầu Giấy", "ngõ 381 Nguyễn Khang, Cầu Giấy", ("01", "01")),
        ("km 14 quốc lộ 1A, Thường Tín, Hà Nội", "km 14 quốc lộ 1A, Thường Tín, Hà Nội", ("01", "01")),
        ("kho ở phường Bến Tre, tỉnh Vĩnh Long", "phường Bến Tre, tỉnh Vĩnh Long", ("86", "83")),
        ("kho ở Dĩ An thuộc Bình Dương", "Dĩ An thuộc Bình Dương", ("79", "74")),
        ("bán ở chợ Kim Biên quận 5 Sài Gòn", "chợ Kim Biên quận 5 Sài Gòn", ("79", "79")),
        (
            "tổ 9, khu phố 2, phường Tân Biên, Biên Hoà, Đồng Nai",
            "tổ 9, khu phố 2, phường Tân Biên, Biên Hoà, Đồng Nai",
            ("75", "75"),
        ),
        ("xa ban diu, xin man, tinh ha giang cu", "xa ban diu, xin man, tinh ha giang cu", ("08", "02")),
        (
            "số nhà 17 hẻm 4 Lò Heo, phường 8, TP Vĩnh Long",
            "số nhà 17 hẻm 4 Lò Heo, phường 8, TP Vĩnh Long",
            ("86", "86"),
        ),
        ("TP. Hồ Chí Minh", "TP. Hồ Chí Minh", ("79", "79")),
        ("Q.TÂN BÌNH, TP.HCM", "Q.TÂN BÌNH, TP.HCM", ("79", "79")),
        (
            "khu dân cư Nam Long, quận Cái Răng, thành phố Cần Thơ",
            "khu dân cư Nam Long, quận Cái Răng, thành phố Cần Thơ",
            ("92", "92"),
        ),
        ("bến xe Mỹ Đình, Nam Từ Liêm", "bến xe Mỹ Đình, Nam Từ Liêm", ("01", "01")),
        ("Ho Chi Minh City", "Ho Chi Minh City", ("79", "79")),
        ("xã Tân Thành", "xã Tân Thành", None),
        ("hàng từ huyện Châu Thành", "huyện Châu Thành", None),
        ("phố Hàng Buồm", "phố Hàng Buồm", ("01", "01")),
        ("chợ Lao Bảo, huyện Hướng Hóa, Quảng Trị", "chợ Lao Bảo, huyện Hướng Hóa, Quảng Trị", ("44", "45")),
        ("TT. Thủ Thừa, Long An", "TT. Thủ Thừa, Long An", ("80", "80")),
        ("nguyễn trãi p2 q5", "q5", ("79", "79")),
        ("ở Củ Chi, Sài Gòn", "Củ Chi, Sài Gòn", ("79", "79")),
        ("20 Tràng Thi, HN", "20 Tràng Thi, HN", ("01", "01")),
        ("bán tại Đắk R'lấp, Đắk Nông", "Đắk R'lấp, Đắk Nông", ("68", "67")),
        ("đảo Phú Quốc", "đảo Phú Quốc", ("91", "91")),
    ],
)
def test_the_parts_of_an_address_are_one_place_with_one_province(
    text: str, place: str, meant: tuple[str, str | None] | None
) -> None:
    (found,) = find_places(fold(text))
    assert found.finding.text == place
    assert [(one.code, one.former_code) for one in found.mentions] == ([meant] if meant else [])


def test_provinces_side_by_side_are_places_of_their_own() -> None:
    assert codes("Hà Nội, Hải Phòng đều có") == [("01", "01"), ("31", "31")]


def test_a_ward_and_a_street_alone_say_where_the_reporter_lives() -> None:
    (found,) = find_places(fold("em ở 12 Lê Lợi, phường 5, Mỹ Tho"))
    start, end = found.finding.start, found.finding.end
    assert found.parts_below_province(start, end) == [(start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "cho em hỏi xã hội", "kẹo dừa Bến Tre", "ông Long An", "chị Nguyễn Huệ", "bánh pía Sóc Trăng", "tiệm vàng Kim Thành", "ban 35k thoi", "con trai em",
        "hàng đường. Ai mua", "bảo hành ở trường con", "nhóm Sài Gòn", "shop Hà Nội", "nick Phú Quốc", "quán Tây Đô", "cà phê Buôn Ma Thuột", "spa Tây Hồ",
        "đt 0900 000 123", "chè Thái Nguyên", "xoài Cao Lãnh", "công ty Long Sơn",
    ],
)  # fmt: skip
def test_goods_shops_and_words_are_no_places(text: str) -> None:
    assert find_places(fold(text)) == []
