"""Today's 34 provinces, the 63 of before 2025-07-01 and the names that mean them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

from nlp.once import once

_LEXICON = Path(__file__).parent / "lexicons" / "provinces.json"

NameKind = Literal["province", "place", "abbreviation"]


class _Former(TypedDict):
    code: str
    name: str
    aliases: list[str]
    places: list[str]


class _Province(TypedDict):
    code: str
    name: str
    short_name: str
    former: list[_Former]


class _Lexicon(TypedDict):
    abbreviations: dict[str, str]
    provinces: list[_Province]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """A name and the province it means: today's code, the 63-era code and name if it tells them."""

    name: str
    kind: NameKind
    code: str
    former_code: str | None
    former_name: str | None


@once
def _lexicon() -> _Lexicon:
    lexicon: _Lexicon = json.loads(_LEXICON.read_text(encoding="utf-8"))
    return lexicon


@once
def _names() -> dict[str, tuple[str, str]]:
    return {province["code"]: (province["name"], province["short_name"]) for province in _lexicon()["provinces"]}


def province_name(code: str) -> str:
    """Return today's full name of a province code ("79": "Thành phố Hồ Chí Minh"); KeyError if there is none."""
    return _names()[code][0]


def province_short_name(code: str) -> str:
    """Return today's short name of a province code ("79": "Hồ Chí Minh"); KeyError if there is none."""
    return _names()[code][1]


@once
def _former_names() -> dict[str, str]:
    return {former["code"]: former["name"] for province in _lexicon()["provinces"] for former in province["former"]}


def short_name_of_former(code: str) -> str:
    """Return the short name of a province of before 2025-07-01; KeyError if there was none."""
    return _former_names()[code]


def list_provinces() -> list[tuple[str, str]]:
    """List code and short name of today's provinces, by code."""
    return sorted((code, short) for code, (_, short) in _names().items())


def list_place_names() -> list[PlaceName]:
    """List every name of the lexicon."""
    names = [
        _place_name(name, kind=kind, province=province, former=former)
        for province in _lexicon()["provinces"]
        for former in province["former"]
        for kind, listed in _names_of(former)
        for name in listed
    ]
    return names + [_abbreviation(short, code) for short, code in _lexicon()["abbreviations"].items()]


def _names_of(former: _Former) -> tuple[tuple[NameKind, list[str]], ...]:
    return (("province", former["aliases"]), ("place", former["places"]))


def _place_name(name: str, *, kind: NameKind, province: _Province, former: _Former) -> PlaceName:
    renamed = former["name"] != province["short_name"]
    return PlaceName(
        name=name,
        kind=kind,
        code=province["code"],
        former_code=former["code"],
        former_name=former["name"] if renamed else None,
    )


def _abbreviation(short: str, code: str) -> PlaceName:
    return PlaceName(name=short, kind="abbreviation", code=code, former_code=None, former_name=None)
