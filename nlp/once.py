"""Loads what is read from files once a process, however many threads ask for it at the same time."""

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import TypeVar

Loaded = TypeVar("Loaded")
_LOADING = RLock()  # one for all, as one thing loads another


def once(load: Callable[[], Loaded]) -> Callable[[], Loaded]:
    """Let a function without arguments run once; every call gives what the first one gave."""
    held: list[Loaded] = []

    @wraps(load)
    def get() -> Loaded:
        if not held:
            with _LOADING:
                if not held:
                    held.append(load())
        return held[0]

    return get
