"""Noting who looked at what, and noticing who looks at more than his work needs."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import structlog

from intake.officer_notices import notify_heads
from intake.unit_of_work import Ledger, UnitOfWork
from storage.database import Session
from storage.queries.audit import AuditFilter, count_noted, count_things_noted, list_entries, was_noted
from storage.queries.rows import lock
from storage.tables import Officer

Look = Literal["case_viewed", "picture_viewed", "original_read", "request_viewed", "audit_read", "refused"]

NOTED_AGAIN_AFTER = timedelta(minutes=10)  # so that leafing back and forth does not bury the rest
NOTED_ONCE: frozenset[Look] = frozenset({"case_viewed", "picture_viewed", "request_viewed", "audit_read"})
WINDOW = timedelta(hours=1)
UNUSUAL = "unusual_viewing"
UNUSUAL_PAGE = "/admin/audit/unusual"
MOST_LISTED = 500

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limit:
    """How many looks of a kind an officer's hour usually holds at most; of different things, or of all."""

    most: int
    counts_things: bool


LIMITS: Mapping[Look, Limit] = {
    "case_viewed": Limit(50, counts_things=True),
    "original_read": Limit(20, counts_things=False),
    "refused": Limit(10, counts_things=False),
}
"""Reading a case takes minutes: fifty in an hour is no work. An insider who leafs through stands out here."""


def note_look(ledger: Ledger, officer: Officer, look: Look, *, about: str, **facts: object) -> None:
    """Note a look in a transaction of its own, before anything is shown."""
    actor = f"officer:{officer.id.hex}"
    with ledger.database.read() as session:
        if _is_noted(session, look, actor, about, ledger):
            return
    with ledger.open() as unit:
        lock(unit.session, Officer, officer.id)  # two requests of one officer count one after the other
        if _is_noted(unit.session, look, actor, about, ledger):
            return
        unit.audit(look, actor=actor, about=about, **facts)
        count = _count(unit, look, actor, about)
        limit = LIMITS.get(look)
        if limit is not None and count > limit.most and not _is_unusual_already(unit, actor, look):
            _note_unusual(unit, actor, look, count)


def _is_noted(session: Session, look: Look, actor: str, about: str, ledger: Ledger) -> bool:
    since = ledger.clock() - NOTED_AGAIN_AFTER
    return look in NOTED_ONCE and was_noted(session, look, actor=actor, about=about, since=since)


def _count(unit: UnitOfWork, look: Look, actor: str, about: str) -> int:
    """Count an officer's looks of the last hour, the one just noted included."""
    limit, since = LIMITS.get(look), unit.now - WINDOW
    if limit is None:
        return 0
    if not limit.counts_things:
        return count_noted(unit.session, look, actor=actor, since=since) + 1
    is_new = not was_noted(unit.session, look, actor=actor, about=about, since=since)
    return count_things_noted(unit.session, look, actor=actor, since=since) + is_new


def _is_unusual_already(unit: UnitOfWork, actor: str, look: Look) -> bool:
    wanted = AuditFilter(act=UNUSUAL, about=actor, since=unit.now - WINDOW)
    return any(json.loads(row.facts)["look"] == look for row in list_entries(unit.session, wanted, limit=MOST_LISTED))


def _note_unusual(unit: UnitOfWork, actor: str, look: Look, count: int) -> None:
    log.warning("unusual_viewing", kind=look, count=count)
    unit.audit(UNUSUAL, actor="system", about=actor, look=look, count=count)
    notify_heads(
        unit,
        subject="Có lượt xem bất thường, mời xem nhật ký",
        text="Trong một giờ qua, hệ thống ghi nhận lượt xem nhiều hơn mức thường ngày. "
        "Anh/chị vui lòng xem danh sách và hỏi lại nếu cần.",
        page=UNUSUAL_PAGE,
    )
