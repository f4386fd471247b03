"""Says what stands at and around each token, in the strings the span tagger weighs."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from nlp.fold import Folded
from nlp.reporter.name_words import FAMILY, GIVEN
from nlp.spans.tokens import Token, shape_of

Tagged = Sequence[tuple[int, int, str]]
Parts = tuple[tuple[str, int], ...]
NONE = "-"
_LONGEST_NUMBER = 5
_BEGINNING = 3  # letters
# What is said of a token: by itself, by what was seen there, by the mood of the text, and what is said of all.
ALONE = ("word", "shape", "name", "accented", "beginning")
SEEN = ("term", "kind", "place", "cue")
SORTS = (*ALONE, *SEEN, "toned shape", "mood", "always")
PADDING = {sort: "" if sort in {"word", "shape"} else NONE for sort in SORTS}
MOODS = ("m:S", "m:a", "m:b")  # shouted, with accents, bare
ALWAYS = "b"
# A feature is its name and the parts after it, each a sort and how many tokens to the right of its own it is read.
FEATURES: tuple[tuple[str, Parts], ...] = (
    ("", (("always", 0),)), ("", (("mood", 0),)), ("", (("toned shape", 0),)),
    ("w=", (("word", 0),)), ("w-1=", (("word", -1),)), ("w-2=", (("word", -2),)),
    ("w+1=", (("word", 1),)), ("w+2=", (("word", 2),)),
    ("w-1w=", (("word", -1), ("word", 0))), ("ww+1=", (("word", 0), ("word", 1))), ("w-2-1=", (("word", -2), ("word", -1))),
    ("sss=", (("shape", -1), ("shape", 0), ("shape", 1))), ("w-1s=", (("word", -1), ("shape", 0))),
    ("w-2-1s=", (("word", -2), ("word", -1), ("shape", 0))),
    ("t=", (("term", 0),)), ("t-1=", (("term", -1), ("term", 0))), ("t+1=", (("term", 0), ("term", 1))),
    ("k=", (("kind", 0),)), ("k-1=", (("kind", -1), ("kind", 0))), ("k+1=", (("kind", 0), ("kind", 1))),
    ("kw-1=", (("kind", 0), ("word", -1))), ("kw+1=", (("kind", 0), ("word", 1))), ("ks=", (("kind", 0), ("shape", 0))),
    ("p=", (("place", 0),)), ("p-1=", (("place", -1), ("place", 0))), ("p+1=", (("place", 0), ("place", 1))),
    ("pw-1=", (("place", 0), ("word", -1))), ("pk=", (("place", 0), ("kind", 0))),
    ("nn=", (("name", -1), ("name", 0), ("name", 1))), ("nw-1=", (("name", 0), ("word", -1))),
    ("c=", (("cue", 0),)), ("a=", (("accented", 0),)), ("i=", (("beginning", 0),)),
)  # fmt: skip


class Seen(NamedTuple):
    """What is known of a text before its spans are tagged, as sorted spans of the folded text, each sort apart."""

    findings: Tagged  # settled by a pattern; tokens of their own
    cues: Tagged  # accounts and shops by the words before them
    terms: Tagged  # of the lexicons: "product:food", "brand:fashion"
    places: Tagged  # "province", "district", "ward", "landmark"


def describe(folded: Folded, tokens: Sequence[Token], seen: Seen) -> list[list[str]]:
    """List the features of each token."""
    said = sort_tokens(folded, tokens, seen)
    return [
        [name + " ".join(_part(said, sort, at + offset) for sort, offset in parts) for name, parts in FEATURES]
        for at in range(len(tokens))
    ]


def _part(said: dict[str, list[str]], sort: str, at: int) -> str:
    return said[sort][at] if 0 <= at < len(said[sort]) else PADDING[sort]


def sort_tokens(folded: Folded, tokens: Sequence[Token], seen: Seen) -> dict[str, list[str]]:
    """Say of each token what stands there, by SORTS."""
    alone = [describe_alone(*written(folded, token)) for token in tokens]
    terms, mood = tag(tokens, seen.terms), mood_of(folded)
    return {
        **{sort: [one[at] for one in alone] for at, sort in enumerate(ALONE)},
        "term": terms,
        "kind": [kind_of(term) for term in terms],
        "place": tag(tokens, seen.places),
        "cue": tag(tokens, seen.cues),
        "toned shape": [toned(mood, one[ALONE.index("shape")]) for one in alone],
        "mood": [mood] * len(tokens),
        "always": [ALWAYS] * len(tokens),
    }


def mood_of(folded: Folded) -> str:
    """Tell how the whole text is written."""
    return MOODS[0] if folded.is_shouted else MOODS[1] if folded.has_accents else MOODS[2]


def toned(mood: str, shape: str) -> str:
    """Join the mood of the text and a shape: capitals say little where all is shouted."""
    return f"{mood} s={shape}"


def kind_of(term: str) -> str:
    """Tell the kind of a tagged term: "B-product" of "B-product:food"."""
    return term.partition(":")[0]


def written(folded: Folded, token: Token) -> tuple[str, str, str, str]:
    """Give a token's kind, its folded letters, those with accents if the text has any, and its letters as typed."""
    start, end, kind = token
    accented = folded.accented[start:end] if folded.has_accents else ""
    return kind, folded.text[start:end], accented, folded.said(start, end)


def describe_alone(kind: str, text: str, accented: str, said: str) -> tuple[str, str, str, str, str]:
    """Say what a token is by itself, by ALONE."""
    if kind in {"word", "mark"}:
        word = text
    else:
        word = f"#{min(len(text), _LONGEST_NUMBER)}" if kind == "number" else f"<{kind}>"
    shape = text[0] if kind == "mark" else shape_of(said) if kind in {"word", "number"} else kind
    return word, shape, _name(text, kind), accented if kind == "word" else "", word[:_BEGINNING]


def _name(text: str, kind: str) -> str:
    """Tell whether a word is a family name (F), a given name (G), both, or none; marks part names."""
    return "F" * (text in FAMILY) + "G" * (text in GIVEN) or (NONE if kind == "word" else "/")


def tag(tokens: Sequence[Token], spans: Tagged) -> list[str]:
    """Tag the tokens that lie in a span: B- its first, I- the others."""
    tags = [NONE] * len(tokens)
    at = 0
    for start, end, kind in spans:
        first = at = max(at, bisect_right(tokens, start, key=_end))
        while at < len(tokens) and tokens[at].start < end:
            tags[at] = f"B-{kind}" if at == first else f"I-{kind}"
            at += 1
    return tags


def _end(token: Token) -> int:
    return token.end
