"""Who asks in the matrix: the columns of `matrix.txt`, each with a session or a token of its own."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid4

from admin.api.tokens import create_token
from admin.auth import COOKIE
from intake.unit_of_work import UnitOfWork
from storage.tables import Officer, OfficerSession
from storage.vault import hash_token
from tinbao.app import House

HERE, ELSEWHERE = "48", "01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A column: an officer or a system, and how far the log-in has come. `is_walled`: asks for what a wall keeps away."""

    kind: Literal["nobody", "officer", "token"] = "officer"
    role: str = ""
    province: str | None = None
    authority: str | None = None
    session: Literal["full", "half", "disabled", "unconfirmed"] = "full"
    scopes: tuple[str, ...] = ()
    is_walled: bool = False

    @property
    def is_logged_in(self) -> bool:
        """Whether an officer stands behind the session."""
        return self.kind == "officer" and self.session in {"full", "unconfirmed"}


ALL_SCOPES = ("cases:read", "referrals:read", "referrals:write")
COLUMNS: Mapping[str, Person] = {
    "nobody": Person(kind="nobody"),
    "half": Person(role="head", session="half"),
    "disabled": Person(role="officer", authority=f"QLTT-{HERE}", session="disabled"),
    "triager": Person(role="triager"),
    "triager+": Person(role="triager", province=HERE),
    "triager-": Person(role="triager", province=ELSEWHERE),
    "officer+": Person(role="officer", authority=f"QLTT-{HERE}"),
    "officer-": Person(role="officer", authority=f"QLTT-{ELSEWHERE}"),
    "officer!": Person(role="officer", authority=f"QLTT-{HERE}", is_walled=True),
    "head": Person(role="head"),
    "head-": Person(role="head", province=ELSEWHERE),
    "head~": Person(role="head", session="unconfirmed"),
    "auditor": Person(role="auditor"),
    "admin": Person(role="administrator"),
    "admin~": Person(role="administrator", session="unconfirmed"),
    "token+": Person(kind="token", authority=f"QLTT-{HERE}", scopes=ALL_SCOPES),
    "token-": Person(kind="token", authority=f"QLTT-{ELSEWHERE}", scopes=ALL_SCOPES),
    "token0": Person(kind="token", authority=f"QLTT-{HERE}"),
}


@dataclass(frozen=True, slots=True)
class Pass:
    """What a person's requests carry, and the officer's id where there is one."""

    headers: Mapping[str, str]
    officer_id: UUID | None = None


def admit(house: House, person: Person) -> Pass:
    """Make the account and what it asks with."""
    with house.ledger.open() as unit:
        if person.kind == "nobody":
            return Pass({})
        if person.kind == "token":
            token = create_token(unit, name="Hệ thống", scopes=person.scopes, authority_code=person.authority or "")
            return Pass({"authorization": f"Bearer {token}"})
        officer = hire(unit, person)
        return Pass({"cookie": begin(unit, officer, person)}, officer.id)


def hire(unit: UnitOfWork, person: Person) -> Officer:
    """Make an officer's account."""
    officer = Officer(
        email=f"{uuid4().hex}@tinbao.example",
        name="Nguyễn Thị Lan",
        role=person.role,
        province_code=person.province,
        authority_code=person.authority,
        password_hash="-",
        created_at=unit.now,
        disabled_at=unit.now if person.session == "disabled" else None,
    )
    unit.session.add(officer)
    unit.session.flush()
    return officer


def begin(unit: UnitOfWork, officer: Officer, person: Person) -> str:
    """Begin a session as far as this person's has come; returns the cookie."""
    token = secrets.token_urlsafe()
    is_full, is_confirmed = person.session != "half", person.session in {"full", "disabled"}
    unit.session.add(
        OfficerSession(
            token_hash=hash_token(token),
            officer_id=officer.id,
            second_factor_at=unit.now if is_full else None,
            confirmed_at=unit.now if is_confirmed else None,
            created_at=unit.now,
            used_at=unit.now,
        )
    )
    return f"{COOKIE}={token}"
