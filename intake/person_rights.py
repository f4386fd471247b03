"""What a reporter may ask about his own data by receipt code: see it, correct it, delete it, take the report back.

Each verb returns the sentence for whoever asked. A code alone never shows words: those go to the reporter's own
conversation, wherever it was asked (`speaking_in` is the conversation the asker writes in, None on the status page).
"""

from datetime import timedelta
from typing import Literal
from uuid import UUID

from intake import phrases, rights_phrases
from intake.access_answer import write_access_answer
from intake.actions.events import record_event
from intake.actions.talk import add_to_report, withdraw_report
from intake.clocks import after_working_days
from intake.draft import AddToReport
from intake.erasing import certify, erase_evidence, erase_text
from intake.forgetting import LIVING_CHAT, begin_forgetting
from intake.messages import Reply
from intake.replies import queue_replies
from intake.unit_of_work import UnitOfWork
from intake.wording import say_time
from nlp.findings import Analysis
from storage.queries.conversations import find_identity, get_reporter, lock_conversations
from storage.queries.requests import list_requests
from storage.queries.retention import (
    count_reports_under_way,
    erase_told_words,
    has_open_reveal,
    list_series,
    was_taken_up,
)
from storage.queries.rows import lock
from storage.tables import Case, Conversation, PersonRequest, Report

RequestKind = Literal["access", "correct", "delete"]
DAYS_TO_ANSWER = 2  # working days: Luật BVDLCN 91/2025/QH15, see domain/authorities.md section 5
SEEN_LATELY = timedelta(hours=1)


def get_report(unit: UnitOfWork, report_id: str) -> tuple[Report, Case]:
    """Lock the case of a report whose receipt code was given, conversations first; raises LookupError."""
    unit.session.flush()
    report = unit.session.get(Report, UUID(report_id))
    if report is None:
        raise LookupError(f"no report {report_id}")
    lock_conversations(unit.session, report.case_id)
    case = lock(unit.session, Case, report.case_id)
    if case is None:
        raise LookupError(f"report {report_id} has no case")
    return report, case


def ask_access(unit: UnitOfWork, report_id: str, *, speaking_in: UUID | None) -> str | None:
    """Answer into the reporter's own conversation; None if that is where it was asked."""
    report, case = get_report(unit, report_id)
    if report.erased_at is not None:
        return rights_phrases.NOTHING_LEFT
    asked = [one for one in list_requests(unit.session, report.id) if one.kind == "access"]
    if any(one.status == "open" or unit.now - one.filed_at < SEEN_LATELY for one in asked):
        return rights_phrases.SEE_JUST_DONE
    request = _file(unit, report, case, "access")
    if not _is_reachable(unit, report.conversation_id):
        return rights_phrases.SEE_NOWHERE.format(due=say_time(request.due_at))
    conversation = _get_conversation(unit, report.conversation_id)
    pieces = write_access_answer(unit, report, case)
    queue_replies(unit, conversation, [Reply(text=piece) for piece in pieces], report_id=report.id)
    close_request(unit, request, case, status="done", actor="reporter")
    return None if speaking_in == report.conversation_id else rights_phrases.SEE_ELSEWHERE


def ask_correction(unit: UnitOfWork, addition: AddToReport, *, analysis: Analysis, speaking_in: UUID | None) -> str:
    """File a correction for an officer and set it beside the report; `analysis` is of the addition's text."""
    report, case = get_report(unit, addition.report_id)
    if report.erased_at is not None:
        return rights_phrases.NOTHING_LEFT
    is_added = add_to_report(
        unit, conversation_id=speaking_in or report.conversation_id, effect=addition, analysis=analysis
    )
    request = _file(unit, report, case, "correct", words=addition.text)
    said = rights_phrases.CORRECTED if is_added else rights_phrases.CORRECTION_FILED
    return said.format(due=say_time(request.due_at))


def ask_deletion(unit: UnitOfWork, report_id: str, *, speaking_in: UUID | None) -> str:
    """Delete at once what no authority works with; else an officer decides, but who the reporter is goes now."""
    report, case = get_report(unit, report_id)
    if report.erased_at is not None:
        return rights_phrases.NOTHING_LEFT
    waiting = [r for r in list_requests(unit.session, report.id) if r.kind == "delete" and r.status == "open"]
    if waiting:
        return rights_phrases.DELETE_ALREADY_FILED.format(due=say_time(waiting[0].due_at))
    request = _file(unit, report, case, "delete")
    if case.outcome == "violation" or was_taken_up(unit.session, case.id):
        filed = rights_phrases.DELETE_FILED.format(due=say_time(request.due_at))
        return f"{filed}\n{_let_go(unit, report, speaking_in=speaking_in)}"
    number = delete_report(unit, report, case, actor="reporter", speaking_in=speaking_in)
    close_request(unit, request, case, status="done", actor="reporter")
    said = rights_phrases.DELETED.format(number=number)
    has_others = count_reports_under_way(unit.session, report.conversation_id) > 0
    return f"{said}\n{rights_phrases.STILL_KNOWN}" if has_others else said


