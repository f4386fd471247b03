"""Makes copies of messages as others would type them: without accents, in small letters, in capitals, in NFD."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from nlp.training.corpus import Mark, Message

_BARE, _BARE_SMALL, _CAPITALS, _DECOMPOSED = 0.45, 0.25, 0.05, 0.04  # shares of the messages that have accents
_STROKE = str.maketrans("đĐ", "dD")


def with_variants(messages: list[Message], seed: int) -> list[Message]:
    """Add copies; they keep their message's group, so that a split never parts them."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    return messages + [copy for message in messages for copy in _copies(message, chance)]


def _copies(message: Message, chance: random.Random) -> list[Message]:
    if message.text.isascii():
        return []
    copies: list[Message] = []
    if chance.random() < _BARE:
        copies.append(_rewritten(message, _bare_small if chance.random() < _BARE_SMALL else _bare, "nd"))
    if chance.random() < _CAPITALS:
        copies.append(_rewritten(message, str.upper, "caps"))
    if chance.random() < _DECOMPOSED:
        copies.append(_rewritten(message, lambda text: unicodedata.normalize("NFD", text), "nfd"))
    return copies


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.translate(_STROKE))
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))


def _bare_small(text: str) -> str:
    return _bare(text).lower()


def _rewritten(message: Message, rewrite: Callable[[str], str], style: str) -> Message:
    """Rewrite piece by piece, so that the marks stay where they belong."""
    text, marks, at = "", list[Mark](), 0
    for mark in message.marks:
        text += rewrite(message.text[at : mark.start])
        start = len(text)
        text += rewrite(message.text[mark.start : mark.end])
        marks.append(replace(mark, start=start, end=len(text)))
        at = mark.end
    text += rewrite(message.text[at:])
    return replace(message, id=f"{message.id}~{style}", text=text, marks=tuple(marks), style=message.style | {style})
