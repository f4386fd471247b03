"""What is known of each token of a text before its features are written: its word, classes, shape and who covers it."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.fold import Folded
from nlp.reporter.pronouns import OwnSpan
from nlp.reporter.tokens import Token
from nlp.reporter.vocabulary import classes_of

Marked = Sequence[tuple[int, int, str]]

QUOTES = frozenset('"“”«»')
_LONGEST_NUMBER = 8  # digits; beyond it the length says nothing
_LONGEST_SHAPE = 7


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules and the recognizers say of a text, as spans of the folded text."""

    own: Sequence[OwnSpan]  # of the rules
    contacts: Marked  # kinds of findings
    findings: Marked  # kinds and roles of findings
    speech: Sequence[tuple[int, int]]
    places: Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenView:
    """Lists of one entry a token; `joined` are its classes in one string, the rest names of spans it lies in."""

    folded: Folded
    tokens: Sequence[Token]
    words: list[str]
    classes: list[tuple[str, ...]]
    joined: list[str]
    shapes: list[str]
    rules: list[str]
    findings: list[str]
    places: list[str]
    speech: list[str]
    quoted: list[bool]


def look_at(folded: Folded, tokens: Sequence[Token], around: Surroundings) -> TokenView:
    """Put together what is known of the tokens."""
    classes = classes_of(folded, tokens)
    return TokenView(
        folded=folded,
        tokens=tokens,
        words=[_word(token) for token in tokens],
        classes=classes,
        joined=["+".join(names) for names in classes],
        shapes=[_shape(folded, token) for token in tokens],
        rules=_marks(tokens, [(one.start, one.end, one.kind) for one in around.own]),
        findings=_marks(tokens, around.findings),
        places=_marks(tokens, around.places),
        speech=_marks(tokens, [(start, end, "speech") for start, end in around.speech]),
        quoted=_quoted(tokens),
    )


def _word(token: Token) -> str:
    if token.is_whole:
        return f"<{token.shape}>"
    return f"#{min(len(token.text), _LONGEST_NUMBER)}" if token.shape == "number" else token.text


def _shape(folded: Folded, token: Token) -> str:
    if token.shape == "number":
        return _shape_of_number(token.text)
    if token.shape != "word":
        return token.text if token.shape == "mark" else token.shape
    if folded.is_shouted:
        return "S"
    said = folded.said(token.start, token.end)
    if not said[:1].isupper():
        return "x" if token.text.isalpha() else "x0"
    return "X" if len(said) == 1 else "XX" if said.isupper() else "Xx"


def _shape_of_number(text: str) -> str:
    digits = min(sum(map(str.isdigit, text)), _LONGEST_SHAPE)
    mark = "/" if "/" in text else "." if "." in text or "," in text else ""
    return f"n{digits}{mark}{'a' if text[-1].isalpha() else ''}"


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


def _quoted(tokens: Sequence[Token]) -> list[bool]:
    state = False
    quoted: list[bool] = []
    for token in tokens:
        quoted.append(state)
        state = state != (token.text in QUOTES)
    return quoted
