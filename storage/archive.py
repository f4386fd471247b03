"""What a backup holds, as a tar in a sealed stream: members one after another, then the manifest that lists them all.

Written and read a block at a time: nothing here grows with the number or the size of the members.
"""

import hashlib
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from storage.sealed_stream import BackupError, OpeningReader, SealingWriter

BLOCK_BYTES = tarfile.BLOCKSIZE
COPY_BYTES = 128 * 1024
MANIFEST = "manifest.jsonl"
LISTED = "listed.jsonl"
EXPECTED_NAME = re.compile(r"database\.(sqlite|dump)|files/[0-9A-Za-z]{2}/[0-9A-Za-z]{2,64}")
"""The snapshot, and evidence as `FileStore` names it: no other name is ever packed or unpacked."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a backup comes from: the manifest's first line."""

    made_at: str
    database: str
    revision: str


class ArchiveWriter:
    """Adds members to a stream, and at the end the manifest (kept in `folder` while it grows)."""

    def __init__(self, stream: SealingWriter, folder: Path, origin: Origin, progress: Progress) -> None:
        self._stream = stream
        self._progress = progress
        self._manifest = folder / MANIFEST
        self._manifest.write_text(json.dumps(asdict(origin)) + "\n")

    def add(self, name: str, path: Path) -> None:
        """Add a file; raises FileNotFoundError if it is gone, before anything was written of it."""
        with path.open("rb") as file:
            line = self._add(name, file)
        with self._manifest.open("a") as manifest:
            manifest.write(line)

    def finish(self) -> None:
        """Add the manifest and the end."""
        with self._manifest.open("rb") as file:
            self._add(MANIFEST, file)
        self._stream.write(bytes(2 * BLOCK_BYTES))
        self._stream.close()

    def _add(self, name: str, file: BinaryIO) -> str:
        member = tarfile.TarInfo(name)
        member.size = os.fstat(file.fileno()).st_size
        member.mode = 0o600
        self._stream.write(member.tobuf(tarfile.GNU_FORMAT))
        digest, left = hashlib.sha256(), member.size
        while left:
            content = file.read(min(left, COPY_BYTES))
            if not content:
                raise BackupError(f"{name} shrank while it was being read")
            self._stream.write(content)
            digest.update(content)
            left -= len(content)
            self._progress(len(content))
        self._stream.write(bytes(-member.size % BLOCK_BYTES))
        return _line(name, member.size, digest.hexdigest())


def unpack(stream: OpeningReader, folder: Path, progress: Progress) -> Origin:
    """Unpack and verify a whole stream into `folder`; raises BackupError at the first thing that is not as it must be."""
    with (folder / LISTED).open("w") as listed:
        for name, size in _list_members(stream):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            digest = _unpack_member(stream, path, size, progress)
            if name != MANIFEST:
                listed.write(_line(name, size, digest))
    if any(any(content) for content in iter(lambda: stream.read(COPY_BYTES), b"")):
        raise BackupError("the backup is damaged: something follows its last member")
    return _check_manifest(folder)


def _list_members(stream: OpeningReader) -> Iterator[tuple[str, int]]:
    """Give name and size of each member, the manifest last; the caller reads the content in between."""
    name = ""
    while any(block := stream.read(BLOCK_BYTES)):
        try:
            member = tarfile.TarInfo.frombuf(block, "ascii", "strict")
        except (tarfile.TarError, ValueError):
            raise BackupError("the backup is damaged: a member has no readable head") from None
        is_expected = member.name == MANIFEST or EXPECTED_NAME.fullmatch(member.name)
        if not is_expected or member.type != tarfile.REGTYPE or member.size < 0 or name == MANIFEST:
            raise BackupError("the backup holds what no backup of Tinbao holds")
        name = member.name
        yield name, member.size
    if name != MANIFEST:
        raise BackupError("the backup is damaged: it has no manifest")


def _unpack_member(stream: OpeningReader, path: Path, size: int, progress: Progress) -> str:
    digest, left = hashlib.sha256(), size
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError("the backup is damaged: it holds a member twice") from None
    with os.fdopen(descriptor, "wb") as file:
        while left:
            content = stream.read(min(left, COPY_BYTES))
            if not content:
                raise BackupError("the backup is damaged: a member is shorter than it says")
            file.write(content)
            digest.update(content)
            left -= len(content)
            progress(len(content))
    stream.read(-size % BLOCK_BYTES)
    return digest.hexdigest()


def _check_manifest(folder: Path) -> Origin:
    with (folder / MANIFEST).open() as manifest, (folder / LISTED).open() as listed:
        try:
            origin = Origin(**json.loads(manifest.readline()))
        except (ValueError, TypeError):
            raise BackupError("the backup is damaged: its manifest cannot be read") from None
        while line := listed.readline():
            if manifest.readline() != line:
                raise BackupError("the backup is damaged: its members are not those its manifest lists")
        if manifest.readline():
            raise BackupError("the backup is damaged: its manifest lists what it does not hold")
    return origin


def _line(name: str, size: int, digest: str) -> str:
    return json.dumps({"name": name, "size": size, "sha256": digest}) + "\n"
