"""Says what stands around each token, in the strings the trained tagger weighs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.fold import Folded
from nlp.reporter.pronouns import OwnSpan
from nlp.reporter.tokens import Token
from nlp.reporter.vocabulary import classes_of

Marked = Sequence[tuple[int, int, str]]

_QUOTES = frozenset('"“”«»')
_STOPS = frozenset(".!?;")
_NEAR_CLASSES = ("ME", "ELDER", "KIN", "FOE", "THIRD", "CALL", "SELL", "SAY", "NAME", "JOB", "LIVE", "PARCEL", "TRANSFER", "PAPER", "PLATFORM", "CLOSE", "BUY", "NUM", "WORK", "REPORT", "ADDRESS", "ORG", "MAIL")  # fmt: skip
_SUBJECTS = ("ME", "FOE", "THIRD", "KIN", "ELDER")
_PRONOUNS = frozenset(["em", "con", "chau", "e", "t", "m"])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules and the recognizers say of a text, as spans of the folded text."""

    own: Sequence[OwnSpan]  # of the rules
    contacts: Marked  # kinds of findings
    findings: Marked  # kinds and roles of findings
    speech: Sequence[tuple[int, int]]
    places: Marked


def _bucket(distance: int) -> str:
    return _BUCKETS[distance] if distance < len(_BUCKETS) else "far"


_BUCKETS = ("0", "1", "2", "3", "4", "4", "6", "6", "6", *["9"] * 7)


def _marks(tokens: Sequence[Token], spans: Marked) -> list[str]:
    """Give for each token the name of the span it lies in, "" if none; "=" stands before its first token."""
    marks = [""] * len(tokens)
    at = filled = 0
    for start, end, name in sorted(spans):
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        filled = max(at, filled)
        while filled < len(tokens) and tokens[filled].start < end:
            marks[filled] = name if filled > at else f"={name}"
            filled += 1
    return marks


def _shape(folded: Folded, token: Token) -> str:
    if token.shape == "number":
        digits = sum(map(str.isdigit, token.text))
        return f"n{min(digits, 7)}{'/' if '/' in token.text else '.' if '.' in token.text or ',' in token.text else ''}{'a' if token.text[-1].isalpha() else ''}"
    if token.shape != "word":
        return token.shape if token.shape != "mark" else token.text
    if folded.is_shouted:
        return "S"
    said = folded.said(token.start, token.end)
    if not said[:1].isupper():
        return "x" if token.text.isalpha() else "x0"
    return "X" if len(said) == 1 else "XX" if said.isupper() else "Xx"


def describe_tokens(folded: Folded, tokens: Sequence[Token], around: Surroundings) -> list[list[str]]:
    """List the features of each token."""
    return _Describer(folded, tokens, around).describe()


