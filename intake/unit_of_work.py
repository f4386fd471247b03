"""One transaction of the rules: a session, what queues later work, the vault and the time; committed by who opened it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from intake.ports import Clock
from storage.audit import AuditNote, append_notes
from storage.database import Database, Session
from storage.vault import Vault
from storage.work import Work

SIGN_AUDIT_HEAD = "sign_audit_head"
ROWS_PER_SIGNED_HEAD = 1000
AUDIT_HEADS = UUID("3b0c8a55-5a0e-4a2e-9d64-6f0f7c1d8e21")


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """What an action needs; actions never commit."""

    session: Session
    work: Work
    vault: Vault
    now: datetime
    notes: list[AuditNote] = field(default_factory=list)

    def enqueue(self, job: str, subject: UUID, *, key: UUID, nth: int = 0, at: datetime | None = None) -> None:
        """Queue a job in this transaction (see `storage.work.Work.enqueue`)."""
        self.work.enqueue(self.session, job, subject, key=key, nth=nth, at=at)

    def audit(self, act: str, *, actor: str, about: str = "", **facts: object) -> None:
        """Note for the audit log what is done in this transaction; `facts` never hold a citizen's words or data."""
        self.notes.append(AuditNote(actor=actor, act=act, about=about, facts=facts))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Opens units of work; built once per process."""

    database: Database
    work: Work
    vault: Vault
    clock: Clock

    @contextmanager
    def open(self) -> Iterator[UnitOfWork]:
        """Open one transaction; commits on leaving, rolls back on an exception."""
        with self.database.write() as session:
            unit = UnitOfWork(session=session, work=self.work, vault=self.vault, now=self.clock())
            yield unit
            if unit.notes:  # last, so that nobody waits for the log while holding anything else back
                last = append_notes(session, unit.notes, now=unit.now)
                if last % ROWS_PER_SIGNED_HEAD < len(unit.notes):
                    unit.enqueue(SIGN_AUDIT_HEAD, uuid5(AUDIT_HEADS, str(last)), key=AUDIT_HEADS)
