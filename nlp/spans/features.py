"""Says what stands at and around each token, in the strings the span tagger weighs."""

from collections.abc import Sequence
from typing import NamedTuple

from nlp.fold import Folded
from nlp.reporter.name_words import FAMILY, GIVEN
from nlp.spans.tokens import Token, shape_of

Tagged = Sequence[tuple[int, int, str]]
_PAD = ("", "")
_NONE = "-"


class Seen(NamedTuple):
    """What is known of a text before its spans are tagged, as sorted spans of the folded text, each sort apart."""

    findings: Tagged  # settled by a pattern; tokens of their own
    cues: Tagged  # accounts and shops by the words before them
    terms: Tagged  # of the lexicons: "product:food", "brand:fashion"
    places: Tagged  # "province", "district", "ward", "landmark"


def describe(folded: Folded, tokens: Sequence[Token], seen: Seen) -> list[list[str]]:
    """List the features of each token."""
    words = [_word(folded, token) for token in tokens]
    shapes = [_shape(folded, token) for token in tokens]
    terms, places, cues = _tags(tokens, seen.terms), _tags(tokens, seen.places), _tags(tokens, seen.cues)
    said = _accented(folded, tokens)
    kinds = [_NONE, *(tag.partition(":")[0] for tag in terms), _NONE]
    names = [_NONE, *(_name(folded, token) for token in tokens), _NONE]
    w, s = [*_PAD, *words, *_PAD], [*_PAD, *shapes, *_PAD]
    t, p = [_NONE, *terms, _NONE], [_NONE, *places, _NONE]
    mood = "m:S" if folded.is_shouted else "m:a" if folded.has_accents else "m:b"
    rows: list[list[str]] = []
    for at in range(len(tokens)):
        w2, w1, w0, v1, v2 = w[at : at + 5]
        _, s1, s0, z1, _ = s[at : at + 5]
        t1, t0, u1 = t[at : at + 3]
        p1, p0, q1 = p[at : at + 3]
        n1, n0, o1 = names[at : at + 3]
        rows.append([
            "b", mood, f"w={w0}", f"w-1={w1}", f"w-2={w2}", f"w+1={v1}", f"w+2={v2}",
            f"w-1w={w1} {w0}", f"ww+1={w0} {v1}", f"w-2-1={w2} {w1}",
            f"sss={s1} {s0} {z1}", f"w-1s={w1} {s0}", f"w-2-1s={w2} {w1} {s0}", f"{mood} s={s0}",
            f"t={t0}", f"t-1={t1} {t0}", f"t+1={t0} {u1}",
            f"k={kinds[at + 1]}", f"k-1={kinds[at]} {kinds[at + 1]}", f"k+1={kinds[at + 1]} {kinds[at + 2]}",
            f"kw-1={kinds[at + 1]} {w1}", f"kw+1={kinds[at + 1]} {v1}", f"ks={kinds[at + 1]} {s0}",
            f"p={p0}", f"p-1={p1} {p0}", f"p+1={p0} {q1}", f"pw-1={p0} {w1}", f"pk={p0} {kinds[at + 1]}",
            f"nn={n1} {n0} {o1}", f"nw-1={n0} {w1}", f"c={cues[at]}", f"a={said[at]}", f"i={w0[:3]}",
        ])  # fmt: skip
    return rows


def _word(folded: Folded, token: Token) -> str:
    if token.kind in {"word", "mark"}:
        return folded.text[token.start : token.end]
    if token.kind == "number":
        return f"#{min(token.end - token.start, 5)}"
    return f"<{token.kind}>"


def _name(folded: Folded, token: Token) -> str:
    """Tell whether a word is a family name (F), a given name (G), both, or none; marks part names."""
    word = folded.text[token.start : token.end]
    return "F" * (word in FAMILY) + "G" * (word in GIVEN) or (_NONE if token.kind == "word" else "/")


def _shape(folded: Folded, token: Token) -> str:
    if token.kind == "mark":
        return folded.text[token.start]
    if token.kind not in {"word", "number"}:
        return token.kind
    return shape_of(folded.said(token.start, token.end))


def _accented(folded: Folded, tokens: Sequence[Token]) -> list[str]:
    if not folded.has_accents:
        return [""] * len(tokens)
    return [folded.accented[token.start : token.end] if token.kind == "word" else "" for token in tokens]


def _tags(tokens: Sequence[Token], spans: Tagged) -> list[str]:
    """Tag the tokens that lie in a span: B- its first, I- the others."""
    tags = [_NONE] * len(tokens)
    at = 0
    for start, end, kind in spans:
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < end:
            tags[at] = f"B-{kind}" if at == first else f"I-{kind}"
            at += 1
    return tags
