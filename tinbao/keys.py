"""The command `tinbao keys`: making, rotating and retiring the keys."""

import sys
from contextlib import ExitStack

from storage.audit_heads import list_verify_key, verify_file
from storage.database import Database
from storage.key_files import add_keys, count_private_keys, create_keys, load_newest, load_vault, retire_private_keys
from storage.migrate import migrate
from storage.rekey import close_again, count_unopened
from storage.sealed_stream import BackupError
from storage.snapshots import hold_still
from tinbao.app import claim_data_folder, key_files
from tinbao.settings import SettingsError, load_settings

KEEP_OLD = (
    "Backups made so far open with the retired key only: keep a copy of the old file offline as long as you keep them."
)


def create() -> int:
    """Make the key files the settings name, where they do not exist."""
    files = key_files(load_settings(), opens_identities=True)
    create_keys(files)
    list_verify_key(load_vault(files), verify_file(files.public))
    return 0


def rotate() -> int:
    """Put new keys before the old ones and close everything under them; no server may run meanwhile.

    Run again after it was stopped half-way, it goes on with the keys it made.
    """
    settings = load_settings()
    files = key_files(settings, opens_identities=True)
    with ExitStack() as held:
        held.enter_context(claim_data_folder(settings))
        migrate(settings.database, load_vault(files))
        _hold_still(held, settings.database)
        if count_private_keys(files) == 1:
            add_keys(files)
        vault = load_vault(files)
        list_verify_key(vault, verify_file(files.public))
        database = Database(settings.database)
        done = close_again(database, vault, _report)
        database.close()
    sys.stdout.write(
        f"{done} values closed under the new keys. `tinbao keys retire` drops the old private key.\n{KEEP_OLD}\n"
    )
    return 0


def retire() -> int:
    """Drop the private keys before the newest one; refuses while anything still needs them."""
    settings = load_settings()
    files = key_files(settings, opens_identities=True)
    database = Database(settings.database)
    left = count_unopened(database, load_newest(files))
    database.close()
    if left:
        raise SettingsError(f"{left} values still need an older private key: run `tinbao keys rotate` first")
    count = retire_private_keys(files)
    sys.stdout.write(f"{count} private keys retired. {KEEP_OLD}\n")
    return 0


def _hold_still(held: ExitStack, url: str) -> None:
    try:
        held.enter_context(hold_still(url))
    except BackupError as error:
        raise SettingsError(f"TINBAO_DATABASE_URL: {error}") from None


def _report(count: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("." if count else "")
        sys.stderr.flush()
