"""What a report and a case are taken to mean: the machine's understanding, until an officer said otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from intake.accused import MISCONDUCT
from nlp.labels import LABELS
from storage.database import Session
from storage.queries.corrections import list_corrections, list_corrections_of_cases
from storage.tables import Case, Correction, Report
from storage.tables.case import URGENCIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """Ids of the closed lists; no label means that it is no report."""

    labels: tuple[str, ...]
    product_group: str | None
    urgency: str
    circumstances: tuple[str, ...]

    def stored(self) -> dict[str, Any]:
        """Write it as `Correction.before` and `.after` keep it."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def read_understood(stored: Mapping[str, Any]) -> Understood:
    """Read what a correction keeps."""
    return Understood(
        labels=tuple(stored["labels"]),
        product_group=stored["product_group"],
        urgency=stored["urgency"],
        circumstances=tuple(stored["circumstances"]),
    )


def understood_by_machine(report: Report) -> Understood:
    """Give what the machine understood of a report."""
    return Understood(
        labels=tuple(one["label"] for one in report.labels),
        product_group=report.product_group,
        urgency=report.urgency,
        circumstances=tuple(one["id"] for one in report.circumstances),
    )


def newest_corrections(session: Session, reports: Iterable[Report]) -> dict[UUID, Correction]:
    """Give the correction that counts of each report that has one."""
    return {one.report_id: one for one in list_corrections(session, [report.id for report in reports])}


def understood(report: Report, correction: Correction | None) -> Understood:
    """Give what counts of a report, told its newest correction: the one way for whoever shows or uses it."""
    return read_understood(correction.after) if correction else understood_by_machine(report)


def understood_of_case(reports: Sequence[Report], corrections: Mapping[UUID, Correction]) -> Understood | None:
    """Gather what a case is taken to mean; None if nothing of it is left.

    What a report says when it opens a case counts, and of additions what an officer said of them.
    """
    heard = [
        understood(report, corrections.get(report.id))
        for report in reports
        if report.status == "submitted" and (report.adds_to is None or report.id in corrections)
    ]
    if not heard:
        return None
    labels = {label for one in heard for label in one.labels}
    found = {circumstance: None for one in heard for circumstance in one.circumstances}
    return Understood(
        labels=tuple(label for label in LABELS if label in labels),
        product_group=next((one.product_group for one in heard if one.product_group), None),
        urgency=min((one.urgency for one in heard), key=URGENCIES.index),
        circumstances=tuple(found),
    )


def list_guarded(session: Session, cases: Sequence[Case]) -> frozenset[UUID]:
    """List which cases are, or ever were, about officials: no correction takes that care away again."""
    once = {
        report.case_id
        for report, correction in list_corrections_of_cases(session, [case.id for case in cases])
        if MISCONDUCT in correction.after["labels"]
        or (report.adds_to is None and MISCONDUCT in correction.before["labels"])
    }
    return frozenset(case.id for case in cases if MISCONDUCT in case.labels or case.id in once)


def labels_to_guard(session: Session, case: Case) -> frozenset[str]:
    """Give the labels by which a case is guarded: those it has, and `official_misconduct` for good."""
    guarded = [MISCONDUCT] if list_guarded(session, [case]) else []
    return frozenset([*case.labels, *guarded])


def list_accusing(session: Session, reports: Sequence[Report]) -> frozenset[UUID]:
    """List the reports of which the machine or any officer ever said that they accuse officials."""
    said = {report.id for report in reports if MISCONDUCT in understood_by_machine(report).labels}
    corrections = list_corrections(session, [report.id for report in reports])
    return frozenset(said | {one.report_id for one in corrections if MISCONDUCT in one.after["labels"]})
