"""Scores the mask on marked sentences: `python -m nlp.training.score_masking FILE`."""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nlp.masking import find_self_identification

Span = tuple[int, int, str]

_MARK = re.compile(r"«([a-z_]+):([^»]*)»")
# A number half covered is not covered; of words four fifths of the letters are enough.
_WHOLE_KINDS = frozenset(["phone", "email", "id", "bank_account"])
_ENOUGH = 0.8
_RIGHT = 0.5


@dataclass(slots=True)
class Score:
    """What was found of what should be, by kind and by style, and what was covered needlessly."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    unmarked: int = 0
    touched: int = 0
    errors: list[str] = field(default_factory=list)


def unmark(marked: str) -> tuple[str, list[Span]]:
    """Take the marks «kind:words» out of a text; return it with the spans."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = position = 0
    for mark in _MARK.finditer(marked):
        before, words = marked[position : mark.start()], mark[2]
        start = length + len(before)
        pieces += [before, words]
        spans.append((start, start + len(words), mark[1]))
        length, position = start + len(words), mark.end()
    return "".join([*pieces, marked[position:]]), spans


def score(lines: Iterable[str]) -> Score:
    """Compare the mask with the marks of JSON lines `{id, text, style}`."""
    total = Score()
    for line in lines:
        case = json.loads(line)
        text, gold = unmark(case["text"])
        predicted: list[Span] = [(one.start, one.end, one.kind) for one in find_self_identification(text)]
        add_case(total, text, gold, predicted, name=case["id"], groups=(f"style {case['style']}",))
    return total


def add_case(
    total: Score, text: str, gold: list[Span], predicted: list[Span], *, name: str, groups: tuple[str, ...]
) -> None:
    """Count one message, in all, by kind and in its groups."""
    for one in gold:
        hit = _share(text, one, predicted) >= (1.0 if one[2] in _WHOLE_KINDS else _ENOUGH)
        for key in ("all", f"kind {one[2]}", *groups):
            total.wanted[key] += 1
            total.found[key] += hit
        if not hit:
            total.errors.append(f"{name} missed {one[2]} “{text[one[0] : one[1]]}” in: {text}")
    for one in predicted:
        hit = _share(text, one, gold) >= _RIGHT
        for key in ("all", f"kind {one[2]}", *groups):
            total.predicted[key] += 1
            total.right[key] += hit
        if not hit:
            total.errors.append(f"{name} needless {one[2]} “{text[one[0] : one[1]]}” in: {text}")
    total.unmarked += not gold
    total.touched += not gold and bool(predicted)


def _share(text: str, span: Span, others: Iterable[Span]) -> float:
    """Say how much of the letters and digits of a span lies in the others."""
    covered = {place for start, end, _ in others for place in range(start, end)}
    letters = [place for place in range(span[0], span[1]) if text[place].isalnum()]
    return sum(place in covered for place in letters) / len(letters) if letters else 1.0


def describe(total: Score, *, errors: int = 0) -> str:
    """Write the table: recall, precision and counts, all, by kind, by style."""
    keys = sorted(total.wanted | total.predicted)
    rows = [
        f"{key:22} recall {_rate(total.found[key], total.wanted[key])} of {total.wanted[key]:4}"
        f"   precision {_rate(total.right[key], total.predicted[key])} of {total.predicted[key]:4}"
        for key in keys
    ]
    rows.append(f"messages without a mark: {total.unmarked}, touched: {total.touched}")
    return "\n".join([*rows, *total.errors[:errors]])


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  -  "


def main() -> None:
    """Print the table of a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to print")
    asked = parser.parse_args()
    with asked.file.open(encoding="utf-8") as lines:
        print(describe(score(lines), errors=asked.errors))


if __name__ == "__main__":
    main()
