"""Status for whoever types a receipt code on the web: read, counted, answered."""

from dataclasses import dataclass
from typing import Literal

from intake import phrases, web_phrases
from intake.inbox import Inbox
from intake.receipt_code import MistypedCodeError, read_receipt_code
from intake.status import ReportStatus


@dataclass(frozen=True, slots=True)
class NoStatus:
    """Why there is nothing to tell, and the sentence that says so."""

    why: Literal["mistyped", "unknown", "too_many"]
    sentence: str


def tell_status(inbox: Inbox, typed: str, *, address_hash: str) -> ReportStatus | NoStatus:
    """Tell how the report of a typed code stands; only well-formed codes count as tries."""
    if not typed.strip():
        return NoStatus("mistyped", web_phrases.CODE_MISSING)
    try:
        code = read_receipt_code(typed)
    except MistypedCodeError:
        code = None
    if code is None:
        return NoStatus("mistyped", phrases.CODE_MISTYPED)
    with inbox.ledger.open() as unit:
        found = inbox.status_desk.look_up(unit, code, asker=address_hash)
    match found:
        case "unknown":
            return NoStatus("unknown", phrases.CODE_UNKNOWN)
        case "too_many":
            return NoStatus("too_many", phrases.CODE_TOO_MANY)
        case _:
            return found
