"""The authorities of today as routing sees them, read afresh every few seconds so that a change needs no restart."""

import threading
import time
from collections.abc import Mapping

from intake.clocks import VIETNAM
from intake.ports import Clock
from intake.routing import AuthorityEntry
from storage.database import Database
from storage.queries.authorities import list_authorities

FRESH_SECONDS = 5.0


class Registry:
    """Keeps the table of today for a few seconds."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._guard = threading.Lock()
        self._read_at = float("-inf")
        self._entries: Mapping[str, AuthorityEntry] = {}

    def today(self) -> Mapping[str, AuthorityEntry]:
        """Give the authorities valid today, by code."""
        with self._guard:
            if time.monotonic() - self._read_at > FRESH_SECONDS:
                with self._database.read() as session:
                    rows = list_authorities(session, on=self._clock().astimezone(VIETNAM).date())
                self._entries = {
                    row.code: AuthorityEntry(code=row.code, agency_type=row.agency_type, name=row.name) for row in rows
                }
                self._read_at = time.monotonic()
            return self._entries
