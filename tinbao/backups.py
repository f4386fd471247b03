"""The commands `tinbao backup` and `tinbao restore`."""

import signal
import sys
import time
from pathlib import Path

from storage.backup import Progress, make_backup
from storage.restore import restore_backup
from storage.sealed_stream import BackupError
from storage.vault import VaultClosedError
from tinbao.app import claim_data_folder, now, open_vault
from tinbao.audit import sign_restored
from tinbao.settings import load_settings

BAR_SIGNS = 30
QUIET_SECONDS = 1.0
REDRAW_SECONDS = 0.2


def back_up(file: Path) -> int:
    """Write a sealed backup; 1 and one line on failure."""
    settings = load_settings()
    vault = open_vault(settings, opens_identities=False)
    _end_by_exception()
    try:
        members, size = make_backup(
            file, home=settings.home, url=settings.database, vault=vault, made_at=now(), progress=_make_bar()
        )
    except (BackupError, OSError) as error:
        return _fail(error)
    sys.stdout.write(f"{file}: database and {members} files, {size} bytes; only the vault's private key opens it\n")
    return 0


def restore(file: Path, *, replaces: bool) -> int:
    """Put a backup back; 1 and one line on failure, and nothing changed."""
    settings = load_settings()
    if not settings.vault_private_key.is_file():
        return _fail(
            f"TINBAO_VAULT_PRIVATE_KEY_FILE: {settings.vault_private_key} is missing; nothing else opens a backup"
        )
    vault = open_vault(settings, opens_identities=True)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with claim_data_folder(settings):
            _end_by_exception()
            origin = restore_backup(
                file, home=settings.home, url=settings.database, vault=vault, replaces=replaces, progress=_make_bar()
            )
    except (BackupError, OSError) as error:
        return _fail(error)
    except VaultClosedError:
        return _fail("TINBAO_VAULT_PRIVATE_KEY_FILE: a backup opens with the vault's private key only")
    try:
        sign_restored(settings, vault)
    except OSError as error:
        return _fail(f"{file} is put back, but TINBAO_AUDIT_HEADS_FILE cannot say so: {error}")
    sys.stdout.write(f"{file}: put back as it was at {origin.made_at}\n")
    return 0


def _fail(reason: object) -> int:
    sys.stderr.write(f"tinbao: {reason}\n")
    return 1


def _end_by_exception() -> None:
    """Let a stop signal unwind, so that nothing readable is left behind."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: sys.exit(128 + received))


def _make_bar() -> Progress:
    """Give a progress bar: on a terminal, and only once the work is long."""
    is_shown = sys.stderr.isatty()
    due = time.monotonic() + QUIET_SECONDS
    has_begun = False

    def draw(done: int, total: int) -> None:
        nonlocal due, has_begun
        is_last = done >= total
        if not is_shown or (time.monotonic() < due and not (is_last and has_begun)):
            return
        due, has_begun = time.monotonic() + REDRAW_SECONDS, True
        signs = BAR_SIGNS * done // max(total, 1)
        bar = f"\r[{'#' * signs:{BAR_SIGNS}}] {100 * done // max(total, 1):3} % of {total // 2**20} MB"
        sys.stderr.write(bar + ("\n" if is_last else ""))
        sys.stderr.flush()

    return draw
