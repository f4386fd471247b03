"""How long until an officer should have looked, or since when it is overdue, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.tables import Case

WAITING_STATUSES = frozenset({"new", "held", "referred"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in words; `is_overdue` only while somebody still has to look."""

    words: str
    is_overdue: bool


def describe_deadline(case: Case, *, now: datetime, due_at: datetime | None = None) -> Deadline:
    """Describe the deadline of the first look; it stops counting once somebody took the case on.

    `due_at` stands for the case's own where that would say too exactly when somebody wrote.
    """
    if case.status not in WAITING_STATUSES:
        return Deadline("đã có người xem" if case.status == "acknowledged" else "không còn hạn", is_overdue=False)
    left = (due_at or case.due_at) - now
    if left < timedelta():
        return Deadline(f"quá hạn {_say_span(-left)}", is_overdue=True)
    return Deadline(f"còn {_say_span(left)}", is_overdue=False)


def _say_span(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return f"{max(minutes, 1)} phút"
    if span < timedelta(days=2):
        return f"{minutes // 60} giờ"
    return f"{span.days} ngày"
