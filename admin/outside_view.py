"""The page of a case for whoever does not read the tips: an authority's officers, and those who keep or check the house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from admin.deadlines import Deadline, describe_deadline
from admin.timeline import TimelineEntry, describe_for_authority, describe_without_words
from intake.referral_view import ReferralView, referral_view
from nlp.labels import LABEL_TITLES
from storage.database import Session
from storage.queries.cases import find_open_referral, list_authority_names, list_events, list_officer_names
from storage.queries.officers import list_colleague_names
from storage.tables import Case, CaseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityCaseView:
    """A case as the officers of the authority that has it see it: what may leave the house, and their own doings."""

    outside: ReferralView
    deadline: Deadline
    timeline: Sequence[TimelineEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class BareCaseView:
    """A case without a word of what was told."""

    acts: str
    authority: str | None
    deadline: Deadline
    timeline: Sequence[TimelineEntry]


def view_for_authority(session: Session, case: Case, *, authority_code: str, now: datetime) -> AuthorityCaseView:
    """Gather what an authority's officers see of a case in their scope."""
    outside = referral_view(session, case, find_open_referral(session, case.id))
    events = list_events(session, case.id)
    colleagues = list_colleague_names(session, _people(events), authority_code=authority_code)
    return AuthorityCaseView(
        outside=outside,
        deadline=describe_deadline(case, now=now, due_at=outside.due_at),
        timeline=describe_for_authority(events, authority_code=authority_code, colleagues=colleagues),
    )


def view_barely(session: Session, case: Case, *, now: datetime) -> BareCaseView:
    """Gather what administrators and auditors see of a case."""
    events = list_events(session, case.id)
    return BareCaseView(
        acts="; ".join(LABEL_TITLES[label] for label in case.labels) or "Chưa rõ việc gì",
        authority=list_authority_names(session).get(case.authority_code or ""),
        deadline=describe_deadline(case, now=now),
        timeline=describe_without_words(events, officers=list_officer_names(session, _people(events))),
    )


def _people(events: Sequence[CaseEvent]) -> list[UUID]:
    return list({event.actor_id for event in events if event.actor_id})
