"""The audit log's chain: rows appended in order under the head's lock, each hashed with the one before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from storage.audit_heads import HEAD_ID
from storage.queries.audit import say_at
from storage.queries.rows import insert_unless_there, lock
from storage.tables import AuditEntry, AuditHead

FIRST_HASH = "0" * 64
_entries: sa.Table = AuditEntry.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditNote:
    """What is to be recorded; see `storage.tables.AuditEntry` for the words."""

    actor: str
    act: str
    about: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def append_notes(session: Session, notes: Iterable[AuditNote], *, now: datetime) -> int:
    """Append to the chain; call it last in a transaction, because whoever appends waits until it has committed.

    Returns the number of the last row.
    """
    insert_unless_there(session, AuditHead(id=HEAD_ID, seq=0, hash=FIRST_HASH))
    head = lock(session, AuditHead, HEAD_ID)
    if head is None:
        raise LookupError("the audit log has no head")
    at = say_at(now)
    rows = []
    for note in notes:
        facts = json.dumps(dict(note.facts), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        head.seq += 1
        head.hash = link_hash(head.hash, (str(head.seq), at, note.actor, note.act, note.about, facts))
        row = {"seq": head.seq, "at": at, "actor": note.actor, "act": note.act, "about": note.about, "facts": facts}
        rows.append(row | {"hash": head.hash})
    if rows:
        session.connection().execute(sa.insert(_entries), rows)
    session.add(head)
    session.flush()
    return head.seq


def link_hash(before: str, fields: Iterable[str]) -> str:
    """Hash a row's fields, each with its length, onto the hash before it (SHA-256, hex)."""
    # a list, because a generator takes half as long again
    listed = before + "".join([f"{len(value)}:{value}" for value in fields])
    return hashlib.sha256(listed.encode()).hexdigest()
