"""Prints how well the rules find circumstances in the corpus; `--phrases` tells each phrase's share of right hits."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from nlp.circumstances import CIRCUMSTANCES, find_circumstances, find_cues
from nlp.entities import look
from nlp.findings import Finding
from nlp.fold import Folded, fold
from nlp.training.corpus import Message, read_corpus, read_messages
from nlp.training.scores import Tally

_FAMILIES = {
    "place": CIRCUMSTANCES[:6],
    "danger": CIRCUMSTANCES[6:17],
    "time": CIRCUMSTANCES[17:20],
    "storage": CIRCUMSTANCES[20:24],
    "scale": CIRCUMSTANCES[24:26],
    "method": CIRCUMSTANCES[26:33],
    "channel": CIRCUMSTANCES[33:],
    "all": CIRCUMSTANCES,
}
Seen = tuple[Message, Folded, Sequence[Finding]]


def see(messages: Sequence[Message], *, marked: bool) -> list[Seen]:
    """Fold each message and find its links; `marked` takes links, accounts and places from the marks instead."""
    seen: list[Seen] = []
    for message in messages:
        folded = fold(message.text)
        seen.append((message, folded, _marked(message) if marked else look(folded).findings))
    return seen


def _marked(message: Message) -> list[Finding]:
    return [
        Finding(
            kind=mark.kind,  # type: ignore[arg-type]
            start=mark.start,
            end=mark.end,
            text=message.text[mark.start : mark.end],
            value=fold(message.text[mark.start : mark.end]).text.replace(" ", ""),
            role=mark.role or "unknown",  # type: ignore[arg-type]
            score=1.0,
            reason="nhãn",
        )
        for mark in message.marks
        if mark.kind in {"url", "handle", "place"}
    ]


def tally(seen: Sequence[Seen]) -> dict[str, Tally]:
    """Count each circumstance."""
    tallies = {one: Tally() for one in CIRCUMSTANCES}
    for message, folded, findings in seen:
        found = {one.id for one in find_circumstances(folded, findings)}
        for one in CIRCUMSTANCES:
            there = one in message.circumstances
            tallies[one].add(int(there and one in found), int(one in found), int(there))
    return tallies


def describe(tallies: dict[str, Tally]) -> Iterator[str]:
    """Give a line for each circumstance and each family."""
    yield f"{'circumstance':24}{'there':>7}{'prec':>8}{'recall':>8}{'F1':>8}"
    rows = {one: tallies[one] for one in CIRCUMSTANCES}
    rows |= {f"= {name}": _sum(tallies[one] for one in ids) for name, ids in _FAMILIES.items()}
    for name, one in rows.items():
        yield f"{name:24}{one.right + one.missed:7}{one.precision:8.3f}{one.recall:8.3f}{one.f1:8.3f}"


def _sum(tallies: Iterator[Tally]) -> Tally:
    total = Tally()
    for one in tallies:
        total.add(one.right, one.right + one.wrong, one.right + one.missed)
    return total


def describe_phrases(seen: Sequence[Seen]) -> Iterator[str]:
    """Give a line for each phrase found: how often it was right."""
    right: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for message, folded, findings in seen:
        for one in {(hit.id, folded.text[hit.start : hit.end]) for hit in find_cues(folded, findings)}:
            hits[one] += 1
            right[one] += one[0] in message.circumstances
    for one, count in sorted(hits.items(), key=lambda item: (item[0][0], -item[1])):
        yield f"{one[0]:24}{right[one]:5}/{count:<5}{one[1]}"


def main() -> None:
    """Score the rules on the corpus or on files of its form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--phrases", action="store_true", help="print each phrase")
    parser.add_argument("--reports", action="store_true", help="leave out what is no report")
    parser.add_argument("--marked", action="store_true", help="take links, accounts and places from the marks")
    arguments = parser.parse_args()
    messages = [one for path in arguments.files for one in read_messages(path)] or read_corpus()
    seen = see([one for one in messages if one.is_report or not arguments.reports], marked=arguments.marked)
    lines = describe_phrases(seen) if arguments.phrases else describe(tally(seen))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
