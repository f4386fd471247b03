"""Running the parts: `serve` (all in one process), `web`, `worker`, `bot telegram`."""

import signal
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
import uvicorn

from intake.audit_heads import sign_audit_head
from intake.inbox import receive
from tinbao.app import BackgroundLoop, House, build_house, claim_data_folder, head_files, start_jobs
from tinbao.logs import configure_logs
from tinbao.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from bot.telegram import TelegramChannel

STOP_SECONDS = 3
log = structlog.get_logger()
OPENING_PARTS = frozenset({"serve", "worker"})
"""The parts that hold the private key; the others, which face the network, only seal."""


def run(part: str) -> int:
    """Run a part until it is told to stop."""
    settings = load_settings()
    configure_logs(settings.log_level)
    if part != "serve" and settings.database.startswith("sqlite"):
        raise SettingsError("TINBAO_DATABASE_URL: separate processes need PostgreSQL; SQLite runs `tinbao serve`")
    opens_identities = part in OPENING_PARTS
    if not opens_identities and settings.vault_private_key_file is not None and not settings.is_development:
        raise SettingsError(
            f"TINBAO_VAULT_PRIVATE_KEY_FILE: `tinbao {part}` must not know where this key lies; unset it"
        )
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = claim_data_folder(settings)
    house = build_house(settings, opens_identities=opens_identities)
    try:
        return _run_part(part, house)
    finally:
        house.close()
        lock.close()


def _run_part(part: str, house: House) -> int:
    if part == "web":
        _run_web(house)
        return 0
    loop = BackgroundLoop()
    channel = _telegram(house.settings, loop)
    polling = _start_polling(house, loop, channel) if channel and part in {"serve", "bot"} else None
    if part in OPENING_PARTS:
        start_jobs(house, loop, {"telegram": channel} if channel else {})
    try:
        if part == "serve":
            _run_web(house)
        else:
            _wait_for_signal()
    finally:
        if part in OPENING_PARTS:
            house.work.stop()
            _sign_at_stop(house)
        if polling:
            polling.cancel()
        if channel:
            loop.run(channel.close())
        loop.stop()
    return 1 if polling and polling.done() and not polling.cancelled() else 0


def _sign_at_stop(house: House) -> None:
    try:
        sign_audit_head(house.ledger, head_files(house.settings))
    except OSError as error:  # the disk may be gone; stopping goes on, the log tells
        log.warning("audit_head_unsigned", error=type(error).__name__)


class _StoppedError(Exception):
    """We were told to stop: uvicorn raises the signal once more when it has shut down, which would end us unsigned."""


def _run_web(house: House) -> None:
    from tinbao.web import build_web  # noqa: PLC0415 - the worker needs no web framework

    settings = house.settings
    _print_addresses(house)
    with suppress(_StoppedError):
        signal.signal(signal.SIGTERM, _stop)
        uvicorn.run(
            build_web(house),
            host=settings.host,
            port=settings.port,
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies or None,
            timeout_graceful_shutdown=STOP_SECONDS,
        )


def _stop(_number: int, _frame: object) -> None:
    raise _StoppedError


def _print_addresses(house: House) -> None:
    from admin.setup import create_setup_link  # noqa: PLC0415

    settings = house.settings
    lines = [f"Tinbao: {settings.url}/  (panel: {settings.url}/admin)"]
    link = create_setup_link(house.ledger, settings.url)
    if link:
        lines.append(f"Create the first administrator (one-time link): {link}")
    if not settings.url.startswith("https://"):
        lines.append(
            "Plain HTTP: browsers keep the chat's cookie on this machine (loopback) only; see TINBAO_PUBLIC_URL."
        )
    print("\n".join(lines), flush=True)


def _telegram(settings: Settings, loop: BackgroundLoop) -> "TelegramChannel | None":
    if settings.telegram_token is None:
        return None
    from bot.telegram import TelegramChannel  # noqa: PLC0415 - aiogram takes seconds to import
    from bot.telegram_errors import TokenRefusedError  # noqa: PLC0415

    token, url = settings.telegram_token.get_secret_value(), settings.telegram_api_url

    async def build() -> TelegramChannel:
        return TelegramChannel(token=token, api_url=url)

    try:
        return loop.run(build())
    except TokenRefusedError as error:
        raise SettingsError(str(error)) from None


def _start_polling(house: House, loop: BackgroundLoop, channel: "TelegramChannel") -> "Future[None]":
    """Poll in the background; polling that ends by itself (the token is refused) ends the process."""
    future = loop.start(channel.poll(lambda message: receive(house.inbox, message)))

    def end(ended: "Future[None]") -> None:
        if not ended.cancelled():
            print(f"tinbao: {ended.exception()}", file=sys.stderr, flush=True)
            signal.raise_signal(signal.SIGTERM)

    future.add_done_callback(end)
    return future


def _wait_for_signal() -> None:
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()
