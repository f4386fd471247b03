"""Prints how far two labellers of the same messages agree: python -m nlp.training.agreement FILE FILE."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from nlp.training.corpus import Message, read_messages
from nlp.training.scores import Tally, first_mentions, pair_up

_KINDS = (
    "url", "handle", "phone", "bank_account", "bank", "tracking", "price", "date", "product", "brand", "seller",
    "place", "person",
)  # fmt: skip

Pair = tuple[Message, Message]


def read_pairs(first: Path, second: Path) -> list[Pair]:
    """Read both labellings; raises KeyError where the second lacks a message."""
    others = {message.id: message for message in read_messages(second)}
    return [(message, others[message.id]) for message in read_messages(first)]


def _sets(pairs: Iterable[tuple[set[str], set[str]]]) -> float:
    tally = Tally()
    for one, other in pairs:
        tally.add(len(one & other), len(other), len(one))
    return tally.f1


def _spans(pairs: Sequence[Pair], kind: str, *, exact: bool) -> float:
    tally = Tally()
    for one, other in pairs:
        mine, theirs = (_marked(message, kind) for message in (one, other))
        right = len(set(mine) & set(theirs)) if exact else len(pair_up(mine, theirs))
        tally.add(right, len(theirs), len(mine))
    return tally.f1


def _marked(message: Message, kind: str) -> list[tuple[int, int]]:
    return first_mentions(message.text, [(mark.start, mark.end) for mark in message.marks if mark.kind == kind])


def print_agreement(pairs: Sequence[Pair]) -> None:
    """Print the second labeller's scores against the first."""
    reports = [(one, other) for one, other in pairs if one.is_report]
    print(f"messages {len(pairs)}, reports {len(reports)}")
    print(f"labels micro-F1     {_sets((set(one.labels), set(other.labels)) for one, other in pairs):.3f}")
    print(f"is_report           {_share(one.is_report == other.is_report for one, other in pairs):.3f}")
    print(
        f"circumstances F1    {_sets((set(one.circumstances), set(other.circumstances)) for one, other in reports):.3f}"
    )
    print(f"province of today   {_share(one.province_new == other.province_new for one, other in reports):.3f}")
    print(f"product group       {_share(one.product_group == other.product_group for one, other in reports):.3f}")
    print(f"urgency             {_share(one.urgency == other.urgency for one, other in reports):.3f}")
    for kind in _KINDS:
        print(f"{kind:14} exact {_spans(pairs, kind, exact=True):.3f}  overlap {_spans(pairs, kind, exact=False):.3f}")


def _share(answers: Iterable[bool]) -> float:
    listed = list(answers)
    return sum(listed) / len(listed)


def main() -> None:
    """Read two files and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    arguments = parser.parse_args()
    print_agreement(read_pairs(arguments.first, arguments.second))


if __name__ == "__main__":
    main()
