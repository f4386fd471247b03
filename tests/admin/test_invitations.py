"""Invitations: a link that works once, by which the newcomer and nobody else sets the password."""

from uuid import uuid4

from storage.tables.audit import AuditEntry
from storage.vault import hash_token
from tests.admin.newcomers import (
    NEWCOMER,
    OWN_PASSWORD,
    accept,
    enrol,
    error_in,
    expire,
    find_account,
    get_account,
    invite,
)
from tests.admin.people import PASSWORD, browse, code_of, hire, log_in
from tests.admin.test_confirm import age_confirmation
from tinbao.app import House


def acts(house: House) -> list[str]:
    """What the audit log says was done, in order."""
    with house.database.read() as session:
        entries: list[str] = []
        while entry := session.get(AuditEntry, len(entries) + 1):
            entries.append(entry.act)
    return entries


def test_a_newcomer_sets_his_own_password_and_telephone(house: House) -> None:
    administrator = log_in(house, "administrator")
    assert "Mời cán bộ" in administrator.get("/admin/accounts/invite").text
    token = invite(administrator)
    client = browse(house)

    assert client.get("/admin/invitation").status_code == 200
    page = client.post("/admin/invitation", data={"token": token}).text
    assert "Lê Văn Bình" in page
    assert "binh.le@tinbao.example" in page
    client = accept(house, token)
    assert client.get("/admin").headers["location"] == "/admin/login"
    enrol(client)

    assert "Hàng đợi" in client.get("/admin").text
    assert get_account(house).role == "triager"
    assert {"account_invited", "invitation_used"} <= set(acts(house))


def test_the_newcomer_logs_in_with_what_he_chose(sqlite_house: House) -> None:
    secret = enrol(accept(sqlite_house, invite(log_in(sqlite_house, "administrator"))))
    client = browse(sqlite_house)

    answer = client.post("/admin/login", data={"email": NEWCOMER["email"], "password": OWN_PASSWORD})
    assert answer.headers["location"] == "/admin/login/code"
    answer = client.post("/admin/login/code", data={"code": code_of(secret, steps_ahead=1)})
    assert answer.headers["location"] == "/admin"


def test_a_link_works_once(house: House) -> None:
    token = invite(log_in(house, "administrator"))
    accept(house, token)

    answer = browse(house).post("/admin/invitation/accept", data={"token": token, "password": PASSWORD})
    assert answer.status_code == 404
    assert "không còn dùng được" in answer.text


def test_used_old_revoked_replaced_and_unknown_links_get_one_answer(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    used = invite(administrator, email="a@tinbao.example")
    accept(sqlite_house, used)
    old = invite(administrator, email="b@tinbao.example")
    expire(sqlite_house, old)
    revoked = invite(administrator, email="c@tinbao.example")
    answer = administrator.post("/admin/accounts/revoke", data={"token_hash": hash_token(revoked)})
    assert "Đã thu hồi" in administrator.get(answer.headers["location"]).text
    replaced = invite(administrator, email="d@tinbao.example")
    invite(administrator, email="d@tinbao.example")

    client = browse(sqlite_house)
    answers = {
        client.post(address, data={"token": token, "password": OWN_PASSWORD}).text
        for token in (used, old, revoked, replaced, "đoán")
        for address in ("/admin/invitation", "/admin/invitation/accept")
    }
    assert len(answers) == 1
    assert find_account(sqlite_house, "b@tinbao.example") is None
    assert "invitation_revoked" in acts(sqlite_house)


def test_a_weak_password_leaves_the_link_good(sqlite_house: House) -> None:
    token = invite(log_in(sqlite_house, "administrator"))

    for weak in ("matkhau123456", "levanbinh1990", "quá bé"):
        answer = browse(sqlite_house).post("/admin/invitation/accept", data={"token": token, "password": weak})
        assert answer.status_code == 422
        assert error_in(answer.text).startswith("Mật khẩu")
        assert weak not in answer.text
    accept(sqlite_house, token)


def test_an_invitation_that_cannot_be_is_refused(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    wrong = {
        "e-mail chưa đúng": {"email": "không phải"},
        "họ tên": {"name": " "},
        "vai trò": {"role": "boss"},
        "chọn cơ quan": {"role": "officer"},
        "Chưa khớp cơ quan": {"role": "officer", "authority": "Sở gì đó"},
        "để trống": {"role": "auditor", "authority": "QLTT-01 · Chi cục"},
        "tỉnh": {"province": "99"},
    }
    for said, changes in wrong.items():
        answer = administrator.post("/admin/accounts/invite", data=NEWCOMER | changes)
        assert (answer.status_code, said in error_in(answer.text)) == (422, True)


def test_province_and_authority_come_with_the_account(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    place = {"role": "officer", "province": "48", "authority": "QLTT-48 · Chi cục Quản lý thị trường Đà Nẵng"}
    accept(sqlite_house, invite(administrator, **place))

    account = get_account(sqlite_house)
    assert (account.province_code, account.authority_code) == ("48", "QLTT-48")


def test_one_address_has_one_account(house: House) -> None:
    administrator = log_in(house, "administrator")
    token = invite(administrator)
    email, _ = hire(house)
    taken = administrator.post("/admin/accounts/invite", data=NEWCOMER | {"email": email.upper()})
    assert "Đã có tài khoản" in error_in(taken.text)

    accept(house, token)
    again = administrator.post("/admin/accounts/invite", data=NEWCOMER)
    assert "Đã có tài khoản" in error_in(again.text)


def test_the_link_is_stored_and_shown_nowhere_else(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    token = invite(administrator)

    assert token not in administrator.get("/admin/accounts").text
    assert token.encode() not in (sqlite_house.settings.home / "tinbao.db").read_bytes()


def test_whoever_does_not_keep_the_accounts_finds_no_such_pages(sqlite_house: House) -> None:
    for role in ("triager", "head", "auditor"):
        client = log_in(sqlite_house, role)
        assert 'href="/admin/accounts"' not in client.get("/admin").text
        for address in ("", "/invite", f"/{uuid4()}", f"/{uuid4()}/leave"):
            assert client.get(f"/admin/accounts{address}").status_code == 404
        for address in ("/invite", "/revoke", f"/{uuid4()}/role", f"/{uuid4()}/recover", f"/{uuid4()}/leave"):
            assert client.post(f"/admin/accounts{address}", data=NEWCOMER).status_code == 404
    assert find_account(sqlite_house) is None


def test_inviting_asks_for_password_and_code_again_after_a_while(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    age_confirmation(sqlite_house, administrator)

    asked = administrator.get("/admin/accounts/invite")
    assert asked.headers["location"] == "/admin/confirm?next=%2Fadmin%2Faccounts%2Finvite"
    sent = administrator.post("/admin/accounts/invite", data=NEWCOMER)
    assert sent.headers["location"] == "/admin/confirm?next=%2Fadmin%2Faccounts"
    assert "Binh" not in administrator.get("/admin/accounts").text


def test_the_first_administrator_is_told_to_invite_somebody_who_reads(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")

    page = administrator.get("/admin/accounts").text
    assert "không đọc được tin của dân" in page
    assert "Mời cán bộ phân loại đầu tiên" in page
    invite(administrator)
    assert "không đọc được tin của dân" not in administrator.get("/admin/accounts").text
