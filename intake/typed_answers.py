"""Answers typed instead of pressed: every button also by number or by its word, with accents or without."""

from collections.abc import Mapping

from intake.draft import Draft, Stage
from intake.hidden_words import read_wish, read_words
from nlp.fold import fold, same_accents

LONGEST_ANSWER = 40  # characters

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "send": ("1", "gửi", "gửi đi", "gửi tin", "gửi luôn", "đồng ý gửi"),
    "edit": ("2", "sửa", "sửa lại", "viết lại"),
    "hide": ("4", "che", "che thêm", "che bớt", "che chữ"),
    "drop": ("3", "bỏ", "bỏ đi", "xóa", "hủy"),
    "consent": ("ok", "oke", "okay", "ok bạn", "đồng ý", "đúng rồi", "đúng", "ừ", "uh", "vâng", "dạ", "yes"),
}
_WAYS_BACK: Mapping[str, tuple[str, ...]] = {
    "keep": ("giữ như cũ", "giữ nguyên", "thôi", "thôi khỏi", "không che nữa"),
}
_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "welcome": ("/start",),
    "help": ("/trogiup", "/help", "trogiup", "trợ giúp", "/tracuu", "tra cứu"),
    "cancel": ("/huy", "/cancel"),
}


def read_choice(text: str, stage: Stage) -> str | None:
    """Read an answer typed instead of pressed; None if there is nothing to choose, or no choice was made.

    To a card: `send`, `edit`, `drop`, `hide`, or `consent` (a yes, or a number no button has), which sends nothing.
    To "which words?" only `keep`: whatever else is said there may be the words, and must not send the report.
    """
    match stage:
        case "card":
            choice = _find(text, _CHOICES)
            is_lone_digit = len(text.strip()) == 1 and text.strip().isdigit()
            return "consent" if choice is None and is_lone_digit else choice
        case "hide":
            return _find(text, _WAYS_BACK)
        case _:
            return None


def read_hiding(text: str, draft: Draft) -> str | None:
    """Read which words of the draft a message asks to cover; None for whatever tells something."""
    match draft.stage:
        case "hide":
            return read_words(draft.text, text)
        case "card" if draft.text:
            return read_wish(draft.text, text)
        case _:
            return None


def read_command(text: str) -> str | None:
    """Read a command: `welcome`, `help`, `cancel` or None; Telegram's `/huy@name` counts."""
    return _find(text.partition("@")[0] if text.lstrip().startswith("/") else text, _COMMANDS)


def _find(text: str, meanings: Mapping[str, tuple[str, ...]]) -> str | None:
    """Compare without accents, but never against accents that were typed: "sữa" is not "sửa"."""
    said = fold(" ".join(text.split()).strip(" .!"))
    if len(said.text) > LONGEST_ANSWER:
        return None
    for meaning, phrases in meanings.items():
        for phrase in map(fold, phrases):
            if said.text == phrase.text and same_accents(said.accented, phrase.accented):
                return meaning
    return None
