"""Server-side sessions: known by the hash of their cookie, idle 30 minutes, 12 hours at most, full after the second factor."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request, Response

from admin.browsers import name_browser
from admin.desk import Desk
from intake.unit_of_work import UnitOfWork
from storage.queries.officers import delete_session, find_session
from storage.queries.rows import lock
from storage.tables import Officer, OfficerSession
from storage.vault import hash_token

COOKIE = "__Host-session"
TOKEN_BYTES = 32
IDLE_LIFE = timedelta(minutes=30)
WHOLE_LIFE = timedelta(hours=12)
CONFIRMED_FOR = timedelta(minutes=5)
HALF_LIFE = timedelta(minutes=10)  # between the password and the code
TOUCH_AFTER = timedelta(minutes=1)  # so that looking around writes once a minute, not with every page


class LoginNeededError(Exception):
    """Nobody is logged in here (any more)."""


class ConfirmNeededError(Exception):
    """A sensitive act asks for password and code again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose session a request belongs to, and how far it has come."""

    officer: Officer
    session: OfficerSession

    @property
    def is_full(self) -> bool:
        """Whether the second factor was given, or none is asked for."""
        return self.session.second_factor_at is not None


def get_desk(request: Request) -> Desk:
    """Give the desk the router put on the request."""
    desk: Desk = request.state.desk
    return desk


DeskHere = Annotated[Desk, Depends(get_desk)]


def find_visit(request: Request, desk: DeskHere) -> Visit | None:
    """Find the living session of a request's cookie; None for unknown, idle, too old and disabled alike."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    with desk.database.read() as session:
        found = find_session(session, hash_token(token))
    if found is None:
        return None
    row, officer = found
    if row.second_factor_at and not (officer.needs_mfa or desk.is_development):
        return None  # a development house was moved to production
    now = desk.ledger.clock()
    longest = WHOLE_LIFE if row.second_factor_at else HALF_LIFE
    if officer.disabled_at is not None or now - row.created_at > longest or now - row.used_at > IDLE_LIFE:
        return None
    if now - row.used_at > TOUCH_AFTER:
        _touch(desk, row)
    return Visit(officer, row)


def require_visit(visit: Annotated[Visit | None, Depends(find_visit)]) -> Visit:
    """Give the visit of an officer who is fully logged in; raises LoginNeededError."""
    if visit is None or not visit.is_full:
        raise LoginNeededError
    return visit


def require_officer(visit: Annotated[Visit, Depends(require_visit)]) -> Officer:
    """Give the officer who is fully logged in; raises LoginNeededError."""
    return visit.officer


def require_confirmed(desk: DeskHere, visit: Annotated[Visit, Depends(require_visit)]) -> Visit:
    """Give the visit of an officer who lately gave password and code; raises LoginNeededError, ConfirmNeededError."""
    confirmed_at = visit.session.confirmed_at
    if confirmed_at is None or desk.ledger.clock() - confirmed_at > CONFIRMED_FOR:
        raise ConfirmNeededError
    return visit


AnyVisit = Annotated[Visit | None, Depends(find_visit)]
FullVisit = Annotated[Visit, Depends(require_visit)]
CurrentOfficer = Annotated[Officer, Depends(require_officer)]
ConfirmedVisit = Annotated[Visit, Depends(require_confirmed)]
"""For sensitive acts (reveals, accounts, tokens): the log-in, or /admin/confirm, was less than five minutes ago."""


def begin_session(unit: UnitOfWork, officer: Officer, request: Request, *, is_full: bool) -> str:
    """Begin a session under a new token, ending the request's; returns the token."""
    instead_of = request.cookies.get(COOKIE)
    if instead_of:
        delete_session(unit.session, hash_token(instead_of))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    unit.session.add(
        OfficerSession(
            token_hash=hash_token(token),
            officer_id=officer.id,
            second_factor_at=unit.now if is_full else None,
            confirmed_at=unit.now if is_full else None,
            browser=name_browser(request.headers.get("user-agent", "")),
            created_at=unit.now,
            used_at=unit.now,
        )
    )
    return token


def set_session_cookie(response: Response, token: str) -> None:
    """Hand the token to the browser: this host, HTTPS (or loopback), same site, no scripts, until it is closed."""
    response.set_cookie(COOKIE, token, path="/", secure=True, httponly=True, samesite="strict")


def delete_session_cookie(response: Response) -> None:
    """Take the token back from the browser."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")


def _touch(desk: Desk, row: OfficerSession) -> None:
    with desk.ledger.open() as unit:
        fresh = lock(unit.session, OfficerSession, row.token_hash)
        if fresh is not None:
            fresh.used_at = unit.now
            unit.session.add(fresh)
