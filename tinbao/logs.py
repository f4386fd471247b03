"""Logs: one JSON line an event, constant names, an allow-list of keys; never text, names, numbers, tokens or codes."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED_KEYS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "error",
        "kind",
        "job",
        "count",
        "attempts",
        "channel",
        "slot",
        "status",
        "hash",
    }
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
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(BareFormatter())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


class BareFormatter(logging.Formatter):
    """For libraries' own records: logger, level, and of an exception its kind and place, never its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        line = f"{record.levelname} {record.name} {record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)
            place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
            line += f" {type(error).__name__}{place}"
        return line


def _keep_allowed(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED_KEYS}
