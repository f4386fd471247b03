"""Holds every name of a place in one automaton and tells what a name means, with or without its place word."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import ahocorasick_rs

from nlp.fold import fold, fold_each
from nlp.once import once
from nlp.place_units import UNIT_WORDS, Kind, UnitWord

_LEXICONS = Path(__file__).parent / "lexicons"
Size = Literal["province", "city", "district", "ward", "landmark", "street"]
Candidates = tuple[tuple[str, str | None], ...]
_KIND_OF: dict[str, tuple[Kind, Size]] = {
    "province_1": ("province", "province"), "city_1": ("province", "province"), "city": ("district", "city"), "town": ("district", "district"),
    "urban_district": ("district", "district"), "district": ("district", "district"), "ward": ("ward", "ward"), "township": ("ward", "ward"),
    "commune": ("ward", "ward"), "special_zone": ("ward", "ward"),
}  # fmt: skip
_KIND_OF_WORD: dict[str, Kind] = {"chợ": "market", "cảng": "port"}
_GREAT = frozenset(["province", "district"])
_SAIGON = ("79", "79")
_SAIGON_DISTRICTS = 12
_NUMBERED_WARDS = 30
_COUNTED = {"ngã ba ": "ngã 3 ", "ngã tư ": "ngã 4 ", "ngã năm ": "ngã 5 ", "ngã sáu ": "ngã 6 ", "ngã bảy ": "ngã 7 "}
ABBREVIATION = 4  # letters at most


class Meaning(NamedTuple):
    """One thing a name may mean; `firm`: it stands without a place word, `noted`: it is known in the whole country."""

    accented: str
    kind: Kind
    size: Size
    code: str
    former: str | None
    firm: bool
    noted: bool
    grade: str


_Named = tuple[str, Kind, Size, str, str | None, bool, bool, str]
"""A name as listed, then its Meaning without the accented form, which is made of all names at once."""


class Sense(NamedTuple):
    """What a name means where it stands: `also` are smaller namesakes, which only a chain can mean."""

    size: Size
    candidates: Candidates
    also: Candidates
    firm: bool


class Table(NamedTuple):
    """The automaton over spaced patterns, what each means, and each place word.

    `humble`: only wards and small sites bear the name; `tiny`: and it is one syllable, nothing without a place word.
    """

    patterns: list[str]
    automaton: ahocorasick_rs.AhoCorasick
    meanings: list[tuple[Meaning, ...]]
    units: list[UnitWord | None]
    dotted: frozenset[int]
    humble: list[bool]
    tiny: list[bool]


class _Spaces(dict[int, int]):
    """Makes a space of all that is no letter or digit."""

    def __missing__(self, code: int) -> int:
        shown = code if chr(code).isalnum() else 0x20
        if code < 0x2100:  # noqa: PLR2004 -- rare code points are not kept, so that it stays small
            self[code] = shown
        return shown


SPACES = _Spaces()


@once
def table() -> Table:
    """Build the automaton once, from the lexicons."""
    patterns: dict[str, list[Meaning]] = {}
    dotted: set[str] = set()
    named = list(_all_named())
    folded = fold_each(name for name, *_ in named)
    for (form, accented), (_, kind, size, code, former, firm, noted, grade) in zip(folded, named, strict=True):
        meaning = Meaning(accented, kind, size, code, former, firm, noted, grade)
        for spaced in _spaced(form):
            patterns.setdefault(spaced, []).append(meaning)
            if "." in form:
                dotted.add(spaced)
    units = {f" {fold(word.accented).text} ": word for word in UNIT_WORDS}
    listed = list(dict.fromkeys([*patterns, *units]))
    humble = frozenset(
        spaced for spaced, meant in patterns.items() if not any(one.firm or one.kind in _GREAT for one in meant)
    )
    return Table(
        listed,
        ahocorasick_rs.AhoCorasick(listed),
        [tuple(dict.fromkeys(patterns.get(spaced, ()))) for spaced in listed],
        [units.get(spaced) for spaced in listed],
        frozenset(index for index, spaced in enumerate(listed) if spaced in dotted),
        [spaced in humble for spaced in listed],
        [spaced in humble and " " not in spaced.strip() for spaced in listed],
    )


@once
def towns() -> frozenset[str]:
    """List the spaced names of provinces and districts."""
    return frozenset(spaced for spaced, meanings in _by_pattern() if any(one.kind in _GREAT for one in meanings))


@once
def known_by_all() -> frozenset[str]:
    """List the spaced names that stand for a place even behind a word that is rather something else."""
    return towns() | frozenset(spaced for spaced, meanings in _by_pattern() if any(one.noted for one in meanings))


def _by_pattern() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    return zip(table().patterns, table().meanings, strict=True)


def _spaced(form: str) -> set[str]:
    if form.replace(" ", "").isalnum() and "  " not in form:
        return {f" {form} "}
    shown = form.translate(SPACES)
    return {f" {one} " for one in (shown.strip(), " ".join(shown.split()), form.replace("'", "").translate(SPACES))}


@once
def _successors() -> dict[str, str]:
    """Give today's province code by the code of before."""
    return {row[0]: row[4] for row in _rows("places.tsv") if row[1] == "o" and row[2].endswith("_1")}


