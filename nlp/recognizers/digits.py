"""Reads runs of digits, however written: spaced, dotted, spelled in words, with the letter o for zero."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ahocorasick_rs

from nlp.fold import Folded

# How people say a digit, also bare and in English (our own reading of how citizens hide a number, from memory).
_WORDS = {
    "khong": "0", "hong": "0", "ko": "0", "zero": "0", "oh": "0", "linh": "0", "le": "0",
    "mot": "1", "one": "1", "hai": "2", "two": "2", "ba": "3", "three": "3", "bon": "4", "tu": "4", "four": "4",
    "nam": "5", "lam": "5", "nham": "5", "five": "5", "sau": "6", "six": "6", "bay": "7", "seven": "7",
    "tam": "8", "eight": "8", "chin": "9", "nine": "9", "tram": "00", "muoi": "0",
}  # fmt: skip
# A digit in a word for a letter ("kh0ng", "ch1n", "n4m").
_WORDS |= {
    word.replace(letter, figure): digit
    for letter, figure in ("o0", "i1", "a4")
    for word, digit in list(_WORDS.items())
    if letter in word[1:] and len(word) > len("ko") and word[0].isalpha()
}
_MEANT = frozenset([
    "không", "hông", "hổng", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "nhăm", "sáu", "bảy", "bẩy", "tám",
    "chín", "linh", "lẻ", "trăm", "mươi", "mười",
])  # fmt: skip
_O = "o"
_SEPARATING = frozenset(["cham", "gach", "cach", "roi", "tiep", "phay", "duoi", "va"])
DIGIT_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![a-z])"
# "ba số không", "năm số 0", "triple zero": a digit said so many times.
_TIMES = {"hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "double": 2, "triple": 3} | {
    str(count): count for count in range(2, 7)
}
_REPEATED = rf"(?:(?:hai|ba|bon|nam|sau|[2-6]) (?:so|con|chu|chu so)|double|triple) (?:[0-9o]|{DIGIT_WORD})(?![a-z0-9])"
_MARK = r"[ .,;:=…'\"#^&\n+\-–—−‐‑‒―_/()\[\]{}*•·|~\u2190-\u2bff\U0001f000-\U0001faff]{1,5}+"
# The letters o, l and i are digits only beside digits, so that "o" (ở) and "oi" stay words; `_tokens` looks again.
_FIGURE = rf"[0-9]|[{_O}](?![a-hj-km-np-z])|[il](?<=[0-9{_O}l].)(?=[0-9{_O}l ]|$)"
_START = rf"[0-9{_O}](?<![a-z][{_O}])(?![a-hj-km-np-z])"
_PLAIN = re.compile(rf"{_START}(?:(?:{_MARK})?+(?:{_FIGURE})){{5,}}+")
_JOINT = rf"(?: (?:{'|'.join(_SEPARATING)}) |{_MARK})?+"
_SPELLED = re.compile(
    rf"(?:{_START}|[0-9](?={DIGIT_WORD})|(?<![^\W_]){DIGIT_WORD})(?:{_JOINT}(?:{_REPEATED}|{_FIGURE}|{DIGIT_WORD})){{3,}}+"
)
_TOKEN = re.compile(rf"{_REPEATED}|[0-9{_O}il]++(?![a-hj-km-np-z])|{DIGIT_WORD}|[0-9{_O}]+|[a-z]+")
_LEAST_DIGITS = 6
_FIGURES = str.maketrans(dict.fromkeys(_O, "0") | {"l": "1", "i": "1"})
_SAID_ALONE = frozenset(word for word, digit in _WORDS.items() if len(digit) == 1)
# Two digits beside one another, one of them a word: only then is the slower pattern worth its time.
_DICTATED = ahocorasick_rs.AhoCorasick(
    [
        f"{word}{mark}{other}"
        for word in _SAID_ALONE
        for mark in (" ", "-", ".", ",", ", ", " - ")
        for other in _SAID_ALONE
    ]
    + [
        f"{times} {of}{digit}"
        for times in _TIMES
        for of in ("so ", "con ", "chu ", "")
        for digit in ["0", "khong", "zero"]
    ]
    + [f"{digit}{mark}{word}" for digit in "0123456789o" for mark in ("", " ", "-", ".", " (") for word in _SAID_ALONE]
    + [f"{word}{mark}{digit}" for digit in "0123456789o" for mark in " -." for word in _SAID_ALONE]
    + [f"{digit} {word} {other}" for digit in "0123456789" for word in _SEPARATING for other in "0123456789o"]
)


@dataclass(frozen=True, slots=True)
class Token:
    """Digits written together, or one said as a word; positions in the folded text."""

    start: int
    end: int
    digits: str
    is_word: bool


Run = Sequence[Token]


def digit_of(word: str) -> str:
    """Give the digit a word says; a digit or another letter is itself."""
    return _WORDS.get(word, word)


def find_runs(folded: Folded) -> Iterator[Run]:
    """Yield the runs of tokens with six digits or more; where a number ends in them is for others to say."""
    text = folded.text
    pattern = _SPELLED if _DICTATED.find_matches_as_indexes(text) else _PLAIN
    for found in pattern.finditer(text):
        for run in _split(_tokens(folded, found)):
            if sum(len(token.digits) for token in run) >= _LEAST_DIGITS:
                yield run


def _tokens(folded: Folded, found: re.Match[str]) -> list[Token | None]:
    """Read the tokens of a match; None stands where a word of another meaning breaks it."""
    parts = [
        part.span()
        for part in _TOKEN.finditer(folded.text, found.start(), found.end())
        if part.group() not in _SEPARATING
    ]
    words = [folded.text[start:end] for start, end in parts]
    return [_token(folded, span, words, index) for index, span in enumerate(parts)]


def _token(folded: Folded, span: tuple[int, int], words: list[str], index: int) -> Token | None:
    word, said = words[index], folded.accented[slice(*span)]
    if " " in word:
        times, digit = _TIMES[word.split()[0]], _WORDS.get(word.split()[-1], word[-1].translate(_FIGURES))
        return Token(*span, digit * times, True)
    if word in _WORDS:
        return Token(*span, _said(words, index), True) if said.isascii() or said in _MEANT else None
    if not (any(map(str.isdigit, word)) or not word.strip(_O)) or not _is_bare(said, word):
        return None  # "ở", "oi"; a hidden zero is a bare o
    return Token(*span, word.translate(_FIGURES), False)


def _is_bare(said: str, word: str) -> bool:
    """Tell whether no letter has an accent; a full-width digit is not a letter, and "ô" is the letter o read out."""
    return said == word or all(
        one == other or one.isdigit() or one in "ôơ" for one, other in zip(said, word, strict=True)
    )


def _said(words: list[str], index: int) -> str:
    """Give the digits of a word: the hundred of "chín trăm" is 00, of "chín trăm linh năm" nothing."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word == "tram":
        tens = index + 2 < len(words) and words[index + 2] == "muoi"
        return "" if following in {"linh", "le", "muoi"} or tens else "00"
    if word != "muoi":
        return _WORDS[word]
    after_digit = index > 0 and words[index - 1] in _SAID_ALONE
    ones = following in _SAID_ALONE and _WORDS[following] != "0"
    return ("" if after_digit else "1") + ("" if ones else "0")


def _split(tokens: Sequence[Token | None]) -> Iterator[Run]:
    run: list[Token] = []
    for token in tokens:
        if token is not None:
            run.append(token)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run
