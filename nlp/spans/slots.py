"""Finds 64-bit keys in a fixed set, many at a time."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_SLOT_BITS = 16  # small enough for the processor's cache; thrice as many as there are keys
_SHIFT = np.uint64(64 - _SLOT_BITS)
_MOST_MOVES = 100


class Slots:
    """A hash table in which each key stands where the first or the second multiplier leads (cuckoo hashing)."""

    def __init__(self, keys: Numbers) -> None:
        random = np.random.default_rng(1)
        slots = None
        while slots is None:
            self._multipliers = random.integers(1, 1 << 62, size=2, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
            slots = _settle(*(_places(keys, one) for one in self._multipliers))
        self._keys = np.where(slots >= 0, keys[slots], -1)
        self._rows = (slots + 1).astype(np.int32)

    def rows(self, keys: Numbers) -> NDArray[np.int32]:
        """Give for each key its place among the keys of the set, counted from 1, or 0."""
        rows = np.zeros(keys.shape, dtype=np.int32)
        for multiplier in self._multipliers:
            at = _places(keys, multiplier)
            np.copyto(rows, self._rows.take(at), where=self._keys.take(at) == keys)
        return rows


def _places(keys: Numbers, multiplier: np.uint64) -> Numbers:
    hashed = keys.view(np.uint64) * multiplier
    hashed >>= _SHIFT
    return hashed.view(np.int64)


def _settle(first: Numbers, second: Numbers) -> Numbers | None:
    """Give each key its first place, or its second to those who make room; None if that never ends."""
    slots = np.full(1 << _SLOT_BITS, -1, dtype=np.int64)
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
