"""The trained model of roles: whose a contact, a name or a place is, by the words around it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple, get_args

from nlp.cues import CueHit
from nlp.findings import Kind, Role
from nlp.fold import Folded
from nlp.grams import slots_of_names
from nlp.linear import Floats, LinearModel, load_linear
from nlp.once import once
from nlp.roles import role_of_contact, role_of_place, role_of_seller

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
_CONTACTS: dict[str, Kind] = {
    "phone": "phone",
    "bank_account": "bank_account",
    "handle": "handle",
    "url": "url",
    "email": "email",
}
_GUARDED_KINDS = frozenset(["phone", "bank_account", "email"])
# How sure the model must be to overrule the rules. A reporter's number must never become the seller's, while a seller's
# number that is shown to an officer as "unknown" does no harm.
_SURE_BESIDE = {"reporter": 0.97, "victim": 0.97, "third_party": 0.95, "unknown": 0.8, "seller": 0.75}
_SURE_OF_HOME = 0.75
_SAYING: dict[str, Role] = {one: one for one in ROLES}


class Entity(NamedTuple):
    """A span of the folded text and its kind."""

    start: int
    end: int
    kind: str


def describe_roles(
    folded: Folded, entities: Sequence[Entity], ruled: Sequence[str], asked: Iterable[int] | None = None
) -> list[list[str]]:
    """List the features of each entity, or of those `asked` for by their places.

    `entities` are sorted and apart from each other, `ruled` is what rules say of them.
    """
    words = [(found.start(), found.group()) for found in _WORD.finditer(folded.text)]
    starts = [start for start, _ in words]
    said = _with_entities(words, starts, entities)
    totals = Counter[str]()
    ordinals: list[int] = []
    for one in entities:
        totals[one.kind] += 1
        ordinals.append(totals[one.kind])
    rows: list[list[str]] = []
    for at in range(len(entities)) if asked is None else asked:
        one, rule = entities[at], ruled[at]
        first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
        rows.append([
            *_around(one.kind, said[max(0, first - _BEFORE) : first], said[last : last + _AFTER]),
            f"ruled {rule}",
            f"{one.kind} ruled {rule}",
            f"{one.kind} {ordinals[at]} of {min(totals[one.kind], _CLOSE)}",
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


def ruled_roles(folded: Folded, entities: Sequence[Entity], alleged: Sequence[CueHit]) -> list[str]:
    """Ask the rules whose each entity is, with the cues of labels; empty where they have nothing to say."""
    return [_ruled(folded, one, alleged) for one in entities]


def _ruled(folded: Folded, one: Entity, alleged: Sequence[CueHit]) -> str:
    if one.kind in _CONTACTS:
        return role_of_contact(folded, one.start, one.end, kind=_CONTACTS[one.kind], alleged=alleged)[0]
    if one.kind == "place":
        return role_of_place(folded, one.start)[0]
    return role_of_seller(folded, one.start)[0] if one.kind == "seller" else ""


def roles_of(
    folded: Folded, entities: Sequence[Entity], alleged: Sequence[CueHit], asked: Sequence[int]
) -> list[tuple[Role, float]]:
    """Give each entity `asked` for its likeliest role and how sure the model is.

    What the rules call the reporter's needs more to be the seller's.
    """
    if not asked:
        return []
    wanted = frozenset(asked)
    ruled = [_ruled(folded, one, alleged) if at in wanted else "" for at, one in enumerate(entities)]
    described = describe_roles(folded, entities, ruled, asked)
    scored = role_model().score_each(slots_of_names([*chain.from_iterable(described)]), [len(one) for one in described])
    return [_answer(entities[at].kind, ruled[at], given) for at, given in zip(asked, scored, strict=True)]


def _answer(kind: str, rule: str, given: Floats) -> tuple[Role, float]:
    given = given / given.sum()
    best = int(given.argmax())
    if _is_overruled(kind, rule, ROLES[best], float(given[best])):
        best = ROLES.index(_SAYING[rule])
    return ROLES[best], float(given[best])


def _is_overruled(kind: str, rule: str, answer: Role, sure: float) -> bool:
    """Tell whether the rules stand against the model: for numbers, homes, and a shop that only shows the way."""
    if kind == "place":
        return answer == "reporter" and rule != "reporter" and sure < _SURE_OF_HOME
    if kind == "seller":
        return rule == "third_party"  # "cạnh nhà thuốc Minh Châu"
    return kind in _GUARDED_KINDS and sure < _SURE_BESIDE.get(rule, 0.0)


@once
def role_model() -> LinearModel:
    """Load the committed model, once a process."""
    return load_linear(MODEL)
