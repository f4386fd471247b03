"""What officers do with reporters' requests about their own data: answer them, or say why not."""

from typing import Literal
from uuid import UUID

from intake import rights_phrases
from intake.errors import CaseNotFoundError
from intake.messages import Reply
from intake.person_rights import close_request, delete_report
from intake.replies import queue_replies
from intake.rights import get_case_to_change
from intake.unit_of_work import UnitOfWork
from storage.queries.rows import lock
from storage.tables import Conversation, Officer, PersonRequest, Report

Decision = Literal["done", "refused"]


def answer_request(unit: UnitOfWork, *, officer: Officer, request_id: UUID, decision: Decision, answer: str) -> bool:
    """Answer a request; a deletion that is granted is carried out. False if somebody has answered it before.

    Raises CaseNotFoundError for a request that is missing or about a case the officer may not answer for.
    """
    found = unit.session.get(PersonRequest, request_id)
    report = unit.session.get(Report, found.report_id) if found else None
    if report is None:
        raise CaseNotFoundError(request_id)
    case = get_case_to_change(unit, officer, report.case_id, right="answer_requests")
    conversation = lock(unit.session, Conversation, report.conversation_id)
    request = lock(unit.session, PersonRequest, request_id)
    if request is None or conversation is None or request.status != "open":
        return False
    phrase = rights_phrases.TOLD_ANSWER if decision == "done" else rights_phrases.TOLD_REFUSED
    said = phrase.format(kind=rights_phrases.REQUEST_TITLES[request.kind], answer=answer)
    queue_replies(unit, conversation, (Reply(text=said),), report_id=report.id)
    unit.session.flush()
    if request.kind == "delete" and decision == "done" and report.erased_at is None:
        delete_report(unit, report, case, actor="officer", speaking_in=conversation.id)
    kept = answer if report.erased_at is None else None  # nothing written about an erased report outlives it
    close_request(unit, request, case, status=decision, actor="officer", officer_id=officer.id, answer=kept)
    return True
