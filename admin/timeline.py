"""What happened to a case, told in order: who, when, what, from which status to which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from admin.titles import ACTOR_TITLES, EVENT_TITLES, OUTCOME_CHOICES, STATUS_TITLES
from storage.tables import CaseEvent


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
    return [
        TimelineEntry(
            at=event.at,
            title=EVENT_TITLES[event.kind],
            actor=_say_actor(event, officers),
            move=_say_move(event),
            details=_say_facts(event.facts, authorities),
        )
        for event in events
    ]


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
    if reason := facts.get("reason"):
        said.append(f"Lý do: {reason}")
    if outcome := facts.get("outcome"):
        said.append(f"Kết quả: {OUTCOME_CHOICES.get(outcome, outcome)}")
    if note := facts.get("note"):
        said.append(f"Lời nhắn: {note}")
    if text := facts.get("text"):
        said.append(f"“{text}”")
    return said
