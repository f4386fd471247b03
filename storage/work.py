"""Durable work: the only file that knows the engine (DBOS Transact, MIT core). Our verb: `enqueue(session, job, ...)`.

A job is a plain function `(database, id) -> None`, safe to run again: it locks its own row, returns if the work is
done, and writes effect, result and the next `enqueue` in one commit. Ids are our random UUIDs, never a citizen's data.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from dbos import DBOS, DBOSClient, DBOSConfig

from storage.database import Database, Session, sqlite_engine
from storage.lease import SlotLease, group_by_executor

APPLICATION_VERSION = "1"  # raised only when jobs under way could not be finished by new code (ADR 0002)
QUEUE_POLL_SECONDS = 0.1
SWEEP_SECONDS = 3.0
KEEP_FINISHED = timedelta(days=7)
FAILED_STATES = ["ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A kind of work: its name is its queue; one at a time per key, `slots` at a time per process.

    Looking into a queue costs a query: what nobody waits for is looked for every `poll_seconds` only.
    """

    name: str
    run: Callable[[Database, UUID], None]
    slots: int = 4
    poll_seconds: float = QUEUE_POLL_SECONDS


class JobFailedError(Exception):
    """Raised towards the engine in place of a job's own error: its text names the kind only, never values."""


class Work:
    """Enqueues in any process; carries out in those that call `start`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lease: SlotLease | None = None
        self._stopped = threading.Event()
        logging.getLogger("dbos").setLevel(logging.WARNING)
        DBOS.migrate(database.url)
        engine = _engine_for_jobs(database)
        self._client = DBOSClient(
            system_database_url=database.url, system_database_engine=engine, application_name="tinbao"
        )

    def enqueue(
        self, session: Session, job: str, subject: UUID, *, key: UUID, nth: int = 0, at: datetime | None = None
    ) -> None:
        """Queue a job in the caller's transaction; the same (job, subject, nth) is queued once.

        `key`: jobs of one key run one at a time; `nth` numbers the runs of one subject; `at`: not before then.
        """
        delay_seconds = max(0.0, (at - datetime.now(UTC)).total_seconds()) if at else 0.0
        options: dict[str, Any] = {
            "workflow_name": job,
            "queue_name": job,
            "workflow_id": f"{job}:{subject}:{nth:08d}",
            "app_version": APPLICATION_VERSION,
            "queue_partition_key": str(key),
        }
        if delay_seconds:
            options["delay_seconds"] = delay_seconds
        self._client.enqueue_in_transaction(session, options, str(subject))  # type: ignore[arg-type]

    def start(self, jobs: tuple[Job, ...]) -> None:
        """Carry out jobs in this process from now on, its own unfinished ones of last time first."""
        if not self._database.is_sqlite:
            self._lease = SlotLease(self._database.url)
        DBOS(config=self._config())
        for job in jobs:
            _register(self._database, job)
        DBOS.launch()
        for job in jobs:
            DBOS.register_queue(
                job.name,
                partition_concurrency=1,
                worker_concurrency=job.slots,
                polling_interval_sec=job.poll_seconds,
                on_conflict="always_update",
            )
        threading.Thread(target=self._maintain, name="work-maintenance", daemon=True).start()

    def stop(self) -> None:
        """Finish what runs (5 s at most) and leave; the rest waits in the database."""
        self._stopped.set()
        DBOS.destroy(workflow_completion_timeout_sec=5)
        if self._lease:
            self._lease.close()

    def close(self) -> None:
        """Close the enqueuing side."""
        self._client.destroy()

    def count_failed(self) -> int:
        """Count jobs the engine gave up on: anything but 0 is an alarm."""
        return len(self._client.list_workflows(status=FAILED_STATES, load_input=False, load_output=False))

    def _config(self) -> DBOSConfig:
        config: DBOSConfig = {
            "name": "tinbao",
            "system_database_url": self._database.url,
            "executor_id": self._lease.executor_id if self._lease else "slot-0",
            "application_version": APPLICATION_VERSION,
            "sys_db_pool_size": 10,
            "log_level": "WARNING",
            "notification_listener_polling_interval_sec": 0.2,
        }
        engine = _engine_for_jobs(self._database)
        if engine is not None:
            config["system_database_engine"] = engine
        return config

    def _maintain(self) -> None:
        next_purge = time.monotonic()
        while not self._stopped.wait(SWEEP_SECONDS):
            try:
                if self._lease:
                    self._sweep(self._lease)
                if time.monotonic() >= next_purge:
                    self._purge_finished()
                    next_purge = time.monotonic() + 3600
            except Exception as error:  # noqa: BLE001 - the one loop of this thread: record, try again next round
                log.warning("work_maintenance_failed", error=type(error).__name__)

    def _sweep(self, lease: SlotLease) -> None:
        pending = self._pending()
        dead = lease.claim_dead({executor for executor, _, _ in pending if executor.startswith("slot-")})
        for executor_id, slot in dead.items():
            try:
                for queue, ids in group_by_executor(self._pending(executor_id))[executor_id].items():
                    DBOS.resume_workflows(ids, queue_name=queue)
                    log.info("work_taken_over", count=len(ids))
            finally:
                lease.release(slot)

    def _pending(self, executor_id: str | None = None) -> list[tuple[str, str, str]]:
        found = DBOS.list_workflows(
            status="PENDING",
            app_version=APPLICATION_VERSION,
            executor_id=executor_id,
            load_input=False,
            load_output=False,
        )
        return [(w.executor_id or "", w.queue_name or "", w.workflow_id) for w in found if w.queue_name]

    def _purge_finished(self) -> None:
        before = (datetime.now(UTC) - KEEP_FINISHED).isoformat()
        done = DBOS.list_workflows(
            status="SUCCESS", completed_before=before, load_input=False, load_output=False, limit=5000
        )
        if done:
            DBOS.delete_workflows([w.workflow_id for w in done])


def _engine_for_jobs(database: Database) -> sa.Engine | None:
    """Give the engine a pool of its own: one shared with ours locks up on SQLite (research/durable.md, pitfall 2)."""
    return sqlite_engine(database.url, begin=None, pool_size=16) if database.is_sqlite else None


def _register(database: Database, job: Job) -> None:
    @DBOS.step(name=f"{job.name}_step", retries_allowed=True, max_attempts=12, interval_seconds=0.2, backoff_rate=2)
    def step(subject: str) -> None:
        try:
            job.run(database, UUID(subject))
        except Exception as error:  # noqa: BLE001 - whatever it was, the engine must never keep its values
            log.warning("job_failed", job=job.name, error=type(error).__name__)
            raise JobFailedError(type(error).__name__) from None

    @DBOS.workflow(name=job.name, max_recovery_attempts=50)
    def workflow(subject: str) -> None:
        step(subject)
