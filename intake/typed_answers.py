"""Answers typed instead of pressed: every button also by number or by its word, with accents or without."""

from collections.abc import Mapping

from nlp.fold import fold, same_accents

LONGEST_ANSWER = 40  # characters

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "send": ("1", "gửi", "gửi đi", "gửi tin", "gửi luôn", "đồng ý gửi"),
    "edit": ("2", "sửa", "sửa lại", "viết lại"),
    "drop": ("3", "bỏ", "bỏ đi", "xóa", "hủy"),
    "consent": ("ok", "oke", "okay", "ok bạn", "đồng ý", "đúng rồi", "đúng", "ừ", "uh", "vâng", "dạ", "yes"),
}
_COMMANDS: Mapping[str, tuple[str, ...]] = {
    "welcome": ("/start",),
    "help": ("/trogiup", "/help", "trogiup", "trợ giúp", "/tracuu", "tra cứu"),
    "cancel": ("/huy", "/cancel"),
}


def read_choice(text: str) -> str | None:
    """Read an answer to a card: `send`, `edit`, `drop`, `consent` (a yes, or a number no button has) or None."""
    choice = _find(text, _CHOICES)
    is_lone_digit = len(text.strip()) == 1 and text.strip().isdigit()
    return "consent" if choice is None and is_lone_digit else choice


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
