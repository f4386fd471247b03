"""The weekly letter to the heads: counts and who read, once there is something to count."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from intake.inbox import Inbox
from intake.reveal_weeks import WEEK, list_weeks, monday_of, summarize_reveals
from storage.tables import Officer, OfficerNotice, Reveal
from tests.intake.citizen import Citizen
from tests.intake.officials import hire, outside
from tests.intake.referred import at_time

MONDAY = datetime(2031, 3, 2, 17, 0, tzinfo=UTC)  # midnight of Monday 03/03/2031 in Vietnam; no other test is there


@pytest.fixture
def asker(inbox: Inbox, citizen: Citizen) -> Officer:
    """Who asked four times in a week: two approved, one of them read on Sunday's last minute, one refused."""
    citizen.send_tip()
    asker, head = hire(inbox.ledger), hire(inbox.ledger, "head")
    decided: dict[str, Any] = {"decided_by": head.id, "decided_at": MONDAY + timedelta(hours=2)}
    read = decided | {"read_at": MONDAY + WEEK - timedelta(minutes=1)}
    with inbox.ledger.open() as unit:
        made: list[tuple[str, dict[str, Any]]] = [
            ("asked", {}),
            ("refused", decided),
            ("expired", decided),
            ("read", read),
        ]
        for status, values in made:
            reveal = Reveal(
                case_id=citizen.case.id,
                reporter_id=citizen.conversation.reporter_id,
                alias="A7",
                status=status,
                reason="-",
                asked_by=asker.id,
                asked_at=MONDAY,
                **values,
            )
            unit.session.add(reveal)
    return asker


@pytest.fixture(autouse=True)
def nothing_asked_before(inbox: Inbox) -> None:
    with inbox.ledger.open() as unit:
        for row in unit.session.exec(select(Reveal).where(col(Reveal.asked_at) >= MONDAY - WEEK)).all():
            unit.session.delete(row)


def write_letters(inbox: Inbox, at: datetime) -> list[OfficerNotice]:
    """What is written to the heads on a run at this time."""
    with inbox.ledger.database.read() as session:
        known = {notice.id for notice in session.exec(select(OfficerNotice)).all()}
    summarize_reveals(at_time(inbox, lambda: at), outside())
    with inbox.ledger.database.read() as session:
        return [notice for notice in session.exec(select(OfficerNotice)).all() if notice.id not in known]


@pytest.mark.usefixtures("asker")
def test_the_letter_counts_the_week_before_and_names_nobody(inbox: Inbox, citizen: Citizen) -> None:
    letters = write_letters(inbox, MONDAY + WEEK + timedelta(hours=8))
    assert {letter.page for letter in letters} == {"/admin/reveals"}
    [text] = {letter.text for letter in letters}
    assert text == (
        "Tuần 03/03/2031 đến 09/03/2031 có 4 đề nghị xem danh tính người báo, 2 đề nghị được đồng ý, "
        "1 bị từ chối, 1 lần đã xem."
    )
    assert citizen.case.number not in text


@pytest.mark.usefixtures("asker")
def test_a_week_in_which_nothing_happened_is_not_written_about(inbox: Inbox) -> None:
    assert not write_letters(inbox, MONDAY + timedelta(hours=8))
    assert not write_letters(inbox, MONDAY + 2 * WEEK + timedelta(hours=8))


def test_weeks_stand_apart_newest_first(inbox: Inbox, asker: Officer) -> None:
    assert monday_of(MONDAY) == MONDAY
    assert monday_of(MONDAY - timedelta(seconds=1)) == MONDAY - WEEK
    with inbox.ledger.database.read() as session:
        weeks = list_weeks(session, begins_at=MONDAY, weeks=2)
    assert [week.is_quiet for week in weeks] == [True, False]
    assert weeks[1].readers == [(asker.name, 1)]
