"""Finds names of places in folded text: provinces, districts, wards, sites and streets, each with its place word."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlp.fold import Folded
from nlp.place_cues import Standing, standing_of
from nlp.place_hits import LARGE, Hit, UnitFound, find_known
from nlp.place_table import Candidates, Sense, Size
from nlp.place_units import NEVER_BARE
from nlp.place_words import read_unknown

_GAP = re.compile(r"[ ,.\-–/()\n]{1,3}(?:(?:thuoc|o|tai|cua|nay la|nay thuoc) )?")
_PART_EDGES = frozenset(",.;:-–/()\n")
_FORMER_WORDS = ("cu", "tinh ", "tp", "thanh pho", "huyen ", "quan ", "h.")
_SURNAMES = frozenset([
    "nguyễn", "nguyen", "trần", "tran", "lê", "le", "phạm", "pham", "phan", "bùi", "bui", "huỳnh", "huynh", "hoàng", "hoang", "đặng", "dang", "trịnh", "trinh", "võ", "vũ",
    "đỗ", "ngô", "đinh", "dương", "trương",
])  # fmt: skip
_SIZE_OF_LEVEL: dict[str, Size] = {"street": "street", "site": "landmark", "landmark": "landmark"}


class PlaceName(NamedTuple):
    """A name with its place word; candidates are (code of today, code of before) pairs, none for an unknown name.

    `also` are namesakes that only the names beside it can mean; `core` is where the bare name begins.
    """

    start: int
    end: int
    size: Size
    candidates: Candidates
    also: Candidates
    core: int


def find_place_names(folded: Folded) -> list[PlaceName]:
    """Find the names that are places where they stand, in the order of the text, apart from each other."""
    hits = _all_hits(folded)
    if not hits:
        return []
    standings = [standing_of(folded, hit.start, hit.end, hit.sense, hit.unit) for hit in hits]
    standings = _with_neighbours(folded, hits, standings)
    return [_name(hit) for hit, standing in zip(hits, standings, strict=True) if standing == "sure"]


def list_place_names_of(folded: Folded) -> list[PlaceName]:
    """List the names in the words of a place, where none of them needs a cue but each must be a part of its own."""
    kept: list[Hit] = []
    for hit in _all_hits(folded, trusted=True):
        if hit.unit is None and _follows_surname(folded, hit.start):
            continue
        if hit.is_firm or _is_part(folded, hit) or (kept and _is_larger_beside(folded, kept[-1], hit)):
            kept.append(hit)
    return [_name(hit) for hit in kept]


def _follows_surname(folded: Folded, start: int) -> bool:
    """Tell whether the name is a person's, whose a street bears: "hẻm 441 Lê Đức Thọ" is not in Đức Thọ."""
    if folded.text[start - 1 : start] != " ":
        return False
    word = folded.text.rfind(" ", 0, start - 1) + 1
    return folded.accented[word : start - 1] in _SURNAMES and folded.said(word, word + 1).isupper()


def _is_larger_beside(folded: Folded, before: Hit, hit: Hit) -> bool:
    """Tell whether a town or a province, be it abbreviated, goes on with a place that lies in it ("chợ Mới AG")."""
    return hit.sense.size in LARGE and bool(before.sense.candidates) and _are_beside(folded, before, hit)


def _is_part(folded: Folded, hit: Hit) -> bool:
    """Tell whether the name is not cut out of a longer one ("Tạ Quang Bửu")."""
    before, after = folded.text[: hit.start].rstrip(), folded.text[hit.end :].lstrip()
    begins = not before or before[-1] in _PART_EDGES or _is_capital_after_small(folded, before, hit)
    ends = not after or after[0] in _PART_EDGES or after.startswith(_FORMER_WORDS)
    return (
        begins
        and ends
        and (" " in folded.text[hit.core : hit.end] or (not before and not after) or hit.sense.size != "ward")
    )


def _is_capital_after_small(folded: Folded, before: str, hit: Hit) -> bool:
    word = before.rfind(" ") + 1
    return folded.said(hit.start, hit.start + 1).isupper() and folded.said(word, word + 1).islower()


def _name(hit: Hit) -> PlaceName:
    return PlaceName(hit.start, hit.end, hit.sense.size, hit.sense.candidates, hit.sense.also, hit.core)


def _all_hits(folded: Folded, *, trusted: bool = False) -> list[Hit]:
    hits, units = find_known(folded, trusted=trusted)
    if not units:
        return hits
    read = list(_unknown(folded, units, [hit for hit in hits if hit.is_firm]))
    if not read:
        return hits
    kept = [hit for hit in hits if hit.is_firm or not any(one.start < hit.end and hit.start < one.end for one in read)]
    return sorted([*kept, *read], key=_start)


def _start(hit: Hit) -> int:
    return hit.start


def _unknown(folded: Folded, units: dict[int, UnitFound], hits: list[Hit]) -> Iterator[Hit]:
    """Read the names nobody listed, behind the place words that no known name follows."""
    last = at = 0
    for unit in sorted(units.values(), key=_by_start):
        while at < len(hits) and hits[at].end <= unit.start:
            at += 1
        stop = hits[at].start if at < len(hits) else len(folded.text)
        never_bare = unit.is_bare and folded.text[unit.start : unit.end] in NEVER_BARE
        if unit.start < last or stop < unit.end or (never_bare and unit.word.level != "ward"):
            continue
        read = read_unknown(folded, unit.end, stop, unit.word)
        if read:
            core, last, firm = read
            size = _SIZE_OF_LEVEL.get(unit.word.level, "ward")
            yield Hit(unit.start, core, last, Sense(size, (), (), firm and not never_bare), unit.word)


def _by_start(unit: UnitFound) -> tuple[int, int]:
    return unit.start, -unit.end


def _with_neighbours(folded: Folded, hits: list[Hit], standings: list[Standing]) -> list[Standing]:
    """Let unsure names stand beside sure ones that may lie in the same province."""
    for order in (range(1, len(hits)), range(len(hits) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for at in order:
            other = at - step
            if standings[at] == "unsure" and standings[other] == "sure" and _are_beside(folded, hits[at], hits[other]):
                standings[at] = "sure"
    return standings


def _are_beside(folded: Folded, one: Hit, other: Hit) -> bool:
    first, second = sorted((one, other), key=_start)
    if not _GAP.fullmatch(folded.text, first.end, second.start):
        return False
    mine = {code for code, _ in (*one.sense.candidates, *one.sense.also)}
    others = {code for code, _ in (*other.sense.candidates, *other.sense.also)}
    return not mine or not others or not mine.isdisjoint(others)
