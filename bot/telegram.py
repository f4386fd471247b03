"""The citizens' channel on Telegram: sends, fetches files, and takes updates in by long polling."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Any, TypeVar

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery, DeleteWebhook, GetFile, GetMe, SendMessage, SetMyCommands
from aiogram.methods.base import TelegramMethod
from aiogram.types import BotCommand, InlineKeyboardMarkup, LinkPreviewOptions, Update
from aiogram.utils.token import TokenValidationError
from aiohttp import ClientError, ClientResponseError
from pydantic import ValidationError

from bot.telegram_errors import TokenRefusedError, explain
from bot.telegram_parse import name_kind, parse_update, salvage_update
from bot.telegram_render import build_keyboard, split_text
from intake.messages import Button, IncomingMessage
from intake.ports import ChannelError, Clock, FileTooBigError

DEFAULT_API_URL = "https://api.telegram.org"
POLL_SECONDS = 25
DOWNLOAD_SECONDS = 120
LARGEST_FILE = 20 * 1024 * 1024  # bytes, https://core.telegram.org/bots/api#getfile
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
GONE = frozenset({404, 410})
COMMANDS = (
    ("trogiup", "Hướng dẫn"),
    ("huy", "Bỏ tin đang viết"),
    ("tracuu", "Tra cứu bằng mã tiếp nhận"),
    ("start", "Bắt đầu"),
)

T = TypeVar("T")
log = structlog.get_logger()


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates without aiogram's types, so that one update it cannot read does not take the others along."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int
    timeout: int
    allowed_updates: list[str]


class TelegramChannel:
    """One bot: build it, use it and close it on one event loop."""

    def __init__(
        self,
        *,
        token: str,
        api_url: str = DEFAULT_API_URL,
        clock: Clock = lambda: datetime.now(UTC),
        timeout_seconds: int = 20,
        first_pause_seconds: float = 1.0,
        longest_pause_seconds: float = 30.0,
    ) -> None:
        """Raise TokenRefusedError for what cannot be a token; `timeout_seconds` bounds each call."""
        session = AiohttpSession(api=TelegramAPIServer.from_base(api_url))
        try:
            self._bot = Bot(token, session=session)
        except TokenValidationError:
            raise TokenRefusedError from None
        self._clock = clock
        self._timeout_seconds = timeout_seconds
        self._first_pause = first_pause_seconds
        self._longest_pause = longest_pause_seconds
        self._offset = 0
        self._answering: set[asyncio.Task[None]] = set()

    async def send(self, *, address: Mapping[str, str], text: str, buttons: tuple[Button, ...]) -> None:
        """Send one message, in as many parts as Telegram needs, its buttons under the last; raises ChannelError."""
        *first_parts, last_part = split_text(text)
        for part in first_parts:
            await self._send_part(address["chat_id"], part, None)
        await self._send_part(address["chat_id"], last_part, build_keyboard(buttons))

    async def fetch(self, source: str) -> bytes:
        """Fetch a file by its file_id; raises ChannelError, FileTooBigError."""
        file = await self._call(GetFile(file_id=source))
        if file.file_path is None:
            raise ChannelError("no_file_path")
        if (file.file_size or 0) > LARGEST_FILE:
            raise FileTooBigError("too_big", is_final=True)
        return await self._download(file.file_path)

    def parse(self, raw: Mapping[str, Any]) -> IncomingMessage | None:
        """Turn a raw update into a message; None for what is none (groups, notices). Never raises."""
        at = self._clock()
        try:
            update = Update.model_validate(raw)
        except ValidationError:
            log.warning("telegram_update_unparsed", kind=name_kind(raw))
            return salvage_update(raw, at=at)
        return parse_update(update, at=at)

    async def start(self) -> None:
        """Check the token and offer the menu of commands; raises TokenRefusedError, ChannelError if out of reach."""
        try:
            await self._call(GetMe())
        except ChannelError as error:
            if error.kind not in {"401", "404"}:
                raise
            raise TokenRefusedError from None
        commands = [BotCommand(command=name, description=words) for name, words in COMMANDS]
        await self._try(SetMyCommands(commands=commands))

    async def poll(self, receive: Callable[[IncomingMessage], bool]) -> None:
        """Hand updates to `receive`, in order, for as long as the process lives; only a refused token ends it.

        `receive` runs in a thread. An update is confirmed to Telegram only after it returned; if it raises, the same
        update is asked for again.
        """
        failures, is_started = 0, False
        while True:
            try:
                if not is_started:
                    await self.start()
                    is_started = True
                await self._poll_once(receive)
                failures = 0
            except TokenRefusedError:
                raise
            except ChannelError as error:
                failures += 1
                log.warning("telegram_poll_failed", kind=error.kind, attempts=failures)
                await self._recover(error, failures)

    async def close(self) -> None:
        """Leave Telegram."""
        for task in tuple(self._answering):
            task.cancel()
        await self._bot.session.close()

    async def _poll_once(self, receive: Callable[[IncomingMessage], bool]) -> None:
        method = GetRawUpdates(offset=self._offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES)
        for raw in await self._call(method, timeout_seconds=POLL_SECONDS + self._timeout_seconds):
            if not isinstance(raw.get("update_id"), int):
                raise ChannelError("no_update_id")
            message = self.parse(raw)
            if message is not None:
                await self._hand_over(receive, message)
            self._offset = raw["update_id"] + 1
            self._end_spinner(raw)

    async def _hand_over(self, receive: Callable[[IncomingMessage], bool], message: IncomingMessage) -> None:
        try:
            await asyncio.to_thread(receive, message)
        except Exception as error:  # noqa: BLE001 - whatever keeps it from being stored, Telegram must keep it for us
            reason = type(error).__name__
        else:
            return
        log.error("telegram_update_not_received", error=reason)
        raise ChannelError("not_received")

    async def _recover(self, error: ChannelError, failures: int) -> None:
        if error.kind == "409":
            await self._try(DeleteWebhook())  # a webhook left behind by an earlier installation forbids polling
        pause = min(self._longest_pause, self._first_pause * 2 ** min(failures - 1, 10))
        await asyncio.sleep(max(pause, error.retry_after or 0))

    def _end_spinner(self, raw: Mapping[str, Any]) -> None:
        """Tell Telegram, aside from the loop, that a press arrived; nothing depends on it."""
        query = raw.get("callback_query")
        query_id = query.get("id") if isinstance(query, dict) else None
        if isinstance(query_id, str):
            task = asyncio.create_task(self._try(AnswerCallbackQuery(callback_query_id=query_id)))
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _send_part(self, chat_id: str, text: str, keyboard: InlineKeyboardMarkup | None) -> None:
        """Send without a preview: Telegram must not visit a seller's page because of a tip."""
        preview = LinkPreviewOptions(is_disabled=True)
        await self._call(SendMessage(chat_id=chat_id, text=text, link_preview_options=preview, reply_markup=keyboard))

    async def _try(self, method: TelegramMethod[bool]) -> None:
        try:
            await self._call(method)
        except ChannelError as error:
            log.info("telegram_call_failed", kind=error.kind)

    async def _call(self, method: TelegramMethod[T], timeout_seconds: int | None = None) -> T:
        try:
            result = await self._bot(method, request_timeout=timeout_seconds or self._timeout_seconds)
        except (AiogramError, OSError, ValueError) as error:
            failure = explain(error)
        else:
            if result is not None:
                return result
            failure = ChannelError("no_result")
        raise failure  # outside the except: aiogram's error, kept as context, would carry chat and text along

    async def _download(self, path: str) -> bytes:
        api = self._bot.session.api
        stream = self._bot.session.stream_content(api.file_url(self._bot.token, path), timeout=DOWNLOAD_SECONDS)
        content = bytearray()
        try:
            async with aclosing(stream):
                async for chunk in stream:
                    content += chunk
                    if len(content) > LARGEST_FILE:
                        raise FileTooBigError("too_big", is_final=True)
        except ClientResponseError as error:
            failure = ChannelError(str(error.status), is_final=error.status in GONE)
        except (ClientError, TimeoutError):
            failure = ChannelError("network")
        else:
            return bytes(content)
        raise failure
