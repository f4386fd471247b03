"""Joins names of places that stand together to chains, and gives each its province and whose place it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.findings import Finding, ProvinceMention
from nlp.fold import Folded
from nlp.gazetteer import PlaceName, find_place_names
from nlp.place_resolution import resolve_names
from nlp.place_table import Size
from nlp.place_words import read_house, read_title_before
from nlp.provinces import province_name, province_short_name
from nlp.roles import role_of_place
from nlp.whereabouts import mention_of

__all__ = ["PlaceFound", "find_places", "province_name", "province_short_name"]

_GAP = re.compile(
    r"(?:[ ,.;\-–/()|]|\n){0,4}(?:(?:thuoc|o|tai|nay la|nay thuoc|cu|cu la|truoc la|huyen|tinh|tp)(?: (?:cu|thuoc|la|o|tinh|huyen|tp))?[ ,(\-]{1,3}){0,2}"
)
_JOINED = re.compile(r"[ ,.;\-–/()|\n]")
_FORMER = re.compile(r" (?:cu(?![a-z0-9])|city(?![a-z])|province(?![a-z]))| \(cu\)")
_LONGEST_CHAIN = 12  # names; no citizen writes more
_SHORTEST_PART = 2  # letters; less is the comma between two names
_LARGE: frozenset[Size] = frozenset(["province", "city", "district"])
_UNTOLD: frozenset[Size] = frozenset(["province", "city"])


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A name inside a place, as a span of the folded text; provinces and bare cities say little of who lives there."""

    span: tuple[int, int]
    size: Size


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """A place as written, and the province it means; without a mention where its names leave that open."""

    finding: Finding
    mentions: tuple[ProvinceMention, ...]
    names: tuple[NamedPart, ...]
    has_street: bool

    def parts_below_province(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut the provinces out of the place, which is `start..end` of the folded text; a city alone is none either."""
        if all(name.size in _UNTOLD for name in self.names) and not self.has_street:
            return []
        parts: list[tuple[int, int]] = []
        first_letter = start
        for name in self.names:
            if name.size == "province":
                parts.append((start, name.span[0]))
                start = name.span[1]
        if parts and parts[0][0] == first_letter and self.names[0].size == "province" and not self.has_street:
            parts[0] = (first_letter, first_letter)  # "tỉnh", "thành phố" before the province
        return [(first, last) for first, last in [*parts, (start, end)] if last - first > _SHORTEST_PART]


def find_places(folded: Folded) -> list[PlaceFound]:
    """Find places in the order of the text, each with today's province and role."""
    return [_place(folded, chain, after) for after, chain in _chains(folded, find_place_names(folded))]


def _chains(folded: Folded, names: Sequence[PlaceName]) -> Iterator[tuple[int, list[PlaceName]]]:
    """Give the chains, each with where the one before it ends."""
    chain: list[PlaceName] = []
    after = 0
    for name in names:
        if chain and not (_is_gap(folded, chain[-1].end, name.start) and _goes_on(chain, name)):
            yield after, chain
            after, chain = chain[-1].end, []
        chain.append(name)
    if chain:
        yield after, chain


def _is_gap(folded: Folded, start: int, end: int) -> bool:
    between = folded.text[start:end]
    return _JOINED.match(between) is not None and _GAP.fullmatch(between) is not None


def _goes_on(chain: Sequence[PlaceName], name: PlaceName) -> bool:
    """Tell whether the name may belong to the chain: a second province, or a district of another one, does not."""
    if len(chain) >= _LONGEST_CHAIN:
        return False
    if name.size not in _LARGE:
        return not any(one.size == "province" for one in chain) or _share(chain[-1], name)
    return all(_share(one, name) for one in chain if one.size in _LARGE)


def _share(one: PlaceName, other: PlaceName) -> bool:
    mine = {code for code, _ in (*one.candidates, *one.also)}
    others = {code for code, _ in (*other.candidates, *other.also)}
    return not mine or not others or not mine.isdisjoint(others)


def _place(folded: Folded, chain: list[PlaceName], after: int) -> PlaceFound:
    begin, end = chain[0].start, chain[-1].end
    house = read_house(folded, begin, after)
    begin = house if house is not None else read_title_before(folded, begin, after, chain[0].size)
    former = _FORMER.match(folded.text, end)
    end = former.end() if former else end
    if folded.text[end : end + 1] == ")" and "(" in folded.text[begin:end]:
        end += 1
    role, reason = role_of_place(folded, begin)
    start, last = folded.span(begin, end)
    resolved = resolve_names(chain)
    finding = Finding(
        kind="place",
        start=start,
        end=last,
        text=folded.original[start:last],
        value=None,
        role=role,
        score=0.8,
        reason=reason,
    )
    return PlaceFound(
        finding=finding,
        mentions=(mention_of(resolved, finding, said=folded.said(resolved.by.core, resolved.by.end)),)
        if resolved
        else (),
        has_street=house is not None,
        names=tuple(NamedPart((name.core, name.end), name.size) for name in chain),
    )
