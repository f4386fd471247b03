"""The one dialogue of every channel: a pure step from (draft, message) to the next draft and the replies."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from intake import phrases
from intake.data_dialogue import after_correcting, as_correction, correct, press_about_data
from intake.draft import AddToReport, AnswerStatus, Draft, ReadNews, Stage, SubmitReport, Turn, WithdrawReport
from intake.hidden_words import choose_hidden
from intake.masking import cover
from intake.messages import CHANNEL_TITLES, Button, IncomingMessage, Reply
from intake.questions_to_us import answer_question
from intake.receipt_code import MistypedCodeError, hide_receipt_code, read_receipt_code
from intake.routing import RouteProposal
from intake.summary_card import choose_question, summary_card
from intake.typed_answers import read_choice, read_command, read_hiding
from nlp.findings import Analysis
from nlp.fold import fold

WHOLE_TELLING = 0.6  # after Sửa, words this long beside the old ones tell the whole anew; fewer correct a part
MOST_HIDDEN = 30  # places a citizen may cover in one draft; each is searched for at every card
LONGEST_SMALL_TALK = 8  # words; beyond that a message deserves a card even if no rule understood it
ON_THE_CARD = frozenset({"card", "hide"})
WAYS_BACK = {"undo": frozenset({"dropped"}), "keep": frozenset({"rewrite", "hide"})}
GROWING = frozenset({"card", "hide", "rewrite"})
_QUESTION = re.compile(r"\?|lam sao|lam the nao|nhu the nao|the nao|o dau|thu tuc|huong dan|how (do|can|to)")


def text_after(draft: Draft, message: IncomingMessage) -> str:
    """Give the text the draft will have if the message is content: what the analysis must read."""
    if message.button is not None:
        return _uncorrected(draft).text if message.button == f"replace:{draft.prompt}" else draft.text
    if _is_about_the_draft(draft, message):
        return draft.text
    text = _words(message)
    if draft.stage == "correct":
        return as_correction(text)
    return "\n".join(_texts_with(draft, text)) if draft.stage in GROWING else text or draft.text


def advance(
    draft: Draft, message: IncomingMessage, *, file_ids: tuple[str, ...], analysis: Analysis, route: RouteProposal
) -> Turn:
    """Take one step. `analysis` and `route` are of `text_after(draft, message)`; `file_ids` are of the message."""
    step = _Step(draft, message, file_ids, analysis, route)
    if message.contact is not None:
        return _say(step, phrases.CONTACT_KEPT)
    if message.button is not None:
        return _press(step, message.button)
    return (None if file_ids else _answer_words(step)) or correct(draft, _words(message), file_ids) or _content(step)


def _answer_words(step: "_Step") -> Turn | None:
    """Answer words that tell nothing: a command, a code, a question to us, a choice typed; None for whatever tells."""
    text, is_choosing = step.message.text, step.draft.stage in ON_THE_CARD
    command, code = read_command(text), _read_code(text)
    if command is not None:
        return _command(step, command)
    if code is not None:
        return code(step)
    answer = answer_question(text) if step.draft.stage not in {"add", "correct"} else None
    if answer is not None:
        return _say(step, f"{answer}\n{phrases.PLEASE_PRESS}" if is_choosing else answer)
    choice = read_choice(text, step.draft.stage)
    if choice is not None:
        return _choose(step, choice)
    words = read_hiding(text, step.draft)
    return None if words is None else _hide(step, words)


@dataclass(frozen=True, slots=True)
class _Step:
    """What every part of one step looks at."""

    draft: Draft
    message: IncomingMessage
    file_ids: tuple[str, ...]
    analysis: Analysis
    route: RouteProposal


def _words(message: IncomingMessage) -> str:
    """Give what a message says as a report may keep it: a receipt code is its owner's alone."""
    return hide_receipt_code(message.text).strip()


def _is_about_the_draft(draft: Draft, message: IncomingMessage) -> bool:
    """Whether a message answers the card or rewrites nothing: it adds no words of its own to the report."""
    if draft.stage == "rewrite":
        return not message.text.strip()
    if draft.stage not in ON_THE_CARD or message.files:
        return False
    is_answer = any(read(message.text) is not None for read in (read_command, answer_question, _read_code))
    chooses = read_choice(message.text, draft.stage) is not None or read_hiding(message.text, draft) is not None
    return is_answer or chooses


def _read_code(text: str) -> Callable[[_Step], Turn] | None:
    try:
        code = read_receipt_code(text)
    except MistypedCodeError:
        return lambda step: Turn(draft=step.draft, replies=(Reply(text=phrases.CODE_MISTYPED),))
    if code is None:
        return None
    return lambda step: Turn(draft=step.draft, effect=AnswerStatus(code=code.characters))


