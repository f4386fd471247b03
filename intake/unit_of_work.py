"""One transaction of the rules: a session, what queues later work, the vault and the time; committed by who opened it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.ports import Clock
from storage.database import Database, Session
from storage.vault import Vault
from storage.work import Work


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """What an action needs; actions never commit."""

    session: Session
    work: Work
    vault: Vault
    now: datetime

    def enqueue(self, job: str, subject: UUID, *, key: UUID, nth: int = 0, at: datetime | None = None) -> None:
        """Queue a job in this transaction (see `storage.work.Work.enqueue`)."""
        self.work.enqueue(self.session, job, subject, key=key, nth=nth, at=at)


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
            yield UnitOfWork(session=session, work=self.work, vault=self.vault, now=self.clock())
