"""Carrying out what a dialogue step decided, and saying what came of it."""

from dataclasses import replace
from typing import assert_never
from uuid import UUID

from intake import phrases
from intake.actions.submit import submit_report
from intake.actions.talk import add_to_report
from intake.data_dialogue import data_button
from intake.data_effects import carry_out_right
from intake.draft import AddToReport, AnswerStatus, AskAboutData, Draft, ReadNews, SubmitReport, Turn, WithdrawReport
from intake.masking import masked_text, shorten_masked
from intake.messages import Button, Reply
from intake.receipt_code import ReceiptCode
from intake.replies import queue_replies
from intake.routing import RouteProposal
from intake.status import ReportStatus, StatusDesk, describe_report
from intake.unit_of_work import UnitOfWork
from intake.wording import say_time
from nlp.findings import Analysis
from storage.tables import Case, Conversation, Report


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
                effect=effect,
                analysis=analysis,
            )
            queue_replies(unit, conversation, (Reply(text=_say_added(added)),))
            return turn.draft if added else _put_back(turn.draft, effect)
        case WithdrawReport() | AskAboutData() as effect:
            return carry_out_right(unit, conversation, turn.draft, effect, analysis=analysis)
        case AnswerStatus() as effect:
            return _answer_status(unit, conversation, turn.draft, effect, status_desk)
        case ReadNews() as effect:
            return _read_news(unit, conversation, turn.draft, effect)
        case None:
            return turn.draft
        case _:
            assert_never(turn.effect)


def _say_added(addition: Report | None) -> str:
    """Say that it was added, and what of it is passed on if anything was covered."""
    if addition is None:
        return phrases.ADD_IMPOSSIBLE
    if addition.released_at is None:
        return phrases.ADDED_WAITS
    if not addition.masks:
        return phrases.ADDED
    return phrases.ADDED_COVERED.format(text=shorten_masked(masked_text(addition)))


def _put_back(draft: Draft, effect: AddToReport) -> Draft:
    """Keep what no report takes any more as a draft of its own."""
    return replace(
        draft,
        stage="card",
        texts=(*draft.texts, effect.text) if effect.text else draft.texts,
        file_ids=(*draft.file_ids, *effect.file_ids),
        hidden=tuple(dict.fromkeys((*draft.hidden, *effect.hidden))),
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
        hidden=effect.hidden,
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
    return _show_status(unit, conversation, draft, found)


def _read_news(unit: UnitOfWork, conversation: Conversation, draft: Draft, effect: ReadNews) -> Draft:
    """Show how a report stands to whoever sent it from this very conversation."""
    try:
        report = unit.session.get(Report, UUID(effect.report_id))
    except ValueError:
        report = None
    if report is None or report.conversation_id != conversation.id:
        queue_replies(unit, conversation, (Reply(text=phrases.STALE_BUTTON),))
        return draft
    return _show_status(unit, conversation, draft, describe_report(unit, report))


def _show_status(unit: UnitOfWork, conversation: Conversation, draft: Draft, found: ReportStatus) -> Draft:
    buttons = (
        Button(phrases.BUTTON_MORE, f"more:{found.report_id}"),
        Button(phrases.BUTTON_WITHDRAW, f"withdraw:{found.report_id}"),
    )
    offered = (*(buttons if found.is_open else ()), *(() if found.is_erased else (data_button(found.report_id),)))
    queue_replies(unit, conversation, (Reply(text=found.summary, buttons=offered),))
    return replace(draft, report_id=found.report_id)
