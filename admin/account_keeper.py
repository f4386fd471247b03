"""Who keeps the accounts: the pages about others are there for nobody else."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends
from starlette.exceptions import HTTPException

from admin.auth import ConfirmedVisit, CurrentOfficer
from intake.rights import rights_of
from storage.database import Session
from storage.tables import Officer


def require_keeper(officer: CurrentOfficer) -> Officer:
    """Give the officer if he keeps the accounts; for others there is no such page."""
    if "manage_accounts" not in rights_of(officer):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return officer


Keeper = Annotated[Officer, Depends(require_keeper)]


def require_confirmed_keeper(keeper: Keeper, _visit: ConfirmedVisit) -> Officer:
    """Give him if he lately gave password and code, too; raises ConfirmNeededError."""
    return keeper


ConfirmedKeeper = Annotated[Officer, Depends(require_confirmed_keeper)]


def get_account(session: Session, account_id: UUID) -> Officer:
    """Get an account; 404 if there is none."""
    found = session.get(Officer, account_id)
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return found
