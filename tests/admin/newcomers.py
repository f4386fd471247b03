"""The way of a newcomer by the real forms: an administrator's invitation, his own password, his telephone."""

import re
from datetime import timedelta
from html import unescape

import pyotp
from starlette.testclient import TestClient

from storage.queries.officers import find_officer_by_email
from storage.tables import Invitation, Officer
from storage.vault import hash_token
from tests.admin.people import browse
from tinbao.app import House

OWN_PASSWORD = "bảy chú vịt bơi qua cầu"
NEWCOMER = {"email": "Binh.Le@tinbao.example", "name": "Lê Văn Bình", "role": "triager"}


def invite(administrator: TestClient, **changes: str) -> str:
    """Invite somebody; returns the token of the link shown."""
    answer = administrator.post("/admin/accounts/invite", data=NEWCOMER | changes)
    assert answer.status_code == 200, answer.text
    return token_in(answer.text)


def token_in(page: str) -> str:
    """Read the token out of the page that shows a link."""
    found = re.search(r'value="[^"]*/admin/invitation#([\w-]{43})"', page)
    assert found is not None
    return found[1]


def accept(house: House, token: str, password: str = OWN_PASSWORD) -> TestClient:
    """Use a link; returns the newcomer's browser, before the second factor."""
    client = browse(house)
    answer = client.post("/admin/invitation/accept", data={"token": token, "password": password})
    assert answer.headers["location"] == "/admin/login/code"
    return client


def enrol(client: TestClient) -> str:
    """Set the second factor up; returns the secret."""
    secret = secret_in(client.get("/admin/login/code").text)
    answer = client.post("/admin/login/code", data={"code": pyotp.TOTP(secret).now()})
    assert answer.headers["location"].startswith("/admin")
    return secret


def secret_in(page: str) -> str:
    """Read the secret an enrolment page shows."""
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)
    assert found is not None
    return found[1].replace(" ", "")


def find_account(house: House, email: str = NEWCOMER["email"]) -> Officer | None:
    """The account of an address as it stands now."""
    with house.database.read() as session:
        return find_officer_by_email(session, email)


def get_account(house: House, email: str = NEWCOMER["email"]) -> Officer:
    """The account of an address, which there is."""
    found = find_account(house, email)
    assert found is not None
    return found


def expire(house: House, token: str) -> None:
    """Let a link grow too old."""
    with house.ledger.open() as unit:
        row = unit.session.get(Invitation, hash_token(token))
        assert row is not None
        row.expires_at = unit.now - timedelta(seconds=1)
        unit.session.add(row)


def error_in(page: str) -> str:
    """What a page says is wrong."""
    found = re.search(r'<p class="notice error" role="alert"><strong>Chưa được:</strong> (.*?)</p>', page)
    return unescape(found[1]) if found else ""
