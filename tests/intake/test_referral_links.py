"""What the link in a letter does: seen, accepted, once; until it ends, is recalled or withdrawn."""

from datetime import timedelta

import pytest

from intake import phrases
from intake.actions.answer import Act, answer_referral, open_referral
from intake.actions.refer import LINK_LIFE, link_token
from intake.actions.triage import reroute_case
from intake.errors import ReferralNotFoundError
from intake.inbox import Inbox
from intake.referral_view import ReferralView
from storage.queries.cases import find_open_referral
from storage.tables import Case, Referral
from tests.intake.citizen import Citizen
from tests.intake.officials import hire
from tests.intake.referred import at_time, event_kinds


def answer(inbox: Inbox, token: str, act: Act) -> ReferralView:
    with inbox.ledger.open() as unit:
        return answer_referral(unit, token=token, act=act)


def test_opening_a_link_changes_nothing(inbox: Inbox, case: Case, token: str) -> None:
    with inbox.ledger.open() as unit:
        assert open_referral(unit, token=token).status == "sent"
    assert event_kinds(inbox, case) == ["opened", "referred"]


def test_seen_is_noted_once(inbox: Inbox, citizen: Citizen, case: Case, token: str) -> None:
    assert answer(inbox, token, "seen").status == "seen"
    assert answer(inbox, token, "seen").status == "seen"
    assert event_kinds(inbox, case) == ["opened", "referred", "seen"]
    assert citizen.case.status == "referred"


def test_accepting_moves_the_case_and_tells_the_reporter_once(
    inbox: Inbox, citizen: Citizen, case: Case, token: str
) -> None:
    before = len(citizen.messages())
    for _ in range(3):
        assert answer(inbox, token, "accept").status == "accepted"
        assert answer(inbox, token, "seen").status == "accepted"
    assert event_kinds(inbox, case) == ["opened", "referred", "seen", "accepted", "acknowledged"]
    assert citizen.case.status == "acknowledged"
    (told,) = citizen.messages()[before:]
    assert told.text == phrases.TOLD_ACKNOWLEDGED.format(authority="Chi cục Quản lý thị trường TP. Đà Nẵng")


@pytest.mark.parametrize("token", ["", "unknown", "\ud800", "x" * 10_000])
def test_an_unknown_link_opens_nothing(inbox: Inbox, token: str) -> None:
    with pytest.raises(ReferralNotFoundError):
        answer(inbox, token, "seen")


def test_a_link_ends_after_fourteen_days(inbox: Inbox, referral: Referral, token: str) -> None:
    late = at_time(inbox, lambda: referral.created_at + LINK_LIFE)
    just_in_time = at_time(inbox, lambda: referral.created_at + LINK_LIFE - timedelta(seconds=1))
    with pytest.raises(ReferralNotFoundError):
        answer(late, token, "accept")
    assert answer(just_in_time, token, "accept").status == "accepted"


def test_a_rerouted_case_closes_the_old_link_and_opens_a_new_one(
    inbox: Inbox, citizen: Citizen, case: Case, referral: Referral, token: str
) -> None:
    officer = hire(inbox.ledger, "triager")
    with inbox.ledger.open() as unit:
        reroute_case(unit, officer=officer, case_id=case.id, authority_code="CA-48", reason="có dấu hiệu lừa đảo")
        renewed = find_open_referral(unit.session, case.id)
    assert renewed is not None
    assert renewed.id != referral.id
    with pytest.raises(ReferralNotFoundError):
        answer(inbox, token, "accept")
    assert answer(inbox, link_token(inbox.ledger.vault, renewed), "accept").authority_name == "Công an TP. Đà Nẵng"
    assert citizen.case.authority_code == "CA-48"
    assert any("có dấu hiệu lừa đảo" in m.text for m in citizen.messages())


def test_the_link_of_a_withdrawn_report_is_closed(inbox: Inbox, citizen: Citizen, token: str) -> None:
    citizen.press_payload(f"withdrawyes:{citizen.draft.report_id}")
    for act in ("seen", "accept"):
        with pytest.raises(ReferralNotFoundError):
            answer(inbox, token, act)


def test_only_the_hash_of_the_link_is_stored(referral: Referral, token: str) -> None:
    assert token not in repr(referral)
    assert len(token) == 32
