"""The command `tinbao audit verify`."""

import sys
import time
from datetime import timedelta

from storage.audit_heads import sign_head
from storage.audit_verify import AuditProof, verify_audit
from storage.database import Database, sqlite_path
from storage.queries.audit import say_at
from storage.vault import Vault
from tinbao.app import head_files, now
from tinbao.settings import Settings, SettingsError, load_settings

SIGNED_AT_LEAST_EVERY = timedelta(hours=2)


def verify() -> int:
    """Verify the audit log; 0 and what was proven, or 1 and the first bad row."""
    settings = load_settings()
    files = head_files(settings)
    if settings.database.startswith("sqlite") and not sqlite_path(settings.database).is_file():
        raise SettingsError(f"TINBAO_DATABASE_URL: there is no database {sqlite_path(settings.database)}")
    database = Database(settings.database)
    started = time.perf_counter()
    proof = verify_audit(database, files)
    seconds = time.perf_counter() - started
    database.close()
    fault = proof.fault or (None if proof.signed or not proof.rows else f"no signed head in {files.heads}")
    if fault is not None:
        sys.stdout.write(f"audit log: {fault}\n")
        return 1
    sys.stdout.write(f"OK: {proof.rows} rows, each onto the one before, in {seconds:.2f} s\n{_say_signed(proof)}")
    return 0


def sign_restored(settings: Settings, vault: Vault) -> None:
    """Sign that an operator put a backup back, so that the rows it does not hold are not missed; raises OSError."""
    database = Database(settings.database)
    with database.read() as session:
        sign_head(vault, session, settings.audit_heads, at=say_at(now()), is_restored=True)
    database.close()


def _say_signed(proof: AuditProof) -> str:
    if proof.signed is None:
        return ""
    said = f"signed up to row {proof.signed.seq}, last at {proof.signed.at}\n"
    for restored in proof.restored:
        said += f"a backup that ends at row {restored.seq} was put back at {restored.at}\n"
    if now() - proof.signed.signed_at > SIGNED_AT_LEAST_EVERY:
        said += "nothing was signed for more than two hours: is a worker running?\n"
    return said
