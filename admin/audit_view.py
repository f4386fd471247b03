"""Rows of the audit log in words: who exactly, what, about what, when."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from admin.audit_titles import ACT_TITLES, ACTOR_TITLES, FACT_TITLES, KIND_TITLES
from intake.clocks import VIETNAM
from storage.database import Database, Session
from storage.queries.audit import AuditFilter, list_entries
from storage.queries.audit_names import list_case_numbers, list_token_names
from storage.queries.cases import list_authority_names, list_officer_names
from storage.tables import AuditEntry

BLOCK = 1000
HEADINGS = ("Dòng", "Lúc (giờ Việt Nam)", "Ai", "Việc", "Về", "Chi tiết", "Mã ai", "Mã việc", "Mã về", "Băm")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One row in words; `actor_id` and `about_id` are the log's own words for who and what."""

    seq: int
    at: datetime
    actor: str
    actor_id: str
    act: str
    act_id: str
    about: str
    about_id: str
    details: str
    hash: str


def describe_entries(session: Session, entries: Sequence[AuditEntry]) -> list[AuditRow]:
    """Describe rows, each name looked up once."""
    names = _look_names_up(session, [word for entry in entries for word in (entry.actor, entry.about)])
    return [
        AuditRow(
            seq=entry.seq,
            at=datetime.fromisoformat(entry.at),
            actor=_name(entry.actor, names),
            actor_id=entry.actor,
            act=ACT_TITLES.get(entry.act, entry.act),
            act_id=entry.act,
            about=_name(entry.about, names),
            about_id=entry.about,
            details=_say_facts(json.loads(entry.facts)),
            hash=entry.hash,
        )
        for entry in entries
    ]


def write_csv(database: Database, wanted: AuditFilter) -> Iterator[bytes]:
    """Write the rows asked for as CSV, newest first, a block at a time; no cell is ever taken for a formula."""
    yield "\ufeff".encode() + _write_lines([HEADINGS])
    while True:
        with database.read() as session:
            entries = list_entries(session, wanted, limit=BLOCK)
            rows = describe_entries(session, entries)
        if not rows:
            return
        yield _write_lines(_cells(row) for row in rows)
        wanted = replace(wanted, before_seq=rows[-1].seq)


def _cells(row: AuditRow) -> Sequence[str]:
    at = f"{row.at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"
    cells = (row.actor, row.act, row.about, row.details, row.actor_id, row.act_id, row.about_id, row.hash)
    return (str(row.seq), at, *(f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in cells))


def _write_lines(lines: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode()


def _look_names_up(session: Session, words: Iterable[str]) -> Mapping[str, str]:
    """Give the names of the log's `<kind>:<id>` words."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    names: dict[str, str] = {}
    authorities: Mapping[str, str] = {}
    for word in set(words):
        kind, _, key = word.partition(":")
        if kind == "authority":
            authorities = authorities or list_authority_names(session)
            names[word] = authorities.get(key, key)
        elif len(key) == len(UUID(int=0).hex):
            ids[kind].add(UUID(key))
    for kind, wanted in ids.items():
        names |= {f"{kind}:{key.hex}": name for key, name in _names_of(session, kind, wanted).items()}
    return names


def _names_of(session: Session, kind: str, ids: set[UUID]) -> Mapping[UUID, str]:
    match kind:
        case "officer":
            return list_officer_names(session, list(ids))
        case "token":
            return list_token_names(session, ids)
        case "case":
            return list_case_numbers(session, kind, ids)
        case _:
            title = KIND_TITLES.get(kind, kind)
            return {key: f"{title} · {number}" for key, number in list_case_numbers(session, kind, ids).items()}


def _name(word: str, names: Mapping[str, str]) -> str:
    if word in names:
        return names[word]
    kind, _, key = word.partition(":")
    if not key:
        return ACTOR_TITLES.get(word, word)
    return f"{KIND_TITLES.get(kind, kind)} {key[-6:]}"


def _say_facts(facts: Mapping[str, object]) -> str:
    return "; ".join(f"{FACT_TITLES.get(name, name)}: {_say_value(value)}" for name, value in facts.items())


def _say_value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else ACT_TITLES.get(str(value), str(value))
