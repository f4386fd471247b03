"""What stands against seeing who a reporter is although the rows say yes: the worker's doubts, newcomers, withdrawal."""

from datetime import timedelta

import pytest
from sqlmodel import select

from intake.errors import CaseNotFoundError, RevealBarredError
from intake.inbox import Inbox
from intake.outside import Outside
from intake.retention_run import FORGET, REQUEST_LIFE
from intake.reveal_checks import MOST_OPENED
from intake.reveal_job import OPENED_SUBJECT
from storage.database import Session
from storage.queries.retention import has_open_reveal
from storage.tables import Invitation, Officer, OfficerNotice, Reporter, Reveal
from storage.vault import hash_token
from tests.intake.citizen import Citizen
from tests.intake.officials import hire, outside
from tests.intake.referred import at_time
from tests.intake.reveals import Wish


@pytest.fixture
def wish(inbox: Inbox, citizen: Citizen) -> Wish:
    """A wish to know somebody on the web."""
    citizen.send_tip()
    return Wish(inbox, citizen)


def count_letters(wish: Wish) -> int:
    with wish.inbox.ledger.database.read() as session:
        query = select(OfficerNotice).where(
            OfficerNotice.officer_id == wish.head.id, OfficerNotice.subject == OPENED_SUBJECT
        )
        return len(session.exec(query).all())


def get_row(session: Session, wish: Wish) -> Reveal:
    row = session.get(Reveal, wish.id)
    assert row is not None
    return row


def is_refused(wish: Wish) -> bool:
    row, acts = wish.row, [entry.act for entry in wish.audit]
    is_empty = (row.status, row.answer_sealed) == ("expired", None)
    return is_empty and acts[-1] == "reveal_refused_by_worker" and not count_letters(wish)


def test_the_worker_itself_tells_the_heads(wish: Wish) -> None:
    wish.decide()
    wish.open()
    assert count_letters(wish) == 1


def test_a_row_that_says_approved_opens_nothing_without_the_log(wish: Wish) -> None:
    with wish.inbox.ledger.open() as unit:
        row = get_row(unit.session, wish)
        row.status, row.decided_by, row.decided_at = "approved", wish.head.id, unit.now
        unit.session.add(row)
    wish.open()
    assert is_refused(wish)


@pytest.mark.parametrize("forgery", ["asker_disabled", "decider_disabled", "one_person", "no_head"])
def test_the_worker_looks_at_the_people_itself(wish: Wish, forgery: str) -> None:
    wish.decide()
    with wish.inbox.ledger.open() as unit:
        row = get_row(unit.session, wish)
        people = {"asker_disabled": wish.asker.id, "decider_disabled": wish.head.id, "no_head": wish.head.id}
        officer = unit.session.get(Officer, people.get(forgery, wish.asker.id))
        assert officer is not None
        if forgery == "one_person":
            row.decided_by = officer.id
        elif forgery == "no_head":
            officer.role = "triager"
        else:
            officer.disabled_at = unit.now
        unit.session.add_all([row, officer])
    wish.open()
    assert is_refused(wish)


def test_after_twenty_in_a_day_the_worker_opens_no_more(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    long_ago = inbox.ledger.clock() - timedelta(days=500)  # no other test is there
    wish = Wish(at_time(inbox, lambda: long_ago), citizen)
    wish.decide()
    with wish.inbox.ledger.open() as unit:
        for _ in range(MOST_OPENED):
            unit.audit("reveal_opened", actor="system")
    wish.open()
    assert is_refused(wish)


def use_link(wish: Wish, officer: Officer, *, inviter: Officer, is_recovery: bool) -> None:
    """Let somebody have come, or come back, by a link of an administrator's just now."""
    with wish.inbox.ledger.open() as unit:
        invitation = Invitation(
            token_hash=hash_token(f"{officer.email}{is_recovery}"),
            officer_id=officer.id if is_recovery else None,
            email=officer.email,
            name=officer.name,
            role=officer.role,
            invited_by=inviter.id,
            created_at=unit.now,
            expires_at=unit.now,
            used_at=unit.now,
        )
        unit.session.add(invitation)


@pytest.mark.parametrize("is_recovered", [True, False])
def test_a_changed_account_neither_asks_nor_decides_for_a_day(wish: Wish, *, is_recovered: bool) -> None:
    administrator, other = hire(wish.inbox.ledger, "administrator"), hire(wish.inbox.ledger)
    for changed in (wish.head, other):
        if is_recovered:
            use_link(wish, changed, inviter=administrator, is_recovery=True)
        else:
            with wish.inbox.ledger.open() as unit:
                unit.audit("role_changed", actor="operator", about=f"officer:{changed.id.hex}")
    for act in (wish.decide, lambda: wish.ask(officer=other)):
        with pytest.raises(RevealBarredError):
            act()
    now = wish.inbox.ledger.clock()
    wish.inbox = at_time(wish.inbox, lambda: now + timedelta(hours=25))
    assert wish.decide()


def test_two_whom_one_administrator_just_invited_are_not_two(wish: Wish) -> None:
    administrator, another = (hire(wish.inbox.ledger, "administrator") for _ in range(2))
    heads = [wish.head, hire(wish.inbox.ledger, "head")]
    use_link(wish, wish.asker, inviter=administrator, is_recovery=False)
    for head, inviter in zip(heads, (administrator, another), strict=True):
        use_link(wish, head, inviter=inviter, is_recovery=False)
    with pytest.raises(RevealBarredError):
        wish.decide()
    assert wish.decide(officer=heads[1])


def test_who_takes_his_tip_back_is_not_seen_any_more(wish: Wish) -> None:
    wish.decide()
    wish.open()
    assert wish.row.status == "ready"
    wish.citizen.press_payload(f"withdrawyes:{wish.citizen.draft.report_id}")
    assert (wish.row.status, wish.row.answer_sealed) == ("expired", None)
    assert wish.read() is None
    assert not wish.open()


def test_who_is_leaving_is_neither_opened_nor_read_nor_asked_about(wish: Wish) -> None:
    wish.decide()
    wish.open(is_carried_out=False)
    set_leaving(wish, is_leaving=True)
    wish.open()
    assert is_refused(wish)
    set_leaving(wish, is_leaving=False)
    assert wish.open()
    set_leaving(wish, is_leaving=True)
    assert wish.read() is None
    with pytest.raises(CaseNotFoundError):
        wish.ask(officer=wish.head)


def set_leaving(wish: Wish, *, is_leaving: bool) -> None:
    with wish.inbox.ledger.open() as unit:
        reporter = unit.session.get(Reporter, wish.citizen.conversation.reporter_id)
        assert reporter is not None
        reporter.forget_after = unit.now + timedelta(hours=24) if is_leaving else None
        unit.session.add(reporter)


def test_merely_asking_holds_nothing_and_ends_after_a_week(wish: Wish) -> None:
    reporter_id, world = wish.row.reporter_id, outside()
    with wish.inbox.ledger.database.read() as session:
        assert not has_open_reveal(session, reporter_id)
    forget_at(wish, REQUEST_LIFE - timedelta(hours=1), world)
    assert wish.row.status == "asked"
    forget_at(wish, REQUEST_LIFE + timedelta(hours=1), world)
    assert wish.row.status == "expired"
    assert not wish.decide()
    wish.ask()
    wish.decide()
    with wish.inbox.ledger.database.read() as session:
        assert has_open_reveal(session, reporter_id)


def forget_at(wish: Wish, pause: timedelta, world: Outside) -> None:
    at = wish.row.asked_at + pause
    FORGET.run(at_time(wish.inbox, lambda: at), world)
