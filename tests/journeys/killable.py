"""Runs `tinbao serve` and dies by SIGKILL at a step: a write transaction of ours, just before or just after its commit.

Usage: python -m tests.journeys.killable WHEN REPORT_FILE STEP [STEP ...], WHEN being `before` or `after`, a STEP a
name of `STEPS`. It dies at whichever of them comes first; the report file names every step it was about to commit.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from storage.database import Session

Rows = frozenset[str]

# A step of the journey, known by the kinds of rows its transaction changes.
STEPS: Mapping[str, Callable[[Rows], bool]] = {
    "message taken in": lambda rows: {"Conversation", "Attachment"} <= rows and "Report" not in rows,
    # a photo that arrives once its report was sent may be the first to need the case's key
    "photo kept": lambda rows: "Attachment" in rows and rows <= {"Attachment", "Case"},
    "report sent": lambda rows: "Report" in rows,
    "reply noted as sent": lambda rows: rows == {"Message"},
    "mail begun": lambda rows: rows == {"Delivery", "DeliveryAttempt"},
    "mail noted as sent": lambda rows: rows == {"CaseEvent", "Delivery", "DeliveryAttempt"},
    "referral accepted": lambda rows: {"Referral", "Case"} <= rows and "Report" not in rows,
}


def watch(when: str, report: Path, steps: set[str]) -> None:
    """Note the steps of our sessions (the engine's own transactions use none) and die at the first of these."""

    def note_flush(session: Any, _context: object) -> None:
        changed = {type(row).__name__ for row in (*session.new, *session.dirty, *session.deleted)}
        session.info.setdefault("changed", set()).update(changed)

    def before(session: Any) -> None:
        session.flush()
        rows = frozenset(session.info.pop("changed", ()))
        session.info["step"] = next((name for name, fits in STEPS.items() if fits(rows)), None)
        if session.info["step"] in steps:
            with report.open("a") as file:
                file.write(f"{session.info['step']}\n")
            if when == "before":
                os.kill(os.getpid(), signal.SIGKILL)

    def after(session: Any) -> None:
        if session.info.pop("step", None) in steps:
            os.kill(os.getpid(), signal.SIGKILL)

    sa.event.listen(Session, "after_flush", note_flush)
    sa.event.listen(Session, "before_commit", before)
    sa.event.listen(Session, "after_commit", after)


if __name__ == "__main__":
    watch(sys.argv[1], Path(sys.argv[2]), set(sys.argv[3:]))
    sys.argv = ["tinbao", "serve"]
    from tinbao.cli import main

    main()
