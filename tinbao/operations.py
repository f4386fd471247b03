"""Operators' commands: schema, keys, registry, accounts."""

import sys

from admin.account_faults import AccountError
from admin.accounts import create_officer
from intake.clocks import VIETNAM
from storage.queries.authorities import list_authorities
from storage.queries.officers import find_officer_by_email
from tinbao.app import build_house, now
from tinbao.settings import SettingsError, load_settings

PROVINCIAL_TYPES = ("QLTT", "CA", "SCT", "THUE", "YT")


def migrate_database() -> int:
    """Bring the schema to today and seed the registry."""
    settings = load_settings()
    build_house(settings, opens_identities=settings.vault_private_key.exists()).close()
    return 0


def list_registry() -> int:
    """Print every authority valid today."""
    house = build_house(load_settings(), opens_identities=False)
    with house.database.read() as session:
        for row in list_authorities(session, on=now().astimezone(VIETNAM).date()):
            print(f"{row.code:8} {row.name} | {row.email or 'no verified contact'} | {row.source}")
    house.close()
    return 0


def check_registry() -> int:
    """Name provinces without an authority of a type, and authorities that cannot be reached; 1 if there are holes."""
    house = build_house(load_settings(), opens_identities=False)
    with house.database.read() as session:
        rows = list_authorities(session, on=now().astimezone(VIETNAM).date())
    house.close()
    provinces = sorted({row.province_code for row in rows if row.province_code})
    codes = {row.code for row in rows}
    holes = [f"{kind}-{code}" for kind in PROVINCIAL_TYPES for code in provinces if f"{kind}-{code}" not in codes]
    unreachable = [row.code for row in rows if not row.email or row.verified_on is None]
    print(f"{len(rows)} authorities, {len(provinces)} provinces")
    print(f"missing: {', '.join(holes) or 'none'}")
    print(f"without a verified contact: {', '.join(unreachable) or 'none'}")
    return 1 if holes else 0


def add_officer(
    *, email: str, name: str, role: str, province: str | None, authority: str | None, password: str, needs_mfa: bool
) -> int:
    """Create an account and print its TOTP secret once."""
    settings = load_settings()
    if not needs_mfa and not settings.is_development:
        raise SettingsError("TINBAO_ENV: --no-mfa only works in development")
    house = build_house(settings, opens_identities=False)
    try:
        with house.ledger.open() as unit:
            secret = create_officer(
                unit,
                email=email,
                name=name,
                role=role,
                province_code=province,
                authority_code=authority,
                password=password,
                needs_mfa=needs_mfa,
            )
            officer = find_officer_by_email(unit.session, email)
            about = f"officer:{officer.id.hex}" if officer else ""
            unit.audit("account_added", actor="operator", about=about, role=role)
    except AccountError as error:
        sys.exit(f"tinbao: {error}")
    finally:
        house.close()
    if secret:
        print(f"TOTP secret: {secret}")
    return 0
