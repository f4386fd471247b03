"""Plays the demonstration and prints what counts: the usable share, and the time from Gửi to seen."""

import statistics
import sys
import time
from datetime import datetime
from typing import Any

import httpx

from tinbao.app import outbox_folder
from tinbao.demo.authorities import Authorities
from tinbao.demo.citizens import Told, read_reports, tell
from tinbao.settings import load_settings

PATIENCE_SECONDS = 60.0

State = dict[str, Any]


def run(url: str) -> int:
    """Play every invented report against a running server whose mails go to the outbox folder of this machine."""
    reports = read_reports()
    with httpx.Client(base_url=url, timeout=60) as client, Authorities(url, outbox_folder(load_settings())) as readers:
        try:
            told = [_tell(client, report, number, len(reports)) for number, report in enumerate(reports, 1)]
        except httpx.TransportError:
            sys.exit(f"tinbao: no server answers at {url}; start one with `make run`")
        states = _wait_until_seen(client, told)
        shown = list(readers.shown)
    _print_summary(told, states, shown)
    return 0


def _tell(client: httpx.Client, report: dict[str, Any], number: int, count: int) -> Told:
    told = tell(client, report)
    if sys.stdout.isatty():
        print(f"\r{number}/{count}", end="", flush=True)
    return told


def _wait_until_seen(client: httpx.Client, told: list[Told]) -> dict[str, State]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        states = {each.id: _state(client, each.code) for each in told if each.code}
        waiting = [state for state in states.values() if state["authority"] and not state["seen_at"]]
        if not waiting or time.monotonic() > deadline:
            return states
        time.sleep(0.5)


def _state(client: httpx.Client, code: str) -> State:
    answer = client.post("/api/v1/status", json={"code": code})
    answer.raise_for_status()
    state: State = answer.json()
    return state


def _print_summary(told: list[Told], states: dict[str, State], shown: list[dict[str, Any]]) -> None:
    sent = [each for each in told if each.sent_at]
    usable = [view for view in shown if is_usable(view)]
    waits = sorted(
        (datetime.fromisoformat(states[each.id]["seen_at"]) - each.sent_at).total_seconds()
        for each in sent
        if each.sent_at and each.id in states and states[each.id]["seen_at"]
    )
    held = sum(state["status"] == "held" for state in states.values())
    lines = [
        f"{len(told)} conversations, {len(sent)} tips sent, {len(shown)} seen by an authority, {held} held for an officer",
        f"usable share of the tips sent:        {len(usable)}/{len(sent)} = {len(usable) / max(len(sent), 1):.0%}",
        f"usable share of all conversations:    {len(usable)}/{len(told)} = {len(usable) / max(len(told), 1):.0%}",
    ]
    if waits:
        lines.append(f"from Gửi to seen: median {statistics.median(waits):.1f} s, longest {waits[-1]:.1f} s")
    print("\n" + "\n".join(lines))


def is_usable(view: dict[str, Any]) -> bool:
    """Say whether an authority could act: what is alleged, who is meant, and a place or a link to verify.

    After domain/authorities.md section 3 (Luật Tố cáo 25/2018 Art. 25 clause 2: names the violator, can be verified).
    """
    titles = {finding["title"] for finding in view["seller_findings"]}
    return bool(view["acts"]) and bool(titles) and bool(view["province"] or titles & {"Đường dẫn", "Điện thoại"})
