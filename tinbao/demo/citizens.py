"""Invented citizens: each report of `reports.jsonl` told through the web chat's JSON door."""

import io
import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from PIL import Image, ImageDraw

REPORTS_FILE = Path(__file__).parent / "reports.jsonl"
MOST_WAIT_SECONDS = 20
_CODE = re.compile(r"TB-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of one citizen's conversation; `code` is None where nothing was sent."""

    id: str
    code: str | None
    sent_at: datetime | None


def read_reports() -> list[dict[str, Any]]:
    """Read the invented reports."""
    return [json.loads(line) for line in REPORTS_FILE.read_text(encoding="utf-8").splitlines()]


def tell(client: httpx.Client, report: dict[str, Any]) -> Told:
    """Tell one report as a citizen would; presses Gửi if the report says so."""
    chat = _Chat(client)
    for turn in report["turns"]:
        chat.say(turn)
    if report["photo"]:
        chat.send_photo(_picture(report["id"]))
    if not report["send"]:
        return Told(id=report["id"], code=None, sent_at=None)
    sent_at = datetime.now(UTC)
    chat.press_send()
    return Told(id=report["id"], code=chat.find_code(), sent_at=sent_at)


class _Chat:
    """One citizen's browser."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        token = _checked(client.post("/api/v1/chat")).json()["token"]
        self._headers = {"Authorization": f"Bearer {token}"}
        self._messages: list[dict[str, Any]] = []

    def say(self, text: str) -> None:
        self._post(json={"id": str(uuid.uuid4()), "text": text})

    def send_photo(self, content: bytes) -> None:
        files = {"files": ("anh.jpg", content, "image/jpeg")}
        self._post(data={"id": str(uuid.uuid4()), "text": ""}, files=files)

    def press_send(self) -> None:
        cards = [m for m in self._messages if any(b["payload"].startswith("send:") for b in m["buttons"])]
        if not cards:
            self.say("gửi")
            return
        payload = next(b["payload"] for b in cards[-1]["buttons"] if b["payload"].startswith("send:"))
        self._post(json={"id": str(uuid.uuid4()), "text": "", "button": payload})

    def find_code(self) -> str | None:
        found = [code for message in self._messages for code in _CODE.findall(message["text"])]
        return found[-1] if found else None

    def _post(self, **body: Any) -> None:
        before = len(self._messages)
        _checked(self._client.post("/api/v1/chat/messages", headers=self._headers, **body))
        for message in self._read():
            self._messages.append(message)
        if len(self._messages) == before:
            raise RuntimeError("the chat did not answer")

    def _read(self) -> Iterator[dict[str, Any]]:
        after = self._messages[-1]["seq"] if self._messages else 0
        answer = self._client.get(
            "/api/v1/chat/messages", params={"after": after, "wait": MOST_WAIT_SECONDS}, headers=self._headers
        )
        yield from _checked(answer).json()["messages"]


def _checked(answer: httpx.Response) -> httpx.Response:
    answer.raise_for_status()
    return answer


def _picture(words: str) -> bytes:
    image = Image.new("RGB", (640, 480), (236, 232, 222))
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 90, 520, 390), fill=(196, 120, 92), outline=(90, 50, 40), width=6)
    draw.text((150, 220), f"ANH MINH HOA {words}", fill=(255, 255, 255))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
