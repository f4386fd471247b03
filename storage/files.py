"""Keeping evidence files unchanged: written whole and synced before anybody is told they are safe."""

import os
from pathlib import Path

from storage.tables.columns import new_id


class FileStore:
    """A folder of files under random names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Store the bytes durably; returns their key."""
        key = new_id().hex
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_suffix(".part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)
        return key

    def get(self, key: str) -> bytes:
        """Read a stored file; raises FileNotFoundError."""
        return self._path(key).read_bytes()

    def _path(self, key: str) -> Path:
        if not (key.isascii() and key.isalnum()):
            raise FileNotFoundError(key)
        return self._folder / key[-2:] / key


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
