"""Sealing identities and secrets: public-key boxes only a worker opens, keyed indexes, derived tokens."""

import base64
import hashlib
import hmac
import os
from pathlib import Path

from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

KEY_BYTES = 32


class VaultClosedError(Exception):
    """This process has no private key: only a worker (or serve) opens identities."""


class Vault:
    """Seals for everybody, opens only where the private key was loaded; the master key serves HMACs and short secrets."""

    def __init__(self, *, master_key: bytes, public_key: bytes, private_key: bytes | None) -> None:
        self._master_key = master_key
        self._sealer = SealedBox(PublicKey(public_key))
        self._opener = SealedBox(PrivateKey(private_key)) if private_key else None
        self._codes = SecretBox(self.derive("codes"))

    def seal(self, content: bytes) -> bytes:
        """Seal to the vault's public key."""
        return bytes(self._sealer.encrypt(content))

    def open(self, sealed: bytes) -> bytes:
        """Open what `seal` closed; raises VaultClosedError without the private key."""
        if self._opener is None:
            raise VaultClosedError
        return bytes(self._opener.decrypt(sealed))

    def seal_code(self, code: str) -> bytes:
        """Seal a short-lived secret that `web` itself must show once (a receipt code)."""
        return bytes(self._codes.encrypt(code.encode()))

    def open_code(self, sealed: bytes) -> str:
        """Open what `seal_code` closed."""
        return bytes(self._codes.decrypt(sealed)).decode()

    def derive(self, purpose: str) -> bytes:
        """Derive a 32-byte key of its own for a purpose."""
        return hmac.new(self._master_key, f"tinbao:{purpose}".encode(), hashlib.sha256).digest()

    def index(self, purpose: str, value: str) -> str:
        """Give the blind index of a value: the same in, the same out, and nothing to read from it (hex)."""
        return hmac.new(self.derive(purpose), value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def token(self, purpose: str, subject: str) -> str:
        """Derive an unguessable token for a subject (192 bits, URL-safe)."""
        digest = hmac.new(self.derive(purpose), subject.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:24]).decode()


def hash_token(token: str) -> str:
    """Hash a random token for storage (SHA-256 hex; tokens have 192 bits and more, so no salt is needed)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def load_vault(*, master_key_file: Path, public_key_file: Path, private_key_file: Path | None) -> Vault:
    """Read the key files; raises FileNotFoundError or ValueError naming the file."""
    return Vault(
        master_key=_read_key(master_key_file),
        public_key=_read_key(public_key_file),
        private_key=_read_key(private_key_file) if private_key_file else None,
    )


def create_keys(*, master_key_file: Path, public_key_file: Path, private_key_file: Path) -> None:
    """Make the key files that do not exist yet, readable by the owner only."""
    if not master_key_file.exists():
        _write_key(master_key_file, os.urandom(KEY_BYTES))
    if not private_key_file.exists():
        private = PrivateKey.generate()
        _write_key(private_key_file, bytes(private))
        _write_key(public_key_file, bytes(private.public_key))


def _read_key(path: Path) -> bytes:
    key = base64.b64decode(path.read_text().strip())
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path} does not hold a key of {KEY_BYTES} bytes")
    return key


def _write_key(path: Path, key: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(key) + b"\n")
        file.flush()
        os.fsync(file.fileno())
