"""Who may ask to see an identity and who may decide: a second person, in his scope, once."""

from datetime import timedelta

import pytest

from intake.errors import CaseNotFoundError, RevealNotFoundError
from intake.inbox import Inbox
from storage.tables import Invitation
from storage.vault import hash_token
from tests.intake.citizen import Citizen
from tests.intake.officials import hire
from tests.intake.reveals import Wish, later


@pytest.fixture
def wish(inbox: Inbox, citizen: Citizen) -> Wish:
    """A wish to know somebody on the web."""
    citizen.send_tip()
    return Wish(inbox, citizen)


def test_nobody_decides_his_own_request(wish: Wish) -> None:
    wish.ask(officer=wish.head)
    with pytest.raises(RevealNotFoundError):
        wish.decide()
    assert wish.decide(officer=hire(wish.inbox.ledger, "head"))


@pytest.mark.parametrize("role", ["triager", "officer", "auditor", "administrator"])
def test_only_a_head_decides(wish: Wish, role: str) -> None:
    with pytest.raises(RevealNotFoundError):
        wish.decide(officer=hire(wish.inbox.ledger, role))


def test_a_head_of_another_province_or_of_an_authority_decides_nothing(wish: Wish) -> None:
    far = hire(wish.inbox.ledger, "head")
    far.province_code = "01"
    for officer in (far, hire(wish.inbox.ledger, "head", "QLTT-48")):
        with pytest.raises(RevealNotFoundError):
            wish.decide(officer=officer)


def test_nobody_invited_by_the_asker_a_moment_ago_decides(wish: Wish) -> None:
    newcomer = hire(wish.inbox.ledger, "head")
    with wish.inbox.ledger.open() as unit:
        invitation = Invitation(
            token_hash=hash_token(newcomer.email),
            email=newcomer.email,
            name=newcomer.name,
            role="head",
            invited_by=wish.asker.id,
            created_at=unit.now - timedelta(days=3),
            expires_at=unit.now,
            used_at=unit.now,
        )
        unit.session.add(invitation)
    with pytest.raises(RevealNotFoundError):
        wish.decide(officer=newcomer)
    assert later(wish, timedelta(hours=25)).decide(officer=newcomer)


def test_it_is_decided_once(wish: Wish) -> None:
    assert wish.decide(is_approved=False, note="Mời nhắn hỏi trước.")
    assert not wish.decide()
    assert (wish.row.status, wish.row.decision_note) == ("refused", "Mời nhắn hỏi trước.")
    assert not wish.open()
    assert [entry.act for entry in wish.audit] == ["reveal_asked", "reveal_refused"]


def test_one_open_request_per_officer_and_reporter(wish: Wish) -> None:
    first = wish.id
    wish.ask()
    assert wish.id == first
    wish.ask(officer=wish.head)
    assert wish.id != first


@pytest.mark.parametrize("role", ["officer", "auditor", "administrator"])
def test_who_has_no_right_asks_nothing(wish: Wish, role: str) -> None:
    with pytest.raises(CaseNotFoundError):
        wish.ask(officer=hire(wish.inbox.ledger, role))


def test_who_took_his_tip_back_is_asked_about_no_more(inbox: Inbox, citizen: Citizen) -> None:
    code = citizen.send_tip()
    citizen.say(str(code))
    citizen.press("Rút lại tin")
    citizen.press("Rút lại")
    with pytest.raises(CaseNotFoundError):
        Wish(inbox, citizen)
