"""Work by the clock: when it comes next, and that planning it twice is planning it once."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from intake.inbox import Inbox
from intake.outside import Outside
from intake.recurring import Recurring, next_full_hour, next_monday_morning, next_night, plan_all, run_and_plan
from tests.intake.officials import FakeChannel, outside
from tests.intake.referred import at_time
from tests.storage.engine import list_queued

SUNDAY = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)  # 10:30 in Vietnam


@pytest.mark.parametrize(
    ("next_after", "now", "expected"),
    [
        (next_full_hour, SUNDAY, datetime(2026, 11, 22, 4, 0, tzinfo=UTC)),
        (next_night, SUNDAY, datetime(2026, 11, 22, 19, 0, tzinfo=UTC)),
        (next_night, datetime(2026, 11, 22, 19, 0, tzinfo=UTC), datetime(2026, 11, 23, 19, 0, tzinfo=UTC)),
        (next_night, datetime(2026, 11, 22, 18, 59, tzinfo=UTC), datetime(2026, 11, 22, 19, 0, tzinfo=UTC)),
        (next_monday_morning, SUNDAY, datetime(2026, 11, 23, 1, 0, tzinfo=UTC)),
        (next_monday_morning, datetime(2026, 11, 23, 1, 0, tzinfo=UTC), datetime(2026, 11, 30, 1, 0, tzinfo=UTC)),
    ],
)
def test_the_next_time(next_after: Callable[[datetime], datetime], now: datetime, expected: datetime) -> None:
    assert next_after(now) == expected


def test_a_series_goes_on_even_if_a_run_fails(inbox: Inbox) -> None:
    def fail(_inbox: Inbox, _outside: Outside) -> None:
        raise RuntimeError

    series = Recurring(name="series", run=fail, next_after=next_full_hour)
    early = at_time(inbox, lambda: SUNDAY)
    plan_all(early.ledger, (series,))
    plan_all(early.ledger, (series,))
    assert len(list_queued(inbox.ledger.database, job="series")) == 1
    with pytest.raises(RuntimeError):
        run_and_plan(at_time(inbox, lambda: next_full_hour(SUNDAY)), outside(channel=FakeChannel()), series)
    assert len(list_queued(inbox.ledger.database, job="series")) == 2
