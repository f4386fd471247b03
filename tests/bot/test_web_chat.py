"""The web chat's JSON: the contract's shapes, one message once, the receipt code shown until it was read."""

import uuid

import pytest
from starlette.testclient import TestClient

from intake import phrases
from tests.public.citizen import CODE, TIP, Citizen, open_browser
from tinbao.app import House


@pytest.fixture
def client(house: House) -> TestClient:
    return open_browser(house)


@pytest.fixture
def citizen(client: TestClient) -> Citizen:
    return Citizen(client)


def test_a_chat_starts_with_a_token_of_256_bits_and_a_cookie_only_this_site_can_use(client: TestClient) -> None:
    answer = client.post("/api/v1/chat")

    assert answer.status_code == 201
    assert set(answer.json()) == {"token"}
    assert len(answer.json()["token"]) >= 43
    cookie, *attributes = answer.headers["set-cookie"].split("; ")
    assert cookie == f"__Host-chat={answer.json()['token']}"
    assert {a.lower() for a in attributes} == {"httponly", "secure", "samesite=strict", "path=/"}


def test_a_message_is_answered_with_a_card_in_the_shape_of_the_contract(citizen: Citizen) -> None:
    message_id = str(uuid.uuid4())

    answer = citizen.say(TIP, message_id=message_id)

    assert (answer.status_code, answer.json()) == (202, {"id": message_id})
    own, card = citizen.read()
    assert (own["seq"], own["from"], own["text"], own["buttons"]) == (1, "you", TIP, [])
    assert set(card) == {"seq", "from", "text", "buttons", "at"}
    assert (card["seq"], card["from"]) == (2, "bot")
    assert [set(button) for button in card["buttons"]] == [{"label", "payload"}] * 4
    assert card["at"].endswith("+00:00")
    assert "0900000651" in card["text"]


def test_the_cookie_is_as_good_as_the_token(client: TestClient) -> None:
    client.post("/api/v1/chat")

    sent = client.post("/api/v1/chat/messages", json={"id": str(uuid.uuid4()), "text": TIP})

    assert sent.status_code == 202
    assert len(client.get("/api/v1/chat/messages?after=0").json()["messages"]) == 2


def test_the_same_id_again_is_the_same_message(citizen: Citizen) -> None:
    message_id = str(uuid.uuid4())

    answers = [citizen.say(TIP, message_id=spelling) for spelling in (message_id, message_id, message_id.upper())]

    assert {answer.status_code for answer in answers} == {202}
    assert {answer.json()["id"] for answer in answers} == {message_id}
    assert [message["from"] for message in citizen.read()] == ["you", "bot"]


def test_two_chats_may_choose_the_same_id(client: TestClient) -> None:
    one, other = Citizen(client), Citizen(client)
    message_id = str(uuid.uuid4())

    one.say("Shop bán thuốc giả ở Huế", message_id=message_id)
    other.say("Quán bán rượu lậu ở Cà Mau", message_id=message_id)

    assert one.read()[0]["text"] == "Shop bán thuốc giả ở Huế"
    assert other.read()[0]["text"] == "Quán bán rượu lậu ở Cà Mau"


def test_the_receipt_code_is_shown_until_a_read_says_it_was_read(citizen: Citizen) -> None:
    code = citizen.report()
    messages = citizen.read()
    assert code in messages[-1]["text"]

    assert citizen.read(after=messages[-1]["seq"]) == []

    later = citizen.read()[-1]["text"]
    assert CODE.search(later) is None
    assert "TB-…" in later


def test_reading_up_to_the_message_before_it_does_not_hide_the_receipt_code(citizen: Citizen) -> None:
    code = citizen.report()

    before = citizen.read()[-2]["seq"]
    citizen.read(after=before)

    assert code in citizen.read(after=before)[-1]["text"]


def test_a_receipt_code_said_in_the_chat_is_never_repeated_there(citizen: Citizen) -> None:
    code = citizen.report()
    citizen.read(after=citizen.read()[-1]["seq"])

    citizen.say(code)

    said, told = citizen.read()[-2:]
    assert (said["from"], said["text"]) == ("you", "TB-…")
    assert told["text"].startswith("Tin gửi ngày")
    assert code not in str(citizen.read())


def test_a_button_of_an_old_card_sends_nothing_and_shows_the_newest(citizen: Citizen) -> None:
    citizen.say(TIP)
    old = citizen.read()[-1]["buttons"][0]["payload"]
    citizen.say("Họ còn bán trên Zalo nữa")

    citizen.say(button=old)

    changed, card = citizen.read()[-2:]
    assert changed["text"] == phrases.CARD_CHANGED
    assert [button["label"] for button in card["buttons"]] == ["Gửi", "Sửa", "Bỏ", "Che thêm"]
    assert CODE.search(str(citizen.read())) is None


def test_a_chat_reads_nothing_of_another(client: TestClient) -> None:
    one, other = Citizen(client), Citizen(client)
    one.say(TIP)

    assert other.read() == []


def test_an_ended_chat_is_closed_for_good_and_its_cookie_gone(client: TestClient) -> None:
    token = client.post("/api/v1/chat").json()["token"]

    ended = client.post("/api/v1/chat/end")

    assert ended.status_code == 204
    assert "__Host-chat" not in client.cookies
    answer = client.get("/api/v1/chat/messages", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_ending_a_chat_that_is_not_there_leaves_no_cookie_either(client: TestClient) -> None:
    answer = client.post("/api/v1/chat/end", headers={"Cookie": "__Host-chat=stranger"})

    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_a_read_with_nothing_new_waits_no_longer_than_asked_and_says_so(citizen: Citizen) -> None:
    assert citizen.read(after=0, wait=0.4) == []
