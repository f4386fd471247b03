"""What is kept too long, and erasing it: people, words, files; each statement small enough for one short transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, delete, func, or_, select, update

from storage.queries.cases import OPEN_STATUSES, Scope, cases_in
from storage.tables import (
    Attachment,
    Case,
    CaseEvent,
    Conversation,
    Erasure,
    FindingRow,
    Identity,
    Message,
    PersonRequest,
    Report,
    Reporter,
    Reveal,
)

PERIODS_FILE = Path(__file__).parent.parent / "seeds" / "retention.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """A report as the periods look at it; `ended_at` is empty while somebody may still work on it."""

    report_id: UUID
    case_id: UUID
    conversation_id: UUID
    labels: tuple[str, ...]
    outcome: str | None
    ended_at: datetime | None
    is_erased: bool
    has_files: bool


def count_reports_under_way(session: Session, conversation_id: UUID) -> int:
    """Count the reports of a conversation that somebody works on and whose reporter did not ask to have them deleted."""
    asked = select(PersonRequest.id).where(PersonRequest.report_id == Report.id, PersonRequest.kind == "delete")
    query = (
        select(func.count())
        .select_from(Report)
        .join(Case, col(Case.id) == col(Report.case_id))
        .where(
            Report.conversation_id == conversation_id,
            Report.status == "submitted",
            col(Report.adds_to).is_(None),
            col(Report.erased_at).is_(None),
            col(Case.status).in_(OPEN_STATUSES),
            ~asked.exists(),
        )
    )
    return session.exec(query).one()


def has_open_reveal(session: Session, reporter_id: UUID) -> bool:
    """Whether somebody was allowed to learn who a reporter is and has not read it; merely asking holds nothing."""
    query = select(Reveal.id).where(
        Reveal.reporter_id == reporter_id, col(Reveal.status).in_(["approved", "opening", "ready"])
    )
    return session.exec(query.limit(1)).first() is not None


def erase_messages(
    session: Session, conversation_id: UUID, *, empty: bytes, keeps_pending: bool = True, before: int | None = None
) -> int:
    """Empty the texts of a conversation's messages; returns how many. `before`: only those before this place."""
    query = (
        update(Message)
        .where(col(Message.conversation_id) == conversation_id, col(Message.status) != "erased")
        .values(text_wrapped=empty, status="erased", secret_wrapped=None, buttons=[], next_attempt_at=None)
    )
    if keeps_pending:
        query = query.where(col(Message.status) != "pending")
    if before is not None:
        query = query.where(col(Message.seq) < before)
    return session.connection().execute(query).rowcount


def erase_told_words(session: Session, conversation_id: UUID, *, empty: bytes, of_reports: Sequence[UUID] = ()) -> int:
    """Empty what was said in a conversation, cards nobody saw and all about these reports included.

    What else still must be sent stays, and what officers wrote about other reports.
    """
    query = (
        update(Message)
        .where(
            col(Message.conversation_id) == conversation_id,
            col(Message.status) != "erased",
            or_(
                sa.and_(
                    col(Message.sender) != "officer",
                    or_(col(Message.status) != "pending", col(Message.is_card).is_(True)),
                ),
                col(Message.report_id).in_(list(of_reports)),
            ),
        )
        .values(text_wrapped=empty, status="erased", secret_wrapped=None, buttons=[])
    )
    return session.connection().execute(query).rowcount


def delete_identity(session: Session, reporter_id: UUID) -> int:
    """Delete who a reporter is; returns how many rows that were."""
    query = delete(Identity).where(col(Identity.reporter_id) == reporter_id)
    return session.connection().execute(query).rowcount


def list_unsent_attachments(session: Session, conversation_id: UUID) -> Sequence[Attachment]:
    """List the files of a conversation that no report took."""
    query = select(Attachment).where(
        Attachment.conversation_id == conversation_id,
        col(Attachment.report_id).is_(None),
        Attachment.status != "erased",
    )
    return session.exec(query).all()


