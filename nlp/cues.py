"""Finds weighted cue phrases in folded text, with word boundaries and a check of the accents."""

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from nlp.fold import Folded, fold_each, same_accents

# A single syllable typed without its accents says half as much: "gia" may be giả, giá, gia or già.
_BARE_SYLLABLE_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A phrase that speaks for an id; `phrase` is written as people write it, with accents where they belong."""

    id: str
    phrase: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CueHit:
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
        for index, start, end in self.automaton.find_matches_as_indexes(folded.text, overlapping=True):
            if not is_whole_word(folded.text, start, end):
                continue
            weight = self.cues[index].weight * _share(folded, start, end, self.accented[index])
            if weight:
                found.append(CueHit(id=self.cues[index].id, weight=weight, start=start, end=end))
        found.sort(key=lambda hit: (hit.start, -hit.end))
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
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.end > kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Tell whether no letter or digit touches the span from outside."""
    before = start and text[start - 1].isalnum()
    after = end < len(text) and text[end].isalnum()
    return not (before or after)


def _share(folded: Folded, start: int, end: int, meant: str) -> float:
    said = folded.accented[start:end]
    if not same_accents(said, meant):
        return 0.0
    if meant.isascii() or " " in meant or not said.isascii():
        return 1.0
    return 0.0 if folded.has_accents else _BARE_SYLLABLE_SHARE
