"""Looking at a case that was referred, at another time if need be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from intake.inbox import Inbox
from storage.queries.cases import list_events
from storage.tables import Case


def event_kinds(inbox: Inbox, case: Case) -> list[str]:
    with inbox.ledger.database.read() as session:
        return [event.kind for event in list_events(session, case.id)]


def at_time(inbox: Inbox, clock: Callable[[], datetime]) -> Inbox:
    return replace(inbox, ledger=replace(inbox.ledger, clock=clock))
