"""Tells what a name of a place means, with or without its place word, from the names of the table."""

from functools import lru_cache

from nlp.fold import same_accents
from nlp.place_table import ABBREVIATION, Candidates, Meaning, Sense, Size, table
from nlp.place_units import Kind, UnitWord

_REMEMBERED = 8192
_CROSSINGS = frozenset([
    "ngã ba", "ngã tư", "ngã năm", "ngã sáu", "ngã bảy", "ngã 3", "ngã 4", "ngã 5", "ngã 6", "vòng xoay", "vòng xuyến", "bùng binh", "cầu vượt", "cầu",
])  # fmt: skip
_IN_EVERY_TOWN = frozenset(
    ["trung tâm", "đoàn kết", "hòa bình", "thống nhất", "quyết thắng", "quang trung", "trung thành"]
)


@lru_cache(maxsize=_REMEMBERED)
def sense_of(index: int, said: str, unit: UnitWord | None) -> Sense | None:
    """Tell what the pattern means as it is said after a place word; None when its accents say something else."""
    meanings = table().meanings[index]
    meant = [] if said.isascii() else [one for one in meanings if said == one.accented]
    meant = meant or [one for one in meanings if same_accents(said, one.accented)]
    if not meant:
        return None
    if unit is None:
        return _bare(meant)
    if unit.level == "street":
        return _of_street(unit, meant)
    return _after(unit, meant)


def _bare(meant: list[Meaning]) -> Sense | None:
    provinces = [one for one in meant if one.kind == "province"]
    if provinces:
        return _sense(provinces, meant, firm=any(one.firm for one in provinces))
    towns = [one for one in meant if one.kind == "district"]
    spelled = {one.accented for one in towns}
    top = towns + [one for one in meant if one.kind in _SITES and one.firm and one.accented not in spelled]
    if top:
        top += [] if towns else _of_many_provinces(top, meant)
        name = top[0].accented
        long = " " in name or len(name) > ABBREVIATION or name[-1].isdigit()
        return _sense(top, meant, firm=long and any(one.firm for one in top))
    wards = [one for one in meant if one.kind == "ward" and " " in one.accented]
    return _sense(wards, wards, firm=False) if wards else None


def _of_many_provinces(sites: list[Meaning], meant: list[Meaning]) -> list[Meaning]:
    """List the communes that bear a site's name, where they are in more provinces than one besides: all may be meant."""
    wards = [one for one in meant if one.kind == "ward"]
    return wards if len({one.code for one in wards} - {one.code for one in sites}) > 1 else []


def _after(unit: UnitWord, meant: list[Meaning]) -> Sense | None:
    governed = [one for one in meant if one.kind not in _SITES]
    if not governed and not any(one.kind in kinds for kinds in unit.kinds for one in meant):
        return None  # a market's name, behind the word of a commune
    if unit.level in {"site", "landmark"}:
        meant = [one for one in meant if one.kind != "ward" or _tells_where(one.accented)]
        governed = [one for one in meant if one.kind not in _SITES]
    for kinds in unit.kinds:
        top = [one for one in meant if one.kind in kinds]
        if not top:
            continue
        if unit.level in {"site", "landmark"}:
            return _sense(_of_site(top, governed), governed, firm=True)._replace(size="landmark")
        return _graded(unit, top, governed)
    size: Size = _SIZE_OF_UNKNOWN.get(unit.level, "ward")
    return Sense(size, (), _candidates(governed), firm=True)


def _of_street(unit: UnitWord, meant: list[Meaning]) -> Sense:
    """Leave a street open, whose name is found everywhere; a crossing or a bridge is in the small town of its name."""
    listed = _candidates([one for one in meant if one.kind == "landmark"])
    if listed or unit.accented not in _CROSSINGS:
        return Sense("street", listed, (), firm=True)
    towns = [one for one in meant if " " in one.accented and (one.size == "district" or one.grade == "township")]
    if any(one.size in {"province", "city"} for one in meant):
        towns = []  # a road leads to it
    return Sense("street", (), _candidates(towns), firm=True)


def _tells_where(ward: str) -> bool:
    """Tell whether a site of this name may be the commune's: "chùa Bà", "chợ trung tâm" are in every town."""
    return " " in ward and ward not in _IN_EVERY_TOWN


_SITES: frozenset[Kind] = frozenset(
    ["market", "gate", "airport", "port", "zone", "station", "hospital", "university", "mall", "landmark"]
)
_SIZE_OF_UNKNOWN: dict[str, Size] = {
    "city": "district",
    "district": "district",
    "province": "district",
    "site": "landmark",
    "landmark": "landmark",
}


def _of_site(top: list[Meaning], governed: list[Meaning]) -> list[Meaning]:
    """Say which of the namesakes a market or a station is: one known everywhere, else all in towns of that name."""
    noted = [one for one in top if one.noted and one.kind in _SITES]
    if noted:
        return noted
    towns = [one for one in governed if one.kind in {"district", "province"}]
    return [*(one for one in top if one.kind in _SITES), *towns] or top


def _graded(unit: UnitWord, top: list[Meaning], governed: list[Meaning]) -> Sense:
    """Prefer what bears the place word by right; a town that is none by right is the seat of a district of its name."""
    exact = [one for one in top if one.grade in unit.grades or (one.noted and one.kind == "district")]
    if not exact and unit.level == "ward":
        seats = [one for one in governed if one.kind == "district"]
        top = seats or top
    return _sense(exact or top, governed, firm=True)


def _sense(top: list[Meaning], meant: list[Meaning], *, firm: bool) -> Sense:
    candidates = _candidates(top)
    also = tuple(one for one in _candidates(meant) if one not in candidates)
    return Sense(top[0].size, candidates, also, firm)


def _candidates(meant: list[Meaning]) -> Candidates:
    return tuple(dict.fromkeys((one.code, one.former) for one in meant if one.code))
