"""Confirming: password and code again, under the log-in's limits, then on to the page that asked."""

from datetime import timedelta

from starlette.testclient import TestClient

from admin.auth import COOKIE
from admin.login_limits import WRONG_CODES, WRONG_PER_ACCOUNT
from storage.queries.officers import find_session
from storage.tables import OfficerSession
from storage.vault import hash_token
from tests.admin.people import PASSWORD, browse, code_of, hire, log_in
from tinbao.app import House


def enter(house: House, role: str = "administrator") -> tuple[TestClient, str]:
    """A browser logged in with password and code; returns it and the TOTP secret."""
    email, secret = hire(house, role, needs_mfa=True)
    client = browse(house)
    client.post("/admin/login", data={"email": email, "password": PASSWORD})
    assert client.post("/admin/login/code", data={"code": code_of(secret)}).status_code == 303
    assert secret is not None
    return client, secret


def age_confirmation(house: House, client: TestClient) -> None:
    with house.ledger.open() as unit:
        row = unit.session.get(OfficerSession, hash_token(client.cookies[COOKIE]))
        assert row is not None
        row.confirmed_at = unit.now - timedelta(minutes=6)
        unit.session.add(row)


def is_confirmed(house: House, client: TestClient) -> bool:
    with house.database.read() as session:
        found = find_session(session, hash_token(client.cookies[COOKIE]))
    assert found is not None
    assert found[0].confirmed_at is not None
    return house.ledger.clock() - found[0].confirmed_at < timedelta(minutes=5)


def send(client: TestClient, **form: str) -> int:
    return client.post("/admin/confirm", data={"password": PASSWORD, "next": "/admin/outbox"} | form).status_code


def test_password_and_code_confirm_and_lead_on(house: House) -> None:
    client, secret = enter(house)
    age_confirmation(house, client)

    page = client.get("/admin/confirm?next=/admin/outbox").text
    assert 'name="next" value="/admin/outbox"' in page
    answer = client.post(
        "/admin/confirm", data={"password": PASSWORD, "code": code_of(secret, steps_ahead=1), "next": "/admin/outbox"}
    )

    assert answer.headers["location"] == "/admin/outbox"
    assert is_confirmed(house, client)


def test_a_code_used_before_does_not_confirm(sqlite_house: House) -> None:
    client, secret = enter(sqlite_house)
    age_confirmation(sqlite_house, client)
    code = code_of(secret, steps_ahead=1)

    assert send(client, code=code) == 303
    age_confirmation(sqlite_house, client)
    assert send(client, code=code) == 401
    assert not is_confirmed(sqlite_house, client)


def test_a_wrong_password_uses_no_code_up(sqlite_house: House) -> None:
    client, secret = enter(sqlite_house)
    age_confirmation(sqlite_house, client)

    assert send(client, password="sai mật khẩu rồi", code=code_of(secret, steps_ahead=1)) == 401
    assert not is_confirmed(sqlite_house, client)
    assert send(client, code=code_of(secret, steps_ahead=1)) == 303


def test_wrong_codes_count_with_those_of_the_log_in(sqlite_house: House) -> None:
    client, secret = enter(sqlite_house)
    for _ in range(WRONG_CODES.amount):
        assert send(client, code="000000x") == 401

    assert send(client, code=code_of(secret, steps_ahead=1)) == 429


def test_wrong_passwords_count_with_those_of_the_log_in(sqlite_house: House) -> None:
    client, secret = enter(sqlite_house)
    for _ in range(WRONG_PER_ACCOUNT.amount):
        assert send(client, password="sai", code="") == 401

    assert send(client, code=code_of(secret, steps_ahead=1)) == 429


def test_it_leads_nowhere_outside_the_panel(sqlite_house: House) -> None:
    client = log_in(sqlite_house)
    abroad = [
        "https://evil.example/admin",
        "//evil.example",
        "/r",
        "/admin/../r",
        "/admin\\evil",
        "/administrator",
        "/admin//x",
    ]

    led = {
        client.post("/admin/confirm", data={"password": PASSWORD, "next": wanted}).headers["location"]
        for wanted in abroad
    }
    assert led == {"/admin"}


def test_whoever_gave_only_the_password_cannot_confirm(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house, needs_mfa=True)
    client = browse(sqlite_house)
    client.post("/admin/login", data={"email": email, "password": PASSWORD})

    assert client.get("/admin/confirm").headers["location"] == "/admin/login"
    assert client.post("/admin/confirm", data={"password": PASSWORD}).headers["location"] == "/admin/login"
