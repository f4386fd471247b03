"""How much one address and one chat may ask of the web doors; counted in this process, by keyed hashes only."""

import math
import time
from collections.abc import Sequence

from limits import RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from intake import web_phrases
from intake.inbox import LONGEST_TEXT

CHATS_PER_ADDRESS = RateLimitItemPerHour(200)  # mobile carriers put a whole district behind one address
MESSAGES_PER_CHAT = RateLimitItemPerMinute(60)
MOST_FILES = 10
MOST_FILE_BYTES = 20_000_000
MOST_BYTES_TOGETHER = 55_000_000  # below what the outer application takes, so that our sentence comes first


class ChatLimits:
    """Remembers how often chats were started and messages sent lately."""

    def __init__(self) -> None:
        self._recent = MovingWindowRateLimiter(MemoryStorage())

    def take_start(self, address_hash: str) -> int:
        """Count a new chat; returns 0, or in how many seconds one may be started again."""
        return self._take(CHATS_PER_ADDRESS, address_hash)

    def take_message(self, chat: str) -> int:
        """Count a message; returns 0, or in how many seconds one may be sent again."""
        return self._take(MESSAGES_PER_CHAT, chat)

    def _take(self, limit: RateLimitItemPerHour | RateLimitItemPerMinute, key: str) -> int:
        if self._recent.hit(limit, key):
            return 0
        free_at = self._recent.get_window_stats(limit, key).reset_time
        return max(1, math.ceil(free_at - time.time()))


def find_excess(text: str, file_sizes: Sequence[int]) -> str | None:
    """Say which limit a message goes over, in a sentence for its sender."""
    if len(text) > LONGEST_TEXT:
        return web_phrases.TEXT_TOO_LONG
    if len(file_sizes) > MOST_FILES:
        return web_phrases.FILES_TOO_MANY
    if any(size > MOST_FILE_BYTES for size in file_sizes):
        return web_phrases.FILE_TOO_BIG
    if sum(file_sizes) > MOST_BYTES_TOGETHER:
        return web_phrases.FILES_TOO_HEAVY
    return None
