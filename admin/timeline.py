"""What happened to a case, told in order: who, when, what, from which status to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from admin.titles import ACTOR_TITLES, EVENT_TITLES, OUTCOME_CHOICES, REQUEST_KIND_TITLES, STATUS_TITLES
from intake.clocks import full_hour_before
from storage.tables import CaseEvent

NAMED_AT_MOST = 3
WALL_TAKEN_DOWN = "Bỏ ngăn đơn vị"
_OF_AUTHORITY = frozenset({"referred", "seen", "accepted", "acknowledged", "closed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One event in words."""

    at: datetime
    title: str
    actor: str
    move: str | None
    details: Sequence[str]


def describe_events(
    events: Sequence[CaseEvent], *, officers: Mapping[UUID, str], authorities: Mapping[str, str]
) -> list[TimelineEntry]:
    """Describe the events of a case, oldest first."""
    return [_describe(event, officers, _say_facts(event.facts, authorities)) for event in events]


def describe_without_words(events: Sequence[CaseEvent], *, officers: Mapping[UUID, str]) -> list[TimelineEntry]:
    """Describe the events of a case by their titles only, for whoever keeps or checks the house."""
    return [_describe(event, officers, ()) for event in events]


def describe_for_authority(
    events: Sequence[CaseEvent], *, authority_code: str, colleagues: Mapping[UUID, str]
) -> list[TimelineEntry]:
    """Describe what concerns an authority, in full hours; words only where its own officers wrote them."""
    entries = []
    is_theirs = False
    for event in events:
        if event.kind == "referred":
            is_theirs = event.facts.get("authority") == authority_code
        by_them = event.actor_id in colleagues
        if _concerns(event, is_theirs=is_theirs, by_them=by_them):
            entry = _describe(event, colleagues, _say_facts(event.facts, {}) if by_them else ())
            entries.append(replace(entry, at=full_hour_before(event.at), move=None))
    return entries


def _concerns(event: CaseEvent, *, is_theirs: bool, by_them: bool) -> bool:
    if event.kind == "message_to_reporter":
        return by_them
    return event.kind == "opened" or (is_theirs and event.kind in _OF_AUTHORITY)


def _describe(event: CaseEvent, officers: Mapping[UUID, str], details: Sequence[str]) -> TimelineEntry:
    return TimelineEntry(
        at=event.at,
        title=WALL_TAKEN_DOWN if event.facts.get("lifted") else EVENT_TITLES[event.kind],
        actor=_say_actor(event, officers),
        move=_say_move(event),
        details=details,
    )


def _say_actor(event: CaseEvent, officers: Mapping[UUID, str]) -> str:
    title = ACTOR_TITLES.get(event.actor, event.actor)
    return officers.get(event.actor_id, title) if event.actor_id else title


def _say_move(event: CaseEvent) -> str | None:
    if event.to_status is None or event.to_status == event.from_status:
        return None
    return f"{STATUS_TITLES[event.from_status or 'new']} → {STATUS_TITLES[event.to_status]}"


def _say_facts(facts: Mapping[str, Any], authorities: Mapping[str, str]) -> list[str]:
    said: list[str] = []
    if code := facts.get("authority"):
        said.append(str(authorities.get(code, code)))
    if codes := facts.get("authorities"):
        rest = f" và {len(codes) - NAMED_AT_MOST} đơn vị khác" if len(codes) > NAMED_AT_MOST else ""
        said.append(", ".join(str(authorities.get(code, code)) for code in codes[:NAMED_AT_MOST]) + rest)
    if "pictures" in facts:
        said.append(f"Lời kể: {facts['texts']}; ảnh: {facts['pictures']}; che thêm {facts['covered']} chỗ.")
    if kind := facts.get("request"):
        said.append(REQUEST_KIND_TITLES.get(kind, kind))
    if number := facts.get("certificate"):
        said.append(f"Số chứng nhận xoá: {number}")
    if reason := facts.get("reason"):
        said.append(f"Lý do: {reason}")
    if outcome := facts.get("outcome"):
        said.append(f"Kết quả: {OUTCOME_CHOICES.get(outcome, outcome)}")
    if note := facts.get("note"):
        said.append(f"Lời nhắn: {note}")
    if text := facts.get("text"):
        said.append(f"“{text}”")
    return said
