"""Making a backup: database and evidence in one sealed stream, while the servers run."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from storage.archive import EXPECTED_NAME, ArchiveWriter, Origin
from storage.sealed_stream import BackupError, SealingWriter
from storage.snapshots import kind_of, sync, take_snapshot
from storage.vault import Vault

EVIDENCE = "files"
SCRATCH = "backup-scratch"

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are done."""


def make_backup(
    file: Path, *, home: Path, url: str, vault: Vault, made_at: datetime, progress: Progress
) -> tuple[int, int]:
    """Write a backup to a new file; returns its members and bytes. Needs no private key; raises BackupError, OSError."""
    if file.exists():
        raise BackupError(f"{file} exists already; a backup never overwrites")
    with scratch_folder(home) as folder, _new_file(file) as output:
        snapshot = take_snapshot(url, folder)
        total = snapshot.path.stat().st_size + sum(map(_size, list_evidence(home)))
        done = members = 0

        def advance(size: int) -> None:
            nonlocal done
            done += size
            progress(min(done, total - 1), total)

        origin = Origin(made_at=made_at.isoformat(), database=kind_of(url), revision=snapshot.revision)
        archive = ArchiveWriter(SealingWriter(output, vault), folder, origin, advance)
        archive.add(snapshot.path.name, snapshot.path)
        for path in list_evidence(home):
            try:
                archive.add(str(path.relative_to(home)), path)
                members += 1
            except FileNotFoundError:  # erased since the snapshot, as its reporter or the law wanted
                continue
        archive.finish()
        progress(total, total)
        return members, output.tell()


def list_evidence(home: Path) -> Iterator[Path]:
    """Give the finished files of the evidence folder, one subfolder at a time."""
    folder = home / EVIDENCE
    for subfolder in sorted(folder.iterdir()) if folder.is_dir() else ():
        for path in sorted(subfolder.iterdir()) if subfolder.is_dir() else ():
            if path.is_file() and not path.is_symlink() and EXPECTED_NAME.fullmatch(str(path.relative_to(home))):
                yield path


@contextmanager
def scratch_folder(home: Path) -> Iterator[Path]:
    """Give a folder inside the data folder that its owner alone reads and that never outlives the work.

    What a killed run left is removed first; a lock keeps a second run away from it.
    """
    home = home.absolute()
    if os.geteuid() == 0 and home.exists() and home.stat().st_uid != 0:
        raise BackupError(
            f"run this as the user who owns {home}, not as root: the server could not read what root wrote"
        )
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BackupError(f"another backup or restore works in {home}") from None
        folder = home / SCRATCH
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


@contextmanager
def _new_file(file: Path) -> Iterator[BinaryIO]:
    """Give a file that appears under its name only when it is whole and on the disk."""
    unfinished = file.with_name(f"{file.name}.part")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        unfinished.replace(file)
        sync(file.absolute().parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
