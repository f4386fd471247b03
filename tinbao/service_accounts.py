"""The `tinbao token` commands: systems of authorities that ask by token."""

import sys
from collections.abc import Callable
from uuid import UUID

from admin.api.tokens import TokenError, create_token, revoke_token
from intake.unit_of_work import UnitOfWork
from storage.queries.tokens import list_tokens
from tinbao.app import build_house
from tinbao.settings import load_settings


def add_token(*, name: str, scopes: str, authority: str) -> int:
    """Make a service account and print its token once."""
    wanted = [scope.strip() for scope in scopes.split(",") if scope.strip()]
    print(_do(lambda unit: create_token(unit, name=name, scopes=wanted, authority_code=authority)))
    return 0


def list_service_accounts() -> int:
    """Print every service account: id, name, authority, scopes, when it was last used, whether it still works."""
    house = build_house(load_settings(), opens_identities=False)
    with house.database.read() as session:
        for row in list_tokens(session):
            used = f"last used {row.last_used_on}" if row.last_used_on else "never used"
            state = f"revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else "in force"
            print(
                f"{row.id}  {row.name} | {row.authority_code} | {','.join(row.scopes) or 'no scope'} | {used} | {state}"
            )
    house.close()
    return 0


def revoke(token_id: str) -> int:
    """Take a token back at once."""
    try:
        wanted = UUID(token_id)
    except ValueError:
        sys.exit(f"tinbao: {token_id!r} is no id of a token; `tinbao token list` shows them")
    name = _do(lambda unit: revoke_token(unit, wanted).name)
    print(f"revoked: {name}")
    return 0


def _do(act: Callable[[UnitOfWork], str]) -> str:
    house = build_house(load_settings(), opens_identities=False)
    try:
        with house.ledger.open() as unit:
            return act(unit)
    except TokenError as error:
        sys.exit(f"tinbao: {error}")
    finally:
        house.close()
