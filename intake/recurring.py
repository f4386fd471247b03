"""Work that comes round by the clock: each run first plans the next one, so that a failure never ends the series."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from intake.clocks import VIETNAM
from intake.inbox import Inbox
from intake.outside import Outside
from intake.unit_of_work import Ledger, UnitOfWork

SERIES = UUID("6f1d2c1e-7a53-4b0e-9d0a-5a2f6f3f7d11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A job by the clock: what it does, and when it comes next after a time."""

    name: str
    run: Callable[[Inbox, Outside], None]
    next_after: Callable[[datetime], datetime]


def plan_next(unit: UnitOfWork, recurring: Recurring) -> None:
    """Queue the next run; planning the same one again changes nothing."""
    at = recurring.next_after(unit.now)
    run_id = uuid5(SERIES, f"{recurring.name}:{at.isoformat()}")
    unit.enqueue(recurring.name, run_id, key=uuid5(SERIES, recurring.name), at=at)


def plan_all(ledger: Ledger, series: tuple[Recurring, ...]) -> None:
    """Begin every series, or take it up again after a stop."""
    with ledger.open() as unit:
        for recurring in series:
            plan_next(unit, recurring)


def run_and_plan(inbox: Inbox, outside: Outside, recurring: Recurring) -> None:
    """Carry out one run of a series."""
    with inbox.ledger.open() as unit:
        plan_next(unit, recurring)
    recurring.run(inbox, outside)


def next_full_hour(now: datetime) -> datetime:
    """Give the next full hour."""
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def next_night(now: datetime) -> datetime:
    """Give the next two o'clock in the morning, Vietnam's time."""
    local = now.astimezone(VIETNAM)
    night = local.replace(hour=2, minute=0, second=0, microsecond=0)
    return (night if local < night else night + timedelta(days=1)).astimezone(now.tzinfo)


def next_monday_morning(now: datetime) -> datetime:
    """Give the next Monday, eight o'clock, Vietnam's time."""
    local = now.astimezone(VIETNAM)
    morning = local.replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=-local.weekday())
    return (morning if local < morning else morning + timedelta(days=7)).astimezone(now.tzinfo)
