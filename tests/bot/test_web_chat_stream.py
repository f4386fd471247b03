"""The web chat's news over a real connection: events in order, long polls that end when something comes."""

import json
import threading
import uuid
from collections.abc import Iterator

import httpx
import pytest

from intake.chat import end_chat
from tests.public.citizen import TIP
from tests.public.live_server import serve
from tinbao.app import House


@pytest.fixture
def client(sqlite_house: House) -> Iterator[httpx.Client]:
    with serve(sqlite_house) as url, httpx.Client(base_url=url, timeout=20) as client:
        token = client.post("/api/v1/chat").json()["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


def _say(client: httpx.Client, text: str) -> None:
    answer = client.post("/api/v1/chat/messages", json={"id": str(uuid.uuid4()), "text": text})
    assert answer.status_code == 202


def _events(stream: httpx.Response) -> Iterator[dict[str, object]]:
    """Read events as a browser does; `id` must be the message's place."""
    event_id, data = "", ""
    for line in stream.iter_lines():
        name, _, value = line.partition(": ")
        if name == "id":
            event_id = value
        elif name == "data":
            data = value
        elif not line and event_id:
            event = json.loads(data)
            assert int(event_id) == event["seq"]
            event_id = ""
            yield event


def test_the_stream_gives_what_is_there_and_what_comes_in_order(client: httpx.Client) -> None:
    _say(client, TIP)

    with client.stream("GET", "/api/v1/chat/stream") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        events = _events(stream)
        first = [next(events) for _ in range(2)]
        _say(client, "Họ bán cả trên Zalo nữa")
        later = [next(events) for _ in range(2)]

    assert [(event["seq"], event["from"]) for event in first + later] == [
        (1, "you"),
        (2, "bot"),
        (3, "you"),
        (4, "bot"),
    ]
    assert later[0]["text"] == "Họ bán cả trên Zalo nữa"


@pytest.mark.parametrize(("query", "headers"), [("?after=1", {}), ("", {"Last-Event-ID": "1"})])
def test_the_stream_goes_on_where_the_reader_left_off(
    client: httpx.Client, query: str, headers: dict[str, str]
) -> None:
    _say(client, TIP)

    with client.stream("GET", f"/api/v1/chat/stream{query}", headers=headers) as stream:
        assert next(_events(stream))["seq"] == 2


@pytest.mark.parametrize("strange", ["-1", "x", "²", "9" * 40])
def test_a_strange_last_event_id_is_no_place_at_all(client: httpx.Client, strange: str) -> None:
    _say(client, TIP)

    with client.stream("GET", "/api/v1/chat/stream", headers=[(b"Last-Event-ID", strange.encode())]) as stream:
        assert next(_events(stream))["seq"] == 1


def test_seeing_the_receipt_code_on_the_stream_does_not_use_it_up(client: httpx.Client) -> None:
    _say(client, TIP)
    _say(client, "1")

    with client.stream("GET", "/api/v1/chat/stream") as stream:
        events = _events(stream)
        seen = [next(events) for _ in range(4)]
    again = client.get("/api/v1/chat/messages?after=3").json()["messages"]
    with client.stream("GET", "/api/v1/chat/stream?after=4"):
        pass
    confirmed = client.get("/api/v1/chat/messages?after=3").json()["messages"]

    assert again == [seen[3]]
    assert "TB-…" not in again[0]["text"]
    assert "TB-…" in confirmed[0]["text"]


def test_the_stream_ends_with_the_chat(client: httpx.Client, sqlite_house: House) -> None:
    _say(client, TIP)

    with client.stream("GET", "/api/v1/chat/stream") as stream:
        events = _events(stream)
        first = next(events)
        end_chat(sqlite_house.ledger, client.headers["Authorization"].removeprefix("Bearer "))
        rest = list(events)

    assert [event["seq"] for event in (first, *rest)] == [1, 2]


def test_a_waiting_read_ends_as_soon_as_something_comes(client: httpx.Client) -> None:
    _say(client, TIP)
    came: list[httpx.Response] = []

    def wait() -> None:
        came.append(client.get("/api/v1/chat/messages?after=2&wait=25", timeout=30))

    waiting = threading.Thread(target=wait)
    waiting.start()
    _say(client, "Họ bán cả trên Zalo nữa")
    waiting.join(timeout=15)

    assert not waiting.is_alive(), "the read answers long before its 25 seconds"
    assert came[0].json()["messages"][0]["text"] == "Họ bán cả trên Zalo nữa"
    assert came[0].elapsed.total_seconds() < 15