class _Describer:
    """Keeps what is known of each token of one text while features are written."""

    def __init__(self, folded: Folded, tokens: Sequence[Token], around: Surroundings) -> None:
        self.folded = folded
        self.tokens = tokens
        self.words = [
            f"<{token.shape}>"
            if token.is_whole
            else token.text
            if token.shape != "number"
            else f"#{min(len(token.text), 8)}"
            for token in tokens
        ]
        self.classes = classes_of(folded, tokens)
        self.joined = ["+".join(names) for names in self.classes]
        self.shapes = [_shape(folded, token) for token in tokens]
        self.rules = _marks(tokens, [(one.start, one.end, one.kind) for one in around.own])
        self.findings = _marks(tokens, around.findings)
        self.places = _marks(tokens, around.places)
        self.speech = _marks(tokens, [(start, end, "speech") for start, end in around.speech])
        self.quotes = self._quoted()
        self.message = self._message()
        self._again = self._said_again()

    def _said_again(self) -> list[list[str]]:
        """Say of a word of kinship whether it stood before a word for oneself, of an elder's how he uses it."""
        count = len(self.tokens)
        of_me: set[str] = set()
        uses: dict[str, int] = {}
        for at, names in enumerate(self.classes):
            if (
                "KIN" in names
                and at + 1 < count
                and self.joined[at + 1].startswith("ME")
                and self.words[at] not in _PRONOUNS
            ):
                of_me.add(self.words[at])
            if "ELDER" in names:
                uses[self.words[at]] = uses.get(self.words[at], 0) + 1
        first = next((self.words[at] for at, names in enumerate(self.classes) if "ELDER" in names), "")
        rows: list[list[str]] = []
        quote = self.quotes
        no_me = not any(names and names[0] == "ME" and not quote[at] for at, names in enumerate(self.classes))
        for at, names in enumerate(self.classes):
            row = []
            word = self.words[at]
            if "KIN" in names:
                row.append(f"kinme={word in of_me}")
            if no_me:
                row += ["nome", f"nome s={self.shapes[at]}"]
            if "ELDER" in names:
                row.append(f"elder={min(uses[word], 4)} {word == first} {no_me}")
            before = self.words[at - 1] if at else ""
            if before in uses:
                row.append(f"elder-1={min(uses[before], 4)} {before == first} {no_me} {self.shapes[at]}")
            if quote[at]:
                row += [
                    f"q s={self.shapes[at]}",
                    f"q c-1={self.joined[at - 1] if at else ''}",
                    f"q c={self.joined[at]}",
                ]
            rows.append(row)
        return rows

    def _quoted(self) -> list[bool]:
        state = False
        quoted = []
        for token in self.tokens:
            quoted.append(state)
            if token.text in _QUOTES:
                state = not state
        return quoted

    def _message(self) -> list[str]:
        found = set(self.findings)
        features = [
            f"m:{name}"
            for name in ("=phone:seller", "=seller:seller", "=phone:reporter", "=phone:unknown")
            if name in found
        ]
        if any(self.rules):
            features.append("m:rules")
        if any("ME" in names for names in self.classes):
            features.append("m:me")
        if not self.folded.has_accents:
            features.append("m:bare")
        return features

    def describe(self) -> list[list[str]]:
        count = len(self.tokens)
        pad = ["", "", "", ""]
        words = [*pad, *self.words, *pad]
        joined = [*pad, *self.joined, *pad]
        shapes = [*pad, *self.shapes, *pad]
        rows: list[list[str]] = []
        states = self._states()
        bare = not self.folded.has_accents
        for at, token in enumerate(self.tokens):
            i = at + 4
            w, c, s = words[i], joined[i], shapes[i]
            row = [
                "b",
                f"w={w}",
                f"w-1={words[i - 1]}",
                f"w-2={words[i - 2]}",
                f"w+1={words[i + 1]}",
                f"w+2={words[i + 2]}",
                f"w-1w={words[i - 1]} {w}",
                f"ww+1={w} {words[i + 1]}",
                f"w-2-1={words[i - 2]} {words[i - 1]}",
                f"w+1+2={words[i + 1]} {words[i + 2]}",
                f"c={c}",
                f"c-1={joined[i - 1]}",
                f"c-2={joined[i - 2]}",
                f"c-3={joined[i - 3]}",
                f"c+1={joined[i + 1]}",
                f"c+2={joined[i + 2]}",
                f"cc-1={joined[i - 1]} {c}",
                f"c-2-1={joined[i - 2]} {joined[i - 1]}",
                f"cc+1={c} {joined[i + 1]}",
                f"c-1s={joined[i - 1]} {s}",
                f"s={s}",
                f"ss-1={shapes[i - 1]} {s}",
                f"ss+1={s} {shapes[i + 1]}",
                f"s-1ss+1={shapes[i - 1]} {s} {shapes[i + 1]}",
                f"c-3-2-1={joined[i - 3]} {joined[i - 2]} {joined[i - 1]}",
                f"w-1s={words[i - 1]} {s}",
            ]
            if not bare and token.shape == "word":
                row.append(f"a={self.folded.accented[token.start : token.end]}")
            row += [f"k={name}" for name in self.classes[at]]
            if at:
                row += [f"k-1={name}" for name in self.classes[at - 1]]
            if at + 1 < count:
                row += [f"k+1={name}" for name in self.classes[at + 1]]
            row += self._covers(at, s)
            row += states[at]
            row += self._again[at]
            if token.is_whole:
                row += [f"B<{word}" for word in self.words[max(0, at - 7) : at]]
                row += [f"B>{word}" for word in self.words[at + 1 : at + 6]]
            if token.is_whole or s in ("Xx", "XX", "S"):
                row += self.message
            rows.append(row)
        return rows

    def _covers(self, at: int, s: str) -> list[str]:
        rule, finding, place = self.rules[at], self.findings[at], self.places[at]
        row = [f"r={rule}"]
        if finding:
            row.append(f"f={finding}")
        if place:
            row.append(f"p={place}")
        if self.speech[at]:
            row += ["speech", f"speech r={rule}"]
        if at:
            row.append(f"r-1={self.rules[at - 1]} {rule}")
        if at + 1 < len(self.tokens):
            row.append(f"r+1={rule} {self.rules[at + 1]}")
            if self.places[at + 1]:
                row.append(f"p+1={self.places[at + 1]}")
        return row

    def _states(self) -> list[list[str]]:
        """Say for each token how far the nearest cues are, who was spoken of last and where it stands."""
        count = len(self.tokens)
        last: dict[str, int] = {}
        subject = clause_subject = ""
        quote = 0
        line_start = sentence_start = clause_start = 0
        lines_end = [0] * count
        end_of_line = count
        for at in range(count - 1, -1, -1):
            if self.tokens[at].shape == "line":
                end_of_line = at
            lines_end[at] = end_of_line
        ahead: dict[str, int] = {}
        after: list[list[str]] = [[] for _ in range(count)]
        for at in range(count - 1, -1, -1):
            after[at] = [f"n>{name}={_bucket(place - at)}" for name, place in ahead.items() if place - at <= 5]
            if self.tokens[at].text in _STOPS or self.tokens[at].shape == "line":
                ahead.clear()
            for name in self.classes[at]:
                if name in _NEAR_CLASSES:
                    ahead[name] = at
        rows: list[list[str]] = []
        for at, token in enumerate(self.tokens):
            shape = self.shapes[at]
            row = [f"n<{name}={_bucket(at - place)}" for name, place in last.items() if at - place <= 12]
            row += after[at]
            row += [
                f"subj={subject}",
                f"cs={clause_subject}",
                f"cs s={clause_subject} {shape}",
                f"subj c={subject} {self.joined[at]}",
                f"cs c-1={clause_subject} {self.joined[at - 1] if at else ''}",
                f"q={quote}",
            ]
            if token.is_whole:
                row += [f"W {name}" for name in last] + [
                    f"W subj={subject}",
                    f"W cs={clause_subject}",
                    f"W f={self.findings[at]}",
                    f"W r={self.rules[at]}",
                ]
            at_line, at_sentence = at - line_start, at - sentence_start
            rest = lines_end[at] - at
            row += [
                f"ls={_bucket(at_line)}",
                f"sst={_bucket(at_sentence)}",
                f"cl={_bucket(at - clause_start)}",
                f"end={_bucket(count - at)}",
            ]
            if line_start and lines_end[at] == count:
                row += ["lastline", f"lastline s={shape} {_bucket(at_line)}"]
            if rest <= 3:
                row.append(f"le={rest} {shape}")
            if at < 3:
                row.append(f"first={at} {shape}")
            if at == sentence_start and count - at <= 6:
                row.append(f"tail {shape}")
            if (
                sentence_start
                and count - sentence_start <= 7
                and not any(one.text in _STOPS for one in self.tokens[sentence_start : count - 1])
            ):
                row += ["lastshort", f"lastshort s={shape}"]
            rows.append(row)
            if token.text in _QUOTES:
                quote = 1 - quote
            if token.text in _STOPS or token.shape == "line":
                sentence_start = clause_start = at + 1
                last.clear()
                clause_subject = ""
                if token.shape == "line":
                    line_start = at + 1
            elif token.text in ",:-–(":
                clause_start = at + 1
                clause_subject = ""
            for name in self.classes[at]:
                if name in _NEAR_CLASSES:
                    last[name] = at
                if name in _SUBJECTS:
                    subject = clause_subject = name
        return rows
