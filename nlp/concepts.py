"""Finds the ideas that citizens' words express ("blocked", "no label", "bribe"): features of the trained models."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import ahocorasick_rs

from nlp.cues import agree, find_whole_words
from nlp.fold import Folded, fold_each
from nlp.negation import is_negated
from nlp.once import once

_LIST = Path(__file__).parent / "lexicons" / "concepts.txt"
_MOST_PAIRED = 14  # ideas; a very long letter has all of them, and pairs would say nothing more


class _Ideas(NamedTuple):
    names: list[str]
    accented: list[str]
    automaton: ahocorasick_rs.AhoCorasick


def names_of_ideas(folded: Folded) -> Iterator[str]:
    """Name each idea of the text, "not …" where it is denied, "maybe …" where a bare syllable may mean it, and the pairs."""
    found = dict.fromkeys(_found(folded))
    yield from found
    sure = sorted(name for name in found if not name.startswith("maybe "))
    if len(sure) <= _MOST_PAIRED:
        yield from (f"{one} + {other}" for one, other in combinations(sure, 2))


def _found(folded: Folded) -> Iterator[str]:
    ideas = _ideas()
    for index, start, end in find_whole_words(ideas.automaton, folded.text):
        said, meant = folded.accented[start:end], ideas.accented[index]
        if said != meant and not agree(said, meant):
            continue
        name = ideas.names[index]
        if is_negated(folded, start):
            yield f"not {name}"
        elif said != meant and " " not in said:
            yield f"maybe {name}"
        else:
            yield name


@once
def _ideas() -> _Ideas:
    phrases: dict[tuple[str, str], None] = {}
    idea = ""
    for line in _LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        begun, _, listed = ("", "", line) if line.startswith("|") else line.partition(":")
        idea = begun or idea
        for phrase in filter(None, map(str.strip, listed.split("|"))):
            phrases[idea, phrase] = None
    folded = fold_each(phrase for _, phrase in phrases)
    return _Ideas(
        names=[name for name, _ in phrases],
        accented=[accented for _, accented in folded],
        automaton=ahocorasick_rs.AhoCorasick([text for text, _ in folded]),
    )
