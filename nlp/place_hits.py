"""Finds the listed names of places in folded text, each with the place word before it."""

import re
from bisect import bisect_left
from typing import NamedTuple

from nlp.fold import Folded, same_accents
from nlp.place_senses import sense_of
from nlp.place_table import SPACES, Sense, Size, known_by_all, table, towns
from nlp.place_units import NEVER_BARE, STREET, UnitWord
from nlp.place_words import read_capitals

LARGE: frozenset[Size] = frozenset(["province", "city", "district"])
_AFTER_UNIT = 3  # letters between a place word and its name at most: "tp. ", "q : "
_GAPS_OF_UNIT = frozenset([" ", ": ", "  ", " : "])
_GAPS_OF_SHORT = _GAPS_OF_UNIT | {". ", "."}
_SHORT = 3  # letters; longer words are not abbreviations
_OF_ACCOUNT = frozenset(["_", "@", "#", "="])
_BREAKS = frozenset(',;:!?\n/|()"')
_WEIGHT: dict[Size, int] = {"province": 6, "city": 4, "district": 3, "landmark": 2, "ward": 1, "street": 1}
_SYLLABLE = 4
_BESIDE = frozenset([",", "-", ""])
_MOST_OVERLAPS = 40
_NUMBER_WINDOW = 24
_NUMBERED = re.compile(
    r"(?:^|[,:(\n] ?|(?<![a-z0-9])(?P<alley>ngo|hem|kiet|sec|ngach) |(?<![a-z0-9])(?:o|tai|so|nha|lo|dia chi|dc|kho|shop|duong) )[0-9]{1,4}[a-z]?(?:[/\-][0-9]{1,4}[a-z]?){0,3} $"
)
_MORE = re.compile(r" ?[,\-] ?[a-z0-9]| (?:p|q|phuong|quan|tp|thanh pho|tx|huyen)(?![a-z])")


class Hit(NamedTuple):
    """A name at `core..end` whose place word, if it has one, begins at `start`."""

    start: int
    core: int
    end: int
    sense: Sense
    unit: UnitWord | None

    @property
    def is_firm(self) -> bool:
        """Tell whether it needs no neighbour to be read."""
        return self.unit is not None or self.sense.firm


class UnitFound(NamedTuple):
    """A place word found; `is_bare` without the accents it ought to have."""

    start: int
    end: int
    word: UnitWord
    is_bare: bool


def find_known(folded: Folded, *, trusted: bool = False) -> tuple[list[Hit], dict[int, UnitFound]]:
    """Find listed names that do not overlap, and the longest place word that ends at each position.

    `trusted`: the text is known to be a place, so a place word without its accents is one.
    """
    names, units = _matches(folded)
    if not names:
        return [], units
    great, small = _sorted_by_rank(names, units)
    hits = [hit for name in great if (hit := _hit(folded, units, *name, trusted=trusted))]
    if small:
        edges = {place for hit in hits if hit.is_firm for place in (hit.start - 1, hit.end + 1)}
        worth = [name for name in small if _is_worth(folded, name[0], name[1], edges)]
        hits += [hit for name in worth if (hit := _hit(folded, units, *name, trusted=trusted))]
    return [_whole(folded, hit) for hit in _apart(hits)] if hits else [], units


def _sorted_by_rank(
    names: list[tuple[int, int, int]], units: dict[int, UnitFound]
) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
    """Part the names that may stand by themselves from those of small places without a place word."""
    humble = table().humble
    great: list[tuple[int, int, int]] = []
    small: list[tuple[int, int, int]] = []
    for name in names:
        start = name[0]
        if humble[name[2]] and start - 1 not in units and start - 2 not in units and start - 3 not in units:
            small.append(name)
        else:
            great.append(name)
    return great, small


def _is_worth(folded: Folded, start: int, end: int, edges: set[int]) -> bool:
    """Leave everyday words alone: names in small letters, of small places, that stand beside nothing."""
    text = folded.text
    if (
        end in edges
        or start in edges
        or text[end : end + 1] in _BESIDE
        or text[max(0, start - 2) : start - 1] in _BESIDE
    ):
        return True
    return not folded.is_shouted and folded.said(start, start + 1).isupper()


def _matches(folded: Folded) -> tuple[list[tuple[int, int, int]], dict[int, UnitFound]]:
    known = table()
    meanings, tiny = known.meanings, known.tiny
    spaced = f" {folded.text.translate(SPACES)} "
    names: list[tuple[int, int, int]] = []
    units: dict[int, UnitFound] = {}
    for index, start, last in known.automaton.find_matches_as_indexes(spaced, overlapping=True):
        end = last - 2
        if meanings[index] and (not tiny[index] or start - 1 in units or start - 2 in units or start - 3 in units):
            names.append((start, end, index))
        word = known.units[index]
        if word and (end not in units or start < units[end].start):
            unit = _unit(folded, start, end, word)
            if unit:
                units[end] = unit
    return names, units


def _unit(folded: Folded, start: int, end: int, word: UnitWord) -> UnitFound | None:
    said = folded.accented[start:end]
    if said == word.accented:
        return UnitFound(start, end, word, is_bare=False)
    if (folded.has_accents and said in NEVER_BARE) or not (said.isascii() or same_accents(said, word.accented)):
        return None
    return UnitFound(start, end, word, is_bare=True)


