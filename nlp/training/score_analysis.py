"""Prints how well the analysis understands a file of marked messages: python -m nlp.training.score_analysis FILE."""

import argparse
import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from nlp.analysis import analyze, to_contract
from nlp.findings import Analysis, Finding
from nlp.fold import fold
from nlp.labels import LABELS
from nlp.role_model import WITH_ROLE
from nlp.training.corpus import CONTACTS, Mark, Message, read_messages
from nlp.training.scores import Tally, first_mentions, pair_up

RECEIVED_ON = dt.date(2026, 11, 22)
EXACT = ("url", "phone", "bank_account", "bank", "tracking", "price", "date", "handle", "email")
BY_OVERLAP = ("product", "brand", "seller", "place")
CHANNELS = frozenset(["marketplace", "social", "website", "app", "chat", "livestream", "shopfront"])
PLACES = frozenset(["border_gate", "border_trail", "airport", "seaport", "international_parcel", "foreign_seller"])
# The guideline calls days told from today dates; the contract does not annotate them, so the analysis keeps them apart.
_CALLED = {"date": frozenset(["date", "time"])}
SLICES = ("nd", "t", "nfd", "caps", "obf", "long", "fwd", "neg", "q")
_RESAMPLES, _SEED = 200, 20261122


class Case(NamedTuple):
    """A message and what the analysis says of it."""

    message: Message
    analysis: Analysis
    answer: dict[str, object]


Measure = Callable[[Sequence[Case]], float]


def read_cases(path: Path) -> list[Case]:
    """Analyse every message of a file."""
    cases: list[Case] = []
    for message in read_messages(path):
        analysis = analyze(message.text, received_on=RECEIVED_ON)
        cases.append(Case(message, analysis, to_contract(analysis)))
    return cases


def labels_micro(cases: Sequence[Case]) -> float:
    """Micro-F1 of the thirteen labels."""
    total = Tally()
    for case in cases:
        said = {one.label for one in case.analysis.labels}
        total.add(len(said & set(case.message.labels)), len(said), len(case.message.labels))
    return total.f1


def label_tally(cases: Sequence[Case], label: str) -> Tally:
    """Count one label."""
    tally = Tally()
    for case in cases:
        said = any(one.label == label for one in case.analysis.labels)
        is_there = label in case.message.labels
        tally.add(int(said and is_there), int(said), int(is_there))
    return tally


def labels_macro(cases: Sequence[Case]) -> float:
    """Macro-F1 of the labels that occur."""
    tallies = [label_tally(cases, label) for label in LABELS]
    there = [tally for tally in tallies if tally.right + tally.missed]
    return sum(tally.f1 for tally in there) / max(1, len(there))


def report_accuracy(cases: Sequence[Case]) -> float:
    """Share of messages rightly called a report or none."""
    return _share(case.analysis.is_report == case.message.is_report for case in cases)


def entity_tally(cases: Iterable[Case], kind: str, *, exact: bool) -> Tally:
    """Count a kind; what is not a contact only in reports, a value said again once."""
    tally = Tally()
    for case in cases:
        if kind not in CONTACTS and kind != "email" and not case.message.is_report:
            continue
        gold, found = _gold(case, kind), [(one.start, one.end) for one in _found(case, kind)]
        right = len(set(gold) & set(found)) if exact else len(pair_up(gold, found))
        tally.add(right, len(found), len(gold))
    return tally


def _gold(case: Case, kind: str) -> list[tuple[int, int]]:
    marks = [(mark.start, mark.end) for mark in case.message.marks if mark.kind == kind]
    return first_mentions(case.message.text, marks)


def _found(case: Case, kind: str) -> list[Finding]:
    """Leave out a further mention of a value that is marked elsewhere."""
    text, gold = case.message.text, _gold(case, kind)
    said = {fold(text[start:end]).text for start, end in gold}
    return [
        one
        for one in case.analysis.findings
        if one.kind in _CALLED.get(kind, {kind})
        and (fold(one.text).text not in said or any(one.start < end and start < one.end for start, end in gold))
    ]


def _pairs(case: Case, kinds: Iterable[str]) -> list[tuple[Mark, Finding]]:
    pairs: list[tuple[Mark, Finding]] = []
    for kind in kinds:
        gold = [mark for mark in case.message.marks if mark.kind == kind]
        found = [one for one in case.analysis.findings if one.kind in _CALLED.get(kind, {kind})]
        matched = pair_up([(one.start, one.end) for one in gold], [(one.start, one.end) for one in found])
        pairs += [(gold[index], found[at]) for index, at in matched]
    return pairs


def value_accuracy(cases: Sequence[Case], kind: str) -> float:
    """Share of the found ones whose canonical value is right."""
    return _share(
        str(found.value) == mark.value for case in cases for mark, found in _pairs(case, [kind]) if mark.value
    )


def role_accuracy(cases: Sequence[Case]) -> float:
    """Share of the found contacts, people and places whose role is right."""
    return _share(found.role == mark.role for case in cases for mark, found in _pairs(case, sorted(WITH_ROLE)))


