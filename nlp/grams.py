"""Turns a folded text into hashed features: grams of letters and of words, and names of what the rules saw."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.fold import Folded

BITS = 19
SLOTS = 1 << BITS  # half a million slots: the corpus has about 200,000 different grams
_LENGTHS = (2, 3, 4, 5)  # letters; research/nlp.md section 3: letters and words together measured best
# Odd 64-bit constants of Knuth's multiplicative hashing and of splitmix64; they only spread, nothing else depends on them.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(64 - BITS)
# What keeps features of different sorts apart.
_WORD_SALT, _PAIR_SALT, _TRIPLE_SALT, _SAID_SALT, _SAID_PAIR_SALT, _NAME_SALT = 11, 12, 13, 21, 22, 31
_REMEMBERED = 16384  # words; a language has few that are said often
_WORD = re.compile(r"\w+")
_DIGITS = str.maketrans("123456789", "000000000")

Slots = NDArray[np.int64]
Hashes = NDArray[np.uint64]
_NOTHING = np.empty(0, dtype=np.uint64)
_SPREAD = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Block:
    """Slots of features of one sort and the position in the folded text where each begins."""

    slots: Slots
    starts: Slots


@dataclass(frozen=True, slots=True)
class Grams:
    """The features of a text: letters, words, and what the rules saw (without positions)."""

    letters: Block
    words: Block
    seen: Slots


def grams_of(folded: Folded, seen: Iterable[str] = ()) -> Grams:
    """Hash a text; `seen` names what the rules and lexicons found in it."""
    text = folded.text.translate(_DIGITS)
    letters, words = list(_letters(text)), list(_words(folded, text))
    slots = _slots([*letters, *words])
    starts = [starts for _, _, starts in (*letters, *words)]
    end = sum(len(hashed) for _, hashed, _ in letters)
    return Grams(
        letters=Block(slots[:end], _joined(starts[: len(letters)])),
        words=Block(slots[end:], _joined(starts[len(letters) :])),
        seen=hash_names(seen),
    )


def hash_names(names: Iterable[str]) -> Slots:
    """Hash feature names, each counted once."""
    return slots_of_names(sorted(set(names)))


def slots_of_names(names: Collection[str]) -> Slots:
    """Hash feature names one by one."""
    hashed = np.fromiter((crc32(name.encode()) for name in names), dtype=np.uint64, count=len(names))
    return _mixed(hashed + np.uint64(_NAME_SALT))


_Hashed = tuple[int, Hashes, Slots]
"""Salt, hashes, and where each begins."""


def _slots(hashed: Iterable[_Hashed]) -> Slots:
    return _mixed(np.concatenate([_NOTHING, *(one + np.uint64(salt) for salt, one, _ in hashed)]))


def _mixed(hashed: Hashes) -> Slots:
    """Spread hashes over the slots, in their own place."""
    hashed *= _MIX
    hashed ^= hashed >> _SPREAD
    hashed *= _STEP
    hashed >>= _SHIFT
    return hashed.view(np.int64)


def _joined(starts: list[Slots]) -> Slots:
    return np.concatenate(starts) if starts else _NOTHING.view(np.int64)


def _letters(text: str) -> Iterator[_Hashed]:
    plain = f" {text} "
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    starts = np.arange(-1, len(codes), dtype=np.int64)
    hashed = codes
    for length in _LENGTHS:
        if len(codes) < length:
            return
        hashed = hashed[:-1] * _STEP + codes[length - 1 :]
        yield length, hashed, starts[: len(hashed)]


def _words(folded: Folded, text: str) -> Iterator[_Hashed]:
    spans = [found.span() for found in _WORD.finditer(text)]
    if not spans:
        return
    begins = np.array([start for start, _ in spans], dtype=np.int64)
    bare = np.array([_hash(text[start:end]) for start, end in spans], dtype=np.uint64)
    pairs = bare[:-1] * _STEP + bare[1:]
    yield _WORD_SALT, bare, begins
    yield _PAIR_SALT, pairs, begins[:-1]
    yield _TRIPLE_SALT, pairs[:-1] * _STEP + bare[2:], begins[:-2]
    if folded.has_accents:
        said = np.array([_hash(folded.accented[start:end]) for start, end in spans], dtype=np.uint64)
        yield _SAID_SALT, said, begins
        yield _SAID_PAIR_SALT, said[:-1] * _STEP + said[1:], begins[:-1]


@lru_cache(maxsize=_REMEMBERED)
def _hash(word: str) -> int:
    return crc32(word.encode())
