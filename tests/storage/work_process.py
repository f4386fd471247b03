"""A process that carries out jobs: `python work_process.py DATABASE_URL FOLDER`, until its input ends.

Each job writes `WORD SUBJECT` lines to FOLDER/lines and its effect to a counter named after the subject.
"""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from storage.database import Database
from storage.queries.rows import insert_unless_there, lock
from storage.tables import Counter
from storage.work import Job, Work

PATIENCE = 60.0  # seconds
POLL_SECONDS = 0.02


class Unlucky(Exception):  # noqa: N818 - what it is called is looked for in the engine's tables
    """A job's own error, with a value nobody may keep."""


def write_line(folder: Path, word: str, subject: UUID) -> None:
    """Append a line in one write."""
    descriptor = os.open(folder / "lines", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(descriptor, f"{word} {subject}\n".encode())
    os.close(descriptor)


def wait_for_gate(folder: Path, subject: UUID) -> None:
    """Wait until the file `open-SUBJECT` is there."""
    pause, gate = threading.Event(), folder / f"open-{subject}"
    for _ in range(int(PATIENCE / POLL_SECONDS)):
        if gate.exists():
            return
        pause.wait(POLL_SECONDS)
    raise TimeoutError


def take_effect(database: Database, folder: Path, subject: UUID) -> None:
    """Write the effect once, as every job of ours does: lock the ledger row, return if it is done."""
    with database.write() as session:
        insert_unless_there(session, Counter(name=str(subject), value=0))
        row = lock(session, Counter, str(subject))
        if row is None or row.value:
            return
        row.value += 1
        session.add(row)
    write_line(folder, "done", subject)


def make_jobs(folder: Path) -> tuple[Job, ...]:
    """The kinds of work the tests queue."""

    def job(name: str, work: Callable[[UUID], None]) -> Job:
        def run(database: Database, subject: UUID) -> None:
            write_line(folder, "begin", subject)
            work(subject)
            take_effect(database, folder, subject)
            write_line(folder, "end", subject)

        return Job(name=name, run=run)

    def fail_twice(subject: UUID) -> None:
        if (folder / "lines").read_text().count(f"begin {subject}") <= 2:
            raise Unlucky("canary")

    return (
        job("plain", lambda _: None),
        job("gated", lambda subject: wait_for_gate(folder, subject)),
        job("unlucky", fail_twice),
    )


def main(url: str, folder: Path) -> None:
    """Work until the input ends."""
    database = Database(url)
    work = Work(database)
    work.start(make_jobs(folder))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()
    work.stop()
    work.close()
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