def successor_of(former: str) -> str:
    """Give today's code of a province of before; KeyError if there was none."""
    return _successors()[former]


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_LEXICONS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _all_named() -> Iterator[_Named]:
    yield from _administrative()
    yield from _nicknames()
    yield from _sites()
    yield from _listed_places()
    yield from _numbered()


def _administrative() -> Iterator[_Named]:
    for _, era, kind_word, name, code, former, _ in _rows("places.tsv"):
        if name.isdigit() or (era == "n" and kind_word.endswith("_1")):
            continue  # numbered wards are read by rule; provinces of today bear the name of one of before
        kind, size = _KIND_OF[kind_word]
        firm = kind != "ward" and " " in name
        yield name, kind, size, code, None if former == "-" else former, firm, False, kind_word


def _nicknames() -> Iterator[_Named]:
    for size, former, names in _rows("nicknames.tsv"):
        kind, shown = ("province", "province") if size == "province" else ("district", size)
        for name in names.split("; "):
            yield _of_former(name.lstrip("~"), kind, shown, former, firm=not name.startswith("~"))  # type: ignore[arg-type]


def _of_former(name: str, kind: Kind, size: Size, former: str, *, firm: bool) -> _Named:
    return name, kind, size, _successors()[former], former, firm, firm, ""


def _sites() -> Iterator[_Named]:
    for kind, former, names in _rows("sites.tsv"):
        for name in names.split("; "):
            for form in _forms_of_site(name.lstrip("*")):
                yield _of_former(form, kind, "landmark", former, firm=name.startswith("*"))  # type: ignore[arg-type]


def _forms_of_site(name: str) -> Iterator[str]:
    """Give the name and, for a crossing, the way its roads are counted in figures ("ngã 4 Bình Thái")."""
    yield name
    for word, shown in _COUNTED.items():
        if name.startswith(word):
            yield shown + name[len(word) :]


def _listed_places() -> Iterator[_Named]:
    """Read provinces.json: its aliases, and its places where no other table has them."""
    lexicon = json.loads((_LEXICONS / "provinces.json").read_text(encoding="utf-8"))
    for former in (former for province in lexicon["provinces"] for former in province["former"]):
        for alias in former["aliases"]:
            yield _of_former(alias, "province", "province", former["code"], firm=len(alias) > ABBREVIATION)
        for place in former["places"]:
            word, _, rest = place.partition(" ")
            kind = _KIND_OF_WORD.get(word, "landmark")
            name = place if kind == "landmark" else rest
            yield _of_former(name, kind, "landmark", former["code"], firm=len(name) > ABBREVIATION)
    for short, code in lexicon["abbreviations"].items():
        yield short, "province", "province", code, None, False, False, ""


def _numbered() -> Iterator[_Named]:
    for number in range(1, _SAIGON_DISTRICTS + 1):
        for shown in {str(number), f"{number:02}"}:
            for word in ("quận ", "q ", "q", "district ", "quận"):
                yield f"{word}{shown}", "district", "district", *_SAIGON, True, True, ""
    for number in range(1, _NUMBERED_WARDS + 1):
        for shown in {str(number), f"{number:02}"}:
            for word in ("phường ", "p ", "p", "f ", "f"):
                yield f"{word}{shown}", "ward", "ward", "", None, False, False, ""
