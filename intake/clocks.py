"""Until when an officer should have looked: the plain default of domain/taxonomy.md section 3, working days by `holidays.csv`."""

import csv
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
END_OF_DAY = time(17, 0)
FRIDAY = 5  # ISO: Monday is 1
HOLIDAYS_FILE = Path(__file__).parent / "holidays.csv"

AROUND_THE_CLOCK = {"critical": timedelta(minutes=15), "high": timedelta(hours=2)}
WORKING_DAYS = {"normal": 1, "low": 5}


def due_at(urgency: str, *, since: datetime) -> datetime:
    """Give the time of the first human look: minutes and hours count day and night, days are working days."""
    if urgency in AROUND_THE_CLOCK:
        return since + AROUND_THE_CLOCK[urgency]
    return after_working_days(WORKING_DAYS[urgency], since=since)


def after_working_days(count: int, *, since: datetime) -> datetime:
    """Give the end of the working day so many working days later; the day itself does not count."""
    day = since.astimezone(VIETNAM).date()
    left = count
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return datetime.combine(day, END_OF_DAY, VIETNAM).astimezone(since.tzinfo)


def is_working_day(day: date) -> bool:
    """Whether offices are open: Monday to Friday, public holidays apart."""
    is_holiday = not _holidays().isdisjoint({day.isoformat(), f"*{day:-%m-%d}"})
    return day.isoweekday() <= FRIDAY and not is_holiday


@cache
def _holidays() -> frozenset[str]:
    """Read the days as they are written there: `2027-02-06`, or `*-09-02` for every year."""
    with HOLIDAYS_FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(line["day"] for line in csv.DictReader(file))


def full_hour_before(at: datetime) -> datetime:
    """Round down to the hour: times that leave the house say no more exactly when somebody wrote."""
    return at.replace(minute=0, second=0, microsecond=0)


def full_hour_at(at: datetime) -> datetime:
    """Round up to the hour, for deadlines."""
    full = full_hour_before(at)
    return full if full == at else full + timedelta(hours=1)