def circumstances_micro(cases: Sequence[Case]) -> float:
    """Micro-F1 of the circumstances in reports."""
    total = Tally()
    for case in cases:
        if case.message.is_report:
            said = {one.id for one in case.analysis.circumstances}
            gold = set(case.message.circumstances)
            total.add(len(said & gold), len(said), len(gold))
    return total.f1


def channels_micro(cases: Sequence[Case]) -> float:
    """Micro-F1 of the sales channels."""
    total = Tally()
    for case in cases:
        if case.message.is_report:
            said = {one.id for one in case.analysis.circumstances} & CHANNELS
            gold = set(case.message.circumstances) & CHANNELS
            total.add(len(said & gold), len(said), len(gold))
    return total.f1


def cross_border(cases: Sequence[Case]) -> float:
    """F1 of "any place id"."""
    tally = Tally()
    for case in cases:
        if case.message.is_report:
            said = any(one.id in PLACES for one in case.analysis.circumstances)
            gold = not PLACES.isdisjoint(case.message.circumstances)
            tally.add(int(said and gold), int(said), int(gold))
    return tally.f1


def province_known(cases: Sequence[Case]) -> float:
    """Share of the reports with a seller's province in which it is found."""
    return _share(
        case.answer["province_new"] == case.message.province_new for case in cases if case.message.province_new
    )


def province_empty(cases: Sequence[Case]) -> float:
    """Share of the reports without one that are left empty."""
    return _share(
        case.answer["province_new"] is None
        for case in cases
        if case.message.is_report and not case.message.province_new
    )


def group_accuracy(cases: Sequence[Case]) -> float:
    """Share of the reports with known goods whose product group is right."""
    return _share(
        case.analysis.product_group == case.message.product_group
        for case in cases
        if case.message.is_report and case.message.product_group
    )


def urgency_accuracy(cases: Sequence[Case]) -> float:
    """Share of the reports with the same urgency."""
    return _share(case.analysis.urgency == case.message.urgency for case in cases if case.message.is_report)


def _share(answers: Iterable[bool]) -> float:
    listed = list(answers)
    return sum(listed) / len(listed) if listed else 1.0


def _interval(cases: Sequence[Case], measure: Measure) -> tuple[float, float]:
    chance = random.Random(_SEED)  # noqa: S311 - reproducible, not secret
    given = sorted(measure(chance.choices(cases, k=len(cases))) for _ in range(_RESAMPLES))
    return given[int(0.025 * _RESAMPLES)], given[int(0.975 * _RESAMPLES) - 1]


def measures() -> dict[str, tuple[Measure, float | None]]:
    """Name every measure with its goal (None: looked at, no goal)."""
    table: dict[str, tuple[Measure, float | None]] = {
        "labels micro-F1": (labels_micro, 0.88),
        "labels macro-F1": (labels_macro, 0.85),
        "is_report accuracy": (report_accuracy, 0.97),
    }
    goals = {"url": 0.97, "phone": 0.97, "bank_account": 0.97, "handle": 0.85, "email": None}
    for kind in EXACT:
        table[f"{kind} exact F1"] = (_entity_f1(kind, exact=True), goals.get(kind, 0.93))
        table[f"{kind} value"] = (_value(kind), 0.97 if goals.get(kind) == goals["url"] else None)
    for kind in BY_OVERLAP:
        table[f"{kind} overlap F1"] = (_entity_f1(kind, exact=False), 0.85)
    return table | {
        "role accuracy": (role_accuracy, 0.93),
        "circumstances micro-F1": (circumstances_micro, 0.85),
        "sales channel micro-F1": (channels_micro, 0.88),
        "cross-border F1": (cross_border, 0.88),
        "province where known": (province_known, 0.97),
        "province left empty": (province_empty, 0.95),
        "product group accuracy": (group_accuracy, 0.85),
        "urgency accuracy": (urgency_accuracy, None),
    }


def _entity_f1(kind: str, *, exact: bool) -> Measure:
    return lambda cases: entity_tally(cases, kind, exact=exact).f1


def _value(kind: str) -> Measure:
    return lambda cases: value_accuracy(cases, kind)


def print_table(cases: Sequence[Case]) -> None:
    """Print every measure with its interval, the labels and the slices."""
    for name, (measure, goal) in measures().items():
        low, high = _interval(cases, measure)
        score = measure(cases)
        mark = "" if goal is None else f"goal {goal:.2f} {'reached' if score >= goal else 'missed'}"
        print(f"{name:26}{score:7.3f}  [{low:.3f}, {high:.3f}]  {mark}")
    for label in LABELS:
        tally = label_tally(cases, label)
        print(f"  {label:24}{tally.right + tally.missed:5}{tally.f1:7.3f}{tally.precision:7.3f}{tally.recall:7.3f}")
    for style in SLICES:
        chosen = [case for case in cases if style in case.message.style]
        if chosen:
            print(
                f"  style {style:5}{len(chosen):5} labels {labels_micro(chosen):.3f} report {report_accuracy(chosen):.3f}"
            )


def main() -> None:
    """Analyse a file and print its scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    print_table(read_cases(parser.parse_args().file))


if __name__ == "__main__":
    main()
