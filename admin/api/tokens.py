"""Service accounts: making one, taking it back, and knowing it again by its token."""

import re
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from admin.desk import Desk
from intake.clocks import VIETNAM
from intake.unit_of_work import UnitOfWork
from storage.queries.authorities import find_authority
from storage.queries.rows import lock
from storage.queries.tokens import find_token
from storage.tables import ApiToken
from storage.vault import hash_token

ApiScope = Literal["cases:read", "referrals:read", "referrals:write"]
SCOPES: tuple[ApiScope, ...] = get_args(ApiScope)
PREFIX = "tnb_"  # so that a token left lying in a text is recognised for what it is
TOKEN_BYTES = 32
OPERATOR = "operator"
_TOKEN = re.compile(re.escape(PREFIX) + "[A-Za-z0-9_-]{43}")


class TokenError(Exception):
    """The service account cannot be made or taken back like this."""


def create_token(unit: UnitOfWork, *, name: str, scopes: Iterable[str], authority_code: str) -> str:
    """Make a service account of an authority; returns its token, which is stored as a hash only. Raises TokenError."""
    name, wanted = " ".join(name.split()), sorted(set(scopes))
    if not name:
        raise TokenError("the token needs a name")
    if unknown := [scope for scope in wanted if scope not in SCOPES]:
        raise TokenError(f"unknown scope {unknown[0]!r}; there are {', '.join(SCOPES)}")
    if find_authority(unit.session, authority_code) is None:
        raise TokenError(f"there is no authority with the code {authority_code!r}")
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    row = ApiToken(
        name=name,
        token_hash=hash_token(token),
        scopes=wanted,
        authority_code=authority_code,
        created_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.audit("token_created", actor=OPERATOR, about=_about(row), authority=authority_code, scopes=wanted)
    return token


def revoke_token(unit: UnitOfWork, token_id: UUID) -> ApiToken:
    """Take a service account's token back at once; again changes nothing. Raises TokenError if there is none."""
    row = lock(unit.session, ApiToken, token_id)
    if row is None:
        raise TokenError(f"there is no token with the id {token_id}")
    if row.revoked_at is None:
        row.revoked_at = unit.now
        unit.session.add(row)
        unit.audit("token_revoked", actor=OPERATOR, about=_about(row))
    return row


def find_account(desk: Desk, token: str) -> ApiToken | None:
    """Find the service account of a token, None for wrong and revoked alike; the day of its use is kept, no more."""
    if not _TOKEN.fullmatch(token):
        return None
    with desk.database.read() as session:
        account = find_token(session, hash_token(token))
    today = desk.ledger.clock().astimezone(VIETNAM).date()
    if account is not None and account.last_used_on != today:
        _note_use(desk, account.id, today)
    return account


def _note_use(desk: Desk, account_id: UUID, today: date) -> None:
    with desk.ledger.open() as unit:
        row = lock(unit.session, ApiToken, account_id)
        if row is not None:
            row.last_used_on = today
            unit.session.add(row)


def _about(row: ApiToken) -> str:
    return f"token:{row.id.hex}"
