"""Reading `matrix.txt`: which answer each person gets at each address."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from tests.rights.people import COLUMNS

FILE = Path(__file__).parent / "matrix.txt"
NOTHING, SAME = "-", "..."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One address: what is sent there, what a missing id gives those who may look, and each person's answer."""

    method: str
    path: str
    body: str
    missing: str
    answers: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def content(self) -> dict[str, Any]:
        """What the request carries, as arguments of the client: JSON, a form, or nothing."""
        if self.body.startswith("{"):
            return {"content": self.body, "headers": {"content-type": "application/json"}}
        if self.body == NOTHING:
            return {}
        return {"data": dict(pair.split("=", 1) for pair in self.body.replace("ANY", uuid4().hex).split("&"))}


def read_rows() -> list[Row]:
    """Read the table; a line that has not one word for each column stops everything."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines[0].split()[4:] == list(COLUMNS), "the head of matrix.txt does not name the columns of people.py"
    return [_read_row(line) for line in lines[1:]]


def _read_row(line: str) -> Row:
    method, path, body, missing, *answers = line.split()
    if answers[-1] == SAME:
        answers = answers[:-1] + [answers[-2]] * (len(COLUMNS) - len(answers) + 1)
    assert len(answers) == len(COLUMNS), f"{method} {path}: {len(answers)} answers for {len(COLUMNS)} people"
    return Row(method=method, path=path, body=body, missing=missing, answers=dict(zip(COLUMNS, answers, strict=True)))


def say(status: int, location: str) -> str:
    """Say an answer in the table's words."""
    leads_to = urlsplit(location).path
    if leads_to in {"/admin/login", "/admin/confirm"}:
        return leads_to.rpartition("/")[2]
    return "ok" if status < 400 else str(status)
