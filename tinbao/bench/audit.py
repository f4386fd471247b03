"""How fast the audit log is proven: its rows, read and hashed again by one core."""

import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

from storage.audit import AuditNote, append_notes
from storage.audit_heads import HeadFiles
from storage.audit_verify import verify_audit
from storage.database import Database
from storage.migrate import migrate

BLOCK = 10_000


def measure_proof(folder: Path, *, rows: int, rounds: int) -> float:
    """Write so many rows and prove them; returns rows per second of processor time, the median of the rounds."""
    url = f"sqlite:///{folder / 'audit.db'}"
    migrate(url)
    database = Database(url)
    note = AuditNote(actor=f"officer:{'a' * 32}", act="case_viewed", about=f"case:{'b' * 32}", facts={"count": 1})
    for _ in range(rows // BLOCK):
        with database.write() as session:
            append_notes(session, [note] * BLOCK, now=datetime.now(UTC))
    rates = []
    for _ in range(rounds):
        started = time.process_time()
        proof = verify_audit(database, HeadFiles(heads=folder / "no heads", verify_keys=folder / "no keys"))
        rates.append(proof.rows / (time.process_time() - started))
    database.close()
    return statistics.median(rates)
