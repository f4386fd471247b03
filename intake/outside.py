"""The world as jobs reach it."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from intake.ports import AuthorityWay, CitizenChannel
from storage.audit_heads import HeadFiles

FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(seconds=90)  # so that what was held up leaves within two minutes of recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Channels by name, the way to authorities, `run`: a coroutine on the one background loop, to its result.

    `audit_heads` lie outside the database, so that they can tell on it.
    """

    channels: Mapping[str, CitizenChannel]
    mail: AuthorityWay
    public_url: str
    mail_domain: str
    audit_heads: HeadFiles
    run: Callable[[Coroutine[Any, Any, Any]], Any]


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed tries: doubling, at most 90 s."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(attempts - 1, 10)))
