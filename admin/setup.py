"""The one-time link by which the first administrator is made."""

import secrets

from intake.unit_of_work import Ledger, UnitOfWork
from storage.queries.officers import count_officers, delete_setup_links, find_setup_link
from storage.tables import SetupLink
from storage.vault import hash_token

TOKEN_BYTES = 32


def create_setup_link(ledger: Ledger, public_url: str) -> str | None:
    """Make a set-up link, earlier ones worthless; None once there is an account."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with ledger.open() as unit:
        if count_officers(unit.session):
            return None
        delete_setup_links(unit.session)
        unit.session.add(SetupLink(token_hash=hash_token(token), created_at=unit.now))
    return f"{public_url}/admin/setup#{token}"


def use_setup_link(unit: UnitOfWork, token: str) -> bool:
    """Use a link up; False if it is unknown, used, replaced, or there is an account already."""
    link = find_setup_link(unit.session, hash_token(token))
    if link is None or count_officers(unit.session):
        return False
    link.used_at = unit.now
    unit.session.add(link)
    unit.session.flush()
    return True
