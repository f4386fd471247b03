"""What administrators change of accounts: role, sessions, recovery by a link, and the end with its hand-over."""

import pyotp
from sqlmodel import col, select
from starlette.testclient import TestClient

from storage.queries.cases import list_events
from storage.tables import Case, OfficerNotice
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
    secret_in,
    token_in,
)
from tests.admin.people import FAKE_MILK, PASSWORD, browse, code_of, get_case, hire, log_in, report
from tests.admin.test_invitations import acts
from tinbao.app import House

OTHER_PASSWORD = "mười quả na chín trên giàn"


def join(house: House, administrator: TestClient, **changes: str) -> tuple[TestClient, str, str]:
    """Invite somebody and let him in; gives his browser, the address of his account's page, and his secret."""
    client = accept(house, invite(administrator, **changes))
    secret = enrol(client)
    email = changes.get("email", NEWCOMER["email"])
    return client, f"/admin/accounts/{get_account(house, email).id}", secret


def is_in(client: TestClient) -> bool:
    return client.get("/admin").status_code == 200


def test_another_role_ends_the_sessions(house: House) -> None:
    administrator = log_in(house, "administrator")
    client, page, _ = join(house, administrator)

    same = administrator.post(f"{page}/role", data={"role": "triager"})
    assert (same.status_code, is_in(client)) == (303, True)
    answer = administrator.post(f"{page}/role", data={"role": "head", "province": "48"})
    assert "Đã đổi" in administrator.get(answer.headers["location"]).text
    assert not is_in(client)
    assert (get_account(house).role, get_account(house).province_code) == ("head", "48")
    assert acts(house).count("role_changed") == 1


