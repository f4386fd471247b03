"""Carrying out what the dialogue decided about a reporter's own data, and saying what came of it."""

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from intake import phrases
from intake.draft import AddToReport, AskAboutData, Draft, WithdrawReport
from intake.messages import Reply
from intake.person_rights import ask_access, ask_correction, ask_deletion, take_back
from intake.replies import queue_replies
from intake.unit_of_work import UnitOfWork
from nlp.findings import Analysis
from storage.tables import Conversation, Report


def carry_out_right(
    unit: UnitOfWork,
    conversation: Conversation,
    draft: Draft,
    effect: WithdrawReport | AskAboutData,
    *,
    analysis: Analysis,
) -> Draft:
    """Carry out what a reporter asks about his own report; the draft that follows forgets a report that is gone."""
    if isinstance(effect, WithdrawReport):
        said = take_back(unit, effect.report_id, speaking_in=conversation.id)
        queue_replies(unit, conversation, (Reply(text=said or phrases.WITHDRAW_IMPOSSIBLE),))
        return replace(draft, report_id=None) if said else draft
    answer = _answer(unit, conversation, effect, analysis)
    if answer is not None:
        queue_replies(unit, conversation, (Reply(text=answer),))
    report = unit.session.get(Report, UUID(effect.report_id))
    is_gone = report is not None and report.erased_at is not None
    return replace(draft, report_id=None) if is_gone else draft


def _answer(unit: UnitOfWork, conversation: Conversation, effect: AskAboutData, analysis: Analysis) -> str | None:
    match effect.kind:
        case "access":
            return ask_access(unit, effect.report_id, speaking_in=conversation.id)
        case "correct":
            added = AddToReport(report_id=effect.report_id, text=effect.text, file_ids=effect.file_ids)
            return ask_correction(unit, added, analysis=analysis, speaking_in=conversation.id)
        case "delete":
            return ask_deletion(unit, effect.report_id, speaking_in=conversation.id)
        case _:
            assert_never(effect.kind)
