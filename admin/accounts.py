"""Creating accounts of the panel."""

import re
from dataclasses import dataclass

import pyotp

from admin.account_faults import AccountError
from admin.passwords import find_weakness, hash_password
from intake.unit_of_work import UnitOfWork
from nlp.provinces import province_name
from storage.database import Session
from storage.queries.authorities import find_authority
from storage.queries.officers import find_officer_by_email
from storage.tables import Officer
from storage.tables.officer import OFFICER_ROLES

OF_THE_HOUSE = frozenset({"administrator", "auditor"})
"""Roles that no authority's people can have: theirs would leave them without rights (`intake.rights.rights_of`)."""

_EMAIL = re.compile(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,190}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetails:
    """Who somebody is and what he works on."""

    email: str
    name: str
    role: str
    province_code: str | None = None
    authority_code: str | None = None


def create_officer(
    unit: UnitOfWork,
    *,
    email: str,
    name: str,
    role: str,
    province_code: str | None,
    authority_code: str | None,
    password: str,
    needs_mfa: bool,
) -> str | None:
    """Create an account with its second factor; returns the TOTP secret, None without one. Raises AccountError."""
    officer = open_account(
        unit,
        email=email,
        name=name,
        role=role,
        province_code=province_code,
        authority_code=authority_code,
        password=password,
    )
    officer.needs_mfa = needs_mfa
    secret = pyotp.random_base32() if needs_mfa else None
    if secret:
        officer.totp_sealed = unit.vault.wrap_text(secret)
    unit.session.add(officer)
    return secret


def open_account(
    unit: UnitOfWork,
    *,
    email: str,
    name: str,
    role: str,
    password: str,
    province_code: str | None = None,
    authority_code: str | None = None,
) -> Officer:
    """Create an account whose second factor is set up at its first log-in. Raises AccountError."""
    details = AccountDetails(
        email=email, name=name, role=role, province_code=province_code, authority_code=authority_code
    )
    details = check_details(unit.session, details)
    check_new_password(password, email=details.email, name=details.name)
    return add_officer(unit, details, password_hash=hash_password(password))


def add_officer(unit: UnitOfWork, details: AccountDetails, *, password_hash: str) -> Officer:
    """Add an account of checked details; raises AccountError where the address was taken meanwhile."""
    if find_officer_by_email(unit.session, details.email):
        raise AccountError("email_taken")
    officer = Officer(
        email=details.email,
        name=details.name,
        role=details.role,
        province_code=details.province_code,
        authority_code=details.authority_code,
        password_hash=password_hash,
        created_at=unit.now,
    )
    unit.session.add(officer)
    unit.session.flush()
    return officer


def check_details(session: Session, details: AccountDetails) -> AccountDetails:
    """Give the details as they are stored; raises AccountError for what cannot be."""
    email, name = details.email.strip().lower(), " ".join(details.name.split())
    if not _EMAIL.fullmatch(email):
        raise AccountError("email_invalid")
    if not name:
        raise AccountError("name_missing")
    check_place(session, role=details.role, province_code=details.province_code, authority_code=details.authority_code)
    if find_officer_by_email(session, email):
        raise AccountError("email_taken")
    return AccountDetails(
        email=email,
        name=name,
        role=details.role,
        province_code=details.province_code,
        authority_code=details.authority_code,
    )


def check_place(session: Session, *, role: str, province_code: str | None, authority_code: str | None) -> None:
    """Check that a role goes with a province and an authority; raises AccountError."""
    if role not in OFFICER_ROLES:
        raise AccountError("role_unknown")
    if province_code is not None:
        try:
            province_name(province_code)
        except KeyError:
            raise AccountError("province_unknown") from None
    if role == "officer" and not authority_code:
        raise AccountError("authority_needed")
    if role in OF_THE_HOUSE and authority_code:
        raise AccountError("authority_refused")
    if authority_code and find_authority(session, authority_code) is None:
        raise AccountError("authority_unknown")


def check_new_password(password: str, *, email: str, name: str) -> None:
    """Check that a password is hard to guess; raises AccountError."""
    weakness = find_weakness(password, email=email, name=name)
    if weakness:
        raise AccountError(weakness)
