"""Until when an officer should have looked: the plain default of domain/taxonomy.md section 3 (holidays come later)."""

from datetime import datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
END_OF_DAY = time(17, 0)

AROUND_THE_CLOCK = {"critical": timedelta(minutes=15), "high": timedelta(hours=2)}
WORKING_DAYS = {"normal": 1, "low": 5}


def due_at(urgency: str, *, since: datetime) -> datetime:
    """Give the time of the first human look: minutes and hours count day and night, days are working days (Mon-Fri)."""
    if urgency in AROUND_THE_CLOCK:
        return since + AROUND_THE_CLOCK[urgency]
    day = since.astimezone(VIETNAM)
    left = WORKING_DAYS[urgency]
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() <= 5  # noqa: PLR2004 - ISO: Monday is 1, Friday 5
    return datetime.combine(day.date(), END_OF_DAY, VIETNAM).astimezone(since.tzinfo)
