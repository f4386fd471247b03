"""Carrying out what a dialogue step decided, and saying what came of it."""

from dataclasses import replace
from typing import assert_never

from intake import phrases
from intake.actions.submit import submit_report
from intake.actions.talk import add_to_report, withdraw_report
from intake.draft import AddToReport, AnswerStatus, Draft, SubmitReport, Turn, WithdrawReport
from intake.messages import Button, Reply
from intake.receipt_code import ReceiptCode
from intake.replies import queue_replies
from intake.routing import RouteProposal
from intake.status import StatusDesk
from intake.unit_of_work import UnitOfWork
from intake.wording import say_time
from nlp.findings import Analysis
from storage.tables import Case, Conversation


def carry_out(
    unit: UnitOfWork,
    conversation: Conversation,
    turn: Turn,
    *,
    analysis: Analysis,
    route: RouteProposal,
    status_desk: StatusDesk,
) -> Draft:
    """Carry out the effect of a turn and queue its replies; returns the draft that follows.

    A new `prompt` in it says that words came back into the draft and need a card.
    """
    match turn.effect:
        case SubmitReport():
            return _submit(unit, conversation, turn.draft, turn.effect, analysis=analysis, route=route)
        case AddToReport() as effect:
            added = add_to_report(
                unit,
                conversation_id=conversation.id,
                report_id=effect.report_id,
                text=effect.text,
                file_ids=effect.file_ids,
                analysis=analysis,
            )
            queue_replies(unit, conversation, (Reply(text=phrases.ADDED if added else phrases.ADD_IMPOSSIBLE),))
            return turn.draft if added else _put_back(turn.draft, effect)
        case WithdrawReport() as effect:
            done = withdraw_report(unit, report_id=effect.report_id)
            said = phrases.WITHDRAWN if done else phrases.WITHDRAW_IMPOSSIBLE
            queue_replies(unit, conversation, (Reply(text=said),))
            return replace(turn.draft, report_id=None) if done else turn.draft
        case AnswerStatus() as effect:
            return _answer_status(unit, conversation, turn.draft, effect, status_desk)
        case None:
            return turn.draft
        case _:
            assert_never(turn.effect)


def _put_back(draft: Draft, effect: AddToReport) -> Draft:
    """Keep what no report takes any more as a draft of its own."""
    return replace(
        draft,
        stage="card",
        texts=(*draft.texts, effect.text) if effect.text else draft.texts,
        file_ids=(*draft.file_ids, *effect.file_ids),
        prompt=draft.prompt + 1,
        report_id=None,
    )


def _submit(
    unit: UnitOfWork,
    conversation: Conversation,
    draft: Draft,
    effect: SubmitReport,
    *,
    analysis: Analysis,
    route: RouteProposal,
) -> Draft:
    report, case, code = submit_report(
        unit,
        conversation_id=conversation.id,
        text=effect.text,
        file_ids=effect.file_ids,
        analysis=analysis,
        route=route,
    )
    reply = Reply(text=_receipt(case, route), carries_receipt_code=True)
    queue_replies(unit, conversation, (reply,), code=code, report_id=report.id)
    return replace(draft, report_id=report.id.hex)


def _receipt(case: Case, route: RouteProposal) -> str:
    due = say_time(case.due_at)
    if route.is_held or route.authority is None:
        next_step = phrases.SENT_HELD.format(due=due)
    else:
        next_step = phrases.SENT_TO.format(authority=route.authority.name, due=due)
    return phrases.SENT.replace("{next_step}", next_step)


def _answer_status(
    unit: UnitOfWork, conversation: Conversation, draft: Draft, effect: AnswerStatus, status_desk: StatusDesk
) -> Draft:
    found = status_desk.look_up(unit, ReceiptCode(effect.code), asker=str(conversation.id))
    if isinstance(found, str):
        text = phrases.CODE_UNKNOWN if found == "unknown" else phrases.CODE_TOO_MANY
        queue_replies(unit, conversation, (Reply(text=text),))
        return draft
    buttons = (
        Button(phrases.BUTTON_MORE, f"more:{found.report_id}"),
        Button(phrases.BUTTON_WITHDRAW, f"withdraw:{found.report_id}"),
    )
    queue_replies(unit, conversation, (Reply(text=found.summary, buttons=buttons if found.is_open else ()),))
    return replace(draft, report_id=found.report_id)
