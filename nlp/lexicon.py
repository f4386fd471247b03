"""Finds goods, brands, platforms and carriers of the lexicons in folded text, with one automaton."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import ahocorasick_rs

from nlp.fold import Folded, fold, same_accents

_LEXICONS = Path(__file__).parent / "lexicons"
Kind = Literal["product", "brand", "platform", "carrier"]
_FILES: tuple[tuple[str, Kind], ...] = (
    ("platforms.tsv", "platform"),
    ("carriers.tsv", "carrier"),
    ("brands.tsv", "brand"),
    ("products.tsv", "product"),
)
_REMEMBERED_BELOW = 0x2100
_NEAR = 18  # about three words
_BREAKS = frozenset(".,;:!?\n/|()")
_CUES = _LEXICONS / "term_cues.tsv"  # words before an unsure word that speak for it


class Term(NamedTuple):
    """A term found; positions are in the folded text, `tag` is its product group, circumstance or carrier."""

    start: int
    end: int
    kind: Kind
    tag: str


class Entry(NamedTuple):
    """A line of a lexicon; `flags`: a, c, w as the head of its file says."""

    kind: Kind
    tag: str
    form: str
    flags: str


class _Pattern(NamedTuple):
    entry: Entry
    accented: str
    is_bare: bool
    is_syllable: bool


class _Hit(NamedTuple):
    start: int
    end: int
    pattern: _Pattern


class _Spaces(dict[int, int]):
    """Makes a space of all that is no letter or digit."""

    def __missing__(self, code: int) -> int:
        shown = code if chr(code).isalnum() else 0x20
        if code < _REMEMBERED_BELOW:  # rare code points are not kept, so that it stays small
            self[code] = shown
        return shown


_SPACES = _Spaces()


def read_entries(kind: Kind) -> list[Entry]:
    """Read the lexicons of a kind, in the order of the file."""
    name = next(name for name, of in _FILES if of == kind)
    return list(_read(name, kind))


def find_terms(folded: Folded) -> list[Term]:
    """Find the terms, leftmost and longest, in order and apart from one another."""
    hits = _hits(folded)
    found: list[Term] = []
    for at, hit in enumerate(hits):
        if found and hit.start < found[-1].end:
            continue
        sure = _is_sure(folded, hit)
        if sure or (sure is None and _has_cue(folded, hits, at, found)):
            found.append(Term(hit.start, hit.end, hit.pattern.entry.kind, hit.pattern.entry.tag))
    return found


def _hits(folded: Folded) -> list[_Hit]:
    patterns, automaton = _lexicon()
    text = folded.text
    spaced = f" {text.translate(_SPACES)} "
    hits = [
        _Hit(start, end - 2, pattern)
        for index, start, end in automaton.find_matches_as_indexes(spaced, overlapping=True)
        for pattern in patterns[index]
    ]
    hits = [hit for hit in hits if hit.pattern.is_syllable or not _is_broken(text, hit)]
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    return hits


def _is_broken(text: str, hit: _Hit) -> bool:
    said = text[hit.start : hit.end]
    return not _BREAKS.isdisjoint(said) and _BREAKS.isdisjoint(hit.pattern.entry.form)


def _is_sure(folded: Folded, hit: _Hit) -> bool | None:
    """Tell whether a hit is meant; None when that depends on what stands beside it."""
    pattern = hit.pattern
    said = folded.accented[hit.start : hit.end]
    if said != pattern.accented and not same_accents(said, pattern.accented):
        return False
    flags = pattern.entry.flags
    if "c" in flags:
        return None
    if "w" in flags:
        return True if _is_named(folded, hit) else None
    if pattern.is_bare or not said.isascii():
        return True if not pattern.is_bare or folded.has_accents or "a" not in flags else None
    if pattern.is_syllable and folded.has_accents:
        return False
    return None if "a" in flags else True


def _is_named(folded: Folded, hit: _Hit) -> bool:
    """Tell whether a common word is written as a name: capitalised where an ordinary word would not be."""
    said = folded.said(hit.start, hit.end)
    if folded.is_shouted or not said[:1].isupper():
        return False
    before = folded.text[: hit.start].rstrip(" ")
    return said.isupper() or (before != "" and before[-1] not in _BREAKS)


def _has_cue(folded: Folded, hits: list[_Hit], at: int, found: list[Term]) -> bool:
    hit = hits[at]
    entry = hit.pattern.entry
    before = folded.text[max(0, hit.start - _NEAR) : hit.start]
    words = before.split()[-2:]
    match entry.kind:
        case "product":
            return not _cue_words("product").isdisjoint(words) or _is_beside_term(folded, hit, found[-1:], entry.tag)
        case "brand":
            nearby = found[-1:] + list(_next_terms(folded, hits, at))
            return not _cue_words("brand").isdisjoint(words[-1:]) or _is_beside_term(folded, hit, nearby, entry.tag)
        case _:
            return not _cue_words("platform").isdisjoint(words)


def _next_terms(folded: Folded, hits: list[_Hit], at: int) -> Iterator[Term]:
    end = hits[at].end
    for hit in hits[at + 1 : at + 6]:
        if hit.start > end + _NEAR:
            return
        if hit.start > end and _is_sure(folded, hit):
            yield Term(hit.start, hit.end, hit.pattern.entry.kind, hit.pattern.entry.tag)


def _is_beside_term(folded: Folded, hit: _Hit, terms: list[Term], tag: str) -> bool:
    return any(
        term.tag == tag and not _is_apart(folded.text, hit, term) for term in terms if term.kind in {"product", "brand"}
    )


def _is_apart(text: str, hit: _Hit, term: Term) -> bool:
    between = text[term.end : hit.start] if term.start < hit.start else text[hit.end : term.start]
    return len(between) > _NEAR or not {".", "!", "?", "\n"}.isdisjoint(between)


def _read(name: str, kind: Kind) -> Iterator[Entry]:
    for line in (_LEXICONS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, second, flags = f"{line}\t".split("\t")[:3]
            tag, form = (second, first) if kind == "brand" else (first, second)
            yield Entry(kind, tag, form, flags)


@cache
def _cue_words(kind: str) -> frozenset[str]:
    lines = _CUES.read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if not line.startswith("#"))
    return next(frozenset(words.split()) for of, words in cells if of == kind)


@cache
def _lexicon() -> tuple[list[list[_Pattern]], ahocorasick_rs.AhoCorasick]:
    """Compile the lexicons; words that only their accents tell apart ("chảo", "cháo") share a pattern."""
    patterns: dict[str, list[_Pattern]] = {}
    for name, kind in _FILES:
        for entry in _read(name, kind):
            form = fold(entry.form)
            spaced = f" {form.text.translate(_SPACES)} "
            patterns.setdefault(spaced, []).append(
                _Pattern(entry, form.accented, is_bare=form.accented.isascii(), is_syllable=" " not in form.text)
            )
    for same in patterns.values():
        same.sort(key=lambda pattern: pattern.entry.flags != "")  # the plainest first: it is meant by bare letters
    return list(patterns.values()), ahocorasick_rs.AhoCorasick(list(patterns))
