"""Finds 64-bit keys in a fixed set, many at a time."""

import math

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_ROOM = 2.5  # slots a key at least; with fewer than two some sets never settle
_MOST_MOVES = 100


class Slots:
    """A hash table in which each key stands where the first or the second multiplier leads (cuckoo hashing)."""

    def __init__(self, keys: Numbers) -> None:
        random = np.random.default_rng(1)
        bits = max(1, math.ceil(math.log2(_ROOM * max(1, len(keys)))))
        self._shift = np.uint64(64 - bits)
        slots = None
        while slots is None:
            self._multipliers = random.integers(1, 1 << 62, size=2, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
            slots = _settle(*(self._places(keys, one) for one in self._multipliers), size=1 << bits)
        self._keys = np.where(slots >= 0, keys[slots], -1)
        self._rows = (slots + 1).astype(np.int32)

    def rows(self, keys: Numbers) -> NDArray[np.int32]:
        """Give for each key its place among the keys of the set, counted from 1, or 0."""
        rows = np.zeros(keys.shape, dtype=np.int32)
        for multiplier in self._multipliers:
            at = self._places(keys, multiplier)
            np.copyto(rows, self._rows.take(at), where=self._keys.take(at) == keys)
        return rows

    def _places(self, keys: Numbers, multiplier: np.uint64) -> Numbers:
        hashed = keys.view(np.uint64) * multiplier
        hashed >>= self._shift
        return hashed.view(np.int64)


def _settle(first: Numbers, second: Numbers, *, size: int) -> Numbers | None:
    """Give each key its first place, or its second to those who make room; None if that never ends."""
    slots = np.full(size, -1, dtype=np.int64)
    everybody = np.arange(len(first))
    slots[first] = everybody
    for one in np.flatnonzero(slots[first] != everybody).tolist():
        homeless, place = one, int(first[one])
        for _ in range(_MOST_MOVES):
            slots[place], homeless = homeless, int(slots[place])
            if homeless < 0:
                break
            place = int(second[homeless] if place == first[homeless] else first[homeless])
        else:
            return None
    return slots
