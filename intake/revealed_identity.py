"""What an officer is shown of a reporter once, and how it travels from the worker to his log-in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from storage.session_box import open_by, seal_to

ANSWER_BYTES = 1024  # padded to multiples of this, so that the length of an answer tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedIdentity:
    """Who a reporter is; all empty but the channel where he left nothing, `forgotten_at` where it was erased."""

    channel: str
    account: str | None = None
    address: Mapping[str, str] | None = None
    contact: Mapping[str, str] | None = None
    forgotten_at: datetime | None = None


def seal_answer(identity: RevealedIdentity, session_key: bytes) -> bytes:
    """Seal to the log-in that asked."""
    values = {
        "channel": identity.channel,
        "account": identity.account,
        "address": dict(identity.address or {}),
        "contact": dict(identity.contact or {}),
        "forgotten_at": identity.forgotten_at.isoformat() if identity.forgotten_at else None,
    }
    content = json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return seal_to(session_key, content.ljust(-(-len(content) // ANSWER_BYTES) * ANSWER_BYTES))


def open_answer(sealed: bytes, *, token: str, reveal_id: UUID) -> RevealedIdentity:
    """Open with the cookie's token of the log-in that asked; raises CryptoError for any other."""
    values = json.loads(open_by(token, purpose_of(reveal_id), sealed))
    at = values["forgotten_at"]
    return RevealedIdentity(**values | {"forgotten_at": datetime.fromisoformat(at) if at else None})


def purpose_of(reveal_id: UUID) -> str:
    """Name what the log-in's key is derived for: each reveal has a key of its own."""
    return f"reveal:{reveal_id.hex}"
