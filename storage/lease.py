"""One executor slot a process on PostgreSQL, held by advisory lock; whoever lives sweeps the work of the dead.

The engine recovers a process's unfinished jobs only when the same slot starts again; the vendor's paid service does
the rest elsewhere. Measured in shared/research/durable.md: a frozen process loses its lock and exits on waking.
"""

import os
import threading
from collections import defaultdict

import psycopg
import structlog

LOCK_CLASS = 8389
MAX_SLOTS = 64
PING_SECONDS = 2.0
IDLE_SECONDS = 8
MIGRATION_SLOT = -1

log = structlog.get_logger()


class SlotLease:
    """The lock on a slot; a process that loses it exits at once, because another may already own its work."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        self._connection.execute(f"SET idle_session_timeout = '{IDLE_SECONDS}s'")
        self._guard = threading.Lock()
        self._stopped = threading.Event()
        self.slot = next((slot for slot in range(MAX_SLOTS) if self._try_lock(slot)), None)
        if self.slot is None:
            raise RuntimeError("no free executor slot")
        threading.Thread(target=self._ping, name="lease", daemon=True).start()

    @property
    def executor_id(self) -> str:
        """Name of the slot for the engine."""
        return f"slot-{self.slot}"

    def claim_dead(self, executor_ids: set[str]) -> dict[str, int]:
        """Lock every slot of these that nobody holds; returns executor id -> slot. Free them with `release`."""
        claimed = {}
        for executor_id in executor_ids - {self.executor_id}:
            slot = int(executor_id.removeprefix("slot-"))
            with self._guard:
                if self._try_lock(slot):
                    claimed[executor_id] = slot
        return claimed

    def release(self, slot: int) -> None:
        """Give a claimed slot back."""
        with self._guard:
            self._connection.execute("SELECT pg_advisory_unlock(%s, %s)", (LOCK_CLASS, slot))

    def close(self) -> None:
        """Leave the slot."""
        self._stopped.set()
        with self._guard:
            self._connection.close()

    def _try_lock(self, slot: int) -> bool:
        row = self._connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (LOCK_CLASS, slot)).fetchone()
        return bool(row and row[0])

    def _ping(self) -> None:
        while not self._stopped.wait(PING_SECONDS):
            try:
                with self._guard:
                    self._connection.execute("SELECT 1")
            except psycopg.Error:
                if self._stopped.is_set():
                    return
                log.error("lease_lost", slot=self.slot)  # noqa: TRY400 - the word is enough; the process ends here
                os._exit(70)


def group_by_executor(pending: list[tuple[str, str, str]]) -> dict[str, dict[str, list[str]]]:
    """Group (executor id, queue, job id) as executor -> queue -> job ids."""
    grouped: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for executor_id, queue, job_id in pending:
        grouped[executor_id][queue].append(job_id)
    return grouped