def test_a_role_that_cannot_be_is_refused(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    _, page, _ = join(sqlite_house, administrator)
    wrong = {
        "chọn cơ quan": {"role": "officer"},
        "để trống": {"role": "administrator", "authority": "QLTT-01 · x"},
        "vai trò": {"role": ""},
    }
    for said, place in wrong.items():
        answer = administrator.post(f"{page}/role", data=place)
        assert (answer.status_code, said in error_in(answer.text)) == (422, True)


def test_the_last_administrator_stays(house: House) -> None:
    email, _ = hire(house, "administrator")
    administrator = browse(house)
    administrator.post("/admin/login", data={"email": email, "password": PASSWORD})
    own = f"/admin/accounts/{get_account(house, email).id}"

    for act, form in (("role", {"role": "auditor"}), ("leave", {"successor": "nobody"})):
        assert "quản trị viên cuối cùng" in error_in(administrator.post(f"{own}/{act}", data=form).text)
    hire(house, "administrator")
    assert "tự đổi vai trò" in error_in(administrator.post(f"{own}/role", data={"role": "auditor"}).text)
    assert administrator.post(f"{own}/leave", data={"successor": "nobody"}).status_code == 303
    assert administrator.get("/admin/accounts").headers["location"] == "/admin/login"


def test_an_administrator_ends_somebodys_sessions(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    client, page, _ = join(sqlite_house, administrator)

    assert "Kết thúc mọi phiên" in administrator.get(page).text
    administrator.post(f"{page}/sessions")
    assert not is_in(client)
    assert "không có phiên nào" in administrator.get(page).text


def recover(administrator: TestClient, page: str, *ticks: str) -> str:
    """Let the administrator make a recovery link; returns its token."""
    answer = administrator.post(f"{page}/recover", data=dict.fromkeys(ticks, "1"))
    assert answer.status_code == 200, answer.text
    return token_in(answer.text)


def test_a_forgotten_password_is_set_anew_and_the_telephone_still_asked_for(house: House) -> None:
    administrator = log_in(house, "administrator")
    client, page, secret = join(house, administrator)
    token = recover(administrator, page, "password")
    assert is_in(client)  # nothing changes until the link is used

    holder = accept(house, token, OTHER_PASSWORD)
    assert not is_in(client)
    assert 'class="secret"' not in holder.get("/admin/login/code").text
    assert not is_in(holder)
    answer = holder.post("/admin/login/code", data={"code": code_of(secret, steps_ahead=1)})
    assert answer.headers["location"] == "/admin"
    old = browse(house).post("/admin/login", data={"email": NEWCOMER["email"], "password": OWN_PASSWORD})
    assert old.status_code == 401


def test_a_lost_telephone_is_replaced_by_whoever_knows_the_password(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    client, page, secret = join(sqlite_house, administrator)
    token = recover(administrator, page, "second_factor")

    wrong = browse(sqlite_house).post("/admin/invitation/accept", data={"token": token, "password": OTHER_PASSWORD})
    assert (wrong.status_code, error_in(wrong.text)) == (422, "Mật khẩu hiện tại chưa đúng.")
    assert is_in(client)
    holder = accept(sqlite_house, token, OWN_PASSWORD)
    assert not is_in(client)
    new = secret_in(holder.get("/admin/login/code").text)
    assert holder.post("/admin/login/code", data={"code": code_of(secret, steps_ahead=1)}).status_code == 401
    answer = holder.post("/admin/login/code", data={"code": pyotp.TOTP(new).now()})
    assert answer.headers["location"] == "/admin"


def test_both_are_set_anew_where_both_are_ticked(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    _, page, secret = join(sqlite_house, administrator)
    token = recover(administrator, page, "password", "second_factor")

    assert enrol(accept(sqlite_house, token, OTHER_PASSWORD)) != secret
    assert {"recovery_offered", "password_changed", "second_factor_reset"} <= set(acts(sqlite_house))
    assert browse(sqlite_house).post("/admin/invitation", data={"token": token}).status_code == 404


def test_guessing_the_password_behind_a_recovery_link_is_limited(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    _, page, _ = join(sqlite_house, administrator)
    token = recover(administrator, page, "second_factor")
    client = browse(sqlite_house)
    for _ in range(10):
        client.post("/admin/invitation/accept", data={"token": token, "password": "đoán"})

    answer = client.post("/admin/invitation/accept", data={"token": token, "password": OWN_PASSWORD})
    assert "15 phút" in error_in(answer.text)


def test_a_recovery_says_what_it_recovers(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    _, page, _ = join(sqlite_house, administrator)

    assert "ít nhất một thứ" in error_in(administrator.post(f"{page}/recover").text)


def test_whoever_leaves_hands_over_exactly_the_open_cases(house: House) -> None:
    administrator = log_in(house, "administrator")
    client, page, _ = join(house, administrator)
    mine, closed, others = (report(house, FAKE_MILK) for _ in range(3))
    for case in (mine, closed):
        assert client.post(f"/admin/cases/{case.id}/write", data={"text": "Đã nhận tin."}).status_code == 303
    client.post(f"/admin/cases/{closed.id}/close", data={"outcome": "violation"})
    log_in(house).post(f"/admin/cases/{others.id}/write", data={"text": "Đã nhận tin."})
    leaving, keeper = get_account(house).id, get_case(house, others.id).officer_id
    assert get_case(house, mine.id).officer_id == leaving
    successor = get_account(house, hire(house, "head")[0])

    asked = administrator.get(f"{page}/leave").text
    assert "1 vụ việc" in asked
    assert f'value="{successor.id}"' in asked
    answer = administrator.post(f"{page}/leave", data={"successor": str(successor.id)})
    assert "bàn giao" in administrator.get(answer.headers["location"]).text

    assert [get_case(house, case.id).officer_id for case in (mine, closed, others)] == [successor.id, leaving, keeper]
    assert kinds(house, mine)[-1] == "handed_over"
    assert "handed_over" not in kinds(house, closed) + kinds(house, others)
    assert not is_in(client)
    assert "account_disabled" in acts(house)
    assert "Cán bộ phụ trách</dt><dd>Nguyễn Thị Lan" in log_in(house).get(f"/admin/cases/{mine.id}").text


def kinds(house: House, case: Case) -> list[str]:
    """What happened to a case."""
    with house.database.read() as session:
        return [event.kind for event in list_events(session, case.id)]


def test_only_those_who_see_the_cases_can_take_them_over(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    client, page, _ = join(sqlite_house, administrator)
    case = report(sqlite_house, FAKE_MILK)
    client.post(f"/admin/cases/{case.id}/write", data={"text": "Đã nhận tin."})
    elsewhere = {"email": "xa@tinbao.example", "province": "96"}
    join(sqlite_house, administrator, **elsewhere)
    auditor, _ = hire(sqlite_house, "auditor")

    asked = administrator.get(f"{page}/leave").text
    for email in (elsewhere["email"], auditor):
        officer = get_account(sqlite_house, email)
        assert f'value="{officer.id}"' not in asked
        refused = administrator.post(f"{page}/leave", data={"successor": str(officer.id)})
        assert "trong danh sách" in error_in(refused.text)
    assert "trong danh sách" in error_in(administrator.post(f"{page}/leave", data={"successor": ""}).text)
    assert is_in(client)
    administrator.post(f"{page}/leave", data={"successor": "nobody"})
    assert get_case(sqlite_house, case.id).officer_id is None


def test_what_the_leaving_administrator_began_ends(house: House) -> None:
    first = log_in(house, "administrator")
    second, page, _ = join(house, first, role="administrator")
    token = invite(second, email="moi@tinbao.example")
    own = recover(first, page, "password")

    first.post(f"{page}/leave", data={"successor": "nobody"})
    for dead in (token, own):
        answer = browse(house).post("/admin/invitation/accept", data={"token": dead, "password": OTHER_PASSWORD})
        assert answer.status_code == 404
    assert find_account(house, "moi@tinbao.example") is None
    again = first.post(f"{page}/recover", data={"password": "1"})
    assert "đã khoá" in error_in(again.text)
    login = browse(house).post("/admin/login", data={"email": NEWCOMER["email"], "password": OWN_PASSWORD})
    assert login.status_code == 401


def test_the_heads_hear_of_links_and_roles_of_those_who_may_ask_for_identities(sqlite_house: House) -> None:
    administrator, (email, _) = log_in(sqlite_house, "administrator"), hire(sqlite_house, "head")
    head = get_account(sqlite_house, email)
    _, page, _ = join(sqlite_house, administrator)
    recover(administrator, page, "password")
    administrator.post(f"{page}/role", data={"role": "auditor"})
    administrator.post(f"{page}/role", data={"role": "administrator"})
    recover(administrator, page, "password")
    with sqlite_house.database.read() as session:
        letters = session.exec(select(OfficerNotice).where(col(OfficerNotice.officer_id) == head.id)).all()
    assert [(letter.page, NEWCOMER["name"] in letter.text) for letter in letters] == [("/admin", False)] * 2


def test_an_old_recovery_link_is_dead(sqlite_house: House) -> None:
    administrator = log_in(sqlite_house, "administrator")
    _, page, _ = join(sqlite_house, administrator)
    token = recover(administrator, page, "password")
    expire(sqlite_house, token)

    answer = browse(sqlite_house).post("/admin/invitation/accept", data={"token": token, "password": OTHER_PASSWORD})
    assert answer.status_code == 404
