"""How often identities were asked for and seen, week by week; every Monday the heads are told of the week before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from intake.clocks import VIETNAM
from intake.inbox import Inbox
from intake.officer_notices import notify_heads
from intake.outside import Outside
from intake.recurring import Recurring, next_monday_morning
from intake.wording import say_day
from storage.database import Session
from storage.queries.cases import list_officer_names
from storage.queries.reveals import list_reveals_since
from storage.tables import Reveal

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealWeek:
    """The counts of a week, Monday to Sunday in Vietnam; `readers` are names with how often each has seen one."""

    begins_at: datetime
    asked: int
    approved: int
    refused: int
    read: int
    readers: Sequence[tuple[str, int]]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened at all."""
        return not (self.asked or self.approved or self.refused or self.read)

    @property
    def days(self) -> str:
        """Say from which day to which."""
        return f"{say_day(self.begins_at)} đến {say_day(self.begins_at + WEEK - timedelta(days=1))}"

    @property
    def who_read(self) -> str:
        """Say who has seen how many."""
        return ", ".join(f"{name}: {count}" for name, count in self.readers)


def list_weeks(session: Session, *, begins_at: datetime, weeks: int) -> list[RevealWeek]:
    """Count so many weeks beginning at a Monday, newest first."""
    reveals = list_reveals_since(session, begins_at)
    names = list_officer_names(session, [reveal.asked_by for reveal in reveals])
    mondays = [begins_at + WEEK * nth for nth in range(weeks)]
    return [_count_week(reveals, names, monday) for monday in reversed(mondays)]


def monday_of(now: datetime) -> datetime:
    """Give the beginning of the week of a time: Monday, midnight in Vietnam."""
    local = now.astimezone(VIETNAM)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight - timedelta(days=local.weekday())).astimezone(now.tzinfo)


def summarize_reveals(inbox: Inbox, _outside: Outside) -> None:
    """Write to the heads about the week before, unless nothing happened in it."""
    with inbox.ledger.open() as unit:
        [week] = list_weeks(unit.session, begins_at=monday_of(unit.now) - WEEK, weeks=1)
        if not week.is_quiet:
            notify_heads(unit, subject="Xem danh tính người báo: tuần qua", text=_say(week), page="/admin/reveals")


WEEKLY_SUMMARY = Recurring(name="summarize_reveals", run=summarize_reveals, next_after=next_monday_morning)


def _say(week: RevealWeek) -> str:
    seen = f"{week.read} lần đã xem" if week.read else "chưa lần nào được xem"
    return (
        f"Tuần {week.days} có {week.asked} đề nghị xem danh tính người báo, {week.approved} đề nghị được đồng ý, "
        f"{week.refused} bị từ chối, {seen}."
    )


def _count_week(reveals: Sequence[Reveal], names: dict[UUID, str], monday: datetime) -> RevealWeek:
    def is_in(at: datetime | None) -> bool:
        return at is not None and monday <= at < monday + WEEK

    decided = [reveal for reveal in reveals if is_in(reveal.decided_at)]
    read = [reveal for reveal in reveals if is_in(reveal.read_at)]
    refused = sum(reveal.status == "refused" for reveal in decided)
    readers = Counter(reveal.asked_by for reveal in read)  # by account: two may have one name
    return RevealWeek(
        begins_at=monday,
        asked=sum(is_in(reveal.asked_at) for reveal in reveals),
        approved=len(decided) - refused,
        refused=refused,
        read=len(read),
        readers=sorted((names[officer_id], count) for officer_id, count in readers.items()),
    )
