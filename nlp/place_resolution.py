"""Decides which province the names of one place mean together; the larger unit decides between namesakes."""

from collections.abc import Sequence
from typing import NamedTuple

from nlp.gazetteer import PlaceName
from nlp.place_table import Candidates, Size
from nlp.provinces import province_short_name, short_name_of_former

_TOWN = 1  # the rank of districts
_RANK: dict[Size, int] = {"province": 0, "city": 1, "district": 1, "landmark": 2, "ward": 3, "street": 4}

_MOST_NAMES = 12


class Resolved(NamedTuple):
    """A province: today's code, the code of before where the names tell it, and the name that decided."""

    code: str
    former: str | None
    by: PlaceName


def resolve_names(names: Sequence[PlaceName]) -> Resolved | None:
    """Find the one province that the names of a chain agree on."""
    known = [name for name in names[-_MOST_NAMES:] if name.candidates or name.also]
    ordered = _without_namesakes(known)[::-1]  # the last is the largest of its rank
    ordered.sort(key=_rank)
    deciding: PlaceName | None = None
    pairs: Candidates = ()
    for name in ordered:
        if deciding is None:
            deciding, pairs = name, name.candidates or name.also
            continue
        narrowed = _narrowed(pairs, (*name.candidates, *name.also), is_province=name.size == "province")
        if not narrowed and _RANK[name.size] <= _TOWN:
            narrowed = tuple(pair for pair in deciding.also if pair in name.candidates)
        if not narrowed and _RANK[name.size] <= _TOWN and _RANK[name.size] == _RANK[deciding.size] and name.candidates:
            return None  # two provinces, or two districts apart
        if not narrowed and _is_of_ward(deciding, name):
            deciding, narrowed = name, name.candidates
        pairs = narrowed or pairs
    return _one(deciding, pairs) if deciding else None


def _is_of_ward(deciding: PlaceName, name: PlaceName) -> bool:
    """Tell whether a market's namesake is meant, by the ward it is in, said with its place word."""
    if deciding.size != "landmark" or name.size != "ward" or name.core == name.start:
        return False
    return len({code for code, _ in name.candidates}) == 1 or (bool(name.candidates) and not deciding.candidates)


def _without_namesakes(names: list[PlaceName]) -> list[PlaceName]:
    """Drop a bare name before a smaller unit that lies elsewhere: a commune or a street ("Phú Yên, Phú Xuyên")."""
    kept: list[PlaceName] = []
    for at, name in enumerate(names):
        later = next((one for one in names[at + 1 :] if _RANK[one.size] <= _TOWN), None)
        bare = name.core == name.start
        outranked = later and (_RANK[later.size] > _RANK[name.size] or later.core > later.start)
        if later and outranked and bare and not _share(name.candidates, later):
            continue
        kept.append(name)
    return kept


def _share(mine: Candidates, other: PlaceName) -> bool:
    codes = {code for code, _ in mine}
    return any(code in codes for code, _ in (*other.candidates, *other.also))


def _rank(name: PlaceName) -> tuple[int, bool]:
    """Put provinces first, and of them those whose name is of before: "TP.HCM (Bình Dương cũ)"."""
    return _RANK[name.size], name.size == "province" and _is_of_today(name.candidates)


def _is_of_today(candidates: Candidates) -> bool:
    return any(former and province_short_name(code) == short_name_of_former(former) for code, former in candidates)


def _narrowed(pairs: Candidates, mine: Candidates, *, is_province: bool) -> Candidates:
    both = tuple(pair for pair in pairs if pair in mine)
    if both:
        return both
    if is_province:
        codes = {code for code, _ in mine}
        return tuple(pair for pair in pairs if pair[0] in codes)
    # "phường Dĩ An, TP.HCM": a province of today holds what lay in another before.
    codes = {code for code, _ in pairs} if _is_of_today(pairs) else set()
    return tuple(pair for pair in mine if pair[0] in codes)


def _one(deciding: PlaceName, pairs: Candidates) -> Resolved | None:
    codes = {code for code, _ in pairs}
    if len(codes) != 1:
        return None
    former = {one for _, one in pairs}
    return Resolved(codes.pop(), former.pop() if len(former) == 1 else None, deciding)
