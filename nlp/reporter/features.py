"""Says what stands around each token, in the strings the trained tagger weighs."""

from collections.abc import Sequence

from nlp.fold import Folded
from nlp.reporter.parties import describe_parties
from nlp.reporter.people import describe_people
from nlp.reporter.positions import describe_positions
from nlp.reporter.token_view import Surroundings, TokenView, look_at
from nlp.reporter.tokens import Token

_PAD = ("", "", "")
_NAME_SHAPES = frozenset(["Xx", "XX", "S"])
_WORDS_BEFORE, _WORDS_AFTER = 7, 5  # of a number, in any order


def describe_tokens(folded: Folded, tokens: Sequence[Token], around: Surroundings) -> list[list[str]]:
    """List the features of each token."""
    view = look_at(folded, tokens, around)
    windows, positions = _windows(view), describe_positions(view)
    people, parties = describe_people(view), describe_parties(view)
    message = _message(view)
    rows: list[list[str]] = []
    for at, token in enumerate(tokens):
        row = [*windows[at], *_covers(view, at), *positions[at], *people[at], *parties[at]]
        if token.is_whole:
            row += [f"B<{word}" for word in view.words[max(0, at - _WORDS_BEFORE) : at]]
            row += [f"B>{word}" for word in view.words[at + 1 : at + 1 + _WORDS_AFTER]]
        if token.is_whole or view.shapes[at] in _NAME_SHAPES:
            row += message
        rows.append(row)
    return rows


def _message(view: TokenView) -> list[str]:
    found = set(view.findings)
    wanted = ("=phone:seller", "=seller:seller", "=phone:reporter", "=phone:unknown")
    features = [f"m:{name}" for name in wanted if name in found]
    if any(view.rules):
        features.append("m:rules")
    if any("ME" in names for names in view.classes):
        features.append("m:me")
    if not view.folded.has_accents:
        features.append("m:bare")
    return features


def _windows(view: TokenView) -> list[list[str]]:
    """List words, classes and shapes around each token."""
    rows: list[list[str]] = []
    words = [*_PAD, *view.words, *_PAD]
    joined = [*_PAD, *view.joined, *_PAD]
    shapes = [*_PAD, *view.shapes, *_PAD]
    for at in range(len(view.tokens)):
        _, w2, w1, w, v1, v2, _ = words[at : at + 7]
        c3, c2, c1, c, d1, d2, _ = joined[at : at + 7]
        _, _, s1, s, t1, _, _ = shapes[at : at + 7]
        rows.append([
            "b", f"w={w}", f"w-1={w1}", f"w-2={w2}", f"w+1={v1}", f"w+2={v2}",
            f"w-1w={w1} {w}", f"ww+1={w} {v1}", f"w-2-1={w2} {w1}", f"w+1+2={v1} {v2}", f"w-1s={w1} {s}",
            f"c={c}", f"c-1={c1}", f"c-2={c2}", f"c-3={c3}", f"c+1={d1}", f"c+2={d2}",
            f"cc-1={c1} {c}", f"c-2-1={c2} {c1}", f"cc+1={c} {d1}", f"c-3-2-1={c3} {c2} {c1}", f"c-1s={c1} {s}",
            f"s={s}", f"ss-1={s1} {s}", f"ss+1={s} {t1}", f"s-1ss+1={s1} {s} {t1}",
            *_own_words(view, at),
        ])  # fmt: skip
    return rows


def _own_words(view: TokenView, at: int) -> list[str]:
    """List the accented word and the single classes of the token and of its neighbours."""
    token = view.tokens[at]
    row: list[str] = []
    if view.folded.has_accents and token.shape == "word":
        row.append(f"a={view.folded.accented[token.start : token.end]}")
    row += [f"k={name}" for name in view.classes[at]]
    if at:
        row += [f"k-1={name}" for name in view.classes[at - 1]]
    if at + 1 < len(view.tokens):
        row += [f"k+1={name}" for name in view.classes[at + 1]]
    return row


def _covers(view: TokenView, at: int) -> list[str]:
    """List what the rules and the recognizers say of the token and of its neighbours."""
    rule = view.rules[at]
    row = [f"r={rule}"]
    if view.findings[at]:
        row.append(f"f={view.findings[at]}")
    if view.places[at]:
        row.append(f"p={view.places[at]}")
    if view.speech[at]:
        row += ["speech", f"speech r={rule}"]
    if at:
        row.append(f"r-1={view.rules[at - 1]} {rule}")
    if at + 1 < len(view.tokens):
        row.append(f"r+1={rule} {view.rules[at + 1]}")
        if view.places[at + 1]:
            row.append(f"p+1={view.places[at + 1]}")
    return row
