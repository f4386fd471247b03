"""How a report stands, told to whoever holds its receipt code; wrong codes are counted."""

import hmac
from dataclasses import dataclass
from typing import Literal

from limits import RateLimitItemPerHour

from intake import phrases
from intake.conversation_state import read_text
from intake.receipt_code import ReceiptCode
from intake.request_status import describe_erasure, describe_requests
from intake.tries import Tries
from intake.unit_of_work import UnitOfWork
from intake.wording import say_day, say_time
from storage.queries.authorities import find_authority
from storage.queries.cases import find_open_referral
from storage.queries.conversations import list_officer_messages
from storage.queries.reports import find_report_by_locator
from storage.tables import Case, Report

WRONG_PER_LOCATOR = RateLimitItemPerHour(5)
WRONG_PER_ASKER = RateLimitItemPerHour(20)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportStatus:
    """How a report stands; times are aware, `summary` is the whole in sentences."""

    report_id: str
    status: str
    authority: str | None
    due_at: str | None
    seen_at: str | None
    officer_messages: tuple[str, ...]
    summary: str
    is_open: bool
    is_erased: bool


class StatusDesk:
    """Answers receipt codes; remembers wrong ones of the last hour in this process."""

    def __init__(self) -> None:
        self._tries = Tries()

    def look_up(
        self, unit: UnitOfWork, code: ReceiptCode, *, asker: str
    ) -> ReportStatus | Literal["unknown", "too_many"]:
        """Answer a code; `asker` is a keyed hash of who asks. Unknown and wrong take the same way and time."""
        keys = ((WRONG_PER_LOCATOR, code.locator), (WRONG_PER_ASKER, asker))
        if not self._tries.take(*keys):
            return "too_many"
        report = find_report_by_locator(unit.session, code.locator)
        expected = (report.code_hash if report else None) or unit.vault.index("receipt-code", "nobody")
        given = unit.vault.indexes("receipt-code", code.characters)
        if not any(hmac.compare_digest(one, expected) for one in given) or report is None:
            return "unknown"
        self._tries.give_back(*keys)
        return describe_report(unit, report)


def describe_report(unit: UnitOfWork, report: Report) -> ReportStatus:
    """Describe a report for its reporter: status, authority, clock, officers' messages; never its text."""
    case = unit.session.get(Case, report.case_id)
    if case is None:
        raise LookupError(f"report {report.id} has no case")
    authority = find_authority(unit.session, case.authority_code) if case.authority_code else None
    name = authority.name if authority else phrases.DUTY_OFFICER
    status = "withdrawn" if report.status == "withdrawn" else case.status
    outcome = phrases.OUTCOME_TITLES.get(case.outcome or "", "")
    referral = find_open_referral(unit.session, case.id)
    is_seen = status == "referred" and referral is not None and referral.seen_at is not None
    words = (phrases.STATUS_SEEN if is_seen else phrases.STATUS_WORDS[status]).format(authority=name, outcome=outcome)
    lines = [f"{phrases.STATUS_TITLE.format(day=say_day(report.submitted_at))} {words}."]
    is_waiting = status in {"new", "held", "referred"} and not is_seen
    if is_waiting:
        lines.append(phrases.STATUS_DUE.format(due=say_time(case.due_at)))
    if status == "closed" and case.outcome_note:
        lines.append(case.outcome_note)
    lines += [*describe_erasure(unit, report), *describe_requests(unit, report)]
    messages = tuple(read_text(unit.vault, message) for message in list_officer_messages(unit.session, report.id))
    return ReportStatus(
        report_id=report.id.hex,
        status=status,
        authority=authority.name if authority else None,
        due_at=case.due_at.isoformat() if is_waiting else None,
        seen_at=referral.seen_at.isoformat() if referral and referral.seen_at else None,
        officer_messages=messages,
        summary="\n".join([*lines, *messages]),
        is_open=status in {"new", "held", "referred", "acknowledged"},
        is_erased=report.erased_at is not None,
    )
