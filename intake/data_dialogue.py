"""The dialogue about one's own data: which buttons there are and what pressing them asks for; pure, like the rest of it."""

from dataclasses import replace

from intake import phrases, rights_phrases
from intake.draft import AskAboutData, Draft, Turn
from intake.messages import Button, Reply


def data_button(report_id: str) -> Button:
    """Give the button under a report's status that leads here."""
    return Button(rights_phrases.BUTTON_DATA, f"data:{report_id}")


def press_about_data(draft: Draft, verb: str, report_id: str) -> Turn | None:
    """Answer a button about the report spoken of last; None if it is none of these."""
    turn: Turn | None = None
    match verb:
        case "data":
            turn = _say(draft, rights_phrases.DATA_ASK, _choices(report_id))
        case "datasee":
            turn = Turn(draft=draft, effect=AskAboutData(kind="access", report_id=report_id))
        case "datafix":
            leave = Button(rights_phrases.BUTTON_NO, f"datano:{report_id}")
            asking = replace(draft, stage="correct", adding_to=report_id)
            turn = _say(asking, rights_phrases.CORRECT_NOW, (leave,))
        case "datano":
            turn = _say(after_correcting(draft), phrases.AS_YOU_WISH)
        case "datadel":
            yes = Button(rights_phrases.BUTTON_DELETE_YES, f"datadelyes:{report_id}")
            turn = _say(draft, rights_phrases.DELETE_ASK, (yes, Button(rights_phrases.BUTTON_NO, "no")))
        case "datadelyes":
            effect = AskAboutData(kind="delete", report_id=report_id)
            turn = Turn(draft=after_correcting(draft), effect=effect)
    return turn


def correct(draft: Draft, text: str, file_ids: tuple[str, ...]) -> Turn | None:
    """Take what was said as the correction asked for; None if none was."""
    if draft.stage != "correct" or draft.adding_to is None or not (text or file_ids):
        return None
    effect = AskAboutData(kind="correct", report_id=draft.adding_to, text=as_correction(text), file_ids=file_ids)
    return Turn(draft=after_correcting(draft), effect=effect)


def as_correction(text: str) -> str:
    """Word a correction as it is set beside the report."""
    return phrases.CORRECTION.format(text=text)


def after_correcting(draft: Draft) -> Draft:
    """Leave the correcting; a draft begun before goes on where it was."""
    if draft.stage != "correct":
        return draft
    return replace(draft, stage="card" if draft.has_content else "idle", adding_to=None)


def _choices(report_id: str) -> tuple[Button, ...]:
    return (
        Button(rights_phrases.BUTTON_SEE, f"datasee:{report_id}"),
        Button(rights_phrases.BUTTON_CORRECT, f"datafix:{report_id}"),
        Button(rights_phrases.BUTTON_DELETE, f"datadel:{report_id}"),
        Button(rights_phrases.BUTTON_NO, "no"),
    )


def _say(draft: Draft, text: str, buttons: tuple[Button, ...] = ()) -> Turn:
    return Turn(draft=draft, replies=(Reply(text=text, buttons=buttons),))
