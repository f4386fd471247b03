"""Turns a folded text into hashed features: grams of letters and of words, and names of what the rules saw."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.fold import Folded

BITS = 19  # half a million slots: the corpus has about 200,000 different grams
_SHORTEST, _LONGEST = 2, 5  # letters; research/nlp.md section 3: letters and words together measured best
# Odd 64-bit constants of Knuth's multiplicative hashing and of splitmix64; they only spread, nothing else depends on them.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(64 - BITS)
_WORD = re.compile(r"\w+")
_DIGITS = str.maketrans("123456789", "000000000")

Slots = NDArray[np.int64]


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
    return Grams(letters=_letters(folded.text), words=_words(folded), seen=hash_names(seen))


def hash_names(names: Iterable[str]) -> Slots:
    """Hash feature names, each counted once."""
    hashed = np.fromiter({crc32(name.encode()) for name in names}, dtype=np.uint64)
    return np.sort(_slots(hashed, 31))


def _slots(hashed: NDArray[np.uint64], salt: int) -> Slots:
    mixed = (hashed + np.uint64(salt)) * _MIX
    mixed ^= mixed >> np.uint64(29)
    return (mixed * _STEP >> _SHIFT).astype(np.int64)


def _letters(text: str) -> Block:
    plain = f" {text.translate(_DIGITS)} "
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    hashed = codes
    slots: list[Slots] = []
    starts: list[Slots] = []
    for length in range(2, _LONGEST + 1):
        if len(codes) < length:
            break
        hashed = hashed[:-1] * _STEP + codes[length - 1 :]
        if length >= _SHORTEST:
            slots.append(_slots(hashed, length))
            starts.append(np.arange(-1, len(hashed) - 1, dtype=np.int64))
    return _block(slots, starts)


def _words(folded: Folded) -> Block:
    text = folded.text.translate(_DIGITS)
    spans = [found.span() for found in _WORD.finditer(text)]
    if not spans:
        return _block([], [])
    begins = np.fromiter((start for start, _ in spans), dtype=np.int64, count=len(spans))
    bare = _hashed(text[start:end] for start, end in spans)
    pairs = bare[:-1] * _STEP + bare[1:]
    triples = pairs[:-1] * _STEP + bare[2:]
    slots = [_slots(bare, 11), _slots(pairs, 12), _slots(triples, 13)]
    starts = [begins, begins[:-1], begins[:-2]]
    if folded.has_accents:
        said = _hashed(folded.accented[start:end] for start, end in spans)
        slots += [_slots(said, 21), _slots(said[:-1] * _STEP + said[1:], 22)]
        starts += [begins, begins[:-1]]
    return _block(slots, starts)


def _hashed(words: Iterable[str]) -> NDArray[np.uint64]:
    return np.fromiter((crc32(word.encode()) for word in words), dtype=np.uint64)


def _block(slots: list[Slots], starts: list[Slots]) -> Block:
    if not slots:
        nothing = np.empty(0, dtype=np.int64)
        return Block(nothing, nothing)
    return Block(np.concatenate(slots), np.concatenate(starts))
