"""Names of places: the whole table in both eras, how people write them, and what only looks like a place."""

import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from nlp.fold import fold
from nlp.gazetteer import find_place_names, list_place_names_of
from nlp.landlines import province_of_landline
from nlp.place_resolution import resolve_names
from nlp.provinces import list_provinces

LEXICONS = Path(__file__).parents[2] / "nlp" / "lexicons"
ROWS = [
    line.split("\t") for line in (LEXICONS / "places.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]
WORDS = {
    "province_1": "tỉnh", "city_1": "thành phố", "city": "thành phố", "town": "thị xã", "urban_district": "quận", "district": "huyện", "ward": "phường",
    "township": "thị trấn", "commune": "xã", "special_zone": "đặc khu",
}  # fmt: skip
PROVINCES = {(row[1], row[0]): row[3] for row in ROWS if row[2].endswith("_1")}
DISTRICTS = {row[0]: row[3] for row in ROWS if row[1] == "o"}


def resolved(text: str) -> list[tuple[str, str | None]]:
    one = resolve_names(list_place_names_of(fold(text)))
    return [(one.code, one.former)] if one else []


def names(text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(folded.said(one.start, one.end), one.size) for one in find_place_names(folded)]


def address(row: list[str]) -> str:
    _, era, kind, name, code, former, district = row
    parts = [f"{WORDS[kind]} {name}"]
    if not kind.endswith("_1"):
        parts += [DISTRICTS[district]] if district != "-" else []
        parts.append(PROVINCES[era, former if era == "o" else code])
    return ", ".join(parts)


def test_the_table_has_every_unit_of_both_eras() -> None:
    counts = Counter((era, kind) for _, era, kind, *_ in ROWS)
    communes = ("ward", "township", "commune", "special_zone")
    assert counts["n", "province_1"] + counts["n", "city_1"] == 34
    assert counts["o", "province_1"] + counts["o", "city_1"] == 63
    assert sum(counts["n", kind] for kind in communes) == 3321
    assert sum(counts["o", kind] for kind in communes) == 10_035  # of 10,040 lines five are districts without communes
    assert sum(counts["o", kind] for kind in ("city", "town", "urban_district", "district")) == 696


def test_the_provinces_of_the_table_are_those_of_the_lexicon() -> None:
    assert {(code, name) for (era, code), name in PROVINCES.items() if era == "n"} == set(list_provinces())


@pytest.mark.parametrize("form", [str, lambda text: fold(text).text])
def test_every_unit_written_with_its_province_is_resolved(form: type[str]) -> None:
    answers = [(resolved(form(address(row))), row) for row in ROWS]
    wrong = [(address(row), got) for got, row in answers if got and got[0][0] != row[4]]
    held = [address(row) for got, row in answers if not got]
    assert wrong == []
    assert held == []


def test_a_unit_alone_is_resolved_rightly_or_not_at_all() -> None:
    answers = [(resolved(f"{WORDS[row[2]]} {row[3]}"), row) for row in ROWS]
    assert [row for got, row in answers if got and got[0][0] != row[4]] == []
    assert sum(bool(got) for got, _ in answers) > 0.6 * len(ROWS)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # the seven codes that mean another province since 2025-07-01
        ("Lào Cai", ("15", "10")),
        ("Yên Bái", ("15", "15")),
        ("Bắc Giang", ("24", "24")),
        ("Bắc Ninh", ("24", "27")),
        ("Quảng Bình", ("44", "44")),
        ("Quảng Trị", ("44", "45")),
        ("Bình Định", ("52", "52")),
        ("Gia Lai", ("52", "64")),
        ("Long An", ("80", "80")),
        ("Tây Ninh", ("80", "72")),
        ("Tiền Giang", ("82", "82")),
        ("Đồng Tháp", ("82", "87")),
        ("Kiên Giang", ("91", "91")),
        ("An Giang", ("91", "89")),
        # spellings and nicknames
        ("Đắc Lắc", ("66", "66")),
        ("dak lak", ("66", "66")),
        ("Bà Rịa Vũng Tàu", ("79", "77")),
        ("BRVT", ("79", "77")),
        ("Bà Rịa - Vũng Tàu", ("79", "77")),
        ("Thừa Thiên", ("46", "46")),
        ("TT Huế", ("46", "46")),
        ("Tp HCM", ("79", "79")),
        ("TP.HCM", ("79", "79")),
        ("sài gòn", ("79", "79")),
        ("Sì Gòn", ("79", "79")),
        ("SG", ("79", "79")),
        ("HN", ("01", "01")),
        ("Bmt", ("66", "66")),
        ("q tân bình", ("79", "79")),
        ("Q.7", ("79", "79")),
        ("quận 01", ("79", "79")),
        ("Sapa", ("15", "10")),
        ("xứ Nghệ", ("40", "40")),
        ("đất mỏ", ("22", "22")),
        ("phố núi", ("52", "64")),
        ("Buôn Mê", ("66", "66")),
        ("Dalat", ("68", "68")),
        ("Cư Mgar", ("66", "66")),
        ("Đắk R'lấp", ("68", "67")),
        ("phường B’Lao", ("68", "68")),
        # sites
        ("chợ Đồng Xuân", ("01", "01")),
        ("cho kim bien", ("79", "79")),
        ("chợ Đức Hòa", ("80", "80")),
        ("cửa khẩu Mộc Bài", ("80", "72")),
        ("cua khau phu Vac Sa", ("80", "72")),
        ("sân bay Cát Bi", ("31", "31")),
        ("cảng Lạch Huyện", ("31", "31")),
        ("KCN Quang Châu", ("24", "24")),
        ("khu công nghiệp Sóng Thần 2", ("79", "74")),
        ("bến xe Mỹ Đình", ("01", "01")),
        ("bệnh viện Chợ Rẫy", ("79", "79")),
        ("Phú Mỹ Hưng", ("79", "79")),
    ],
)
def test_what_a_place_means(text: str, meant: tuple[str, str]) -> None:
    assert resolved(text) == [meant]


