"""Speaking with reporters of a case, and what they add or take back."""

from dataclasses import replace
from uuid import UUID

from intake import phrases
from intake.actions.events import record_event
from intake.actions.refer import recall_referral
from intake.actions.submit import attach_files, store_report
from intake.actions.wall import wall_off_accused
from intake.case_lifecycle import OPEN_STATUSES
from intake.conversation_state import read_draft, write_draft
from intake.draft import AddToReport
from intake.masking import cover_in_series, waits_for_release, words_covered_before
from intake.messages import Button, Reply
from intake.replies import PUSHING_CHANNELS, next_seq, queue_replies
from intake.understood import labels_to_guard
from intake.unit_of_work import UnitOfWork
from nlp.findings import Analysis
from storage.queries.conversations import get_reporter
from storage.queries.reports import list_reports
from storage.queries.reveals import end_reveals
from storage.queries.rows import lock
from storage.tables import Case, Conversation, Message, Report


def message_reporters(unit: UnitOfWork, case: Case, text: str, *, officer_id: UUID) -> int:
    """Write to everyone who reported this case, each apart; returns how many."""
    count = _tell(unit, case, text, sender="officer")
    record_event(unit, case, "message_to_reporter", actor="officer", actor_id=officer_id, facts={"text": text})
    return count


def tell_reporters(unit: UnitOfWork, case: Case, text: str) -> int:
    """Tell everyone who reported this case what became of it."""
    return _tell(unit, case, text, sender="bot")


def add_to_report(unit: UnitOfWork, *, conversation_id: UUID, effect: AddToReport, analysis: Analysis) -> Report | None:
    """Store an addition as a report of its own on the same case; None if the case takes none any more.

    Words that were not on a card first (an answer to an officer's question says "Lan, 0900…" and nothing else), and
    those of somebody who has only the code, wait for an officer of the house. What he covers now is covered in what he
    said before; a stranger learns nothing of what was covered.
    """
    found = _own_report(unit, effect.report_id)
    if found is None:
        return None
    report, case = found
    is_his_own = report.conversation_id == conversation_id
    addition = store_report(
        unit,
        conversation_id=conversation_id,
        case=case,
        text=effect.text,
        analysis=analysis,
        hidden=(*effect.hidden, *words_covered_before(report)) if is_his_own else effect.hidden,
        adds_to=report.id,
        was_shown=effect.was_shown and is_his_own,
    )
    if is_his_own:
        cover_in_series(list_reports(unit.session, case.id), report, effect.hidden)
    attach_files(unit, addition, effect.file_ids)
    record_event(unit, case, "report_added", actor="reporter", facts={"files": len(effect.file_ids)})
    wall_off_accused(unit, case, analysis)
    return addition


def withdraw_report(unit: UnitOfWork, *, report_id: str) -> bool:
    """Take a report and its additions back; a case left without reports is withdrawn and its link closed."""
    found = _own_report(unit, report_id)
    if found is None:
        return False
    report, case = found
    left = 0
    for other in list_reports(unit.session, case.id):
        if report.id in {other.id, other.adds_to}:
            other.status = "withdrawn"
            other.withdrawn_at = unit.now
            unit.session.add(other)
        elif other.status == "submitted":
            left += 1
    end_reveals(unit.session, get_reporter(unit.session, report.conversation_id).id)
    record_event(unit, case, "report_withdrawn", actor="reporter")
    if not left:
        recall_referral(unit, case)
        record_event(unit, case, "withdrawn", actor="reporter", to_status="withdrawn")
    return True


def _own_report(unit: UnitOfWork, report_id: str) -> tuple[Report, Case] | None:
    """Lock the case of a report whose id the dialogue learned from a receipt code or from sending it."""
    try:
        report = unit.session.get(Report, UUID(report_id))
    except ValueError:
        return None
    case = lock(unit.session, Case, report.case_id) if report else None
    if report is None or case is None or report.status != "submitted" or case.status not in OPEN_STATUSES:
        return None
    return report, case


def _tell(unit: UnitOfWork, case: Case, text: str, *, sender: str) -> int:
    reports = [r for r in list_reports(unit.session, case.id) if r.adds_to is None and r.status == "submitted"]
    is_delicate = waits_for_release(labels=labels_to_guard(unit.session, case), urgency=case.urgency)
    for report in reports:
        conversation = lock(unit.session, Conversation, report.conversation_id)
        if conversation is None:
            continue
        if is_delicate and get_reporter(unit.session, conversation.id).channel in PUSHING_CHANNELS:
            _tell_quietly(unit, conversation, report, text, sender=sender)
            continue
        reply = Reply(text=text) if sender == "bot" else _ask_for_answer(unit, conversation, report, text)
        queue_replies(unit, conversation, (reply,), sender=sender, report_id=report.id)
        unit.session.add(conversation)
    return len(reports)


def _tell_quietly(unit: UnitOfWork, conversation: Conversation, report: Report, text: str, *, sender: str) -> None:
    """Push a notice that says nothing to whoever sees the locked screen; an officer's words wait to be read.

    What the house itself has to say is in the report's status, which "Xem" shows as well.
    """
    if sender == "officer":
        kept = Message(
            conversation_id=conversation.id,
            seq=next_seq(conversation),
            sender=sender,
            text_wrapped=unit.vault.wrap_text(phrases.OFFICER_PREFIX_DRAFT.format(text=text)),
            buttons=[],
            status="superseded",  # by the notice: it is never pushed itself
            report_id=report.id,
            at=unit.now,
        )
        unit.session.add(kept)
    notice = Reply(text=phrases.NEWS, buttons=(Button(phrases.BUTTON_READ, f"read:{report.id.hex}"),))
    queue_replies(unit, conversation, (notice,), report_id=report.id)
    unit.session.add(conversation)


def _ask_for_answer(unit: UnitOfWork, conversation: Conversation, report: Report, text: str) -> Reply:
    """Make what the citizen says next the answer to the officer, unless a report of his is under way."""
    draft = read_draft(unit.vault, conversation)
    is_free = draft.stage in {"idle", "add"}
    answering = replace(draft, report_id=report.id.hex)
    if is_free:
        answering = replace(answering, stage="add", adding_to=report.id.hex)
    write_draft(unit.vault, conversation, answering)
    prefix = phrases.OFFICER_PREFIX if is_free else phrases.OFFICER_PREFIX_DRAFT
    button = Button(phrases.BUTTON_NEW, "new") if is_free else Button(phrases.BUTTON_MORE, f"more:{report.id.hex}")
    return Reply(text=prefix.format(text=text), buttons=(button,))
