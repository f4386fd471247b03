"""Cuts a folded text into words and marks; what a recognizer took is one token."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_WORD = re.compile(r"\n|[0-9]+(?:[.,:/\-][0-9]+)*|[^\W\d_]+|\w+?(?=[^\W\d_])|_|[^\w\s]|\w")
_LONGEST_SHAPE = 4


class Token(NamedTuple):
    """A span of the folded text; `kind` is the finding's it stands for, or "word", "number", "line", "mark"."""

    start: int
    end: int
    kind: str


def tokenize(text: str, wholes: Iterable[tuple[int, int, str]]) -> list[Token]:
    """Cut the folded text; `wholes` are apart from each other and sorted."""
    tokens: list[Token] = []
    position = 0
    for start, end, kind in wholes:
        tokens += _plain(text, position, start)
        tokens.append(Token(start, end, kind))
        position = end
    tokens += _plain(text, position, len(text))
    return tokens


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _WORD.finditer(text, start, end):
        first = found.group()[0]
        kind = "word" if first.isalpha() else "number" if first.isdigit() else "line" if first == "\n" else "mark"
        yield Token(found.start(), found.end(), kind)


def shape_of(said: str) -> str:
    """Tell how a token is written: x, Xx, XX, xX, digits by their number, or the mark itself."""
    if said.isdigit():
        return "9" * min(len(said), _LONGEST_SHAPE)
    if not said[:1].isalpha():
        return "9." if said[:1].isdigit() else said[:1]
    if said.islower():
        return "x"
    if said.isupper():
        return "X" if len(said) == 1 else "XX"
    return "Xx" if said[0].isupper() else "xX"
