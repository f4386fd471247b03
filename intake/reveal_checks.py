"""What stands against seeing who a reporter is: people who are too new, a reporter who left, a request nobody decided."""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from intake.rights import rights_of
from storage.database import Session
from storage.queries.reveals import (
    count_opened,
    has_standing_report,
    was_noted,
    was_recently_changed,
    were_invited_together,
)
from storage.tables import Officer, Reporter, Reveal

NEWCOMER_FOR = timedelta(hours=24)  # so that nobody makes himself a second person
MOST_OPENED = 20  # by the whole house in OPENED_WITHIN; more is an attack, not work
OPENED_WITHIN = timedelta(hours=24)

Bar = Literal["changed", "invited_together"]
Fault = Literal["people", "rights", "log", "withdrawn", "too_many"]


def find_bar(session: Session, officer_id: UUID, *, now: datetime, asker_id: UUID | None = None) -> Bar | None:
    """Say why somebody with the right may not use it just now; `asker_id` where he decides about another's request."""
    since = now - NEWCOMER_FOR
    if was_recently_changed(session, officer_id, since=since):
        return "changed"
    if asker_id is not None:
        if was_recently_changed(session, asker_id, since=since):
            return "changed"
        if were_invited_together(session, asker_id, officer_id, since=since):
            return "invited_together"
    return None


def is_leaving(session: Session, reveal: Reveal) -> bool:
    """Whether a reporter is being forgotten, or took back all he told in this case."""
    reporter = session.get(Reporter, reveal.reporter_id)
    if reporter is None or reporter.forget_after is not None:
        return True
    return not has_standing_report(session, case_id=reveal.case_id, reporter_id=reveal.reporter_id)


def find_fault(session: Session, reveal: Reveal, *, now: datetime) -> Fault | None:
    """Say why a worker must not open an identity, whatever the request's own row says."""
    asker = session.get(Officer, reveal.asked_by)
    decider = session.get(Officer, reveal.decided_by) if reveal.decided_by else None
    if asker is None or decider is None or asker.id == decider.id or asker.disabled_at or decider.disabled_at:
        return "people"
    if "ask_reveal" not in rights_of(asker) or "decide_reveal" not in rights_of(decider):
        return "rights"
    steps = (("reveal_asked", asker), ("reveal_approved", decider))
    if not all(was_noted(session, reveal.id, act=act, officer_id=who.id) for act, who in steps):
        return "log"
    if is_leaving(session, reveal):
        return "withdrawn"
    if count_opened(session, since=now - OPENED_WITHIN) >= MOST_OPENED:
        return "too_many"
    return None
