"""One's own account: sessions one can end, another password, another telephone."""

import re

import pyotp
import pytest
from starlette.testclient import TestClient

from admin.browsers import name_browser
from tests.admin.newcomers import OWN_PASSWORD, error_in, secret_in
from tests.admin.people import PASSWORD, browse, code_of, hire, log_in
from tests.admin.test_confirm import age_confirmation, enter
from tinbao.app import House

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36"
)
ANDROID = "Mozilla/5.0 (Linux; Android 15; SM-A165F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36"


def enter_twice(house: House) -> tuple[TestClient, TestClient]:
    """Two browsers of one triager."""
    email, _ = hire(house)
    here, there = browse(house), browse(house)
    for client, name in ((here, WINDOWS), (there, ANDROID)):
        client.headers["user-agent"] = name
        assert client.post("/admin/login", data={"email": email, "password": PASSWORD}).status_code == 303
    return here, there


def is_in(client: TestClient) -> bool:
    return client.get("/admin").status_code == 200


def test_the_page_tells_where_one_is_logged_in(house: House) -> None:
    here, there = enter_twice(house)

    page = here.get("/admin/account").text
    assert "Chrome trên Windows" in page
    assert "Samsung Internet trên Android" in page
    assert page.count("phiên này") == 1
    [key] = re.findall(r'name="key" value="(\w+)"', page)
    assert here.post("/admin/account/sessions", data={"key": key}).status_code == 303
    assert (is_in(here), is_in(there)) == (True, False)


def test_all_other_sessions_end_at_once(sqlite_house: House) -> None:
    here, there = enter_twice(sqlite_house)
    somebody_else = log_in(sqlite_house)

    here.post("/admin/account/others")
    assert (is_in(here), is_in(there), is_in(somebody_else)) == (True, False, True)


def test_nobody_ends_a_session_of_somebody_else(sqlite_house: House) -> None:
    here, there = enter_twice(sqlite_house)
    [key] = re.findall(r'name="key" value="(\w+)"', here.get("/admin/account").text)

    log_in(sqlite_house).post("/admin/account/sessions", data={"key": key})
    assert is_in(there)


def test_another_password_needs_the_present_one_and_a_code(house: House) -> None:
    client, secret = enter(house, "triager")
    other = browse(house)
    form = {"password": PASSWORD, "code": code_of(secret, steps_ahead=1), "new_password": OWN_PASSWORD}

    for wrong in ({"password": "sai mật khẩu"}, {"code": "000000x"}):
        assert client.post("/admin/account/password", data=form | wrong).status_code == 401
    weak = client.post("/admin/account/password", data=form | {"new_password": "nguyenthilan1990"})
    assert "dễ đoán" in error_in(weak.text)
    answer = client.post("/admin/account/password", data=form)
    assert "Đã đổi mật khẩu" in client.get(answer.headers["location"]).text

    email = re.search(r"triager-\w+@tinbao.example", client.get("/admin/account").text)
    assert email is not None
    assert other.post("/admin/login", data={"email": email[0], "password": PASSWORD}).status_code == 401
    assert other.post("/admin/login", data={"email": email[0], "password": OWN_PASSWORD}).status_code == 303


def test_another_password_ends_the_other_sessions(sqlite_house: House) -> None:
    here, there = enter_twice(sqlite_house)

    here.post("/admin/account/password", data={"password": PASSWORD, "new_password": OWN_PASSWORD})
    assert (is_in(here), is_in(there)) == (True, False)


def test_the_new_telephone_proves_itself_before_the_old_one_is_forgotten(house: House) -> None:
    client, old = enter(house, "triager")
    address = "/admin/account/second-factor"
    new = secret_in(client.get(address).text)
    assert new != old

    assert client.post(f"{address}/enrol", data={"code": code_of(old, steps_ahead=1)}).status_code == 401
    answer = client.post(f"{address}/enrol", data={"code": pyotp.TOTP(new).now()})
    assert "Đã đổi máy lấy mã" in client.get(answer.headers["location"]).text

    age_confirmation(house, client)
    for secret, status in ((old, 401), (new, 303)):
        sent = {"password": PASSWORD, "code": code_of(secret, steps_ahead=1)}
        assert client.post("/admin/confirm", data=sent).status_code == status
    assert secret_in(client.get(address).text) not in {old, new}


def test_another_telephone_asks_for_password_and_code_first(sqlite_house: House) -> None:
    client, _ = enter(sqlite_house, "triager")
    age_confirmation(sqlite_house, client)

    answer = client.get("/admin/account/second-factor")
    assert answer.headers["location"] == "/admin/confirm?next=%2Fadmin%2Faccount%2Fsecond-factor"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (WINDOWS, "Chrome trên Windows"),
        (WINDOWS.replace("Chrome/", "coc_coc_browser/140.0 Chrome/"), "Cốc Cốc trên Windows"),
        (f"{WINDOWS} Edg/144.0", "Edge trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox trên Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1",
            "Safari trên iPhone",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/19.0 Safari/605.1.15", "Safari trên Mac"),
        ("<script>", "Trình duyệt khác"),
    ],
)
def test_a_browser_has_a_short_name(said: str, name: str) -> None:
    assert name_browser(said) == name
