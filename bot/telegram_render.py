"""Our replies in Telegram's words: texts cut to its limit, buttons under them."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from intake.messages import Button

LONGEST_TEXT = 4096  # UTF-16 units, https://core.telegram.org/bots/api#sendmessage
SHORT_LABEL = 14  # letters; two such labels fit side by side on a narrow phone


def split_text(text: str, limit: int = LONGEST_TEXT) -> list[str]:
    """Cut a text into parts of at most `limit` UTF-16 units, between lines, else between words, else anywhere."""
    parts, rest = [], text.strip()
    while len(rest.encode("utf-16-le")) > 2 * limit:
        cut = _find_cut(rest.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", errors="ignore"))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest]


def build_keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """Lay buttons out in their order: short neighbors share a row, long ones stand alone."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and all(len(each.label) <= SHORT_LABEL for each in (*rows[-1], button)):
            rows[-1].append(button)
        else:
            rows.append([button])
    keyboard = [[InlineKeyboardButton(text=each.label, callback_data=each.payload) for each in row] for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=keyboard) if keyboard else None


def _find_cut(head: str) -> int:
    """Find where to cut what fits; a border in the first half would leave a scrap, so it does not count."""
    for border in ("\n", " "):
        if (cut := head.rfind(border)) > len(head) // 2:
            return cut
    return len(head)
