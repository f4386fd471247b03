"""Tries at something secret: each is counted before it is judged, so that many at once are no more than one by one."""

import threading
import time

from limits import RateLimitItem

SWEEP_AFTER = 60.0  # seconds


class Tries:
    """Counts in this process, by moving windows; a try that proved right is given back."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._ends: dict[str, list[float]] = {}  # by key: when each try stops counting, the oldest first
        self._swept_at = time.monotonic()

    def allows(self, *wanted: tuple[RateLimitItem, str]) -> bool:
        """Whether another try would be allowed now; counts nothing."""
        with self._guard:
            return self._allows(wanted, time.monotonic())

    def take(self, *wanted: tuple[RateLimitItem, str]) -> bool:
        """Count a try under every limit and key, or under none and refuse it."""
        now = time.monotonic()
        with self._guard:
            self._sweep(now)
            if not self._allows(wanted, now):
                return False
            for limit, key in wanted:
                self._ends.setdefault(limit.key_for(key), []).append(now + limit.get_expiry())
            return True

    def give_back(self, *taken: tuple[RateLimitItem, str]) -> None:
        """Uncount a try that proved right."""
        with self._guard:
            for limit, key in taken:
                if ends := self._ends.get(limit.key_for(key)):
                    ends.pop()

    def _allows(self, wanted: tuple[tuple[RateLimitItem, str], ...], now: float) -> bool:
        counts = (sum(end > now for end in self._ends.get(limit.key_for(key), ())) for limit, key in wanted)
        return all(count < limit.amount for count, (limit, _) in zip(counts, wanted, strict=True))

    def _sweep(self, now: float) -> None:
        if now - self._swept_at < SWEEP_AFTER:
            return
        self._swept_at = now
        living = ((key, [end for end in ends if end > now]) for key, ends in self._ends.items())
        self._ends = {key: ends for key, ends in living if ends}