def _command(step: _Step, command: str) -> Turn:
    match command:
        case "welcome":
            return _say(step, phrases.WELCOME)
        case "cancel":
            return _drop(step) if step.draft.stage != "idle" else _say(step, phrases.NOTHING_TO_CANCEL)
        case _:
            return _say(step, phrases.HELP)


def _press(step: _Step, payload: str) -> Turn:
    verb, _, subject = payload.partition(":")
    is_of_this_card = subject == str(step.draft.prompt)
    is_of_this_report = subject == step.draft.report_id
    match verb:
        case "send" | "edit" | "drop" | "hide" | "addlast" if step.draft.stage in ON_THE_CARD and is_of_this_card:
            turn = _choose(step, verb)
        case "undo" | "keep" if step.draft.stage in WAYS_BACK[verb] and is_of_this_card:
            turn = _show_card(step, replace(step.draft, stage="card"))
        case "replace" if step.draft.stage in ON_THE_CARD and is_of_this_card:
            turn = _show_card(step, replace(_uncorrected(step.draft), stage="card"))
        case "new" if step.draft.stage == "add":
            turn = Turn(draft=_after_adding(step.draft), replies=(Reply(text=phrases.NEW_NOW),))
        case "more" if is_of_this_report:
            begun = _emptied(step.draft) if step.draft.stage == "dropped" else step.draft
            adding = replace(begun, stage="add", adding_to=subject)
            turn = Turn(draft=adding, replies=(Reply(text=phrases.ADD_NOW),))
        case "withdraw" if is_of_this_report:
            yes, no = Button(phrases.BUTTON_WITHDRAW_YES, f"withdrawyes:{subject}"), Button(phrases.BUTTON_NO, "no")
            turn = Turn(draft=step.draft, replies=(Reply(text=phrases.WITHDRAW_ASK, buttons=(yes, no)),))
        case "withdrawyes" if is_of_this_report:
            turn = Turn(draft=_after_adding(step.draft), effect=WithdrawReport(report_id=subject))
        case "read":
            turn = Turn(draft=step.draft, effect=ReadNews(report_id=subject))
        case "no":
            turn = _say(step, phrases.AS_YOU_WISH)
        case _:
            asked = press_about_data(step.draft, verb, subject) if is_of_this_report else None
            turn = asked or _stale(step)
    return turn


def _choose(step: _Step, choice: str) -> Turn:
    draft = step.draft
    match choice:
        case "send":
            effect = SubmitReport(text=draft.text, file_ids=draft.file_ids, hidden=draft.hidden)
            turn = Turn(draft=_emptied(draft), effect=effect)
        case "addlast" if draft.report_id:
            added = AddToReport(
                report_id=draft.report_id,
                text=draft.text,
                file_ids=draft.file_ids,
                hidden=draft.hidden,
                was_shown=True,
            )
            turn = Turn(draft=_emptied(draft), effect=added)
        case "addlast":
            turn = _stale(step)  # the report it would have gone to was withdrawn since
        case "edit":
            turn = _ask(step, "rewrite", phrases.REWRITE)
        case "hide" if draft.text:
            turn = _ask(step, "hide", phrases.HIDE_ASK)
        case "hide" | "consent":
            turn = _say(step, phrases.PLEASE_PRESS)
        case "keep":
            turn = _show_card(step, replace(draft, stage="card"))
        case _:
            turn = _drop(step)
    return turn


def _ask(step: _Step, stage: Stage, question: str) -> Turn:
    """Ask for words that change the card; a button leads back."""
    keep = Button(phrases.BUTTON_KEEP, f"keep:{step.draft.prompt}")
    return Turn(draft=replace(step.draft, stage=stage), replies=(Reply(text=question, buttons=(keep,)),))


def _drop(step: _Step) -> Turn:
    undo = (Button(phrases.BUTTON_UNDO, f"undo:{step.draft.prompt}"),) if step.draft.has_content else ()
    stage: Stage = "dropped" if step.draft.has_content else "idle"
    return Turn(draft=replace(step.draft, stage=stage), replies=(Reply(text=phrases.DROPPED, buttons=undo),))


def _hide(step: _Step, words: str) -> Turn:
    """Cover what stands in the text, wherever it does, and show what is left."""
    found = choose_hidden(step.draft.text, words)
    draft = replace(step.draft, stage="card" if found or read_choice(words, "card") else "hide")  # mistyped: ask on
    hidden = tuple(dict.fromkeys((*draft.hidden, *found)))
    if not found or len(hidden) > MOST_HIDDEN:
        said = phrases.HIDE_TOO_MUCH if found else phrases.HIDE_MISSED
    else:
        draft, said = replace(draft, hidden=hidden), phrases.HIDE_DONE
    turn = _show_card(step, draft)
    return replace(turn, replies=(Reply(text=said), *turn.replies))


