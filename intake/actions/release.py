"""Letting an authority read what a reporter told: which words stay covered, which texts and pictures it gets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from intake.actions.events import record_event
from intake.errors import WordsNotFoundError
from intake.file_kinds import PICTURES
from intake.hidden_words import find_hidden
from intake.rights import get_case_to_change
from intake.unit_of_work import UnitOfWork
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from storage.tables import Case, Officer, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What an officer asks for: words to cover everywhere, rules' masks to lift, texts and pictures to let out.

    A mask is named by its report, start and end.
    """

    cover: Sequence[str] = ()
    uncover: Collection[tuple[UUID, int, int]] = ()
    texts: Collection[UUID] = ()
    pictures: Collection[UUID] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """How many places, texts and pictures changed."""

    covered: int
    uncovered: int
    texts: int
    pictures: int


def release_case(unit: UnitOfWork, *, officer: Officer, case_id: UUID, release: Release) -> Released:
    """Change the masks of a case's texts, then release the texts and pictures named; nothing else gets out by it.

    Words are covered in every text, released ones too; what a reporter covered himself stays covered. Nothing is sent:
    the authority finds what was released by its link or in the panel. Raises WordsNotFoundError.
    """
    case = get_case_to_change(unit, officer, case_id, right="release")
    reports = [r for r in list_reports(unit.session, case.id) if r.status == "submitted" and r.erased_at is None]
    uncovered = sum([_uncover(report, release.uncover) for report in reports])
    done = Released(
        uncovered=uncovered,
        covered=sum([_cover_everywhere(reports, words) for words in release.cover]),
        texts=_release_texts(unit, reports, release.texts, officer),
        pictures=_release_pictures(unit, reports, release.pictures, officer),
    )
    unit.session.add_all(reports)
    _note(unit, case, officer, done)
    return done


def _uncover(report: Report, named: Collection[tuple[UUID, int, int]]) -> int:
    kept = [m for m in report.masks if m["by"] != "rules" or (report.id, m["start"], m["end"]) not in named]
    lifted = len(report.masks) - len(kept)
    if lifted:
        report.masks = kept
    return lifted


def _cover_everywhere(reports: Sequence[Report], words: str) -> int:
    found = [(report, span) for report in reports for span in find_hidden(report.text, (words,))]
    if not found:
        raise WordsNotFoundError(words)
    covered = 0
    for report, (start, end) in found:
        if not any(_holds(mask, start, end) for mask in report.masks):
            report.masks = [*report.masks, {"start": start, "end": end, "what": "hidden", "by": "officer"}]
            covered += 1
    return covered


def _holds(mask: Mapping[str, Any], start: int, end: int) -> bool:
    """Tell whether a mask that no officer lifts covers the span already."""
    return bool(mask["by"] != "rules" and mask["start"] <= start and end <= mask["end"])


def _release_texts(unit: UnitOfWork, reports: Sequence[Report], ids: Collection[UUID], officer: Officer) -> int:
    released = [r for r in reports if r.id in ids and r.text and r.released_at is None]
    for report in released:
        report.released_at, report.released_by = unit.now, officer.id
    return len(released)


def _release_pictures(unit: UnitOfWork, reports: Sequence[Report], ids: Collection[UUID], officer: Officer) -> int:
    released = [
        file
        for file in list_attachments(unit.session, [report.id for report in reports])
        if file.id in ids and file.status == "stored" and file.content_type in PICTURES and file.released_at is None
    ]
    for file in released:
        file.released_at, file.released_by = unit.now, officer.id
    unit.session.add_all(released)
    return len(released)


def _note(unit: UnitOfWork, case: Case, officer: Officer, done: Released) -> None:
    counts = asdict(done)
    if not any(counts.values()):
        return
    if done.texts or done.pictures:
        record_event(unit, case, "released", actor="officer", actor_id=officer.id, facts=counts)
    act = "case_released" if done.texts or done.pictures else "masks_changed"
    unit.audit(act, actor=f"officer:{officer.id.hex}", about=f"case:{case.id.hex}", **counts)
