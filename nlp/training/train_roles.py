"""Trains the model of roles on the marks of the corpus; `--folds` prints its scores on messages it did not see."""

import argparse
from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.model_selection import GroupKFold

from nlp.entities import look
from nlp.fold import fold
from nlp.grams import Block, Grams, hash_names
from nlp.labels import find_label_cues
from nlp.linear import Floats
from nlp.role_model import MODEL, ROLES, Entity, describe_roles, ruled_roles
from nlp.training.corpus import WITH_ROLE, Message, read_corpus
from nlp.training.examples import files, read_messages
from nlp.training.linear_fit import FOLDS, Answers, Table, fit, save, tabulate
from nlp.training.score_masking import unmark
from nlp.training.variants import with_variants

SEED = 20261122
VERSION = "roles-2"
_STRENGTH = 32.0
_EMPTY = Block(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))

# Kinds of the masking tagger's marks, as the analysis calls them.
_KINDS = {
    "phone": "phone", "name": "person", "address": "place", "email": "email", "bank_account": "bank_account",
    "account": "handle",
}  # fmt: skip

Case = tuple[str, str, str, Grams]
"""Group of the message, kind, role, features."""


def cases_of(messages: Sequence[Message]) -> list[Case]:
    """List every entity that has a role."""
    return [case for message in messages for case in _cases(message)]


def _cases(message: Message) -> list[Case]:
    folded = fold(message.text)
    marks = sorted(message.marks, key=lambda mark: mark.start)
    entities = [Entity(*folded.folded_span(mark.start, mark.end), mark.kind) for mark in marks]
    rows = describe_roles(folded, entities, ruled_roles(folded, entities, find_label_cues(folded)))
    return [
        (message.group, mark.kind, mark.role or "seller", Grams(_EMPTY, _EMPTY, hash_names(row)))
        for mark, row in zip(marks, rows, strict=True)
        if mark.kind in WITH_ROLE
    ]


def own_cases() -> list[Case]:
    """List what people say of themselves in the messages of the masking tagger, and the sellers' contacts beside it."""
    return [
        case
        for file in files()
        for message in read_messages(file)
        for case in _own(f"{file}-{message.id}", message.marked)
    ]


def _own(group: str, marked: str) -> list[Case]:
    text, own = unmark(marked)
    folded = fold(text)
    spans = [(*folded.folded_span(start, end), kind) for start, end, kind in own]
    entities = {Entity(start, end, _KINDS[kind]): "reporter" for start, end, kind in spans if kind in _KINDS}
    for start, end, kind in look(folded).seen.findings:
        if kind in WITH_ROLE and not any(start < last and first < end for first, last, _ in spans):
            entities[Entity(start, end, kind)] = "seller"
    listed = sorted(entities)
    rows = describe_roles(folded, listed, ruled_roles(folded, listed, find_label_cues(folded)))
    return [
        (group, one.kind, entities[one], Grams(_EMPTY, _EMPTY, hash_names(row)))
        for one, row in zip(listed, rows, strict=True)
    ]


def _answers(cases: Sequence[Case]) -> Answers:
    return np.array([[role == one for one in ROLES] for _, _, role, _ in cases], dtype=np.bool_)


def _fit(cases: Sequence[Case], strength: float) -> tuple[Table, Floats, Floats]:
    table = tabulate([features for *_, features in cases])
    return table, *fit(table, _answers(cases), strength=strength, seed=SEED)


def print_folds(messages: Sequence[Message], copies: Sequence[Message], strength: float) -> None:
    """Print the accuracy a kind, and what was taken for what."""
    own = own_cases()
    right, total, confused = Counter[str](), Counter[str](), Counter[tuple[str, str, str]]()
    for learnt, tested in GroupKFold(n_splits=FOLDS).split(messages, groups=[one.group for one in messages]):
        known = {messages[index].group for index in learnt}
        train = cases_of([messages[index] for index in learnt] + [one for one in copies if one.group in known]) + own
        test = cases_of([messages[index] for index in tested])
        table = tabulate([case[3] for case in [*train, *test]], learn_from=np.arange(len(train)))
        weights, bias = fit(
            Table(table.rows, table.rarity, table.matrix[: len(train)]), _answers(train), strength=strength, seed=SEED
        )
        best = np.asarray(table.matrix[len(train) :] @ weights + bias).argmax(axis=1)
        for (_, kind, role, _), answer in zip(test, best, strict=True):
            total[kind] += 1
            right[kind] += ROLES[answer] == role
            if ROLES[answer] != role:
                confused[kind, role, ROLES[answer]] += 1
    for kind in sorted(total):
        print(f"{kind:14}{total[kind]:6}{right[kind] / total[kind]:8.3f}")
    print(f"{'all':14}{total.total():6}{right.total() / total.total():8.3f}")
    for (kind, role, answer), count in confused.most_common(15):
        print(f"{count:5} {kind}: {role} taken for {answer}")


def main() -> None:
    """Train on everything, or print the scores of a cross-validation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", action="store_true", help="only print the scores of a cross-validation")
    parser.add_argument("--strength", type=float, default=_STRENGTH)
    arguments = parser.parse_args()
    messages = read_corpus()
    copies = with_variants(messages, SEED)[len(messages) :]
    if arguments.folds:
        print_folds(messages, copies, arguments.strength)
        return
    table, weights, bias = _fit([*cases_of([*messages, *copies]), *own_cases()], arguments.strength)
    thresholds = np.full(len(ROLES), 0.5, dtype=np.float32)
    save(MODEL, table, weights, bias, thresholds, version=VERSION, outputs=ROLES)


if __name__ == "__main__":
    main()
