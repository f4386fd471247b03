"""Keeping evidence files unchanged and unreadable to whoever copies the disk: encrypted whole, synced, then acknowledged."""

import os
from dataclasses import dataclass
from pathlib import Path

from nacl.secret import Aead
from nacl.utils import random

from storage.tables.columns import new_id


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Where a file lies and the key that opens it; the key is never stored in the clear."""

    key: str
    secret: bytes


class FileStore:
    """A folder of encrypted files under random names (XChaCha20-Poly1305, the name authenticated with the content)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> KeptFile:
        """Encrypt and store the bytes durably."""
        kept = KeptFile(new_id().hex, random(Aead.KEY_SIZE))
        path = self._path(kept.key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_suffix(".part")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Aead(kept.secret).encrypt(content, kept.key.encode()))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _sync_folder(path.parent)
        return kept

    def get(self, key: str, secret: bytes | None) -> bytes:
        """Read a stored file; raises FileNotFoundError, CryptoError for a wrong key or changed bytes.

        `secret` is None for files kept before release 0.2, which were not encrypted.
        """
        content = self._path(key).read_bytes()
        return content if secret is None else bytes(Aead(secret).decrypt(content, key.encode()))

    def delete(self, key: str) -> bool:
        """Remove a stored file; False if it was not there."""
        try:
            self._path(key).unlink()
        except FileNotFoundError:
            return False
        return True

    def list_keys(self, *, older_than: float) -> list[str]:
        """List the files last written before a time (seconds since 1970), unfinished ones included."""
        found = (path for path in self._folder.glob("*/*") if path.stat().st_mtime < older_than)
        return [path.name for path in found]

    def _path(self, key: str) -> Path:
        name, _, ending = key.partition(".")
        if not (name.isascii() and name.isalnum()) or ending not in {"", "part"}:
            raise FileNotFoundError(key)
        return self._folder / name[-2:] / key


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
