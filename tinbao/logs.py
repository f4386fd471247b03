"""Logs: one JSON line an event, constant names, an allow-list of keys; never text, names, numbers, tokens or codes."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED_KEYS = frozenset(
    {"event", "level", "timestamp", "logger", "error", "kind", "job", "count", "attempts", "channel", "slot", "status"}
)
NOISY = ("httpx", "httpcore", "aiogram", "aiohttp", "telegram", "uvicorn.access", "dbos", "asyncio", "alembic")


def configure_logs(level: str) -> None:
    """Send structlog and the standard logging to standard error, libraries at WARNING."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _keep_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s", force=True)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _keep_allowed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED_KEYS}
