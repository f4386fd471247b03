"""How often officers agreed with the machine: labels kept, added, removed, by the version that understood the report."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from intake.understood import Understood, read_understood
from storage.database import Session
from storage.queries.corrections import list_all_corrections


@dataclass(frozen=True, slots=True)
class VersionCounts:
    """What officers said about the reports one version understood; of the rest, how many reports were changed in it."""

    reports: int = 0
    kept: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)


def count_corrections(session: Session) -> dict[str, VersionCounts]:
    """Compare what the machine said with the newest correction, each report once; by version, in order of its name.

    Erased and withdrawn reports count too: nothing but ids of the closed lists is looked at.
    """
    ends: dict[UUID, tuple[str, Understood, Understood]] = {}
    for report, correction in list_all_corrections(session):
        after = read_understood(correction.after)
        version, machine, _ = ends.get(
            report.id, (correction.analysis_version, read_understood(correction.before), after)
        )
        ends[report.id] = (version, machine, after)
    versions = sorted({version for version, _, _ in ends.values()})
    return {
        version: _count([(machine, officer) for said_by, machine, officer in ends.values() if said_by == version])
        for version in versions
    }


def _count(pairs: list[tuple[Understood, Understood]]) -> VersionCounts:
    counts = VersionCounts(reports=len(pairs))
    for machine, officer in pairs:
        said, meant = set(machine.labels), set(officer.labels)
        counts.kept.update(said & meant)
        counts.added.update(meant - said)
        counts.removed.update(said - meant)
        counts.changed.update(
            name
            for name, differs in (
                ("product group", machine.product_group != officer.product_group),
                ("urgency", machine.urgency != officer.urgency),
                ("circumstances", set(machine.circumstances) != set(officer.circumstances)),
            )
            if differs
        )
    return counts
