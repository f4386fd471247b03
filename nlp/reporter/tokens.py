"""Cuts a text into the tokens the trained tagger decides on; a number, an e-mail or an account is one token."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nlp.fold import Folded
from nlp.reporter.contacts import find_spoken_numbers

_WORD = re.compile(r"\n|[0-9]\w*(?:[./,\-][0-9]\w*)*|\w+|[^\w\s]")
# What may be somebody's number though no recognizer took it: papers, plates, badges, long numbers, e-mails.
_NUMBERLIKE = re.compile(
    r"(?P<email>(?<![\w.+\-])\w[\w.+\-]{0,40} ?(?:@|\(at\)|\[at\]|(?<= )a cong |(?<= )a moc ) ?\w[\w\-]{0,40}(?:(?:\.| (?:cham|dot) )\w{2,12}){1,4})"
    r"|(?P<plate>(?<![\w.])[0-9]{2} ?-? ?[a-z]{1,2}[0-9]?(?: ?[\-. ] ?)[0-9]{3}[. ]?[0-9]{1,3}(?!\w)|(?<![\w.])[0-9]{2}[a-z]{1,2}[0-9]{4,6}(?!\w))"
    r"|(?P<digits>(?<![\w@+])[a-z]{0,3}[+(]?[0-9](?:[ .\-)(]{0,2}[0-9]){6,18}(?!\w))"
    r"|(?P<code>(?<![\w@])(?=[a-z0-9.\-]{0,12}[0-9]{2})(?=[a-z0-9.\-]{0,12}[a-z])[a-z]{1,4}[.\-]?[0-9][0-9a-z.\-]{4,14}(?<![.\-])(?!\w))"
)
_WHOLE = frozenset(["phone", "bank_account", "url", "email", "digits", "plate", "code", "spoken"])


@dataclass(frozen=True, slots=True)
class Token:
    """A span of the folded text; `shape` is "word", "number", "mark", "line" or the kind of what is taken whole."""

    start: int
    end: int
    text: str
    shape: str

    @property
    def is_whole(self) -> bool:
        """Tell whether the token is a number or an address that is covered completely or not at all."""
        return self.shape in _WHOLE


def tokenize(folded: Folded, contacts: Iterable[tuple[int, int, str]]) -> list[Token]:
    """Cut the folded text; `contacts` are the spans and kinds that recognizers found."""
    found = [one for one in contacts if one[2] in _WHOLE]
    found += [(*span, "spoken") for span in find_spoken_numbers(folded)]
    found += [(*hit.span(), str(hit.lastgroup)) for hit in _NUMBERLIKE.finditer(folded.text)]
    return list(_cut(folded.text, _apart(found)))


def _apart(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Let the longest of those that overlap stand, the recognizers' first among equals."""
    apart: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda one: one[0]):
        if not apart or one[0] >= apart[-1][1]:
            apart.append(one)
        elif one[1] - one[0] > apart[-1][1] - apart[-1][0]:
            apart[-1] = one
    return apart


def _cut(text: str, whole: list[tuple[int, int, str]]) -> Iterable[Token]:
    position = 0
    for start, end, kind in whole:
        yield from _plain(text, position, start)
        yield Token(start, end, text[start:end], kind)
        position = end
    yield from _plain(text, position, len(text))


def _plain(text: str, start: int, end: int) -> Iterable[Token]:
    for found in _WORD.finditer(text, start, end):
        first = found.group()[0]
        shape = "word" if first.isalpha() else "number" if first.isdigit() else "line" if first == "\n" else "mark"
        yield Token(*found.span(), found.group(), shape)
