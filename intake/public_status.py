"""Status and rights for whoever types a receipt code on the web: read, counted, answered."""

from dataclasses import dataclass
from typing import Literal, assert_never

from intake import phrases, rights_phrases, web_phrases
from intake.data_dialogue import as_correction
from intake.draft import AddToReport
from intake.inbox import Inbox
from intake.person_rights import ask_access, ask_correction, ask_deletion, take_back
from intake.receipt_code import MistypedCodeError, hide_receipt_code, read_receipt_code
from intake.status import ReportStatus
from intake.unit_of_work import UnitOfWork
from nlp.analysis import analyze

Act = Literal["see", "correct", "delete", "withdraw"]
LONGEST_WORDS = 3000


@dataclass(frozen=True, slots=True)
class NoStatus:
    """Why there is nothing to tell, and the sentence that says so."""

    why: Literal["mistyped", "unknown", "too_many"]
    sentence: str


def tell_status(inbox: Inbox, typed: str, *, address_hash: str) -> ReportStatus | NoStatus:
    """Tell how the report of a typed code stands; only well-formed codes count as tries."""
    with inbox.ledger.open() as unit:
        return _look_up(inbox, unit, typed, address_hash)


def act_by_code(inbox: Inbox, typed: str, *, act: Act, words: str, address_hash: str) -> str | NoStatus:
    """Carry out what the holder of a code asks about the data; gives the sentence to show, never the report's words."""
    added = as_correction(hide_receipt_code(words).strip())
    analysis = analyze(added if act == "correct" else "")
    with inbox.ledger.open() as unit:
        found = _look_up(inbox, unit, typed, address_hash)
        if isinstance(found, NoStatus):
            return found
        match act:
            case "see":
                return ask_access(unit, found.report_id, speaking_in=None) or rights_phrases.SEE_ELSEWHERE
            case "correct":
                addition = AddToReport(report_id=found.report_id, text=added, file_ids=())
                return ask_correction(unit, addition, analysis=analysis, speaking_in=None)
            case "delete":
                return ask_deletion(unit, found.report_id, speaking_in=None)
            case "withdraw":
                return take_back(unit, found.report_id, speaking_in=None) or phrases.WITHDRAW_IMPOSSIBLE
            case _:
                assert_never(act)


def _look_up(inbox: Inbox, unit: UnitOfWork, typed: str, address_hash: str) -> ReportStatus | NoStatus:
    if not typed.strip():
        return NoStatus("mistyped", web_phrases.CODE_MISSING)
    try:
        code = read_receipt_code(typed)
    except MistypedCodeError:
        code = None
    if code is None:
        return NoStatus("mistyped", phrases.CODE_MISTYPED)
    found = inbox.status_desk.look_up(unit, code, asker=address_hash)
    match found:
        case "unknown":
            return NoStatus("unknown", phrases.CODE_UNKNOWN)
        case "too_many":
            return NoStatus("too_many", phrases.CODE_TOO_MANY)
        case _:
            return found
