"""Reads marked messages and makes the tagger's training examples of them, with copies that vary what may vary."""

import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.fold import Folded, fold
from nlp.length import capped
from nlp.recognition import find_surroundings
from nlp.reporter.features import describe_tokens
from nlp.reporter.tagger import OUTSIDE
from nlp.reporter.token_view import Surroundings
from nlp.reporter.tokens import Token, tokenize
from nlp.training.score_masking import Span, unmark

DATA = Path(__file__).parent
_MARK = re.compile(r"«([a-z_]+):([^»]*)»")
# Other words of these kinds may stand in the same place; of the rest the words themselves are the sign.
_EXCHANGED = frozenset(["name", "address", "work", "phone", "email", "account", "bank_account"])
# The rules were written on this file: as they find nearly all of it, some of what they find is hidden in training.
DEVELOPMENT = "dev"
_HIDDEN = 0.45
_LOWERED = 0.5
_BARE_SWAPS = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A marked message of a file; `id` with the file names it among all."""

    file: str
    id: str
    style: str
    marked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A message as the tagger sees it."""

    message: Message
    text: str
    gold: list[Span]
    folded: Folded
    around: Surroundings
    tokens: list[Token]
    features: list[list[str]]
    labels: list[str]


def files() -> list[str]:
    """Name the files of marked messages."""
    return sorted(path.stem.removeprefix("self_identification_") for path in DATA.glob("self_identification_*.jsonl"))


def read_messages(file: str) -> list[Message]:
    """Read one file."""
    lines = (DATA / f"self_identification_{file}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = (json.loads(line) for line in lines if line.strip())
    return [Message(file=file, id=case["id"], style=case["style"], marked=case["text"]) for case in cases]


def make_example(message: Message, *, hide: random.Random | None = None) -> Example:
    """Make an example; `hide` decides which of the rules' spans the tagger does not see."""
    text, gold = unmark(message.marked)
    folded = fold(capped(text))
    around = find_surroundings(folded)
    if hide:
        around = replace(around, own=[one for one in around.own if hide.random() >= _HIDDEN])
    tokens = tokenize(folded, around.contacts)
    return Example(
        message=message,
        text=text,
        gold=gold,
        folded=folded,
        around=around,
        tokens=tokens,
        features=describe_tokens(folded, tokens, around),
        labels=[_label(folded.span(token.start, token.end), gold) for token in tokens],
    )


def _label(span: tuple[int, int], gold: Iterable[Span]) -> str:
    start, end = span
    return next(
        (kind for first, last, kind in gold if 2 * (min(end, last) - max(start, first)) >= end - start), OUTSIDE
    )


def make_copies(messages: Sequence[Message], seed: int) -> list[Example]:
    """Make copies without accents, and copies in which other names, addresses and trades of the same file stand."""
    chance = random.Random(seed)  # noqa: S311 - the same every time, and no secret
    words = _words_by_kind(messages)
    copies: list[Example] = []
    for message in messages:
        hide = chance if message.file == DEVELOPMENT else None
        if hide:
            copies.append(make_example(message, hide=hide))
        if message.style != "en" and not message.marked.isascii():
            copies.append(make_example(_bare(message, lower=chance.random() < _LOWERED), hide=hide))
        other = _exchanged(message, words, chance)
        if other.marked != message.marked:
            copies.append(make_example(_bare(other, lower=True) if chance.random() < _BARE_SWAPS else other, hide=hide))
    return copies


def _words_by_kind(messages: Iterable[Message]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for message in messages:
        for mark in _MARK.finditer(unicodedata.normalize("NFC", message.marked)):
            words[mark[1]].append(mark[2])
    return words


def _exchanged(message: Message, words: dict[str, list[str]], chance: random.Random) -> Message:
    def other(mark: re.Match[str]) -> str:
        kind, said = mark[1], mark[2]
        if kind not in _EXCHANGED:
            return mark[0]
        chosen = chance.choice(words[kind])
        chosen = chosen.lower() if said.islower() else chosen.upper() if said.isupper() else chosen
        return f"«{kind}:{strip_accents(chosen) if said.isascii() else chosen}»"

    return replace(message, marked=_MARK.sub(other, message.marked))


def _bare(message: Message, *, lower: bool) -> Message:
    stripped = strip_accents(message.marked)
    return replace(message, marked=stripped.lower() if lower else stripped)


def strip_accents(text: str) -> str:
    """Write a text as those do who leave the accents out."""
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(part for part in parts if not unicodedata.combining(part))
