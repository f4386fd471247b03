"""Whom a tip about officials accuses: the agency named, in the provinces named."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from intake.accused import propose_walls
from intake.routing import AuthorityEntry
from nlp.analysis import analyze
from storage.queries.authorities import read_seed
from tests.intake.given import analysis, mention

AUTHORITIES = {
    row.code: AuthorityEntry(code=row.code, agency_type=row.agency_type, name=row.name) for row in read_seed()
}
ALL_QLTT = tuple(sorted(code for code in AUTHORITIES if code.startswith("QLTT-")))


def walls(text: str, *, provinces: Iterable[str] = (), label: str = "official_misconduct") -> tuple[str, ...]:
    told = analysis(text, labels=[(label, 0.9)], provinces=[mention(code) for code in provinces])
    return propose_walls(told, AUTHORITIES)


@pytest.mark.parametrize(
    ("text", "provinces", "codes"),
    [
        ("đội quản lý thị trường số 5 nhận tiền của shop", ["01"], ("QLTT-01",)),
        ("doi quan ly thi truong so 5 nhan tien cua shop", ["01"], ("QLTT-01",)),
        ("Đội QLTT  số 5 bảo kê", ["01"], ("QLTT-01",)),
        ("CÔNG AN PHƯỜNG bao che", ["31"], ("CA-31",)),
        ("cong an xa bao che", ["31", "48"], ("CA-31", "CA-48")),
        ("ca phường bao che, csgt cũng vậy", ["31"], ("CA-31",)),
        ("cán bộ thuế chia chác với kho", ["79"], ("THUE-79",)),
        ("sở y tế biết mà làm ngơ", ["92"], ("YT-92",)),
        ("quản lý thị trường với công an cùng ăn chia", ["01"], ("QLTT-01", "CA-01")),
        ("chi cục nhận phong bì", ["48"], ("QLTT-48", "THUE-48")),
        ("chi cục an toàn thực phẩm nhận phong bì", ["48"], ("YT-48",)),
        ("quản lý thị trường nhận tiền", [], ALL_QLTT),
        ("hải quan cửa khẩu nhận tiền", ["20"], ()),
        ("có cán bộ nhận tiền bao che", ["01"], ()),
        ("nhân viên thuê nhà nhận tiền, trốn thuế nữa", ["01"], ()),
        ("", ["01"], ()),
    ],
)
def test_the_agency_named_in_the_provinces_named_is_walled_off(
    text: str, provinces: list[str], codes: tuple[str, ...]
) -> None:
    assert walls(text, provinces=provinces) == codes


def test_a_place_of_the_reporter_counts_as_well() -> None:
    told = analysis("công an bao che", labels=[("official_misconduct", 0.9)], provinces=[mention("48", "reporter")])
    assert propose_walls(told, AUTHORITIES) == ("CA-48",)


def test_an_agency_without_a_unit_in_the_province_is_walled_off_everywhere() -> None:
    only_hanoi = {"QLTT-01": AUTHORITIES["QLTT-01"]}
    told = analysis("qltt nhận tiền", labels=[("official_misconduct", 0.9)], provinces=[mention("48")])
    assert propose_walls(told, only_hanoi) == ("QLTT-01",)


def test_a_tip_about_sellers_only_walls_nobody_off() -> None:
    assert walls("shop bán hàng giả, công an đã biết", provinces=["01"], label="counterfeit") == ()


def test_what_the_analysis_reads_is_enough() -> None:
    told = analyze("Đội quản lý thị trường số 5 ở Hà Nội nhận hối lộ, bao che cho kho hàng giả")
    assert propose_walls(told, AUTHORITIES) == ("QLTT-01",)
    assert propose_walls(replace(told, provinces=()), AUTHORITIES) == ALL_QLTT


def test_a_long_hostile_text_is_read_quickly() -> None:
    assert walls("quan ly " * 3000 + "thi truong", provinces=["01"]) == ("QLTT-01",)
