"""The clock of the first human look: minutes and hours day and night, days are working days."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import phrases
from intake.clocks import AROUND_THE_CLOCK, VIETNAM, WORKING_DAYS, due_at
from intake.wording import say_day, say_time
from nlp.findings import Urgency
from storage.tables.case import OUTCOMES, URGENCIES


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


TABLE = [
    ("critical", "2026-11-22 02:00", "2026-11-22 02:15"),
    ("high", "2026-11-21 23:30", "2026-11-22 01:30"),
    ("normal", "2026-11-18 09:00", "2026-11-19 17:00"),  # Wednesday -> Thursday
    ("normal", "2026-11-20 16:59", "2026-11-23 17:00"),  # Friday -> Monday
    ("normal", "2026-11-21 09:00", "2026-11-23 17:00"),  # Saturday -> Monday
    ("normal", "2026-11-22 23:59", "2026-11-23 17:00"),  # Sunday -> Monday
    ("low", "2026-11-18 09:00", "2026-11-25 17:00"),  # five working days, one weekend
    ("low", "2026-11-21 09:00", "2026-11-27 17:00"),
    ("normal", "2026-12-31 09:00", "2027-01-04 17:00"),  # New Year's Day is a Friday
    ("normal", "2027-02-04 09:00", "2027-02-11 17:00"),  # Tết
    ("low", "2027-08-30 09:00", "2027-09-07 17:00"),  # the National Day is a Thursday
]


@pytest.mark.parametrize(("urgency", "since", "until"), TABLE)
def test_the_clock_runs_by_the_table(urgency: str, since: str, until: str) -> None:
    assert due_at(urgency, since=at(since)) == at(until)
    assert due_at(urgency, since=at(since).astimezone(UTC)) == at(until)


def test_the_day_is_vietnams_day() -> None:
    late_on_sunday_in_greenwich = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # Monday, 01:00
    assert due_at("normal", since=late_on_sunday_in_greenwich) == at("2026-11-24 17:00")


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2036, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis takes naive bounds
def test_working_days_end_at_five_on_a_weekday(since: datetime) -> None:
    for urgency in WORKING_DAYS:
        local = due_at(urgency, since=since).astimezone(VIETNAM)
        assert (local.hour, local.minute) == (17, 0)
        assert local.isoweekday() <= 5
        assert timedelta(0) < local - since < timedelta(days=15)  # Tết


def test_every_urgency_has_a_clock_and_a_title_and_no_other_has() -> None:
    urgencies = set(get_args(Urgency))
    assert set(AROUND_THE_CLOCK) | set(WORKING_DAYS) == urgencies
    assert not set(AROUND_THE_CLOCK) & set(WORKING_DAYS)
    assert set(phrases.URGENCY_TITLES) == urgencies
    assert set(URGENCIES) == urgencies


def test_every_outcome_has_a_title() -> None:
    assert set(phrases.OUTCOME_TITLES) == set(OUTCOMES)


def test_moments_are_said_as_a_vietnamese_reader_expects() -> None:
    assert say_time(datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) == "17:00 thứ Hai 23/11/2026"
    assert say_day(datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) == "23/11/2026"
