"""Durable work: queued with the rows that need it, carried out once, in order, whoever dies."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from storage.database import Database
from storage.migrate import migrate
from storage.tables import Counter
from storage.tables.columns import new_id
from storage.work import Work
from tests.storage.engine import dump_engine, list_queued

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds, on a busy machine


class Crew:
    """A database, the side that queues, and processes that carry out."""

    def __init__(self, url: str, folder: Path) -> None:
        """Open the queueing side."""
        self.url = url
        self.folder = folder
        self.database = Database(url)
        self.work = Work(self.database)

    @contextmanager
    def process(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run a process that carries out jobs, ready when given, killed in the end."""
        command = [sys.executable, "-m", "tests.storage.work_process", self.url, str(self.folder)]
        with (self.folder / "errors").open("ab") as errors:
            process = subprocess.Popen(
                command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors
            )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"ready\n", (self.folder / "errors").read_text()
            yield process
        finally:
            process.kill()
            process.wait(PATIENCE)
            process.stdin.close()
            process.stdout.close()

    def enqueue(
        self,
        job: str,
        subject: UUID | None = None,
        *,
        key: UUID | None = None,
        nth: int = 0,
        at: datetime | None = None,
    ) -> UUID:
        """Queue a job; gives its subject."""
        subject = subject or new_id()
        with self.database.write() as session:
            self.work.enqueue(session, job, subject, key=key or subject, nth=nth, at=at)
        return subject

    def open_gate(self, subject: UUID) -> None:
        """Let a gated job pass."""
        (self.folder / f"open-{subject}").touch()

    def lines(self, *subjects: UUID) -> list[str]:
        """What was written about these subjects, in order."""
        file = self.folder / "lines"
        written = file.read_text().splitlines() if file.exists() else []
        return [line for line in written if UUID(line.split()[1]) in subjects]

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to be so."""
        pause, end = threading.Event(), time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, (self.folder / "errors").read_text()
            pause.wait(0.02)

    def until_ended(self, *subjects: UUID) -> None:
        """Wait until the jobs of these subjects came to their end."""
        self.until(lambda: all(f"end {subject}" in self.lines(subject) for subject in subjects))

    def effects(self, subject: UUID) -> int:
        """How often a job took effect."""
        with self.database.read() as session:
            row = session.get(Counter, str(subject))
        return row.value if row else 0

    def close(self) -> None:
        """Close the queueing side."""
        self.work.close()
        self.database.close()


@pytest.fixture(scope="module")
def queueing(shared_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    """The queueing side alone: nothing is carried out."""
    crew = Crew(shared_url, tmp_path_factory.mktemp("queueing"))
    yield crew
    crew.close()


@pytest.fixture
def crew(database_url: str, tmp_path: Path) -> Iterator[Crew]:
    made = Crew(database_url, tmp_path)
    yield made
    made.close()


@pytest.fixture
def postgres_crew(postgres_url: str, tmp_path: Path) -> Iterator[Crew]:
    migrate(postgres_url)
    made = Crew(postgres_url, tmp_path)
    yield made
    made.close()


def test_a_job_is_queued_with_the_rows_that_need_it(queueing: Crew) -> None:
    subject = new_id()
    with queueing.database.write() as session:
        session.add(Counter(name=str(subject), value=0))
        queueing.work.enqueue(session, "plain", subject, key=subject)
    assert list_queued(queueing.database, subject=subject) == [f"plain:{subject}:00000000"]


def test_a_job_is_not_queued_when_its_transaction_is_rolled_back(queueing: Crew) -> None:
    subject = new_id()
    with queueing.database.write() as session:
        session.add(Counter(name=str(subject), value=0))
        queueing.work.enqueue(session, "plain", subject, key=subject)
        session.rollback()
    assert list_queued(queueing.database, subject=subject) == []
    assert queueing.effects(subject) == 0


def test_a_job_is_queued_once_for_each_number_of_its_subject(queueing: Crew) -> None:
    subject = new_id()
    for nth in (0, 0, 1, 0, 1):
        queueing.enqueue("plain", subject, nth=nth)
    with queueing.database.write() as session:
        for _ in range(2):
            queueing.work.enqueue(session, "plain", subject, key=subject, nth=2)
    queueing.enqueue("gated", subject)
    assert list_queued(queueing.database, subject=subject) == [
        f"gated:{subject}:00000000",
        *(f"plain:{subject}:{nth:08d}" for nth in range(3)),
    ]
    assert queueing.work.count_failed() == 0


def test_jobs_are_carried_out_once_in_order_and_in_time(crew: Crew) -> None:
    key, late, other = new_id(), new_id(), new_id()
    in_order = [crew.enqueue("plain", UUID(int=(key.int & ~0xFF) | number), key=key) for number in range(12)]
    with crew.process():
        not_before = datetime.now(UTC) + timedelta(seconds=3)
        crew.enqueue("plain", late, at=not_before)
        unlucky = crew.enqueue("unlucky")
        blocked_key = new_id()
        first, behind = sorted([new_id(), new_id()])
        crew.enqueue("gated", first, key=blocked_key)
        crew.enqueue("gated", behind, key=blocked_key)
        crew.open_gate(behind)
        crew.enqueue("gated", other)
        crew.open_gate(other)

        crew.until_ended(other, *in_order)
        crew.until(lambda: bool(crew.lines(first)))
        assert crew.lines(first, behind) == [f"begin {first}"]
        crew.open_gate(first)
        crew.until_ended(first, behind, unlucky)
        crew.until_ended(late)
        assert datetime.now(UTC) >= not_before

    one_after_the_other = [f"{word} {subject}" for subject in in_order for word in ("begin", "done", "end")]
    assert crew.lines(*in_order) == one_after_the_other
    assert crew.lines(first, behind) == [f"{w} {s}" for s in (first, behind) for w in ("begin", "done", "end")]
    assert crew.lines(unlucky) == [f"{word} {unlucky}" for word in ("begin", "begin", "begin", "done", "end")]
    assert [crew.effects(subject) for subject in (*in_order, unlucky, late, other)] == [1] * 15
    assert crew.work.count_failed() == 0
    assert "canary" not in dump_engine(crew.database)


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE)


def test_jobs_whose_process_is_killed_are_finished_by_the_next_with_one_effect_each(crew: Crew) -> None:
    key = new_id()
    running, waiting = (crew.enqueue("gated", subject, key=key) for subject in sorted([new_id(), new_id()]))
    effective = crew.enqueue("gated")
    with crew.process() as process:
        crew.until(lambda: bool(crew.lines(running) and crew.lines(effective)))
        with crew.database.write() as session:  # as if it had died between its commit and the engine's note of it
            session.add(Counter(name=str(effective), value=1))
        kill(process)
    assert crew.effects(running) == 0
    for subject in (running, waiting, effective):
        crew.open_gate(subject)
    with crew.process():
        crew.until_ended(running, waiting, effective)
    assert crew.lines(running) == [f"{word} {running}" for word in ("begin", "begin", "done", "end")]
    assert crew.lines(waiting) == [f"{word} {waiting}" for word in ("begin", "done", "end")]
    assert crew.lines(effective) == [f"{word} {effective}" for word in ("begin", "begin", "end")]
    assert [crew.effects(subject) for subject in (running, waiting, effective)] == [1, 1, 1]


def test_a_process_told_to_stop_finishes_what_runs(sqlite_database: Database, tmp_path: Path) -> None:
    crew = Crew(sqlite_database.url, tmp_path)
    with crew.process() as process:
        running = crew.enqueue("gated")
        crew.until(lambda: bool(crew.lines(running)))
        assert process.stdin is not None
        process.stdin.close()
        crew.open_gate(running)
        assert process.wait(PATIENCE) == 0
    crew.close()
    assert crew.lines(running) == [f"{word} {running}" for word in ("begin", "done", "end")]


def test_another_process_takes_over_the_work_of_a_dead_one(postgres_crew: Crew) -> None:
    crew = postgres_crew
    running = crew.enqueue("gated")
    with crew.process() as first:
        crew.until(lambda: bool(crew.lines(running)))
        with crew.process():
            kill(first)
            crew.open_gate(running)
            crew.until_ended(running)
    assert crew.lines(running) == [f"{word} {running}" for word in ("begin", "begin", "done", "end")]
    assert crew.effects(running) == 1


def test_two_processes_share_the_work_and_do_none_of_it_twice(postgres_crew: Crew) -> None:
    crew = postgres_crew
    with crew.process(), crew.process():
        subjects = [crew.enqueue("plain") for _ in range(30)]
        crew.until_ended(*subjects)
    assert sorted(crew.lines(*subjects)) == sorted(f"{w} {s}" for s in subjects for w in ("begin", "done", "end"))
