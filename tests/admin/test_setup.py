"""The set-up link: the first administrator, once."""

import re

import pyotp

from admin.setup import create_setup_link
from storage.queries.officers import find_officer_by_email
from tests.admin.people import PASSWORD, browse, hire
from tinbao.app import House

FORM = {"email": "an@tinbao.example", "name": "Trần Văn An", "password": PASSWORD}


def make_token(house: House) -> str:
    link = create_setup_link(house.ledger, "https://tinbao.example")
    assert link is not None
    address, _, token = link.partition("#")
    assert address == "https://tinbao.example/admin/setup"
    return token


def test_the_link_makes_the_first_administrator_and_their_second_factor(house: House) -> None:
    client = browse(house)
    assert client.get("/admin/setup").status_code == 200

    answer = client.post("/admin/setup", data=FORM | {"token": make_token(house)})
    assert answer.headers["location"] == "/admin/login/code"
    page = client.get("/admin/login/code").text
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert found is not None
    assert 'src="data:image/svg+xml' in page
    secret = found[1].replace(" ", "")
    wrong = client.post("/admin/login/code", data={"code": "000000x"})
    assert wrong.status_code == 401
    assert (
        client.post("/admin/login/code", data={"code": pyotp.TOTP(secret).now()}).headers["location"]
        == "/admin/accounts"
    )
    assert "Quản trị" in client.get("/admin").text
    with house.database.read() as session:
        officer = find_officer_by_email(session, FORM["email"])
    assert officer is not None
    assert officer.totp_sealed is not None
    assert house.ledger.vault.unwrap_text(officer.totp_sealed) == secret


def test_an_enrolled_secret_is_not_shown_again(sqlite_house: House) -> None:
    client = browse(sqlite_house)
    client.post("/admin/setup", data=FORM | {"token": make_token(sqlite_house)})
    page = client.get("/admin/login/code").text
    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert secret is not None
    client.post("/admin/login/code", data={"code": pyotp.TOTP(secret[1].replace(" ", "")).now()})

    again = browse(sqlite_house)
    again.post("/admin/login", data={"email": FORM["email"], "password": PASSWORD})
    assert 'class="secret"' not in again.get("/admin/login/code").text


def test_a_link_works_once(sqlite_house: House) -> None:
    token = make_token(sqlite_house)
    assert browse(sqlite_house).post("/admin/setup", data=FORM | {"token": token}).status_code == 303

    other = FORM | {"token": token, "email": "binh@tinbao.example"}
    assert browse(sqlite_house).post("/admin/setup", data=other).status_code == 404


def test_a_newer_link_makes_the_earlier_worthless(sqlite_house: House) -> None:
    earlier = make_token(sqlite_house)
    newer = make_token(sqlite_house)

    assert browse(sqlite_house).post("/admin/setup", data=FORM | {"token": earlier}).status_code == 404
    assert browse(sqlite_house).post("/admin/setup", data=FORM | {"token": newer}).status_code == 303


def test_there_is_no_link_once_there_is_an_account(sqlite_house: House) -> None:
    token = make_token(sqlite_house)
    hire(sqlite_house)

    assert create_setup_link(sqlite_house.ledger, "https://tinbao.example") is None
    assert browse(sqlite_house).post("/admin/setup", data=FORM | {"token": token}).status_code == 404


def test_a_weak_password_leaves_the_link_good(sqlite_house: House) -> None:
    client = browse(sqlite_house)
    token = make_token(sqlite_house)

    refused = client.post("/admin/setup", data=FORM | {"token": token, "password": "123456789012"})
    assert refused.status_code == 422
    assert token in refused.text
    assert client.post("/admin/setup", data=FORM | {"token": token}).status_code == 303


def test_a_wrong_token_makes_nothing(sqlite_house: House) -> None:
    make_token(sqlite_house)

    assert browse(sqlite_house).post("/admin/setup", data=FORM | {"token": "đoán"}).status_code == 404
    with sqlite_house.database.read() as session:
        assert find_officer_by_email(session, FORM["email"]) is None
