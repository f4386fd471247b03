"""Officers of a house, and the outside its jobs see: a channel and a mail server that do as they are told."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from intake.messages import Button
from intake.outside import Outside
from intake.ports import Letter
from intake.unit_of_work import Ledger
from storage.audit_heads import HeadFiles
from storage.tables import Officer

NO_HEADS = HeadFiles(heads=Path("/nowhere/heads.jsonl"), verify_keys=Path("/nowhere/audit-verify.key"))


def hire(ledger: Ledger, role: str = "triager", authority_code: str | None = None) -> Officer:
    """Add an officer's account."""
    officer = Officer(
        email=f"{uuid4().hex}@officer.example",
        name=f"Cán bộ {role}",
        role=role,
        authority_code=authority_code,
        password_hash="-",
        created_at=ledger.clock(),
    )
    with ledger.open() as unit:
        unit.session.add(officer)
    return officer


@dataclass
class FakeChannel:
    """Takes what is sent unless `errors` holds one for the next try; hands out `files` by source."""

    errors: list[Exception | None] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    sent: list[tuple[Mapping[str, str], str, tuple[Button, ...]]] = field(default_factory=list)

    async def send(self, *, address: Mapping[str, str], text: str, buttons: tuple[Button, ...]) -> None:
        """Send one message."""
        self._fail_if_told()
        self.sent.append((address, text, buttons))

    async def fetch(self, source: str) -> bytes:
        """Fetch a file."""
        self._fail_if_told()
        return self.files[source]

    @property
    def texts(self) -> list[str]:
        """What was sent, in order."""
        return [text for _, text, _ in self.sent]

    def _fail_if_told(self) -> None:
        error = self.errors.pop(0) if self.errors else None
        if error is not None:
            raise error


@dataclass
class FakeWay:
    """Takes letters unless `errors` holds one for the next try; `during` runs while a letter is under way."""

    errors: list[Exception | None] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    has_left: bool = True
    during: Any = None

    async def send(self, letter: Letter) -> bool:
        """Hand a letter over."""
        self.letters.append(letter)
        if self.during is not None:
            await asyncio.to_thread(self.during)
        error = self.errors.pop(0) if self.errors else None
        if error is not None:
            raise error
        return self.has_left


def outside(
    *, channel: FakeChannel | None = None, way: FakeWay | None = None, audit_heads: HeadFiles = NO_HEADS
) -> Outside:
    """The world as jobs reach it."""

    def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run(coroutine)

    return Outside(
        channels={"telegram": channel or FakeChannel()},
        mail=way or FakeWay(),
        public_url="https://tinbao.example",
        mail_domain="tinbao.example",
        audit_heads=audit_heads,
        run=run,
    )
