"""Finds the names and nicknames of banks, how sure they are, and what words make a doubtful one sure."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

import ahocorasick_rs

from nlp.cues import is_whole_word
from nlp.fold import Folded, fold, same_accents

_LEXICON = Path(__file__).parents[1] / "lexicons" / "banks.json"
Sureness = Literal["names", "short", "words"]


class _Bank(TypedDict):
    code: str
    bin: str
    name: str
    names: list[str]
    short: list[str]
    words: list[str]


@dataclass(frozen=True, slots=True)
class BankName:
    """A name in the folded text; `sureness` is its list in the lexicon."""

    start: int
    end: int
    code: str
    sureness: Sureness


_BANKS: list[_Bank] = json.loads(_LEXICON.read_text(encoding="utf-8"))["banks"]
_SURENESSES: tuple[Sureness, ...] = ("names", "short", "words")
_MEANT = [
    (fold(name), bank["code"], sureness) for bank in _BANKS for sureness in _SURENESSES for name in bank[sureness]
]
_AUTOMATON = ahocorasick_rs.AhoCorasick(
    [name.text for name, _, _ in _MEANT], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
)
_SURE = "|".join(
    sorted((re.escape(name.text) for name, _, sureness in _MEANT if sureness == "names"), key=len, reverse=True)
)
BANK_WORDS = re.compile(rf"(?<![a-z0-9])(?:{_SURE}|ngan hang|nh [a-z]{{2,6}}|mb)(?![a-z0-9])")


def find_bank_names(folded: Folded) -> list[BankName]:
    """Find every name of the lexicon, the doubtful ones too."""
    return [
        BankName(start, end, code, sureness)
        for index, start, end in _AUTOMATON.find_matches_as_indexes(folded.text)
        for name, code, sureness in [_MEANT[index]]
        if is_whole_word(folded.text, start, end) and same_accents(folded.accented[start:end], name.accented)
    ]
