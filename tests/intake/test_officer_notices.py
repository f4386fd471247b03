"""Letters to the heads: who gets one, what it holds, and that it is tried until it leaves."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from intake.inbox import Inbox
from intake.officer_notices import SEND_NOTICE, notify_heads
from intake.ports import WayError
from intake.send_notice import GIVE_UP_AFTER, send_notice
from storage.tables import Officer, OfficerNotice
from tests.intake.officials import FakeWay, hire, outside
from tests.intake.referred import at_time
from tests.storage.engine import list_queued


@pytest.fixture
def head(inbox: Inbox) -> Officer:
    return hire(inbox.ledger, "head")


def notify(inbox: Inbox) -> None:
    with inbox.ledger.open() as unit:
        notify_heads(unit, subject="Mời xem nhật ký", text="Có lượt xem <bất thường>.", page="/admin/x")


def notices_of(inbox: Inbox, officer: Officer) -> list[OfficerNotice]:
    with inbox.ledger.database.read() as session:
        query = select(OfficerNotice).where(OfficerNotice.officer_id == officer.id)
        return list(session.exec(query.order_by(col(OfficerNotice.id))).all())


def test_every_head_of_the_house_gets_a_letter_with_a_link_and_no_content(inbox: Inbox, head: Officer) -> None:
    outsider, auditor = hire(inbox.ledger, "head", "QLTT-48"), hire(inbox.ledger, "auditor")
    notify(inbox)
    [notice] = notices_of(inbox, head)
    assert not notices_of(inbox, outsider) + notices_of(inbox, auditor)
    way = FakeWay()
    send_notice(inbox, outside(way=way), notice.id)
    send_notice(inbox, outside(way=way), notice.id)
    [letter] = way.letters
    assert (letter.to, letter.subject) == (head.email, "Mời xem nhật ký")
    assert "https://tinbao.example/admin/x" in letter.text
    assert "&lt;bất thường&gt;" in letter.html
    assert notices_of(inbox, head)[0].status == "sent"


def test_a_letter_that_did_not_leave_is_tried_again_with_the_same_message_id(inbox: Inbox, head: Officer) -> None:
    notify(inbox)
    [notice] = notices_of(inbox, head)
    way = FakeWay(errors=[WayError("SMTP 451")])
    send_notice(inbox, outside(way=way), notice.id)
    assert [notices_of(inbox, head)[0].status, len(queued(inbox, notice))] == ["pending", 2]
    send_notice(inbox, outside(way=way), notice.id)
    assert notices_of(inbox, head)[0].status == "sent"
    assert len({letter.message_id for letter in way.letters}) == 1


def test_after_three_days_it_is_given_up(inbox: Inbox, head: Officer) -> None:
    notify(inbox)
    [notice] = notices_of(inbox, head)
    late = at_time(inbox, lambda: inbox.ledger.clock() + GIVE_UP_AFTER + timedelta(minutes=1))
    send_notice(late, outside(way=FakeWay(errors=[WayError("SMTP 451")])), notice.id)
    assert notices_of(inbox, head)[0].status == "dead"


def test_nobody_who_left_is_written_to(inbox: Inbox, head: Officer) -> None:
    notify(inbox)
    [notice] = notices_of(inbox, head)
    with inbox.ledger.open() as unit:
        gone = unit.session.get_one(Officer, head.id)
        gone.disabled_at = unit.now
        unit.session.add(gone)
    way = FakeWay()
    send_notice(inbox, outside(way=way), notice.id)
    assert (way.letters, notices_of(inbox, head)[0].status) == ([], "dead")


def queued(inbox: Inbox, notice: OfficerNotice) -> list[object]:
    return list(list_queued(inbox.ledger.database, job=SEND_NOTICE, subject=notice.id))
