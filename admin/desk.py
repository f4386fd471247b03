"""What every page is handed: the rules' objects and where the house stands."""

from dataclasses import dataclass
from pathlib import Path

from intake.inbox import Inbox
from intake.unit_of_work import Ledger
from storage.audit_heads import HeadFiles
from storage.database import Database
from storage.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Built once per process by the front door."""

    inbox: Inbox
    work: Work
    public_url: str
    is_development: bool
    outbox_folder: Path
    audit_heads: HeadFiles

    @property
    def ledger(self) -> Ledger:
        """What opens units of work."""
        return self.inbox.ledger

    @property
    def database(self) -> Database:
        """For looking only."""
        return self.inbox.ledger.database
