"""How much of a text is read."""

import unicodedata

MAX_CHARACTERS = 20_000  # a longer text is analysed on its beginning; no citizen types that much


def capped(text: str) -> str:
    """Cut a text to the length that is read."""
    end = min(len(text), MAX_CHARACTERS)
    while 0 < end < len(text) and unicodedata.combining(text[end]):
        end -= 1  # never cut a letter from its accent
    return text[:end]
