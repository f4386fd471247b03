"""Finds provinces, former provinces and well-known places, and refuses the names that only look like them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from nlp.cues import is_whole_word
from nlp.findings import Finding, ProvinceMention
from nlp.fold import Folded, fold, same_accents
from nlp.provinces import PlaceName, list_place_names, province_name, province_short_name
from nlp.roles import role_of_place

__all__ = ["PlaceFound", "find_places", "province_name", "province_short_name"]

_NAMES = tuple(list_place_names())
_FOLDED_NAMES = tuple(fold(name.name) for name in _NAMES)
_AUTOMATON = ahocorasick_rs.AhoCorasick([name.text for name in _FOLDED_NAMES])

# Names that are also common words, names of people or streets in every town: a place word must stand before them,
# or (the first group) a capital must begin them.
_NEEDS_CAPITAL = frozenset(["hue", "hoa binh", "thai binh", "long an", "ha nam", "an giang", "thu do", "ba ria"])
_NEEDS_CUE = frozenset(["dien bien phu", "hn", "sg", "hp", "tth", "bmt", "tsn", "sgn", "dat to", "dat cang", "tay do"])
# Well-known places whose name is hardly ever anything else; the other places of the lexicon need a cue or a chain.
_DISTINCTIVE_NAMES = (
    "bien hoa|di an|hoi an|da lat|dalat|nha trang|buon ma thuot|buon me thuot|pleiku|mong cai|phu quoc|quy nhon|phan thiet"
    "|ha long|cam pha|vung tau|thu duc|thu dau mot|cu chi|hoc mon|can gio|my tho|rach gia|chau doc|long xuyen|sapa|sa pa"
    "|dong hoi|tam ky|viet tri|nghe an|cam ranh|phan rang|noi bai|lao bao|moc bai|dung quat|saigon square|ecopark|cat lai"
    "|tan son nhat|huu nghi quan|gia lam|cau giay|ha dong|hoan kiem|long bien|ninh kieu|cao lanh|bac lieu|vinh yen|phuc yen"
)
_DISTINCTIVE = frozenset(_DISTINCTIVE_NAMES.split("|"))
# Cities of hundreds of thousands: named alone they say no more of a person than a province does.
_CITIES_WORDS = (
    "bien hoa|da lat|dalat|nha trang|buon ma thuot|buon me thuot|pleiku|quy nhon|phan thiet|ha long|vung tau|thu duc|thu dau mot|my tho|rach gia|long xuyen"
    "|dong hoi|tam ky|viet tri|vinh|vinh yen|ninh kieu|cao lanh|bac lieu|ca mau|tuy hoa|thanh hoa|nam dinh|thai nguyen|hoi an|chau doc|cam ranh|phan rang"
)
_CITIES = frozenset(_CITIES_WORDS.split("|"))
_SHORTEST_PART = 2  # letters; less is the comma between two names
_STRONG_PLACE = re.compile(r"(?:cho|cua khau|san bay|cang|cau|lang nghe|nui|mui) |quan [0-9]|q\.?[0-9]")

_BEFORE = 30
_PLACE_WORD = (
    r"(?:o|tai|tinh|tp|t\.p|thanh pho|quan|huyen|h|q|tx|thi xa|thi tran|phuong|p|xa|ve|tu|den|khu vuc|kv|ben|sang|tren"
    r"|duoi|len|xuong|vao|ra|qua|ngoai|trong|dia chi|dc|cho|kho|chi nhanh|ship|giao|in|at|from)"
)
_CUE_BEFORE = re.compile(rf"(?<![a-z0-9]){_PLACE_WORD}[.: ]{{1,3}}$")
_ADMIN_BEFORE = re.compile(
    r"(?<![a-z0-9])(?:tinh|tp|t\.p|thanh pho|quan|huyen|h|q|tx|thi xa|thi tran|phuong|xa)(?:\. ?| )$"
)
# Homonyms, read in the accented text: streets, people, dishes and other goods named after a province.
_NOT_A_PLACE = re.compile(
    r"(?<![^\W_])(?:(?:đường|duong|(?<!thành )phố|(?<!thanh )pho|ngõ|ngo|hẻm|hem|xa lộ|xa lo|đại lộ|dai lo|cầu|quốc lộ"
    r"|ông|ong|bà|anh|chị|chú|bác|nguyễn|nguyen|trần|lê|phạm|vợ|chồng|tên là|tên|ten"
    r"|đặc sản|dac san|bún bò|bun bo|bún|nước mắm|nuoc mam|mắm|cà phê|ca phe|cafe|coffee|chè|trà|nem chua|nem|chả mực|yến sào"
    r"|bia|rượu|ruou|xi măng|thuốc lá|gốm|lụa|nón|mè xửng|kẹo|keo|mì|hủ tiếu|hu tieu|gạo|xoài|bưởi|vải|nhãn|thanh long"
    r"|tiêu|mật ong|mat ong|sâm|muối|nếp|cơm hến|phở|pho bo|báo|đài|ngân hàng)"
    r"|(?:kẹo|keo|bánh|banh|mứt|mut|nem|cơm|tương|dưa|bò|gà|vịt|cam|chuối|hạt|trái) [^\W\d_]{2,6}) $"
)
_STREET = re.compile(
    r"(?:^|[,:(] ?|(?<![a-z0-9])(?:o|tai|dia chi|dc|nha|kho|shop|xuong|at) )"
    r"(?P<street>(?:so )?[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){0,3}(?: (?:duong|pho|ngo|hem))?(?P<words>(?: [a-z]{1,7}){1,4})[, ]{1,2})$"
)
_STREET_STOPS = "ban mua o tai cai hop chai thung nam thang ngay nguoi gia cua lo tieng gio tuoi shop kho lan"
_NOT_A_STREET = frozenset(_STREET_STOPS.split())
_STREET_WINDOW = 60
_CHAIN_GAP = re.compile(r"[ ,.\-]{0,3}(?:(?:tinh|tp|t\.p|thanh pho|quan|huyen|h|tx|thi xa)\.? ?)?")


NameSize = Literal["province", "city", "district"]


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A name inside a place, as a span of the folded text; provinces and bare cities say little of who lives there."""

    span: tuple[int, int]
    size: NameSize


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFound:
    """A place as written, and the provinces it means (one, or several when the names beside each other disagree)."""

    finding: Finding
    mentions: tuple[ProvinceMention, ...]
    names: tuple[NamedPart, ...]
    has_street: bool

    def parts_below_province(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut the provinces out of the place, which is `start..end` of the folded text; a city alone is none either."""
        if all(name.size != "district" for name in self.names) and start == self.names[0].span[0]:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    start: int
    end: int
    name: PlaceName
    needs_chain: bool


def find_places(folded: Folded) -> list[PlaceFound]:
    """Find places in the order of the text, each with today's province and role."""
    return [_place(folded, chain) for chain in _chains(folded, _longest(_hits(folded)))]


def _hits(folded: Folded) -> Iterable[_Hit]:
    for index, start, end in _AUTOMATON.find_matches_as_indexes(folded.text, overlapping=True):
        if not is_whole_word(folded.text, start, end):
            continue
        if not same_accents(folded.accented[start:end], _FOLDED_NAMES[index].accented):
            continue
        sure = _is_sure(folded, start, end, _NAMES[index])
        if sure is not None:
            yield _Hit(start=start, end=end, name=_NAMES[index], needs_chain=not sure)


def _is_sure(folded: Folded, start: int, end: int, name: PlaceName) -> bool | None:
    """Tell whether the name stands by itself (True), only in a chain with another (False), or is none (None)."""
    before = folded.text[max(0, start - _BEFORE) : start]
    said = folded.said(start, end)
    if _NOT_A_PLACE.search(folded.accented[max(0, start - _BEFORE) : start]):
        return None
    cued = _CUE_BEFORE.search(before) is not None
    folded_name = folded.text[start:end]
    if name.kind == "abbreviation":
        return True if cued and said.isupper() else None
    if cued:
        return True
    if folded_name in _NEEDS_CUE:
        return False
    if folded_name in _NEEDS_CAPITAL:
        return said[:1].isupper()
    return name.kind == "province" or folded_name in _DISTINCTIVE or _STRONG_PLACE.match(folded_name) is not None


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _chains(folded: Folded, hits: list[_Hit]) -> list[list[_Hit]]:
    """Join names that stand beside each other ("Dĩ An, Bình Dương"); drop what needed a neighbour and has none."""
    chains: list[list[_Hit]] = []
    for hit in hits:
        if chains and _CHAIN_GAP.fullmatch(folded.text, chains[-1][-1].end, hit.start):
            chains[-1].append(hit)
        else:
            chains.append([hit])
    return [kept for chain in chains if (kept := _agreeing(chain))]


def _agreeing(chain: list[_Hit]) -> list[_Hit]:
    codes = {hit.name.code for hit in chain if hit.name.kind == "province" and not hit.needs_chain}
    if codes:
        return [hit for hit in chain if hit.name.code in codes]
    return [hit for hit in chain if not hit.needs_chain]


def _place(folded: Folded, chain: list[_Hit]) -> PlaceFound:
    begin = _begin_of_address(folded, chain[0].start)
    role, reason = role_of_place(folded, begin)
    start, end = folded.span(begin, chain[-1].end)
    finding = Finding(
        kind="place",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=None,
        role=role,
        score=0.8,
        reason=reason,
    )
    return PlaceFound(
        finding=finding,
        mentions=tuple(_mention(folded, hit, finding) for hit in chain),
        has_street=any(map(str.isdigit, folded.text[begin : chain[0].start])),
        names=tuple(NamedPart((hit.start, hit.end), _size(folded, hit)) for hit in chain),
    )


def _size(folded: Folded, hit: _Hit) -> NameSize:
    if hit.name.kind != "place":
        return "province"
    return "city" if folded.text[hit.start : hit.end] in _CITIES else "district"


def _begin_of_address(folded: Folded, start: int) -> int:
    """Move left over "tỉnh", "TP." and a house number with its street."""
    admin = _ADMIN_BEFORE.search(folded.text, max(0, start - _BEFORE), start)
    begin = admin.start() if admin else start
    offset = max(0, begin - _STREET_WINDOW)
    street = _STREET.search(folded.text[offset:begin])
    if street is None or not _NOT_A_STREET.isdisjoint(street["words"].split()):
        return begin
    return offset + street.start("street")


def _mention(folded: Folded, hit: _Hit, finding: Finding) -> ProvinceMention:
    name = hit.name
    reason = finding.reason
    if name.former_name:
        reason = f"{name.former_name} cũ, nay thuộc {province_name(name.code)}; {reason}"
    return ProvinceMention(
        code=name.code,
        former_code=name.former_code,
        former_name=name.former_name,
        said=folded.said(hit.start, hit.end),
        role=finding.role,
        score=0.9 if name.kind == "province" else 0.8,
        reason=reason,
    )
