"""The only place that knows all: builds the objects from the settings and hands them to one another."""

import asyncio
import fcntl
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from pathlib import Path
from typing import Any, TextIO, TypeVar

from bot.mail import FileWay, SmtpWay
from intake.audit_heads import sign_audit_head
from intake.inbox import Inbox
from intake.jobs import SERIES, make_jobs
from intake.outside import Outside
from intake.ports import AuthorityWay, CitizenChannel
from intake.recurring import plan_all
from intake.registry import Registry
from intake.status import StatusDesk
from intake.unit_of_work import Ledger
from storage.audit_heads import HeadFiles, list_verify_key, verify_file
from storage.database import Database
from storage.files import FileStore
from storage.key_files import KeyFiles, create_keys, load_vault
from storage.migrate import migrate
from storage.queries.authorities import seed_authorities
from storage.vault import Vault
from storage.work import Work
from tinbao.settings import Settings, SettingsError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class House:
    """Everything a process may need, built once."""

    settings: Settings
    inbox: Inbox
    database: Database
    work: Work

    @property
    def ledger(self) -> Ledger:
        """What opens units of work."""
        return self.inbox.ledger

    def close(self) -> None:
        """Close what is open."""
        self.work.close()
        self.database.close()


class BackgroundLoop:
    """One event loop in a thread of its own, on which every outside client lives."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="outside", daemon=True)
        self._thread.start()

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Carry a coroutine out there and wait for its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def start(self, coroutine: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Begin a coroutine there without waiting; returns its future."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def stop(self) -> None:
        """Leave the loop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()


def build_house(settings: Settings, *, opens_identities: bool) -> House:
    """Make folder and keys (development), migrate, seed the registry, build the objects."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    vault = open_vault(settings, opens_identities=opens_identities)
    migrate(settings.database, vault)
    database = Database(settings.database)
    with database.write() as session:
        seed_authorities(session, with_example_contacts=settings.is_development)
    work = Work(database)
    ledger = Ledger(database=database, work=work, vault=vault, clock=now)
    inbox = Inbox(
        ledger=ledger,
        files=FileStore(settings.home / "files"),
        registry=Registry(database, now),
        status_desk=StatusDesk(),
    )
    return House(settings=settings, inbox=inbox, database=database, work=work)


def start_jobs(house: House, loop: BackgroundLoop, channels: dict[str, CitizenChannel]) -> None:
    """Carry out durable jobs in this process."""
    settings = house.settings
    outside = Outside(
        channels=channels,
        mail=_mail_way(settings),
        public_url=settings.url,
        mail_domain=parseaddr(settings.mail_from)[1].rpartition("@")[2] or "tinbao.example",
        audit_heads=head_files(settings),
        run=loop.run,
    )
    try:
        sign_audit_head(house.ledger, outside.audit_heads)
    except OSError as error:
        raise SettingsError(f"TINBAO_AUDIT_HEADS_FILE: {error}") from None
    house.work.start(make_jobs(house.inbox, outside))
    plan_all(house.ledger, SERIES)


def claim_data_folder(settings: Settings) -> TextIO:
    """Refuse a second server process on the same SQLite file; the lock lives as long as the returned file is open."""
    file = (settings.home / "server.lock").open("w")
    if settings.database.startswith("sqlite"):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SettingsError(
                f"TINBAO_HOME: another server already runs on {settings.home}; SQLite serves one process, "
                "use TINBAO_DATABASE_URL=postgresql://… for more"
            ) from None
    return file


def now() -> datetime:
    """Give the aware UTC time."""
    return datetime.now(UTC)


def key_files(settings: Settings, *, opens_identities: bool) -> KeyFiles:
    """Say where the keys lie; the private one only for a process that may open identities."""
    private = settings.vault_private_key if opens_identities else None
    return KeyFiles(master=settings.master_key, public=settings.vault_public_key, private=private)


def head_files(settings: Settings) -> HeadFiles:
    """Say where the signed heads of the audit log lie, and what they are verified with."""
    return HeadFiles(heads=settings.audit_heads, verify_keys=verify_file(settings.vault_public_key))


def outbox_folder(settings: Settings) -> Path:
    """Where mails go in development without SMTP."""
    return settings.home / "outbox"


def _mail_way(settings: Settings) -> AuthorityWay:
    if settings.smtp_url is not None:
        return SmtpWay(settings.smtp_url.get_secret_value(), sender=settings.mail_from)
    if settings.is_development:
        return FileWay(outbox_folder(settings), sender=settings.mail_from)
    raise SettingsError("TINBAO_SMTP_URL: production needs a mail server to tell authorities")


def open_vault(settings: Settings, *, opens_identities: bool) -> Vault:
    """Load the keys, made first if there are none and this is development; raises SettingsError."""
    if settings.is_development:
        files = key_files(settings, opens_identities=True)
        create_keys(files)
        list_verify_key(load_vault(files), verify_file(files.public))
    try:
        return load_vault(key_files(settings, opens_identities=opens_identities))
    except (OSError, ValueError) as error:
        raise SettingsError(f"TINBAO_…_KEY_FILE: {error} (make keys with `tinbao keys create`)") from None
