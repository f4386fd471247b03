"""How long what is kept: periods by label and outcome from one table, and the pure decision what is to be erased."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from storage.queries.retention import PERIODS_FILE, KeptReport

What = Literal["identity", "messages", "text", "evidence"]
WHATS: tuple[What, ...] = ("identity", "messages", "text", "evidence")
ANY = "*"

Periods = Mapping[tuple[str, str, str], int]
"""Days after the end by (label or *, outcome or *, what)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How something ended: what it was about, with which outcome (`withdrawn` among them), when."""

    labels: tuple[str, ...]
    outcome: str | None
    at: datetime


@cache
def read_periods() -> Periods:
    """Read the table that ships."""
    with PERIODS_FILE.open(encoding="utf-8", newline="") as file:
        return {(line["label"], line["outcome"], line["what"]): int(line["days"]) for line in csv.DictReader(file)}


def days_kept(what: What, ended: Ended, periods: Periods | None = None) -> int:
    """Give the days something is kept after the end: of several labels the longest, but who somebody is the shortest."""
    table = read_periods() if periods is None else periods
    found = [_days_of(what, label, ended.outcome or ANY, table) for label in ended.labels or (ANY,)]
    return min(found) if what == "identity" else max(found)


def decide_report(report: KeptReport, *, now: datetime, periods: Periods | None = None) -> frozenset[What]:
    """Decide what of one report is to be erased now: its text, its evidence."""
    there: dict[What, bool] = {"text": not report.is_erased, "evidence": report.has_files}
    return frozenset(what for what, is_there in there.items() if is_there and _is_over(what, report, now, periods))


def decide_person(reports: Iterable[KeptReport], *, now: datetime, periods: Periods | None = None) -> frozenset[What]:
    """Decide what of a person is to be erased now, who told these reports: identity, messages; nothing while one is open."""
    listed = list(reports)
    whats: tuple[What, ...] = ("identity", "messages")
    return frozenset(what for what in whats if all(_is_over(what, report, now, periods) for report in listed))


def _is_over(what: What, report: KeptReport, now: datetime, periods: Periods | None) -> bool:
    if report.ended_at is None:
        return False
    ended = Ended(labels=report.labels, outcome=report.outcome, at=report.ended_at)
    return report.ended_at + timedelta(days=days_kept(what, ended, periods)) <= now


def _days_of(what: What, label: str, outcome: str, periods: Periods) -> int:
    """Find the row that says most: label and outcome, label alone, outcome alone."""
    for row in ((label, outcome), (label, ANY), (ANY, outcome)):
        if (*row, what) in periods:
            return periods[*row, what]
    return max(days for (_, _, one), days in periods.items() if one == what)
