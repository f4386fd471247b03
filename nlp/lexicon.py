"""Finds goods, brands, platforms and carriers of the lexicons in folded text, with one automaton."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import ahocorasick_rs

from nlp.fold import Folded, fold_each, same_accents
from nlp.once import once

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
_TOUCHING = 2
_FAST = ahocorasick_rs.Implementation.ContiguousNFA  # twice as fast as the default here, a third of a DFA's memory
_NO_NGA = str.maketrans("ãẵẫẽễĩõỗỡũữỹ", "ảẳẩẻểỉỏổởủửỷ")
_BREAKS = frozenset(".,;:!?\n/|()")
_CUES = _LEXICONS / "term_cues.tsv"  # words before an unsure word that speak for it


class Term(NamedTuple):
    """A term found; positions are in the folded text, `tag` is its product group, circumstance or carrier."""

    start: int
    end: int
    kind: Kind
    tag: str


class Entry(NamedTuple):
    """A line of a lexicon; `flags`: a, c, n, w as the head of its file says."""

    kind: Kind
    tag: str
    form: str
    flags: str


class _Pattern(NamedTuple):
    kind: Kind
    tag: str
    flags: str
    accented: str
    is_bare: bool
    is_syllable: bool
    is_unsure: bool  # bare letters may well be another word
    is_plain: bool  # its exact words always mean it
    breaks: frozenset[str]  # its own punctuation


class _Hit(NamedTuple):
    start: int
    end: int
    is_sure: bool  # else what stands beside it decides
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
    end = 0
    for at, hit in enumerate(hits):
        if hit.start >= end and (hit.is_sure or _has_cue(folded, hits, at, found)):
            found.append(Term(hit.start, hit.end, hit.pattern.kind, hit.pattern.tag))
            end = hit.end
    return found


def _hits(folded: Folded) -> list[_Hit]:
    """List what may be a term; the longest and surest first where several begin together."""
    patterns, automaton = _lexicon()
    spaced = f" {folded.text.translate(_SPACES)} "
    accented, has_accents = folded.accented, folded.has_accents
    hits: list[_Hit] = []
    for index, start, after in automaton.find_matches_as_indexes(spaced, overlapping=True):
        end = after - 2
        said = accented[start:end]
        for pattern in patterns[index]:
            if said == pattern.accented:
                is_sure = pattern.is_plain or _is_meant(folded, start, end, pattern)
            elif pattern.is_syllable and (
                pattern.is_bare or (has_accents and said.isascii() and pattern.kind != "brand")
            ):
                continue
            elif _is_same(said, pattern.accented, is_syllable=pattern.is_syllable) and not _is_broken(said, pattern):
                is_half_bare = has_accents and said.isascii() and not pattern.is_syllable
                is_sure = not is_half_bare and _is_meant(folded, start, end, pattern)
            else:
                continue
            hits.append(_Hit(start, end, is_sure, pattern))
    hits.sort(key=_rank)
    return hits


def _rank(hit: _Hit) -> tuple[int, int, bool]:
    return hit.start, -hit.end, not hit.is_sure


def _is_meant(folded: Folded, start: int, end: int, pattern: _Pattern) -> bool:
    """Tell whether words with the letters of a term are the term, whatever stands beside them."""
    if "c" in pattern.flags:
        return False
    if "w" in pattern.flags:
        return _is_named(folded, start, end)
    return not (pattern.is_unsure and _is_bare_of_accents(folded, folded.accented[start:end], pattern))


def _is_broken(said: str, pattern: _Pattern) -> bool:
    """Tell whether a comma or a line's end stands between the words."""
    return not pattern.is_syllable and not _BREAKS.isdisjoint(said) and pattern.breaks.isdisjoint(said)


@lru_cache(maxsize=8192)
def _is_same(said: str, meant: str, *, is_syllable: bool) -> bool:
    """Compare accents; in a phrase hỏi and ngã may be taken for each other, as the South does: "sửa rửa mặt"."""
    if same_accents(said, meant):
        return True
    return not is_syllable and same_accents(said.translate(_NO_NGA), meant.translate(_NO_NGA))


def _is_bare_of_accents(folded: Folded, said: str, pattern: _Pattern) -> bool:
    return not folded.has_accents if pattern.is_bare else said.isascii()


def _is_named(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a common word is written as a name: capitalised where an ordinary word would not be."""
    said = folded.said(start, end)
    if folded.is_shouted or not said[:1].isupper():
        return False
    before = folded.text[:start].rstrip(" ")[-1:]
    return said.isupper() or (before != "" and before not in _BREAKS)


def _has_cue(folded: Folded, hits: list[_Hit], at: int, found: list[Term]) -> bool:
    hit = hits[at]
    pattern = hit.pattern
    word = folded.text[max(0, hit.start - _NEAR) : hit.start].split()[-1:]
    is_spoken_for = bool(word) and word[0] in _cue_words(pattern.kind)
    if pattern.kind not in {"product", "brand"}:
        return is_spoken_for
    said = folded.accented[hit.start : hit.end]
    is_strict = "n" in pattern.flags and _is_bare_of_accents(folded, said, pattern)
    if is_spoken_for and not is_strict:
        return True
    nearby = found[-1:] + list(_next_terms(hits, at))
    return _is_beside_term(folded, hit, nearby, _TOUCHING if is_strict else _NEAR)


def _next_terms(hits: list[_Hit], at: int) -> Iterator[Term]:
    end = hits[at].end
    for hit in hits[at + 1 : at + 6]:
        if hit.start > end + _NEAR:
            return
        if hit.start > end and hit.is_sure:
            yield Term(hit.start, hit.end, hit.pattern.kind, hit.pattern.tag)


def _is_beside_term(folded: Folded, hit: _Hit, terms: list[Term], reach: int) -> bool:
    tag = hit.pattern.tag
    return any(term.tag == tag and _is_beside(folded.text, hit, term, reach) for term in terms)


def _is_beside(text: str, hit: _Hit, term: Term, reach: int) -> bool:
    between = text[term.end : hit.start] if term.start < hit.start else text[hit.end : term.start]
    return len(between) <= reach and {".", "!", "?", "\n"}.isdisjoint(between)


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


@once
def _lexicon() -> tuple[list[list[_Pattern]], ahocorasick_rs.AhoCorasick]:
    """Compile the lexicons; words that only their accents tell apart ("chảo", "cháo") share a pattern."""
    patterns: dict[str, list[_Pattern]] = {}
    entries = [entry for name, kind in _FILES for entry in _read(name, kind)]
    for entry, (text, accented) in zip(entries, fold_each(entry.form for entry in entries), strict=True):
        patterns.setdefault(f" {text.translate(_SPACES)} ", []).append(_pattern(entry, text, accented))
    automaton = ahocorasick_rs.AhoCorasick(list(patterns), implementation=_FAST)
    return list(patterns.values()), automaton


def _pattern(entry: Entry, text: str, accented: str) -> _Pattern:
    is_unsure = "a" in entry.flags or "n" in entry.flags
    is_bare = accented.isascii()
    return _Pattern(
        kind=entry.kind,
        tag=entry.tag,
        flags=entry.flags,
        accented=accented,
        is_bare=is_bare,
        is_syllable=" " not in text,
        is_unsure=is_unsure,
        is_plain={"c", "w"}.isdisjoint(entry.flags) and not (is_unsure and is_bare),
        breaks=_BREAKS.intersection(text),
    )
