"""A case stays out of sight of the authority it is about, from the first row and whatever comes later."""

import pytest
from sqlmodel import select

from intake.actions.answer import open_referral
from intake.actions.refer import link_token
from intake.actions.triage import reroute_case
from intake.actions.wall import build_wall, take_down_walls
from intake.errors import AuthorityUnknownError, AuthorityWalledError, CaseNotFoundError, ReferralNotFoundError
from intake.inbox import Inbox
from intake.rights import scope_of
from storage.queries.cases import find_case, find_open_referral, list_events
from storage.queries.walls import list_walls
from storage.tables import AuditEntry, Case, Officer, Referral
from tests.intake.citizen import Citizen
from tests.intake.officials import hire
from tests.intake.referred import event_kinds

ABOUT_QLTT = "Đội quản lý thị trường số 5 ở Hà Nội nhận hối lộ, bao che cho kho hàng giả"


def walled_codes(inbox: Inbox, case: Case) -> list[str]:
    with inbox.ledger.database.read() as session:
        return [wall.authority_code for wall, _ in list_walls(session, case.id)]


def is_seen_by(inbox: Inbox, case: Case, officer: Officer) -> bool:
    with inbox.ledger.database.read() as session:
        return find_case(session, scope_of(officer), case.id) is not None


def refer(inbox: Inbox, case: Case, code: str) -> None:
    officer = hire(inbox.ledger, "head")
    with inbox.ledger.open() as unit:
        reroute_case(unit, officer=officer, case_id=case.id, authority_code=code, reason="đã xem")


@pytest.fixture
def accusation(inbox: Inbox) -> Case:
    citizen = Citizen(inbox)
    citizen.send_tip(ABOUT_QLTT)
    return citizen.case


def test_a_tip_about_officials_is_held_behind_a_wall_from_the_start(inbox: Inbox, accusation: Case) -> None:
    assert accusation.status == "held"
    assert walled_codes(inbox, accusation) == ["QLTT-01"]
    assert event_kinds(inbox, accusation) == ["opened", "walled", "held"]


def test_a_case_is_never_referred_to_an_authority_behind_a_wall(inbox: Inbox, accusation: Case) -> None:
    with pytest.raises(AuthorityWalledError) as refused:
        refer(inbox, accusation, "QLTT-01")
    assert refused.value.code == "QLTT-01"
    assert event_kinds(inbox, accusation) == ["opened", "walled", "held"]


def test_another_unit_of_the_same_province_sees_it_and_the_accused_one_does_not(inbox: Inbox, accusation: Case) -> None:
    refer(inbox, accusation, "CA-01")
    police, accused = (hire(inbox.ledger, "officer", code) for code in ("CA-01", "QLTT-01"))
    assert (is_seen_by(inbox, accusation, police), is_seen_by(inbox, accusation, accused)) == (True, False)


def test_a_wall_against_the_authority_that_has_the_case_takes_it_back(
    inbox: Inbox, citizen: Citizen, case: Case, token: str
) -> None:
    theirs, ours = hire(inbox.ledger, "officer", "QLTT-48"), hire(inbox.ledger)
    assert is_seen_by(inbox, case, theirs)
    with inbox.ledger.open() as unit:
        build_wall(unit, officer=ours, case_id=case.id, authority_code="QLTT-48", reason="tin nói về họ")
    assert not is_seen_by(inbox, case, theirs)
    assert (citizen.case.status, citizen.case.authority_code) == ("held", None)
    assert event_kinds(inbox, case) == ["opened", "referred", "walled", "held"]
    with pytest.raises(ReferralNotFoundError), inbox.ledger.open() as unit:
        open_referral(unit, token=token)


def test_an_addition_that_accuses_the_authority_takes_the_case_from_it(
    inbox: Inbox, citizen: Citizen, case: Case, referral: Referral
) -> None:
    citizen.press_payload(f"more:{citizen.draft.report_id}")
    citizen.say("Đội quản lý thị trường ở Đà Nẵng nhận hối lộ, bao che cho shop này")
    assert walled_codes(inbox, case) == ["QLTT-48"]
    assert citizen.case.status == "held"
    with inbox.ledger.open() as unit, pytest.raises(ReferralNotFoundError):
        open_referral(unit, token=link_token(inbox.ledger.vault, referral))


def test_a_wall_that_was_taken_down_hinders_nobody(inbox: Inbox, accusation: Case) -> None:
    officer = hire(inbox.ledger)
    with inbox.ledger.open() as unit:
        codes = ["QLTT-01", "QLTT-48"]
        count = take_down_walls(unit, officer=officer, case_id=accusation.id, authority_codes=codes, reason="nhầm")
    assert count == 1
    refer(inbox, accusation, "QLTT-01")
    assert is_seen_by(inbox, accusation, hire(inbox.ledger, "officer", "QLTT-01"))


def test_building_the_same_wall_twice_changes_nothing(inbox: Inbox, accusation: Case) -> None:
    officer = hire(inbox.ledger)
    with inbox.ledger.open() as unit:
        build_wall(unit, officer=officer, case_id=accusation.id, authority_code="QLTT-01", reason="nữa")
    assert event_kinds(inbox, accusation) == ["opened", "walled", "held"]


def test_a_wall_needs_an_authority_there_is(inbox: Inbox, accusation: Case) -> None:
    officer = hire(inbox.ledger)
    with pytest.raises(AuthorityUnknownError), inbox.ledger.open() as unit:
        build_wall(unit, officer=officer, case_id=accusation.id, authority_code="KHONG-CO", reason="thử")


@pytest.mark.parametrize(("role", "authority"), [("auditor", None), ("administrator", None), ("officer", "QLTT-48")])
def test_only_who_may_route_builds_and_takes_down(inbox: Inbox, case: Case, role: str, authority: str | None) -> None:
    officer = hire(inbox.ledger, role, authority)
    with pytest.raises(CaseNotFoundError), inbox.ledger.open() as unit:
        build_wall(unit, officer=officer, case_id=case.id, authority_code="CA-48", reason="thử")
    with pytest.raises(CaseNotFoundError), inbox.ledger.open() as unit:
        take_down_walls(unit, officer=officer, case_id=case.id, authority_codes=["CA-48"], reason="thử")


def test_nobody_reads_in_the_log_whom_a_tip_accuses(inbox: Inbox, accusation: Case) -> None:
    with inbox.ledger.database.read() as session:
        events = list_events(session, accusation.id)
        assert find_open_referral(session, accusation.id) is None
    assert [event.facts.get("authorities") for event in events if event.kind == "walled"] == [["QLTT-01"]]
    assert "QLTT-01" not in "".join(audit_facts(inbox, accusation))
    assert audit_facts(inbox, accusation)


def audit_facts(inbox: Inbox, case: Case) -> list[str]:
    with inbox.ledger.database.read() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.about == f"case:{case.id.hex}")).all()
    return [f"{row.act} {row.facts}" for row in rows]