def _hit(folded: Folded, units: dict[int, UnitFound], start: int, end: int, index: int, *, trusted: bool) -> Hit | None:
    unit = _unit_before(folded, units, start) if units else None
    if unit and unit.is_bare and not trusted and not _may_be_bare(folded, unit, start, end):
        unit = None
    word = unit.word if unit else None
    if (
        unit is None
        and not folded.text[max(0, start - 3) : start - 1].isalpha()
        and _is_numbered_street(folded, start, end)
    ):
        word = STREET
    said = folded.accented[start:end]
    if folded.has_accents and end - start <= _SYLLABLE and said.isalpha() and _lacks_accents(folded, start, end, index):
        return None
    sense = sense_of(index, said, word)
    if sense is None or _is_broken(folded.text, start, end, dotted=index in table().dotted):
        return None
    return Hit(unit.start if unit else start, start, end, sense, word)


def _lacks_accents(folded: Folded, start: int, end: int, index: int) -> bool:
    """Tell whether a syllable in small letters is another word: "con" where the text has accents is not Cồn."""
    said = folded.accented[start:end]
    if not said.isascii() or not folded.said(start, end).islower():
        return False
    return all(one.accented != said for one in table().meanings[index])


def _is_broken(text: str, start: int, end: int, *, dotted: bool) -> bool:
    said = text[start:end]
    if (dotted and "." not in said) or not _BREAKS.isdisjoint(said) or ". " in said:
        return True
    # Inside the name of an account or a link ("@shop.bienhoa", "dalat_quan").
    if text[end : end + 1] in _OF_ACCOUNT:
        return True
    return start > 0 and (text[start - 1] in _OF_ACCOUNT or (text[start - 1] in ".-" and " " not in said))


def _unit_before(folded: Folded, units: dict[int, UnitFound], start: int) -> UnitFound | None:
    for back in range(1, _AFTER_UNIT + 1):
        unit = units.get(start - back)
        if unit:
            gaps = _GAPS_OF_SHORT if unit.end - unit.start <= _SHORT else _GAPS_OF_UNIT
            return unit if folded.text[unit.end : start] in gaps else None
    return None


def _is_numbered_street(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the name is a street behind a house number, with more of the address after it."""
    numbered = _NUMBERED.search(folded.text, max(0, start - _NUMBER_WINDOW), start)
    if numbered is None:
        return False
    return numbered["alley"] is not None or _MORE.match(folded.text, end) is not None


def _may_be_bare(folded: Folded, unit: UnitFound, start: int, end: int) -> bool:
    """Tell whether an unaccented place word is meant ("xa Tan Tien", not "xa hoi")."""
    if folded.said(start, start + 1).isupper() and not folded.is_shouted:
        return True
    word = folded.text[unit.start : unit.end]
    if word not in NEVER_BARE:
        return not folded.has_accents or unit.word.level in {"province", "city"}
    if folded.has_accents or " " not in folded.text[start:end]:
        return False
    return unit.word.level != "hamlet" and f" {folded.text[start:end]} " in known_by_all()


def _apart(hits: list[Hit]) -> list[Hit]:
    """Keep of the overlapping hits those that cover most letters, the larger units first."""
    kept: list[Hit] = []
    cluster: list[Hit] = []
    last = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if cluster and hit.start >= last:
            kept += _best(cluster)
            cluster = []
        cluster.append(hit)
        last = max(last, hit.end)
    return kept + _best(cluster)


def _best(cluster: list[Hit]) -> list[Hit]:
    """Weighted intervals that do not overlap: the best set of each prefix, by end."""
    if len(cluster) <= 1 or cluster[0].end >= max(hit.end for hit in cluster):
        return cluster[:1]  # one covers the others
    if len(cluster) > _MOST_OVERLAPS:
        return cluster[:1]  # no citizen's text
    ordered = sorted(cluster, key=lambda hit: hit.end)
    ends = [hit.end for hit in ordered]
    best: list[tuple[int, list[Hit]]] = [(0, [])]
    for at, hit in enumerate(ordered):
        before = best[bisect_left(ends, hit.start + 1, 0, at)]
        weight = (
            (hit.end - hit.start) * 10 + _WEIGHT[hit.sense.size] + (20 if hit.sense.firm and hit.unit is None else 0)
        )
        best.append(max((before[0] + weight, [*before[1], hit]), best[-1], key=lambda one: one[0]))
    return best[-1][1]


def _whole(folded: Folded, hit: Hit) -> Hit:
    """Take the rest of a longer name that no table has ("chợ Cầu Đỏ" is not chợ Cầu)."""
    if hit.unit is None or hit.sense.size in LARGE or not folded.said(hit.core, hit.core + 1).isupper():
        return hit
    end = read_capitals(folded, hit.end)
    if end == hit.end or _begins_a_town(folded, hit.end + 1, end):
        return hit
    named_after = hit.sense.candidates if f" {folded.text[hit.core : hit.end]} " in towns() else ()
    return hit._replace(end=end, sense=hit.sense._replace(candidates=(), also=named_after))


def _begins_a_town(folded: Folded, start: int, end: int) -> bool:
    words = folded.text[start:end].split(" ")
    return any(f" {' '.join(words[:count])} " in towns() for count in range(1, len(words) + 1)) or any(
        map(str.isdigit, words[0])
    )
