"""Runs `tinbao serve` and dies by SIGKILL at the n-th write transaction of our own, just before or just after its commit.

Usage: python -m tests.journeys.killable WHEN NUMBER REPORT_FILE, WHEN being `before` or `after`.
The report file gets a line a transaction: the names of the rows it changed, the last line being where it died.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from storage.database import Session

NOT_OF_THE_JOURNEY = {"SetupLink"}  # written at every start


def watch(when: str, number: int, report: Path) -> None:
    """Count the write transactions of our sessions (the engine's own use none)."""
    count = 0

    def note_flush(session: Any, _context: object) -> None:
        changed = {type(row).__name__ for row in (*session.new, *session.dirty, *session.deleted)}
        session.info.setdefault("changed", set()).update(changed)

    def before(session: Any) -> None:
        nonlocal count
        session.flush()
        if session.info.get("changed", set()) <= NOT_OF_THE_JOURNEY:
            return
        count += 1
        with report.open("a") as file:
            file.write(" ".join(sorted(session.info["changed"])) + "\n")
        if when == "before" and count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def after(session: Any) -> None:
        changed = session.info.pop("changed", set())
        if not changed <= NOT_OF_THE_JOURNEY and when == "after" and count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(Session, "after_flush", note_flush)
    sa.event.listen(Session, "before_commit", before)
    sa.event.listen(Session, "after_commit", after)


if __name__ == "__main__":
    watch(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    sys.argv = ["tinbao", "serve"]
    from tinbao.cli import main

    main()