def _content(step: _Step) -> Turn:
    draft, message = step.draft, step.message
    text = _words(message)
    if message.unsupported and not text and not step.file_ids:
        return _say(step, phrases.UNSUPPORTED.format(what=message.unsupported))
    if not text and not step.file_ids:
        return _say(step, phrases.PLEASE_PRESS if draft.stage in ON_THE_CARD else phrases.WELCOME)
    if draft.stage == "add" and draft.adding_to:
        added = AddToReport(report_id=draft.adding_to, text=text, file_ids=step.file_ids)
        return Turn(draft=_after_adding(draft), replies=_warning(step, draft), effect=added)
    if draft.stage in {"idle", "dropped"} and not step.file_ids and _is_small_talk(step):
        return _say(step, phrases.PROCEDURE if _QUESTION.search(fold(text).text) else phrases.WELCOME)
    if draft.stage in GROWING:
        files = (*draft.file_ids, *step.file_ids)
        return _show_card(step, replace(draft, stage="card", texts=_texts_with(draft, text), file_ids=files))
    begun = replace(_emptied(draft), stage="card", texts=(text,) if text else (), file_ids=step.file_ids)
    return _show_card(step, begun)


def _texts_with(draft: Draft, text: str) -> tuple[str, ...]:
    """Give the draft's texts with these words: a whole new telling replaces them, a short correction is set beside."""
    if not text:
        return draft.texts
    if draft.stage in ON_THE_CARD or not draft.texts:
        return (*draft.texts, text)
    if len(text) < len(draft.text) * WHOLE_TELLING:
        return (*draft.texts, phrases.CORRECTION.format(text=text))
    return (text,)


def _uncorrected(draft: Draft) -> Draft:
    """Let the last correction stand alone: Thay toàn bộ."""
    return (
        replace(draft, texts=(draft.texts[-1].removeprefix(phrases.CORRECTION.format(text="")),))
        if draft.texts
        else draft
    )


def _after_adding(draft: Draft) -> Draft:
    """Leave the adding; a draft begun before Bổ sung was pressed goes on where it was."""
    if draft.stage != "add":
        return after_correcting(draft)
    return replace(draft, stage="card" if draft.has_content else "idle", adding_to=None)


def _is_small_talk(step: _Step) -> bool:
    is_urgent = step.analysis.urgency in {"critical", "high"}
    said_something = is_urgent or step.analysis.is_report or step.analysis.labels or step.analysis.findings
    is_short = len(step.message.text.split()) <= LONGEST_SMALL_TALK
    is_question = bool(_QUESTION.search(fold(step.message.text).text))
    return not said_something and (is_short or is_question)


def _show_card(step: _Step, draft: Draft) -> Turn:
    covered = cover(draft.text, step.analysis, draft.hidden)
    question = choose_question(draft, covered.analysis, step.route)
    shown = replace(
        draft,
        prompt=draft.prompt + 1,
        asked=(*draft.asked, question) if question else draft.asked,
        is_warned=draft.is_warned or step.analysis.urgency == "critical",
    )
    card = summary_card(
        shown, covered, step.route, channel_title=CHANNEL_TITLES[step.message.channel], question=question
    )
    return Turn(draft=shown, replies=(*_warning(step, draft), card))


def _warning(step: _Step, draft: Draft) -> tuple[Reply, ...]:
    """Say what cannot wait, once a draft: danger to life, money that a bank may still stop."""
    if step.analysis.urgency == "critical" and not draft.is_warned:
        return (Reply(text=phrases.EMERGENCY),)
    has_just_paid = any(circumstance.id == "money_just_sent" for circumstance in step.analysis.circumstances)
    return (Reply(text=phrases.BANK_HINT),) if has_just_paid and not draft.asked and draft.prompt == 0 else ()


def _stale(step: _Step) -> Turn:
    if step.draft.stage not in ON_THE_CARD:
        return _say(step, f"{phrases.STALE_BUTTON} {phrases.NOTHING_TO_SEND}")
    turn = _show_card(step, replace(step.draft, stage="card"))
    return replace(turn, replies=(Reply(text=phrases.CARD_CHANGED), *turn.replies))


def _emptied(draft: Draft) -> Draft:
    return Draft(prompt=draft.prompt, report_id=draft.report_id)


def _say(step: _Step, text: str) -> Turn:
    return Turn(draft=step.draft, replies=(Reply(text=text),))