def list_kept_attachments(session: Session, report_ids: Sequence[UUID]) -> Sequence[Attachment]:
    """List the files of these reports that were not erased."""
    query = select(Attachment).where(col(Attachment.report_id).in_(list(report_ids)), Attachment.status != "erased")
    return session.exec(query).all()


def has_kept_evidence(session: Session, case_id: UUID) -> bool:
    """Whether a case still has a file that was not erased."""
    query = (
        select(Attachment.id)
        .join(Report, col(Report.id) == col(Attachment.report_id))
        .where(Report.case_id == case_id, Attachment.status != "erased")
    )
    return session.exec(query.limit(1)).first() is not None


def delete_findings(session: Session, report_ids: Sequence[UUID]) -> int:
    """Delete what was found in these reports; returns how many."""
    query = delete(FindingRow).where(col(FindingRow.report_id).in_(list(report_ids)))
    return session.connection().execute(query).rowcount


def forget_request_words(session: Session, report_ids: Sequence[UUID]) -> None:
    """Drop what was written in and to requests about these reports; what was decided stays."""
    query = update(PersonRequest).where(col(PersonRequest.report_id).in_(list(report_ids)))
    session.exec(query.values(words_wrapped=None, answer=None))


def list_wordy_events(session: Session, case_id: UUID) -> Sequence[CaseEvent]:
    """List the events of a case that carry words written to its reporters; their rows are locked."""
    query = select(CaseEvent).where(
        CaseEvent.case_id == case_id, col(CaseEvent.kind).in_(["message_to_reporter", "closed"])
    )
    return session.exec(query.with_for_update()).all()


def list_series(session: Session, report_id: UUID) -> Sequence[Report]:
    """List a report and its additions, oldest first."""
    query = (
        select(Report)
        .where(or_(col(Report.id) == report_id, col(Report.adds_to) == report_id))
        .order_by(col(Report.submitted_at), col(Report.id))
    )
    return session.exec(query).all()


def was_taken_up(session: Session, case_id: UUID) -> bool:
    """Whether an authority ever acknowledged or accepted the case."""
    query = select(CaseEvent.id).where(
        CaseEvent.case_id == case_id, col(CaseEvent.kind).in_(["acknowledged", "accepted"])
    )
    return session.exec(query.limit(1)).first() is not None


def list_kept_reports(session: Session, *, conversation_id: UUID | None = None) -> list[KeptReport]:
    """List what the periods decide on: all that ended and holds something, or every report of a conversation."""
    files = select(Attachment.id).where(Attachment.report_id == Report.id, Attachment.status != "erased").exists()
    query = select(Report, Case, files).join(Case, col(Case.id) == col(Report.case_id)).order_by(col(Report.id))
    if conversation_id is None:
        has_ended = or_(col(Report.status) == "withdrawn", col(Case.closed_at).is_not(None))
        query = query.where(has_ended, or_(col(Report.erased_at).is_(None), files))
    else:
        query = query.where(Report.conversation_id == conversation_id)
    return [_kept(report, case, has_files=bool(has_files)) for report, case, has_files in session.exec(query).all()]


def list_people_to_forget(session: Session, *, now: datetime) -> Sequence[UUID]:
    """List the conversations whose reporter should have been forgotten by now."""
    query = (
        select(Conversation.id)
        .join(Reporter, col(Reporter.id) == col(Conversation.reporter_id))
        .where(col(Reporter.forgotten_at).is_(None), col(Reporter.forget_after) <= now)
    )
    return session.exec(query.order_by(col(Conversation.id))).all()