def take_back(unit: UnitOfWork, report_id: str, *, speaking_in: UUID | None) -> str | None:
    """Withdraw a report and forget who sent it, unless other reports of his are under way; None if it cannot be."""
    report, _case = get_report(unit, report_id)
    if not withdraw_report(unit, report_id=report_id):
        return None
    is_going = _begin_forgetting(unit, report, speaking_in=speaking_in)
    return f"{phrases.WITHDRAWN}\n{rights_phrases.FORGETTING if is_going else rights_phrases.STILL_KNOWN}"


def delete_report(unit: UnitOfWork, report: Report, case: Case, *, actor: str, speaking_in: UUID | None = None) -> str:
    """Erase a report with all that belongs to it, taking it back first; returns the certificate's number."""
    withdraw_report(unit, report_id=report.id.hex)
    series = list_series(unit.session, report.id)
    counts = erase_text(unit, case, series) + erase_evidence(unit, case, series)
    empty = unit.vault.wrap_text("")
    for conversation_id in sorted({one.conversation_id for one in series}):
        counts["messages"] += erase_told_words(
            unit.session, conversation_id, empty=empty, of_reports=[one.id for one in series]
        )
        is_known = find_identity(unit.session, get_reporter(unit.session, conversation_id).id) is not None
        if begin_forgetting(unit, conversation_id, speaking_in=speaking_in):
            counts["identities"] += is_known
    return certify(unit, case, counts, basis="delete_request", actor=actor)


def close_request(
    unit: UnitOfWork,
    request: PersonRequest,
    case: Case,
    *,
    status: Literal["done", "refused"],
    actor: str,
    officer_id: UUID | None = None,
    answer: str | None = None,
) -> None:
    """Note that a request was answered; the words of it are no longer needed."""
    request.status, request.done_at, request.done_by, request.answer = status, unit.now, officer_id, answer
    request.words_wrapped = None
    unit.session.add(request)
    facts = {"request": request.kind, "decision": status}
    record_event(unit, case, "request_done", actor=actor, actor_id=officer_id, facts=facts)
    who = f"officer:{officer_id.hex}" if officer_id else actor
    unit.audit("request_done", actor=who, about=f"case:{case.id.hex}", kind=request.kind, decision=status)


def _file(
    unit: UnitOfWork, report: Report, case: Case, kind: RequestKind, *, words: str | None = None
) -> PersonRequest:
    request = PersonRequest(
        kind=kind,
        report_id=report.id,
        words_wrapped=unit.vault.wrap_text(words) if words else None,
        filed_at=unit.now,
        due_at=after_working_days(DAYS_TO_ANSWER, since=unit.now),
    )
    unit.session.add(request)
    unit.session.flush()
    record_event(unit, case, "request_filed", actor="reporter", facts={"request": kind})
    unit.audit("request_filed", actor="reporter", about=f"case:{case.id.hex}", kind=kind)
    return request


def _let_go(unit: UnitOfWork, report: Report, *, speaking_in: UUID | None) -> str:
    if has_open_reveal(unit.session, get_reporter(unit.session, report.conversation_id).id):
        return rights_phrases.IDENTITY_HELD
    is_going = _begin_forgetting(unit, report, speaking_in=speaking_in)
    return rights_phrases.IDENTITY_GONE if is_going else rights_phrases.STILL_KNOWN


def _begin_forgetting(unit: UnitOfWork, report: Report, *, speaking_in: UUID | None) -> bool:
    """Begin to forget whoever sent the report or added to it; whether its own reporter goes."""
    others = {one.conversation_id for one in list_series(unit.session, report.id)} - {report.conversation_id}
    for conversation_id in sorted(others):
        begin_forgetting(unit, conversation_id, speaking_in=speaking_in)
    return begin_forgetting(unit, report.conversation_id, speaking_in=speaking_in)


def _is_reachable(unit: UnitOfWork, conversation_id: UUID) -> bool:
    """Whether the reporter still reads his conversation: it was not ended, and there is a way to him."""
    reporter = get_reporter(unit.session, conversation_id)
    if reporter.forgotten_at is not None:
        return False
    if reporter.channel == "web":
        return unit.now - _get_conversation(unit, conversation_id).used_at <= LIVING_CHAT
    return find_identity(unit.session, reporter.id) is not None


def _get_conversation(unit: UnitOfWork, conversation_id: UUID) -> Conversation:
    conversation = unit.session.get(Conversation, conversation_id)
    if conversation is None:
        raise LookupError(f"no conversation {conversation_id}")
    return conversation
