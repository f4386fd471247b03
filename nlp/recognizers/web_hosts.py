"""Judges whether labels and dots found in a text are the host of a web address."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from nlp.fold import Folded

DotKind = Literal["tight", "bracket", "word", "spaced", "before", "after", "comma", "missing"]

_FILE = Path(__file__).parents[1] / "lexicons" / "web_hosts.json"
_DATA = {name: frozenset(words.split()) for name, words in json.loads(_FILE.read_text(encoding="utf-8")).items()}
# Endings that name a host by themselves; the rest of the public suffix list needs a scheme or a path.
_STRONG = _DATA["strong"]
# Also words of ordinary sentences ("mua.shop", "con.me"): the name before them has to look made up.
_WEAK = _DATA["weak"]
ENDINGS = _STRONG | _WEAK
_UNDOTTED = _DATA["undotted"]
_SECOND_LEVEL = _DATA["second_level"]
_COUNTRIES = _DATA["countries"]
# Hosts as they are, however short.
_KNOWN = _DATA["known_hosts"]
PLATFORMS = _DATA["platforms"]
_MAIL = _DATA["mail"]
# Of the suffix list shipped with tldextract, whose import alone would take a fifth of the time to load.
_TOP_LEVELS = frozenset(_FILE.with_name("top_levels.txt").read_text(encoding="ascii").partition("\n")[2].split())
# Endings of countries that are Vietnamese words, shortenings or endings of files.
_NEVER = _DATA["never_bare"]
_SUBDOMAINS = _DATA["subdomains"]
# Endings as they are read out ("chấm còm", "chấm vê nờ"); a hyphen stands for the space.
_SPOKEN = {said.replace("-", " "): meant for said, _, meant in (pair.partition(":") for pair in _DATA["spoken"])}
_LOOSE = frozenset(["after", "comma", "missing"])
_SYLLABLE = re.compile(
    r"(?:ngh?|[cgkpt]h|nh|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?|[bcdghklmnpqrstvxjwz]{1,2}"
)
_MEASURE = re.compile(r"[0-9]+(?:k|tr|trieu|cu|d|hp|h|g|kg|ml|l|m|cm|w)?[0-9]*")  # "8tr5. Me noi"
_LEAST_MADE_UP = 5
_LEAST_NUMBER = 3


class Label(NamedTuple):
    """A label of a host and the dot before it."""

    start: int
    end: int
    name: str
    dot: DotKind


def choose_labels(labels: Sequence[Label], *, has_scheme: bool) -> Sequence[Label]:
    """Keep the labels that make up a host: a sentence may go on before and behind it. Empty when there is none."""
    last = _last(labels, has_scheme=has_scheme)
    if last == 0:
        return []
    first = 0 if has_scheme else _first(labels, _name_index(labels, last))
    if last - first > 1 and labels[first].name.isdigit() and len(labels[first].name) < _LEAST_NUMBER:
        first += 1  # "1.hangre88.com 2.hangre99.com" is a list
    return labels[first : last + 1]


def _last(labels: Sequence[Label], *, has_scheme: bool) -> int:
    """Find the ending; a further one counts if its dot is written like the dot before it."""
    last = 0
    for index in range(1, len(labels)):
        one = labels[index]
        if not (
            _is_ending(one.name)
            or f"{labels[index - 1].name}.{one.name}" in _KNOWN
            or (has_scheme and index == len(labels) - 1)
        ):
            continue
        if last and not (_runs_on(labels, last, index) or _is_second_level(labels[last].name, one.name)):
            break
        last = index
    return last


def _runs_on(labels: Sequence[Label], last: int, index: int) -> bool:
    if labels[index].name not in ENDINGS and labels[index].name not in _COUNTRIES:
        return False  # "hangre.vn.no lua": a further ending is no word of a sentence
    kinds = {one.dot for one in labels[last : index + 1]}
    return len(kinds | {"tight"}) <= len({"tight", "other"}) and not kinds & {"after", "comma", "missing"}


def _is_ending(name: str) -> bool:
    return name in ENDINGS or (name.isalpha() and name not in _NEVER and name in _TOP_LEVELS)


def _is_second_level(name: str, ending: str) -> bool:
    return name in _SECOND_LEVEL and ending in _COUNTRIES


def _name_index(labels: Sequence[Label], last: int) -> int:
    return last - 2 if last > 1 and _is_second_level(labels[last - 1].name, labels[last].name) else last - 1


def _first(labels: Sequence[Label], name: int) -> int:
    """Drop the words of a sentence before a spaced dot ("lừa đảo . shopee . vn")."""
    first = name
    while first > 0:
        dot, before = labels[first].dot, labels[first - 1].name
        if dot != "tight" and before not in _SUBDOMAINS and (dot in _LOOSE or not _is_name(before)):
            break
        first -= 1
    return first


def _is_name(word: str) -> bool:
    return not word.isdigit() and not _SYLLABLE.fullmatch(word)


def looks_made_up(name: str) -> bool:
    """Tell a name from a word: digits or hyphens among letters, or letters that are no single syllable."""
    if looks_coined(name):
        return True
    return len(name) >= _LEAST_MADE_UP and not name.isdigit() and not _SYLLABLE.fullmatch(name)


def looks_coined(name: str) -> bool:
    """Tell a name that only a machine reads: letters with digits or hyphens, but no price or measure."""
    return not (name.isdigit() or name.isalpha() or _MEASURE.fullmatch(name))


def is_host(labels: Sequence[Label], *, is_announced: bool, is_whole: bool) -> bool:
    """Tell whether chosen labels are a host. `is_announced`: "web" or "link" stands before; `is_whole`: scheme or path."""
    ending, dot = labels[-1].name, labels[-1].dot
    index = _name_index(labels, len(labels) - 1)
    name, host = labels[index].name, ".".join(one.name for one in labels)
    if "_" in name or name in _MAIL:
        return False
    if dot == "missing":
        return (is_whole and host in _UNDOTTED) or ((is_announced or names_web(labels)) and looks_made_up(name))
    if name.isdigit() and (len(name) < _LEAST_NUMBER or dot != "tight" or ending not in ENDINGS):
        return False
    if is_whole or host.startswith("www."):
        return looks_made_up(name) or dot == "tight" or (ending in _STRONG and dot != "after") or host in _KNOWN
    if host in _KNOWN:
        return dot in {"tight", "bracket", "word"}
    return _is_bare_host([one.name for one in labels[: index + 1]], ending, dot, is_announced=is_announced)


def names_web(labels: Sequence[Label]) -> bool:
    """Tell whether the host begins with www."""
    return labels[0].name == "www"


def _is_bare_host(names: Sequence[str], ending: str, dot: DotKind, *, is_announced: bool) -> bool:
    coined, made_up = any(map(looks_coined, names)), any(map(looks_made_up, names))
    if ending not in ENDINGS and not (is_announced or dot == "bracket" or _is_odd_host(names[-1], ending)):
        return False
    strong = ending in _STRONG
    if dot == "word" and len(names) == 1 and names[0] in ENDINGS:
        return False  # "quán net Chấm Net"
    if names[-1] in PLATFORMS and not strong and not is_announced:
        return False  # "mua trên shopee.shop này lừa"
    match dot:
        case "tight" | "bracket" | "word":
            return strong or made_up or is_announced
        case "spaced" | "before":
            return made_up or (is_announced and strong)
        case _:
            return coined or (strong and made_up)


def spoken_ending(said: str) -> str | None:
    """Give the ending that is read out, accents and all."""
    return _SPOKEN.get(said)


def is_long_name(word: str) -> bool:
    """Tell a name of several syllables written together."""
    return len(word) > _LEAST_MADE_UP + 2 and not _SYLLABLE.fullmatch(word)


def is_syllable(word: str) -> bool:
    """Tell a word of one syllable, or a shortening of two consonants, from a name."""
    return _SYLLABLE.fullmatch(word) is not None


def _is_odd_host(name: str, ending: str) -> bool:
    """Tell whether a name with figures or hyphens before a rare ending makes a host ("tvfree-bongda . stream")."""
    return "-" in name or (
        len(ending) > len("ai") and looks_coined(name) and name[0].isalpha() and len(name) > _LEAST_MADE_UP
    )


def is_platform(labels: Sequence[Label]) -> bool:
    """Tell whether the host is a marketplace's, a network's or a shortener's."""
    host = ".".join(one.name for one in labels)
    return host in _KNOWN or bool(PLATFORMS.intersection(one.name for one in labels))


def is_accented(folded: Folded, start: int, end: int) -> bool:
    """Tell whether letters have accents; full-width and ornamental ones stand above the Latin blocks."""
    return any("\x7f" < letter < "\u2100" for letter in folded.accented[start:end])