@pytest.mark.parametrize(
    "text",
    [
        "xã Tân Thành", "huyện Châu Thành", "Châu Thành", "xã Hòa Bình", "phường 5", "P12", "Tân Phú", "Bình Tân", "đường Nguyễn Trãi", "12 Lê Lợi", "ấp 3",
        "phố Trần Phú", "xã Minh Tân", "chợ Tân Châu", "Bảo Lâm", "phường An Lạc", "thôn Hạ", "ngã tư Vàm", "Hà Nội, Hải Phòng", "Gò Vấp, Biên Hòa",
        "Tam Nông", "cầu Rạch Miễu", "Quảng Châu", "Campuchia",
    ],
)  # fmt: skip
def test_what_may_be_several_places_is_held(text: str) -> None:
    assert resolved(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kho ở xã Tân Thành, Bắc Tân Uyên", [("xã Tân Thành", "ward"), ("Bắc Tân Uyên", "district")]),
        ("ban o q1 tphcm", [("q1", "district"), ("tphcm", "province")]),
        ("shop ở P.12, Q. Tân Bình", [("P.12", "ward"), ("Q. Tân Bình", "district")]),
        ("lò ở ấp 3, xã An Hóa, Bến Tre", [("ấp 3", "ward"), ("xã An Hóa", "ward"), ("Bến Tre", "province")]),
        ("bán ở chợ Cầu Đỏ", [("chợ Cầu Đỏ", "landmark")]),
        ("hẻm 132 đường Hùng Vương, Ninh Kiều", [("hẻm 132", "street"), ("đường Hùng Vương", "street"), ("Ninh Kiều", "district")]),
        ("hàng qua cửa khẩu Hữu Nghị", [("cửa khẩu Hữu Nghị", "landmark")]),
        ("kho thôn Bản Mới, Hữu Lũng", [("thôn Bản Mới", "ward"), ("Hữu Lũng", "district")]),
        ("HÀNG GIẢ Ở TP BIÊN HÒA", [("TP BIÊN HÒA", "city")]),
        ("quốc lộ 1A, Thường Tín", [("quốc lộ 1A", "street"), ("Thường Tín", "district")]),
    ],
)  # fmt: skip
def test_names_are_found_with_their_place_words(text: str, found: list[tuple[str, str]]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "cho em hỏi xã hội bây giờ sao", "cho con 2 tuoi uong sua", "ban 35k dong y khong", "van ban nay cua ai", "quần áo ở đâu bán", "ông Long An lừa em",
        "kẹo dừa Bến Tre giả", "nước mắm Phú Quốc giả", "mong thế giới hòa bình", "@shop.bienhoa", "dalat_quan", "laptop HP", "SL bao nhiêu, KH hỏi",
        "to 0 4 5 that su", "gia lam sao re vay", "thay bo y te noi the", "anh Thái Bình gọi em", "la phu nu mang thai", "goi cho ban be", "xa qua khong toi",
        "hàng tốt. Tân trang lại", "tam ky nay ban khong",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_place(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("+842363000123", ("48", "48")),
        ("+842353000123", ("48", "49")),
        ("+842430000123", ("01", "01")),
        ("+842830000123", ("79", "79")),
        ("+842543000123", ("79", "77")),
        ("+842213000123", ("33", "33")),
        ("+84900000123", None),
        ("19000000", None),
        ("", None),
    ],
)
def test_a_landline_tells_its_province(number: str, codes: tuple[str, str] | None) -> None:
    assert province_of_landline(number) == codes


def test_every_province_of_before_has_an_area_code() -> None:
    lines = (LEXICONS / "landlines.tsv").read_text(encoding="utf-8").splitlines()
    former = {line.split("\t")[1] for line in lines if not line.startswith("#")}
    assert former == {code for era, code in PROVINCES if era == "o"}


def test_the_sites_are_of_known_provinces_and_enough() -> None:
    lines = (LEXICONS / "sites.tsv").read_text(encoding="utf-8").splitlines()
    listed: Counter[str] = Counter()
    for kind, former, sites in (line.split("\t") for line in lines if not line.startswith("#")):
        assert ("o", former) in PROVINCES
        listed[kind] += len(sites.split("; "))
    least = {"market": 300, "gate": 60, "airport": 22, "port": 40, "zone": 200, "landmark": 150}
    assert {kind: count for kind, count in least.items() if listed[kind] < count} == {}


@pytest.mark.parametrize(
    "piece", ["an ", "cho dong xuan, ", "xã Tân Thành, ", "hà nội ", "12/", "tp. ", "Hà ", "q1 p1 ", "xã "]
)
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    folded = fold((piece * 20_000)[:20_000])
    started = time.perf_counter()
    found = find_place_names(folded)
    assert time.perf_counter() - started < 1
    assert all(one.end <= two.start for one, two in pairwise(found))