def list_quiet_conversations(session: Session, *, used_before: datetime) -> list[tuple[UUID, bool]]:
    """List conversations not used since a time that hold words or unsent files, or lead to somebody who told nothing.

    Each with whether it has reports.
    """
    told = select(Message.id).where(
        Message.conversation_id == Conversation.id,
        col(Message.status).not_in(["erased", "pending"]),
        col(Message.sender) != "officer",
        col(Message.at) < used_before,
    )
    unsent = select(Attachment.id).where(
        Attachment.conversation_id == Conversation.id,
        col(Attachment.report_id).is_(None),
        Attachment.status != "erased",
    )
    has_reports = select(Report.id).where(Report.conversation_id == Conversation.id).exists()
    is_nobody = sa.and_(col(Reporter.forgotten_at).is_(None), ~has_reports)
    query = (
        select(Conversation.id, has_reports)
        .join(Reporter, col(Reporter.id) == col(Conversation.reporter_id))
        .where(col(Conversation.used_at) < used_before, or_(told.exists(), unsent.exists(), is_nobody))
        .order_by(col(Conversation.id))
    )
    return [(one, bool(reports)) for one, reports in session.exec(query).all()]


def list_people_with_ended_reports(session: Session, *, used_before: datetime) -> Sequence[UUID]:
    """List quiet conversations none of whose reports is under way, but who hold words or lead to a person."""
    is_open = (
        select(Report.id)
        .join(Case, col(Case.id) == col(Report.case_id))
        .where(
            Report.conversation_id == Conversation.id,
            Report.status == "submitted",
            col(Case.status).in_(OPEN_STATUSES),
        )
        .exists()
    )
    has_words = (
        select(Message.id).where(Message.conversation_id == Conversation.id, Message.status != "erased").exists()
    )
    query = (
        select(Conversation.id)
        .join(Reporter, col(Reporter.id) == col(Conversation.reporter_id))
        .where(
            select(Report.id).where(Report.conversation_id == Conversation.id).exists(),
            ~is_open,
            col(Conversation.used_at) < used_before,
            or_(col(Reporter.forgotten_at).is_(None), has_words),
        )
    )
    return session.exec(query.order_by(col(Conversation.id))).all()


def find_erasure(session: Session, *, case_id: UUID, at: datetime) -> Erasure | None:
    """Find the certificate of what was erased from a case at a moment."""
    return session.exec(select(Erasure).where(Erasure.case_id == case_id, Erasure.at == at)).first()


def list_erasures(session: Session, scope: Scope, *, limit: int, offset: int = 0) -> list[tuple[Erasure, str | None]]:
    """List the certificates in scope with the number of the case each is about, newest first."""
    query = (
        select(Erasure, Case.number).outerjoin(Case, col(Case.id) == col(Erasure.case_id)).where(_certifies_in(scope))
    )
    query = query.order_by(col(Erasure.number).desc()).limit(limit).offset(offset)
    return [(erasure, number) for erasure, number in session.exec(query).all()]


def find_erasure_by_number(session: Session, scope: Scope, number: str) -> tuple[Erasure, str | None] | None:
    """Find a certificate with the number of the case it is about; None for foreign and missing alike."""
    query = select(Erasure, Case.number).outerjoin(Case, col(Case.id) == col(Erasure.case_id))
    row = session.exec(query.where(Erasure.number == number, _certifies_in(scope))).first()
    return (row[0], row[1]) if row else None


def _kept(report: Report, case: Case, *, has_files: bool) -> KeptReport:
    is_withdrawn = report.status == "withdrawn"
    return KeptReport(
        report_id=report.id,
        case_id=case.id,
        conversation_id=report.conversation_id,
        labels=tuple(case.labels),
        outcome="withdrawn" if is_withdrawn else case.outcome,
        ended_at=report.withdrawn_at if is_withdrawn else case.closed_at,
        is_erased=report.erased_at is not None,
        has_files=has_files,
    )


def _certifies_in(scope: Scope) -> Any:
    """Say which certificates are of a scope; those of no case are the whole house's."""
    mine = col(Erasure.case_id).in_(cases_in(scope).with_only_columns(Case.id))
    return sa.true() if scope.reach == "house" else mine
