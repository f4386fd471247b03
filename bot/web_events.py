"""Waiting for a chat's news without holding a thread, and telling them as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any
from uuid import UUID

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from intake.chat import ChatLine, ChatUnknownError, newest_seq, peek_chat
from intake.unit_of_work import Ledger

LONGEST_WAIT_SECONDS = 25.0
LOOK_EVERY_SECONDS = 0.3
BEAT_EVERY_SECONDS = 15.0
LONGEST_STREAM_SECONDS = 600.0  # the browser opens it again; so that no stream outlives a deployment


def describe_line(line: ChatLine) -> dict[str, Any]:
    """Describe a message as the contract has it."""
    return {
        "seq": line.seq,
        "from": line.sender,
        "text": line.text,
        "buttons": list(line.buttons),
        "at": line.at.isoformat(),
    }


async def wait_for_news(ledger: Ledger, token: str, *, after: int, seconds: float) -> bool:
    """Wait until the chat has a message beyond `after`; False if none came in time."""
    gives_up_at = monotonic() + seconds
    while await asyncio.to_thread(newest_seq, ledger, token) <= after:
        if monotonic() >= gives_up_at:
            return False
        await asyncio.sleep(LOOK_EVERY_SECONDS)
    return True


async def stream_events(ledger: Ledger, token: str, chat: UUID, *, after: int) -> AsyncIterator[bytes]:
    """Give each message beyond `after` as an event; ends with the chat, or by itself."""
    ends_at, beats_at = monotonic() + LONGEST_STREAM_SECONDS, 0.0
    while monotonic() < ends_at:
        if monotonic() >= beats_at:
            yield KEEPALIVE_COMMENT
            beats_at = monotonic() + BEAT_EVERY_SECONDS
        try:
            newest = await asyncio.to_thread(newest_seq, ledger, token)
        except ChatUnknownError:
            return
        if newest > after:
            lines = await asyncio.to_thread(peek_chat, ledger, chat, after=after)
            for line in lines:
                yield _event(line)
            # a card that a newer one replaced leaves a gap in the numbers
            after = lines[-1].seq if lines else newest
            continue
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def _event(line: ChatLine) -> bytes:
    return format_sse_event(data_str=json.dumps(describe_line(line), ensure_ascii=False), id=str(line.seq))
