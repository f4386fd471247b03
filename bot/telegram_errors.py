"""Telegram's refusals as short words of our own, without token, chat or text."""

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from intake.ports import ChannelError, FileTooBigError

PASSING_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (TelegramUnauthorizedError, "401"),
    (TelegramNotFound, "404"),
    (TelegramConflictError, "409"),
    (TelegramServerError, "5xx"),
    (TelegramNetworkError, "network"),
    (ClientDecodeError, "not_json"),
    (UnicodeDecodeError, "not_json"),
    (OSError, "network"),
)
"""What a later attempt may find gone: an operator's or Telegram's trouble, not the citizen's."""


class TokenRefusedError(ChannelError):
    """Telegram does not know the bot's token; its sentence names the setting."""

    def __init__(self) -> None:
        super().__init__("TINBAO_TELEGRAM_TOKEN: Telegram refuses this token", is_final=True)


def explain(error: Exception) -> ChannelError:
    """Say what a failed call means for us."""
    if isinstance(error, TelegramRetryAfter):
        return ChannelError("429", retry_after=float(error.retry_after))
    if isinstance(error, TelegramForbiddenError):
        return ChannelError("blocked", is_final=True)
    if isinstance(error, TelegramMigrateToChat):
        return ChannelError("chat_not_found", is_final=True)
    if isinstance(error, TelegramBadRequest):
        return _explain_bad_request(error.message.lower())
    return ChannelError(next((kind for each, kind in PASSING_KINDS if isinstance(error, each)), "refused"))


def _explain_bad_request(description: str) -> ChannelError:
    """Tell Telegram's 400s apart by their words (it has no codes for them, see telegram-bot-api's Client.cpp)."""
    if "file is too big" in description:
        return FileTooBigError("too_big", is_final=True)
    if "temporarily unavailable" in description:
        return ChannelError("file_unavailable")
    if "chat not found" in description:
        return ChannelError("chat_not_found", is_final=True)
    return ChannelError("400", is_final=True)
