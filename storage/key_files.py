"""The key files: base64 lines, newest first, readable by their owner only, replaced whole."""

import base64
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nacl.public import PrivateKey

from storage.vault import KEY_BYTES, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFiles:
    """Where the keys lie; the private one is named only where it may be read."""

    master: Path
    public: Path
    private: Path | None


def load_vault(files: KeyFiles) -> Vault:
    """Read the key files; raises OSError or ValueError naming the file."""
    return Vault(
        master_keys=_read_keys(files.master),
        public_key=_read_keys(files.public)[0],
        private_keys=_read_keys(files.private) if files.private else (),
    )


def create_keys(files: KeyFiles) -> None:
    """Make the key files that do not exist yet."""
    if not files.master.exists():
        _write_keys(files.master, [os.urandom(KEY_BYTES)])
    if files.private is not None and not files.private.exists():
        private = PrivateKey.generate()
        _write_keys(files.private, [bytes(private)])
        _write_keys(files.public, [bytes(private.public_key)])


def add_keys(files: KeyFiles) -> None:
    """Put new keys before the old ones; what the old ones closed still opens."""
    private = PrivateKey.generate()
    # the private key first: a crash in between leaves a public key whose private key is there
    _write_keys(_private(files), [bytes(private), *_read_keys(_private(files))])
    _write_keys(files.public, [bytes(private.public_key)])
    _write_keys(files.master, [os.urandom(KEY_BYTES), *_read_keys(files.master)])


def count_private_keys(files: KeyFiles) -> int:
    """Count the private keys in use: more than one while a rotation is not ended."""
    return len(_read_keys(_private(files)))


def load_newest(files: KeyFiles) -> Vault:
    """Read the newest private key alone, as it will be once the others are retired."""
    return Vault(
        master_keys=_read_keys(files.master),
        public_key=_read_keys(files.public)[0],
        private_keys=_read_keys(_private(files))[:1],
    )


def retire_private_keys(files: KeyFiles) -> int:
    """Drop all private keys but the newest, once nothing is sealed under them; returns how many."""
    newest, *old = _read_keys(_private(files))
    _write_keys(_private(files), [newest])
    return len(old)


def _private(files: KeyFiles) -> Path:
    if files.private is None:
        raise ValueError("this needs the vault's private key file")
    return files.private


def _read_keys(path: Path) -> list[bytes]:
    try:
        keys = [base64.b64decode(line, validate=True) for line in path.read_text().split()]
    except ValueError:
        keys = []
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise ValueError(f"{path} does not hold keys of {KEY_BYTES} bytes")
    return keys


def _write_keys(path: Path, keys: Sequence[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".part")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(b"".join(base64.b64encode(key) + b"\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
