"""Finds weighted cue phrases in folded text, with word boundaries and a check of the accents."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

from nlp.fold import Folded, fold_each, same_accents

# A single syllable typed without its accents says half as much: "gia" may be giả, giá, gia or già.
_BARE_SYLLABLE_SHARE = 0.5
_REMEMBERED = 8192
agree = lru_cache(_REMEMBERED)(same_accents)  # the same words are said again and again


class Cue(NamedTuple):
    """A phrase that speaks for an id; `phrase` is written as people write it, with accents where they belong."""

    id: str
    phrase: str
    weight: float


class CueHit(NamedTuple):
    """A cue found; `start` and `end` are positions in the folded text."""

    id: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CueTable:
    """Cues and the automaton that finds them in one pass."""

    cues: tuple[Cue, ...]
    accented: tuple[str, ...]
    automaton: ahocorasick_rs.AhoCorasick

    def hits(self, folded: Folded) -> list[CueHit]:
        """List every cue in the text, the longest first where several begin together; overlaps are kept."""
        found: list[CueHit] = []
        for index, start, end in find_whole_words(self.automaton, folded.text):
            weight = self.cues[index].weight * _share(folded, start, end, self.accented[index])
            if weight:
                found.append(CueHit(self.cues[index].id, weight, start, end))
        found.sort(key=_longest_first)
        return found


def build_cue_table(cues: Iterable[Cue]) -> CueTable:
    """Compile cues once, at import."""
    kept = tuple(cues)
    folded = fold_each(cue.phrase for cue in kept)
    automaton = ahocorasick_rs.AhoCorasick([text for text, _ in folded])
    return CueTable(kept, tuple(accented for _, accented in folded), automaton)


def parse_cues(table: dict[str, str], *, weight: float) -> list[Cue]:
    """Read `{id: "phrase | phrase:0.4"}`; a phrase without a number has the given weight."""
    cues: list[Cue] = []
    for identifier, phrases in table.items():
        for item in phrases.split("|"):
            phrase, _, own = item.strip().partition(":")
            cues.append(Cue(id=identifier, phrase=phrase.strip(), weight=float(own) if own else weight))
    return cues


def keep_longest(hits: list[CueHit]) -> list[CueHit]:
    """Drop the hits that lie inside a longer one: "bằng giả" is not also "giả"."""
    kept: list[CueHit] = []
    for hit in sorted(hits, key=_longest_first):
        if not kept or hit.end > kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit touches the span from outside."""
    before = start and text[start - 1].isalnum()
    after = end < len(text) and text[end].isalnum()
    return not (before or after)


def find_whole_words(automaton: ahocorasick_rs.AhoCorasick, text: str) -> list[tuple[int, int, int]]:
    """List what stands in the text (which, start, end) where no letter or digit touches it from outside."""
    around = f" {text} "
    return [
        found
        for found in automaton.find_matches_as_indexes(text, overlapping=True)
        if not (around[found[1]].isalnum() or around[found[2] + 1].isalnum())
    ]


def _longest_first(hit: CueHit) -> tuple[int, int]:
    return hit.start, -hit.end


def _share(folded: Folded, start: int, end: int, meant: str) -> float:
    said = folded.accented[start:end]
    if said != meant and not agree(said, meant):
        return 0.0
    if meant.isascii() or " " in meant or not said.isascii():
        return 1.0
    return 0.0 if folded.has_accents else _BARE_SYLLABLE_SHARE
