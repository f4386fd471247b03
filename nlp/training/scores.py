"""Counts what was found, missed and imagined, exactly and by overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nlp.fold import fold
from nlp.training.corpus import Message

Found = tuple[int, int, str]


@dataclass(slots=True)
class Tally:
    """True and false positives, and what was missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Give F1, 1 when there was nothing to find and nothing found."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    @property
    def precision(self) -> float:
        """Give the share of what was found that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Give the share of what is there that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def add(self, right: int, found: int, there: int) -> None:
        """Count one comparison."""
        self.right += right
        self.wrong += found - right
        self.missed += there - right


@dataclass(slots=True)
class Counts:
    """Tallies of one kind."""

    exact: Tally = field(default_factory=Tally)
    overlap: Tally = field(default_factory=Tally)


def compare_spans(counts: dict[str, Counts], message: Message, found: Iterable[Found], kinds: Iterable[str]) -> None:
    """Compare found spans with the marks; each value counts at its first mention, a further one is neither right nor wrong."""
    listed = list(found)
    for kind in kinds:
        gold = first_mentions(message.text, [(mark.start, mark.end) for mark in message.marks if mark.kind == kind])
        said = {fold(message.text[start:end]).text for start, end in gold}
        given = [(start, end) for start, end, found_kind in listed if found_kind == kind]
        given = [one for one in dict.fromkeys(given) if _counts(message.text, one, gold, said)]
        one = counts.setdefault(kind, Counts())
        one.exact.add(len(set(gold) & set(given)), len(given), len(gold))
        one.overlap.add(len(pair_up(gold, given)), len(given), len(gold))


def _counts(text: str, span: tuple[int, int], gold: Sequence[tuple[int, int]], said: set[str]) -> bool:
    return fold(text[span[0] : span[1]]).text not in said or any(
        span[0] < end and start < span[1] for start, end in gold
    )


def first_mentions(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the first of the spans that hold the same words."""
    kept: dict[str, tuple[int, int]] = {}
    for start, end in sorted(spans):
        kept.setdefault(fold(text[start:end]).text.strip(), (start, end))
    return list(kept.values())


def pair_up(gold: Sequence[tuple[int, int]], given: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pair spans that share a letter, the largest overlap first; gives the indexes."""
    shared = sorted(
        (
            (min(one[1], other[1]) - max(one[0], other[0]), -index, -at)
            for index, one in enumerate(gold)
            for at, other in enumerate(given)
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    used_gold, used_given = set[int](), set[int]()
    for letters, minus_index, minus_at in shared:
        if letters > 0 and -minus_index not in used_gold and -minus_at not in used_given:
            used_gold.add(-minus_index)
            used_given.add(-minus_at)
            pairs.append((-minus_index, -minus_at))
    return pairs


def print_spans(counts: Mapping[str, Counts]) -> None:
    """Print a table of kinds."""
    print(f"{'kind':14}{'there':>7}{'exact':>8}{'overlap':>9}{'precision':>11}{'recall':>8}")
    for kind, one in sorted(counts.items()):
        there = one.exact.right + one.exact.missed
        print(
            f"{kind:14}{there:7}{one.exact.f1:8.3f}{one.overlap.f1:9.3f}{one.overlap.precision:11.3f}{one.overlap.recall:8.3f}"
        )
