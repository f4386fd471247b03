"""The API of authorities' systems: by token, within its scopes and its authority, walls included."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from admin.api.access import REQUESTS_PER_TOKEN
from admin.api.tokens import create_token, revoke_token
from intake.unit_of_work import UnitOfWork
from storage.queries.cases import find_open_referral, list_events
from storage.queries.tokens import find_token, list_tokens
from storage.tables import ApiToken, AuditEntry, Case, CaseWall
from storage.vault import hash_token
from tests.admin.people import FAKE_MILK, browse, get_case, report
from tinbao.app import House, now

AUTHORITY = "QLTT-01"
LIST = "/api/v1/admin/referrals"
LINE = {"id", "case_number", "is_sensitive", "status", "referred_at"}
SENSITIVE = {"id", "case_number", "is_sensitive", "detail"}
DETAIL = {
    *("id", "case_number", "is_sensitive", "status", "authority", "acts", "product_group", "urgency"),
    *("seller_findings", "province", "reason", "opened_at", "due_at", "file_count", "addition_count", "texts"),
    "waiting_text_count",
}


def later(house: House, *, minutes: int = 1) -> House:
    """The house some time from now."""
    ledger = replace(house.ledger, clock=lambda: now() + timedelta(minutes=minutes))
    return replace(house, inbox=replace(house.inbox, ledger=ledger))


def give_token(house: House, *scopes: str, authority: str = AUTHORITY) -> str:
    with house.ledger.open() as unit:
        return create_token(unit, name="Hệ thống một cửa", scopes=scopes, authority_code=authority)


def ask(house: House, token: str) -> TestClient:
    client = browse(house)
    client.headers["authorization"] = f"Bearer {token}"
    return client


def referral_of(house: House, case: Case) -> str:
    with house.database.read() as session:
        referral = find_open_referral(session, case.id)
    assert referral is not None
    return str(referral.id)


def change(house: House, case: Case, **values: object) -> None:
    with house.ledger.open() as unit:
        row = unit.session.get(Case, case.id)
        assert row is not None
        for name, value in values.items():
            setattr(row, name, value)
        unit.session.add(row)


def wall_off(house: House, case: Case, authority: str = AUTHORITY) -> None:
    with house.ledger.open() as unit:
        unit.session.add(CaseWall(case_id=case.id, authority_code=authority, reason="x", set_at=unit.now))


def acts_noted(house: House) -> list[str]:
    with house.database.read() as session:
        entries = session.exec(select(AuditEntry).order_by(AuditEntry.seq)).all()  # type: ignore[arg-type]
    return [entry.act for entry in entries if entry.actor.startswith("token:")]


def test_referrals_come_page_by_page_the_newest_last(house: House) -> None:
    numbers = [report(house, FAKE_MILK).number for _ in range(3)]
    client = ask(later(house), give_token(house, "referrals:read"))

    first = client.get(LIST, params={"limit": 2}).json()
    second = client.get(LIST, params={"limit": 2, "after": first["next"]}).json()
    last = client.get(LIST, params={"after": second["next"]}).json()
    assert [one["case_number"] for one in first["referrals"] + second["referrals"]] == numbers
    assert last == {"referrals": [], "next": None}
    assert {frozenset(one) for one in first["referrals"]} == {frozenset(LINE)}


def test_what_was_referred_this_moment_waits_until_nothing_older_can_still_come(sqlite_house: House) -> None:
    report(sqlite_house, FAKE_MILK)

    assert ask(sqlite_house, give_token(sqlite_house, "cases:read")).get(LIST).json()["referrals"] == []


def test_a_referral_is_read_with_these_fields_and_no_other(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    answer = (
        ask(sqlite_house, give_token(sqlite_house, "cases:read"))
        .get(f"{LIST}/{referral_of(sqlite_house, case)}")
        .json()
    )

    assert set(answer) == DETAIL
    assert {"title": "Điện thoại", "value": "+84900000123"} in answer["seller_findings"]


def test_accepting_tells_the_case_and_again_changes_nothing(house: House) -> None:
    case = report(house, FAKE_MILK)
    client = ask(house, give_token(house, "referrals:write"))
    address = f"{LIST}/{referral_of(house, case)}/acknowledge"

    answers = [client.post(address).json() for _ in range(2)]
    assert answers == [{"id": referral_of(house, case), "case_number": case.number, "status": "accepted"}] * 2
    assert get_case(house, case.id).status == "acknowledged"
    with house.database.read() as session:
        kinds = [event.kind for event in list_events(session, case.id)]
    assert kinds == ["opened", "referred", "seen", "accepted", "acknowledged"]
    assert acts_noted(house) == ["referral_seen", "referral_accepted"]


def test_a_sensitive_referral_shows_its_number_and_asks_to_log_in(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    change(sqlite_house, case, labels=["official_misconduct"])
    client = ask(later(sqlite_house), give_token(sqlite_house, "cases:read", "referrals:write"))
    address = f"{LIST}/{referral_of(sqlite_house, case)}"

    [line] = client.get(LIST).json()["referrals"]
    read = client.get(address).json()
    assert set(line) == SENSITIVE
    assert line == read
    assert "đăng nhập" in read["detail"]
    assert client.post(f"{address}/acknowledge").status_code == 403
    assert get_case(sqlite_house, case.id).status == "referred"


@pytest.mark.parametrize("why", ["other_authority", "walled", "recalled", "missing"])
def test_what_is_not_theirs_is_missing_like_what_never_was(sqlite_house: House, why: str) -> None:
    case = report(sqlite_house, FAKE_MILK)
    referral = str(uuid4()) if why == "missing" else referral_of(sqlite_house, case)
    authority = "QLTT-48" if why == "other_authority" else AUTHORITY
    client = ask(later(sqlite_house), give_token(sqlite_house, "cases:read", "referrals:write", authority=authority))
    if why == "walled":
        wall_off(sqlite_house, case)
    if why == "recalled":
        with sqlite_house.ledger.open() as unit:
            row = find_open_referral(unit.session, case.id)
            assert row is not None
            row.status = "recalled"
    answers = [client.get(f"{LIST}/{referral}"), client.post(f"{LIST}/{referral}/acknowledge")]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.text for answer in answers} == {client.get(f"{LIST}/{uuid4()}").text}
    assert answers[0].headers["content-type"] == "application/problem+json"
    listed = client.get(LIST).json()["referrals"]
    assert [one["id"] for one in listed if one["id"] == referral] == []


@pytest.mark.parametrize("token", ["", "x", "tnb_" + "x" * 43, "tnb_" + "x" * 4000])
def test_a_wrong_token_is_nobodys(sqlite_house: House, token: str) -> None:
    answer = ask(sqlite_house, token).get(LIST)

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_revoked_token_is_nobodys_at_once(sqlite_house: House) -> None:
    token = give_token(sqlite_house, "cases:read")
    client = ask(sqlite_house, token)
    assert client.get(LIST).status_code == 200
    with sqlite_house.ledger.open() as unit:
        revoke_token(unit, stored(unit, token).id)

    assert client.get(LIST).status_code == 401


@pytest.mark.parametrize(("scope", "method"), [("referrals:write", "GET"), ("cases:read", "POST")])
def test_a_scope_that_is_missing_is_named(sqlite_house: House, scope: str, method: str) -> None:
    address = LIST if method == "GET" else f"{LIST}/{uuid4()}/acknowledge"
    answer = ask(sqlite_house, give_token(sqlite_house, scope)).request(method, address)

    assert answer.status_code == 403
    assert answer.json()["detail"].endswith(("referrals:read, cases:read.", "referrals:write."))


def test_only_the_day_of_use_is_kept_and_only_the_hash_of_the_token(sqlite_house: House) -> None:
    token = give_token(sqlite_house, "cases:read")
    ask(sqlite_house, token).get(LIST)

    with sqlite_house.database.read() as session:
        [row] = list_tokens(session)
    assert row.last_used_on is not None
    assert row.token_hash == hash_token(token)
    assert token not in repr(row)


def test_reading_is_noted_once_an_hour(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    token = give_token(sqlite_house, "cases:read")
    for minutes in (0, 59, 61):
        ask(later(sqlite_house, minutes=minutes), token).get(f"{LIST}/{referral_of(sqlite_house, case)}")

    assert acts_noted(sqlite_house) == ["referral_read"] * 2


def test_too_many_requests_are_told_when_to_come_again(sqlite_house: House) -> None:
    client = ask(sqlite_house, give_token(sqlite_house))
    answers = [client.get(LIST) for _ in range(REQUESTS_PER_TOKEN.amount + 1)]

    assert {answer.status_code for answer in answers[:-1]} == {403}
    assert answers[-1].status_code == 429
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


def test_the_description_names_these_addresses_and_no_other(sqlite_house: House) -> None:
    told = browse(sqlite_house).get("/api/v1/openapi.json").json()

    assert set(told["paths"]) == {LIST, f"{LIST}/{{referral_id}}", f"{LIST}/{{referral_id}}/acknowledge"}
    assert told["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    assert set(told["components"]["schemas"]["ReferralDetail"]["properties"]) == DETAIL


def stored(unit: UnitOfWork, token: str) -> ApiToken:
    found = find_token(unit.session, hash_token(token))
    assert found is not None
    assert isinstance(found.id, UUID)
    return found
