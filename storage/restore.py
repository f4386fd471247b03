"""Putting a backup back: proven whole first, then evidence before database, so that no row ever lacks its file."""

from collections.abc import Iterable
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError

from storage.archive import Origin, unpack
from storage.backup import Progress, list_evidence, scratch_folder
from storage.sealed_stream import BackupError, OpeningReader
from storage.snapshots import has_tables, hold_still, kind_of, move_durably, put_back, snapshot_name
from storage.vault import Vault

ADDED = "added.txt"
SURPLUS = "surplus.txt"


def restore_backup(file: Path, *, home: Path, url: str, vault: Vault, replaces: bool, progress: Progress) -> Origin:
    """Put database and evidence back as they were; raises BackupError, OSError or VaultClosedError, nothing changed then.

    The caller keeps servers of the data folder away; `replaces` allows a target that holds data.
    """
    with file.open("rb") as content, scratch_folder(home) as folder, hold_still(url):
        if not replaces and (has_tables(url) or any(True for _ in list_evidence(home))):
            raise BackupError("there is data already; --replace puts the backup in its place")
        total, done = file.stat().st_size, 0

        def advance(size: int) -> None:
            nonlocal done
            done += size
            progress(min(done, total - 1), total)

        origin = unpack(OpeningReader(content, vault), folder, advance)
        _check(origin, url)
        progress(total, total)
        _put_in_place(folder, home=home.absolute(), url=url)
    return origin


def _check(origin: Origin, url: str) -> None:
    if origin.database != kind_of(url):
        raise BackupError(f"the backup is of a {origin.database} database, TINBAO_DATABASE_URL names {kind_of(url)}")
    try:
        ScriptDirectory(str(Path(__file__).parent / "migrations")).get_revision(origin.revision)
    except CommandError:
        raise BackupError(f"the backup is of a newer release (schema {origin.revision}): install that first") from None


def _put_in_place(folder: Path, *, home: Path, url: str) -> None:
    """Add the evidence, replace the database in one step, then remove the evidence it does not know."""
    snapshot = folder / snapshot_name(kind_of(url))
    if not snapshot.is_file():
        raise BackupError("the backup is damaged: it holds no database")
    new = (path.relative_to(folder) for path in list_evidence(folder))
    old = (path.relative_to(home) for path in list_evidence(home))
    _note(folder / ADDED, (name for name in new if not (home / name).exists()))
    _note(folder / SURPLUS, (name for name in old if not (folder / name).exists()))
    try:
        for path in list_evidence(folder):
            move_durably(path, home / path.relative_to(folder))
        put_back(snapshot, url)
    except (BackupError, OSError):  # anything else may come after the database's step: too much evidence does no harm
        _remove(home, folder / ADDED)
        raise
    _remove(home, folder / SURPLUS)


def _note(file: Path, names: Iterable[Path]) -> None:
    with file.open("w") as notes:
        notes.writelines(f"{name}\n" for name in names)


def _remove(home: Path, notes: Path) -> None:
    with notes.open() as names:
        for name in names:
            (home / name.rstrip("\n")).unlink(missing_ok=True)
