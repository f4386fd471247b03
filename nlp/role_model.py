"""The trained model of roles: whose a contact, a name or a place is, by the words around it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args

from nlp.findings import Role
from nlp.fold import Folded
from nlp.grams import hash_names
from nlp.linear import LinearModel, load_linear

MODEL = Path(__file__).parent / "models" / "roles.npz"
ROLES: tuple[Role, ...] = get_args(Role)
WITH_ROLE = frozenset(
    ["url", "handle", "phone", "bank_account", "email", "plate", "tax_code", "seller", "place", "person"]
)
_WORD = re.compile(r"\w+|[.!?\n;:,\"()]")
_BEFORE, _AFTER = 12, 7
_CLOSE = 4
_ENDS = frozenset(".!?\n;")
_THIRDS = 3


class Entity(NamedTuple):
    """A span of the folded text and its kind."""

    start: int
    end: int
    kind: str


def describe_roles(folded: Folded, entities: Sequence[Entity]) -> list[list[str]]:
    """List the features of each entity; `entities` are sorted and apart from each other."""
    words = [(found.start(), found.group()) for found in _WORD.finditer(folded.text)]
    starts = [start for start, _ in words]
    said = _with_entities(words, starts, entities)
    totals = Counter(one.kind for one in entities)
    counted: Counter[str] = Counter()
    rows: list[list[str]] = []
    for one in entities:
        counted[one.kind] += 1
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        rows.append([
            *_around(one.kind, said[max(0, first - _BEFORE) : first], said[last : last + _AFTER]),
            f"{one.kind} {counted[one.kind]} of {min(totals[one.kind], _CLOSE)}",
            f"{one.kind} in third {_THIRDS * one.start // (len(folded.text) + 1)}",
            f"{one.kind} alone" if len(entities) == 1 else f"{one.kind} among others",
        ])  # fmt: skip
    return rows


def _with_entities(words: Sequence[tuple[int, str]], starts: Sequence[int], entities: Sequence[Entity]) -> list[str]:
    """Name entities by their kind instead of their words, so that no name teaches a role."""
    said = [word for _, word in words]
    for one in entities:
        for at in range(bisect_left(starts, one.start), bisect_left(starts, one.end)):
            said[at] = f"<{one.kind}>"
    return said


def _around(kind: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    yield kind
    closest = ["^", "^", "^", *before][-3:]
    yield f"{kind} -1 {closest[-1]}"
    yield f"{kind} -2 {closest[-2]} {closest[-1]}"
    yield f"{kind} -3 {' '.join(closest)}"
    following = [*after, "$", "$"][:2]
    yield f"{kind} +1 {following[0]}"
    yield f"{kind} +2 {' '.join(following)}"
    yield f"{kind} {closest[-1]} _ {following[0]}"
    is_same_sentence = True
    for distance, word in enumerate(reversed(before)):
        is_same_sentence = is_same_sentence and word not in _ENDS
        where = "near" if distance < _CLOSE else "far" if is_same_sentence else "earlier"
        yield f"{where} {word}"
        yield f"{kind} {where} {word}"
        if distance + 1 < len(before):
            yield f"{where} {before[-distance - 2]} {word}"
    for word in after:
        if word in _ENDS:
            break
        yield f"after {word}"
        yield f"{kind} after {word}"


def roles_of(folded: Folded, entities: Sequence[Entity]) -> list[tuple[Role, float]]:
    """Give each entity its likeliest role and how sure the model is."""
    model = role_model()
    answers: list[tuple[Role, float]] = []
    for names in describe_roles(folded, entities):
        given = model.score_names(hash_names(names))
        best = int(given.argmax())
        answers.append((ROLES[best], float(given[best] / given.sum())))
    return answers


@cache
def role_model() -> LinearModel:
    """Load the committed model, once a process."""
    return load_linear(MODEL)
