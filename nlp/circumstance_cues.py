"""Finds the phrases that speak for circumstances, those denied too; the phrases are data (lexicons/circumstances.tsv)."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nlp.cues import Cue, CueHit, CueTable, build_cue_table, keep_longest
from nlp.fold import Folded
from nlp.lexicon import read_entries
from nlp.negation import is_hearsay, is_negated, spell_not
from nlp.once import once

_LEXICONS = Path(__file__).parent / "lexicons"
NOT = "not:"
_PART = "~"
_BARE = 0.5  # what a syllable without its accents weighs (nlp/cues.py): "cho" may be chợ, cho, chó
_NOTHING = "nothing"  # what a phrase of weight 0 says
# Feared or heard of, these did not happen.
_MUST_BE_REAL = frozenset(["victim_sick"])


class _Pair(NamedTuple):
    id: str
    first: str
    second: str
    letters: int


def find_circumstance_cues(folded: Folded) -> list[CueHit]:
    """List the phrases found, the denied ones under "not:<id>"; positions are in the folded text."""
    hits = [hit for hit in _table().hits(folded) if hit.weight > _BARE]
    parts = [hit for hit in hits if hit.id.startswith(_PART)]
    whole = keep_longest([hit for hit in hits if not hit.id.startswith(_PART)])
    whole = [hit for hit in whole if hit.id != _NOTHING]
    whole += _paired(parts) if parts else []
    return [_judged(folded, hit) for hit in whole]


def _paired(parts: list[CueHit]) -> Iterator[CueHit]:
    by_id: dict[str, list[CueHit]] = {}
    for part in parts:
        by_id.setdefault(part.id, []).append(part)
    for pair in _pairs():
        if pair.first in by_id and pair.second in by_id:
            yield from _near(pair, by_id[pair.first], by_id[pair.second])


def _near(pair: _Pair, firsts: list[CueHit], seconds: list[CueHit]) -> Iterator[CueHit]:
    """Give at most one pair of parts: the first that stands near enough."""
    for first in firsts:
        for second in seconds:
            if first.end < second.start <= first.end + pair.letters:
                yield CueHit(id=pair.id, weight=1.0, start=first.start, end=second.end)
                return


def _judged(folded: Folded, hit: CueHit) -> CueHit:
    if is_negated(folded, hit.start) or (hit.id in _MUST_BE_REAL and is_hearsay(folded, hit.start)):
        return CueHit(id=NOT + hit.id, weight=hit.weight, start=hit.start, end=hit.end)
    return hit


@once
def _table() -> CueTable:
    """Join the phrases with the names of platforms; a phrase of the former decides."""
    cues = list(_read_cues())
    written = {cue.phrase for cue in cues if not cue.id.startswith(_PART)}
    platforms = [entry for entry in read_entries("platform") if "c" not in entry.flags]
    named = [Cue(id=one.tag, phrase=one.form, weight=1.0) for one in platforms if one.form not in written]
    return build_cue_table([*cues, *named])


def _read_cues() -> Iterator[Cue]:
    for identifier, phrase, weight in _rows("circumstances.tsv"):
        for spelling in spell_not(phrase):
            says = identifier if float(weight) else _NOTHING
            yield Cue(id=says, phrase=spelling, weight=float(weight) or 1.0)


@once
def _pairs() -> tuple[_Pair, ...]:
    return tuple(
        _Pair(one, first, second, int(letters)) for one, first, second, letters in _rows("circumstance_pairs.tsv")
    )


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_LEXICONS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
