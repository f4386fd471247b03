"""`tinbao analyze` and `tinbao route`: text in, JSON out, nothing stored."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from intake.routing import AuthorityEntry, propose_route
from nlp.analysis import analyze, to_contract
from storage.queries.authorities import read_seed


def analyze_input(*, is_jsonl: bool) -> int:
    """Analyse standard input, whole or line by line; order is kept, one line out for each line in."""
    if not is_jsonl:
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        print(json.dumps(to_contract(analyze(text)), ensure_ascii=False, indent=1))
        return 0
    for item in _read_lines():
        answer = {"id": item["id"], **to_contract(analyze(item["text"], received_on=_day(item)))}
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0


def route_input() -> int:
    """Route every line of standard input by the shipped registry."""
    authorities = {
        row.code: AuthorityEntry(code=row.code, agency_type=row.agency_type, name=row.name) for row in read_seed()
    }
    for item in _read_lines():
        route = propose_route(analyze(item["text"], received_on=_day(item)), authorities)
        answer = {
            "id": item["id"],
            "province_new": route.province_code,
            "authority": route.authority.code if route.authority else None,
            "agency_type": route.authority.agency_type if route.authority else None,
            "reason": route.held_reason or route.reason,
            "held": route.is_held,
        }
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0


def _read_lines() -> Iterator[dict[str, Any]]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line.decode("utf-8", "replace"))
        except ValueError:
            item = None
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            sys.exit(f"tinbao: line {number}: expected a JSON object with id and text")
        yield {"id": None, **item}


def _day(item: dict[str, Any]) -> date:
    received_at = item.get("received_at")
    return datetime.fromisoformat(received_at).date() if received_at else datetime.now(UTC).date()
