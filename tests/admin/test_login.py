"""Logging in: two plain forms, sessions that end, codes that work once."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from admin.account_faults import AccountError
from admin.accounts import create_officer
from admin.auth import COOKIE
from admin.login_limits import WRONG_CODES, WRONG_PER_ACCOUNT
from storage.queries.officers import find_officer_by_email, find_session
from storage.tables import Officer, OfficerSession
from storage.vault import hash_token
from tests.admin.people import PASSWORD, browse, code_of, hire, log_in
from tinbao.app import House


def send_password(client: TestClient, email: str, password: str = PASSWORD) -> str:
    """Send the first form; returns where it led ("" = it stayed)."""
    return client.post("/admin/login", data={"email": email, "password": password}).headers.get("location", "")


def send_code(client: TestClient, code: str) -> str:
    return client.post("/admin/login/code", data={"code": code}).headers.get("location", "")


def get_session(house: House, client: TestClient) -> OfficerSession:
    with house.database.read() as session:
        found = find_session(session, hash_token(client.cookies[COOKIE]))
    assert found is not None
    return found[0]


def test_password_and_code_open_the_panel(house: House) -> None:
    email, secret = hire(house, needs_mfa=True)
    client = browse(house)

    assert send_password(client, email.upper()) == "/admin/login/code"
    assert client.get("/admin").headers["location"] == "/admin/login"
    assert send_code(client, code_of(secret)) == "/admin"
    assert client.get("/admin").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)
    client = browse(sqlite_house)

    wrong = client.post("/admin/login", data={"email": email, "password": "sai mật khẩu rồi"})
    unknown = client.post("/admin/login", data={"email": "nobody@tinbao.example", "password": PASSWORD})

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(email, "") == unknown.text.replace("nobody@tinbao.example", "")
    assert COOKIE not in client.cookies


def test_an_address_no_database_stores_is_just_unknown(house: House) -> None:
    answer = browse(house).post("/admin/login", data={"email": "a\x00b@tinbao.example", "password": "\x00"})

    assert answer.status_code == 401


def test_after_ten_wrong_passwords_the_right_one_waits_too(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)
    other, _ = hire(sqlite_house)
    client = browse(sqlite_house)
    for _ in range(WRONG_PER_ACCOUNT.amount):
        send_password(client, email, "sai")

    assert client.post("/admin/login", data={"email": email, "password": PASSWORD}).status_code == 429
    assert send_password(client, other) == "/admin"


def test_after_five_wrong_codes_the_right_one_waits_too(sqlite_house: House) -> None:
    email, secret = hire(sqlite_house, needs_mfa=True)
    client = browse(sqlite_house)
    send_password(client, email)
    for _ in range(WRONG_CODES.amount):
        assert client.post("/admin/login/code", data={"code": "abc đ"}).status_code == 401

    assert client.post("/admin/login/code", data={"code": code_of(secret)}).status_code == 429


def test_a_code_works_once(sqlite_house: House) -> None:
    email, secret = hire(sqlite_house, needs_mfa=True)
    first, second = browse(sqlite_house), browse(sqlite_house)
    code = code_of(secret)
    send_password(first, email)
    send_password(second, email)

    assert send_code(first, code) == "/admin"
    assert send_code(second, code) == ""
    assert send_code(second, code_of(secret, steps_ahead=1)) == "/admin"


def test_an_old_code_is_refused(sqlite_house: House) -> None:
    email, secret = hire(sqlite_house, needs_mfa=True)
    client = browse(sqlite_house)
    send_password(client, email)

    assert send_code(client, code_of(secret, steps_ahead=-3)) == ""


def test_the_token_changes_at_each_step_and_the_one_before_is_dead(sqlite_house: House) -> None:
    email, secret = hire(sqlite_house, needs_mfa=True)
    client = browse(sqlite_house)
    send_password(client, email)
    half = client.cookies[COOKIE]
    send_code(client, code_of(secret))
    full = client.cookies[COOKIE]

    assert full != half
    old = browse(sqlite_house)
    old.cookies.set(COOKIE, half)
    assert old.get("/admin/login/code").headers["location"] == "/admin/login"


def test_the_cookie_is_for_this_host_and_no_script(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)
    answer = browse(sqlite_house).post("/admin/login", data={"email": email, "password": PASSWORD})

    said = answer.headers["set-cookie"]
    assert said.startswith("__Host-session=")
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(said.split("; "))
    assert "Domain" not in said


@pytest.mark.parametrize(
    ("used_ago", "created_ago"),
    [(timedelta(minutes=31), timedelta(minutes=31)), (timedelta(seconds=1), timedelta(hours=12, minutes=1))],
    ids=["idle", "too old"],
)
def test_a_session_ends_by_itself(house: House, used_ago: timedelta, created_ago: timedelta) -> None:
    client = log_in(house)
    assert client.get("/admin").status_code == 200
    row = get_session(house, client)
    with house.ledger.open() as unit:
        aged = unit.session.get(OfficerSession, row.token_hash)
        assert aged is not None
        aged.used_at, aged.created_at = unit.now - used_ago, unit.now - created_ago
        unit.session.add(aged)

    assert client.get("/admin").headers["location"] == "/admin/login"


def test_using_the_panel_keeps_the_session_alive(sqlite_house: House) -> None:
    client = log_in(sqlite_house)
    row = get_session(sqlite_house, client)
    with sqlite_house.ledger.open() as unit:
        aged = unit.session.get(OfficerSession, row.token_hash)
        assert aged is not None
        aged.used_at = unit.now - timedelta(minutes=20)
        unit.session.add(aged)

    assert client.get("/admin").status_code == 200
    assert get_session(sqlite_house, client).used_at > row.used_at - timedelta(minutes=1)


def test_logging_out_ends_the_session_on_the_server(sqlite_house: House) -> None:
    client = log_in(sqlite_house)
    token = client.cookies[COOKIE]

    assert client.post("/admin/logout").headers["location"] == "/admin/login"
    client.cookies.set(COOKIE, token)
    assert client.get("/admin").headers["location"] == "/admin/login"


def test_a_disabled_account_is_out_at_once(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)
    client = browse(sqlite_house)
    send_password(client, email)
    with sqlite_house.ledger.open() as unit:
        found = find_officer_by_email(unit.session, email)
        assert found is not None
        officer = unit.session.get(Officer, found.id)
        assert officer is not None
        officer.disabled_at = unit.now
        unit.session.add(officer)

    assert client.get("/admin").headers["location"] == "/admin/login"
    assert send_password(client, email) == ""


def test_a_part_of_a_page_asks_the_browser_to_go_to_the_log_in(sqlite_house: House) -> None:
    answer = browse(sqlite_house).get("/admin", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/admin/login")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"email": "không phải e-mail"}, "email_invalid"),
        ({"name": "  "}, "name_missing"),
        ({"role": "boss"}, "role_unknown"),
        ({"role": "officer"}, "authority_needed"),
        ({"role": "officer", "authority_code": "QLTT-99"}, "authority_unknown"),
        ({"province_code": "99"}, "province_unknown"),
        ({"password": "ngắn quá"}, "password_short"),
        ({"password": "dài " * 100}, "password_long"),
        ({"password": "matkhau12345"}, "password_common"),
        ({"password": "abababababab"}, "password_common"),
        ({"password": "hoa.le@tinbao.example"[:12]}, "password_personal"),
        ({"password": "Lê Thị Phượng Hoa"}, "password_personal"),
    ],
)
def test_an_account_that_cannot_be_is_refused(sqlite_house: House, change: dict[str, str], fault: str) -> None:
    asked = {
        "email": "hoa.le@tinbao.example",
        "name": "Lê Thị Phượng Hoa",
        "role": "triager",
        "province_code": None,
        "authority_code": None,
        "password": PASSWORD,
    } | change

    with pytest.raises(AccountError) as caught, sqlite_house.ledger.open() as unit:
        create_officer(unit, needs_mfa=True, **asked)  # type: ignore[arg-type]

    assert caught.value.fault == fault


def test_one_address_has_one_account(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)

    with pytest.raises(AccountError) as caught, sqlite_house.ledger.open() as unit:
        create_officer(
            unit,
            email=f" {email.upper()}",
            name="Khác",
            role="head",
            province_code=None,
            authority_code=None,
            password=PASSWORD,
            needs_mfa=False,
        )

    assert caught.value.fault == "email_taken"


def test_outside_development_a_password_alone_opens_nothing(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)
    before = log_in(sqlite_house)
    production = replace(sqlite_house, settings=sqlite_house.settings.model_copy(update={"env": "production"}))
    client = browse(production)

    assert send_password(client, email) == "/admin/login/code"
    page = client.get("/admin/login/code").text
    assert client.get("/admin").headers["location"] == "/admin/login"
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert secret is not None
    assert send_code(client, code_of(secret[1].replace(" ", ""))) == "/admin"

    later = browse(production)
    later.cookies = before.cookies
    assert later.get("/admin").headers["location"] == "/admin/login"


def test_many_wrong_passwords_at_once_are_no_more_than_one_by_one(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)
    client = browse(sqlite_house)

    def guess(number: int) -> int:
        return client.post("/admin/login", data={"email": email, "password": f"sai {number}"}).status_code

    with ThreadPoolExecutor(40) as pool:
        answers = Counter(pool.map(guess, range(40)))
    assert answers == {401: WRONG_PER_ACCOUNT.amount, 429: 40 - WRONG_PER_ACCOUNT.amount}


def test_right_passwords_use_no_try_up(sqlite_house: House) -> None:
    email, _ = hire(sqlite_house)
    client = browse(sqlite_house)
    assert {send_password(client, email) for _ in range(WRONG_PER_ACCOUNT.amount + 1)} == {"/admin"}
