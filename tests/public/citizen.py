"""What a citizen's browser or program does over `/api/v1/chat`, for tests of both doors."""

import re
import uuid
from typing import Any

from starlette.testclient import TestClient

from tests.web_app import web_app
from tinbao.app import House

TIP = "Shop Mẹ Bé 88 trên facebook bán sữa giả ở Đà Nẵng, sđt 0900000651"
CODE = re.compile(r"TB-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]")
SMALLEST_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def open_browser(house: House) -> TestClient:
    """A client that keeps cookies, over what it takes for HTTPS."""
    return TestClient(web_app(house), base_url="https://testserver", follow_redirects=False)


class Citizen:
    """One chat by Bearer token."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.token = client.post("/api/v1/chat").json()["token"]
        client.cookies.clear()

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def say(self, text: str = "", *, message_id: str | None = None, **more: object) -> Any:
        body = {"id": message_id or str(uuid.uuid4()), "text": text, **more}
        return self.client.post("/api/v1/chat/messages", json=body, headers=self.headers)

    def press(self, label: str) -> Any:
        payloads = [b["payload"] for m in self.read() for b in m["buttons"] if b["label"] == label]
        return self.say(button=payloads[-1])

    def read(self, after: int = 0, **more: object) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"after": after, **more}
        answer = self.client.get("/api/v1/chat/messages", params=params, headers=self.headers)
        assert answer.status_code == 200
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    def report(self) -> str:
        """Send a whole report; gives its receipt code, delivery not yet confirmed."""
        self.say(TIP)
        self.press("Gửi")
        found = CODE.search(self.read()[-1]["text"])
        assert found, "the last message shows the receipt code"
        return found[0]
