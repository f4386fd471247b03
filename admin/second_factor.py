"""The second factor: time-based codes (RFC 6238), each good once, and the picture that brings one into a telephone."""

import base64
import hmac
from datetime import datetime
from uuid import UUID

import pyotp
import segno

from intake.unit_of_work import UnitOfWork
from storage.queries.rows import lock
from storage.tables import Officer
from storage.vault import Vault, hash_token

STEP_SECONDS = 30
ISSUER = "Tin báo"


def find_step(secret: str, code: str, *, at: datetime, after_step: int) -> int | None:
    """Find the time step a code belongs to: the one of now or beside it, never one used before."""
    totp = pyotp.TOTP(secret)
    given = "".join(code.split()).encode()
    now = int(at.timestamp()) // STEP_SECONDS
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), given) and step > after_step:
            return step
    return None


def use_code(unit: UnitOfWork, officer_id: UUID, code: str, *, proposed: str | None = None) -> bool:
    """Use a code up, if it is right and new; the first right one of a `proposed` secret enrols it."""
    officer = lock(unit.session, Officer, officer_id)
    if officer is None:
        return False
    secret = unit.vault.unwrap_text(officer.totp_sealed) if officer.totp_sealed else proposed
    step = find_step(secret, code, at=unit.now, after_step=officer.totp_last_step) if secret else None
    if secret is None or step is None:
        return False
    officer.totp_last_step = step
    officer.totp_sealed = officer.totp_sealed or unit.vault.wrap_text(secret)
    officer.needs_mfa = True  # whoever has one is asked for it, wherever the house runs
    unit.session.add(officer)
    return True


def propose_secret(vault: Vault, session_hash: str) -> str:
    """Derive the secret a session may enrol: nothing is stored until its first code was right."""
    return base64.b32encode(vault.derive(f"totp-enrolment:{session_hash}")[:20]).decode()


def propose_next_secret(vault: Vault, session_hash: str, officer: Officer) -> str:
    """Derive the secret a session may put in the place of the present one; another after each change."""
    present = (officer.totp_sealed or b"").hex()
    return propose_secret(vault, f"{session_hash}:{hash_token(present)}")


def replace_secret(unit: UnitOfWork, officer: Officer, secret: str, code: str) -> bool:
    """Put a secret in the present one's place if its first code is right, and nobody else changed it meanwhile."""
    row = lock(unit.session, Officer, officer.id)
    step = find_step(secret, code, at=unit.now, after_step=0)
    if row is None or step is None or row.totp_sealed != officer.totp_sealed:
        return False
    row.totp_sealed, row.totp_last_step, row.needs_mfa = unit.vault.wrap_text(secret), step, True
    unit.session.add(row)
    return True


def group_secret(secret: str) -> str:
    """Group a secret's letters for whoever types it."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def draw_secret(secret: str, officer: Officer) -> str:
    """Draw the QR code of a secret, as a data address for an image."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=officer.email, issuer_name=ISSUER)
    picture: str = segno.make(uri, error="m").svg_data_uri(scale=5, light="#fff", border=3)
    return picture
