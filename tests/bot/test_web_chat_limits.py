"""What the web chat refuses: too much, too fast, and everything that is not a message, always with a kind sentence."""

import json
import uuid
from collections.abc import Callable, Iterator

import pytest
from starlette.testclient import TestClient

from intake import web_phrases
from intake.chat_limits import CHATS_PER_ADDRESS, MESSAGES_PER_CHAT, MOST_FILE_BYTES, MOST_FILES
from intake.inbox import LONGEST_TEXT
from tests.conftest import make_settings
from tests.intake.keys import read_originals
from tests.public.citizen import SMALLEST_PNG, TIP, Citizen, open_browser
from tinbao.app import House, build_house
from tinbao.web import build_web

ID = "0198f6a0-7c1e-7bbb-8000-1234567890ab"


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all: each test has a chat, and each application its counts, of its own."""
    house = build_house(make_settings(tmp_path_factory.mktemp("house")), opens_identities=True)
    yield house
    house.close()


@pytest.fixture
def client(shared_house: House) -> TestClient:
    """A browser at an application of its own, because limits are counted there."""
    return TestClient(build_web(shared_house), base_url="https://testserver", follow_redirects=False)


@pytest.fixture
def citizen(client: TestClient) -> Citizen:
    return Citizen(client)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"null", 400),
        (b"[]", 400),
        (b'"text"', 400),
        (b"\xff\xfe\x00", 400),
        (b'{"id": "' + ID.encode() + b'", "text": "gi\xe1 r\xe8"}', 400),
        (b"[" * 100_000, 400),
        (b'{"id": ' + b"9" * 5000 + b"}", 400),
        (b"{}", 422),
        (b'{"text": "xin chao"}', 422),
        (b'{"id": null, "text": "xin chao"}', 422),
        (b'{"id": 7, "text": "xin chao"}', 422),
        (b'{"id": "not-a-uuid", "text": "xin chao"}', 422),
        (json.dumps({"id": ID, "text": ["a"]}).encode(), 400),
        (json.dumps({"id": ID, "text": "a", "button": {"payload": "send:1"}}).encode(), 400),
        (json.dumps({"id": ID, "text": "a" * (LONGEST_TEXT + 1)}).encode(), 413),
        (json.dumps({"id": ID}).encode(), 202),
        (json.dumps({"id": ID, "text": ""}).encode(), 202),
        (json.dumps({"id": ID, "text": None, "button": None}).encode(), 202),
        (json.dumps({"id": ID, "text": "hàng giả\x00 ở Huế"}).encode(), 202),
        (b'{"id": "' + ID.encode() + rb'", "text": "h\ud800ng gi\udfff"}', 202),
        (b'{"id": "' + ID.encode() + rb'", "text": "a", "button": "send:\ud800\u0000"}', 202),
        (json.dumps({"id": ID, "text": "sữa giả " * 12_500}).encode(), 202),
        (json.dumps({"id": ID, "text": "a", "button": "send:" + "9" * 100_000}).encode(), 202),
        (json.dumps({"id": ID, "text": "xin chào"}).encode("utf-16"), 202),
    ],
)
def test_no_body_breaks_the_door(citizen: Citizen, body: bytes, status: int) -> None:
    answer = citizen.client.post(
        "/api/v1/chat/messages", content=body, headers={**citizen.headers, "Content-Type": "application/json"}
    )

    assert answer.status_code == status
    if status == 202:
        assert answer.json() == {"id": ID}
        assert citizen.read()
    else:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"] in vars(web_phrases).values()
        assert citizen.read() == []


def test_what_no_database_stores_is_replaced_and_the_rest_kept(citizen: Citizen) -> None:
    citizen.client.post(
        "/api/v1/chat/messages",
        content=b'{"id": "' + ID.encode() + rb'", "text": "gi\u0000\ud800 100k"}',
        headers=citizen.headers,
    )

    assert citizen.read()[0]["text"] == "gi\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} 100k"


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x", "Basic dXNlcjpwYXNz", "Bearer " + "a" * 43])
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/v1/chat/messages"), ("POST", "/api/v1/chat/messages"), ("GET", "/api/v1/chat/stream")],
)
def test_a_token_nobody_has_opens_nothing(client: TestClient, token: str, method: str, path: str) -> None:
    answer = client.request(method, path, headers={"Authorization": token})

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == web_phrases.CHAT_UNKNOWN


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=" + "9" * 30, "after=0&wait=x", "after=0&wait=-1"])
def test_no_place_breaks_a_read(citizen: Citizen, query: str) -> None:
    assert citizen.client.get(f"/api/v1/chat/messages?{query}", headers=citizen.headers).status_code == 422


Files = list[tuple[str, tuple[str, bytes]]]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("files", ("x.jpg", b"x"))] * (MOST_FILES + 1), web_phrases.FILES_TOO_MANY),
        ([("files", ("x.mp4", bytes(MOST_FILE_BYTES + 1)))], web_phrases.FILE_TOO_BIG),
        ([("files", ("x.mp4", bytes(19_000_000)))] * 3, web_phrases.FILES_TOO_HEAVY),
    ],
)
def test_too_many_files_or_one_too_big_is_refused_by_naming_the_limit(
    citizen: Citizen, files: Files, sentence: str
) -> None:
    answer = citizen.client.post("/api/v1/chat/messages", data={"id": ID}, files=files, headers=citizen.headers)

    assert (answer.status_code, answer.json()["detail"]) == (413, sentence)
    assert citizen.read() == []


def test_a_file_of_just_the_limit_is_taken(citizen: Citizen) -> None:
    files = [("files", ("phim.mp4", bytes(MOST_FILE_BYTES)))]

    answer = citizen.client.post("/api/v1/chat/messages", data={"id": ID}, files=files, headers=citizen.headers)

    assert answer.status_code == 202


def test_a_body_over_every_limit_is_refused_too(citizen: Citizen) -> None:
    files = [("files", (f"{n}.mp4", bytes(MOST_FILE_BYTES))) for n in range(4)]

    answer = citizen.client.post("/api/v1/chat/messages", data={"id": ID}, files=files, headers=citizen.headers)

    assert answer.status_code == 413


def test_a_broken_form_is_refused_kindly(citizen: Citizen) -> None:
    headers = {**citizen.headers, "Content-Type": "multipart/form-data; boundary=x"}

    answer = citizen.client.post("/api/v1/chat/messages", content=b"--x\r\nnot a part", headers=headers)

    assert (answer.status_code, answer.json()["detail"]) == (400, web_phrases.NOT_READABLE)


@pytest.mark.parametrize("boundary", ["", "; boundary=", "; charset=utf-99; boundary=x"])
def test_a_form_without_a_sound_head_is_refused_kindly(citizen: Citizen, boundary: str) -> None:
    headers = {**citizen.headers, "Content-Type": f"multipart/form-data{boundary}"}

    answer = citizen.client.post("/api/v1/chat/messages", content=b"--x--\r\n", headers=headers)

    assert answer.status_code in {400, 422}


def test_a_photo_comes_in_unchanged(sqlite_house: House) -> None:
    citizen = Citizen(open_browser(sqlite_house))
    files = [("files", ("ảnh.png", SMALLEST_PNG)), ("files", ("", b""))]

    answer = citizen.client.post(
        "/api/v1/chat/messages", data={"id": ID, "text": TIP}, files=files, headers=citizen.headers
    )

    assert answer.status_code == 202
    assert "tệp kèm theo: 1" in citizen.read()[-1]["text"]
    stored = read_originals(sqlite_house.inbox)
    assert stored == [SMALLEST_PNG]


def test_fifty_messages_at_once_are_taken_and_far_too_many_wait(citizen: Citizen) -> None:
    answers = [citizen.say("1") for _ in range(MESSAGES_PER_CHAT.amount + 1)]

    assert {answer.status_code for answer in answers[:50]} == {202}
    refused = answers[-1]
    assert (refused.status_code, refused.json()["detail"]) == (429, web_phrases.MESSAGES_TOO_MANY)
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert len([message for message in citizen.read() if message["from"] == "you"]) == MESSAGES_PER_CHAT.amount


def test_one_address_starts_many_chats_but_not_without_end(client: TestClient) -> None:
    answers = [client.post("/api/v1/chat") for _ in range(CHATS_PER_ADDRESS.amount + 1)]

    assert {answer.status_code for answer in answers[:-1]} == {201}
    assert (answers[-1].status_code, answers[-1].json()["detail"]) == (429, web_phrases.CHATS_TOO_MANY)
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600


def _says_elsewhere(name: str, value: str) -> Callable[[TestClient], int]:
    return lambda client: int(client.post("/api/v1/chat", headers={name: value}).status_code)


@pytest.mark.parametrize(
    "post", [_says_elsewhere("Origin", "https://other.example"), _says_elsewhere("Sec-Fetch-Site", "cross-site")]
)
def test_another_site_starts_no_chat_in_a_visitors_name(client: TestClient, post: Callable[[TestClient], int]) -> None:
    assert post(client) == 403


def test_ids_in_any_spelling_of_a_uuid_are_one(citizen: Citizen) -> None:
    for spelling in (ID, "{" + ID + "}", f"urn:uuid:{ID}", uuid.UUID(ID).hex):
        assert citizen.say(TIP, message_id=spelling).json() == {"id": ID}

    assert len(citizen.read()) == 2
