"""Creating accounts of the panel."""

import re
from typing import Literal

import pyotp

from admin.passwords import Weakness, find_weakness, hash_password
from intake.unit_of_work import UnitOfWork
from nlp.provinces import province_name
from storage.queries.authorities import find_authority
from storage.queries.officers import find_officer_by_email
from storage.tables import Officer
from storage.tables.officer import OFFICER_ROLES

Fault = (
    Weakness
    | Literal[
        "email_invalid", "email_taken", "name_missing", "role_unknown", "authority_unknown", "authority_needed",
        "province_unknown",
    ]
)  # fmt: skip

SENTENCES: dict[Fault, str] = {
    "email_invalid": "this is no e-mail address",
    "email_taken": "there is an account with this e-mail address",
    "name_missing": "the account needs a name",
    "role_unknown": "there is no such role",
    "authority_unknown": "there is no authority with this code",
    "authority_needed": "an officer belongs to an authority: name its code",
    "province_unknown": "there is no province with this code today",
    "password_short": "the password needs at least 12 characters",
    "password_long": "the password has more than 256 characters",
    "password_common": "the password is too easy to guess",
    "password_personal": "the password must not be the e-mail address or the name",
}

_EMAIL = re.compile(r"[^\s@<>,;:\"]{1,64}@[^\s@<>,;:\"]{1,190}")


class AccountError(Exception):
    """The account cannot be made like this; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        """Build the sentence."""
        super().__init__(SENTENCES[fault])
        self.fault: Fault = fault


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
    email, name = email.strip().lower(), " ".join(name.split())
    _check_words(email=email, name=name, role=role, province_code=province_code)
    _check_place(unit, role=role, authority_code=authority_code)
    if find_officer_by_email(unit.session, email):
        raise AccountError("email_taken")
    weakness = find_weakness(password, email=email, name=name)
    if weakness:
        raise AccountError(weakness)
    officer = Officer(
        email=email,
        name=name,
        role=role,
        province_code=province_code,
        authority_code=authority_code,
        password_hash=hash_password(password),
        created_at=unit.now,
    )
    unit.session.add(officer)
    unit.session.flush()
    return officer


def _check_words(*, email: str, name: str, role: str, province_code: str | None) -> None:
    if not _EMAIL.fullmatch(email):
        raise AccountError("email_invalid")
    if not name:
        raise AccountError("name_missing")
    if role not in OFFICER_ROLES:
        raise AccountError("role_unknown")
    if province_code is not None:
        try:
            province_name(province_code)
        except KeyError:
            raise AccountError("province_unknown") from None


def _check_place(unit: UnitOfWork, *, role: str, authority_code: str | None) -> None:
    if role == "officer" and not authority_code:
        raise AccountError("authority_needed")
    if authority_code and find_authority(unit.session, authority_code) is None:
        raise AccountError("authority_unknown")
