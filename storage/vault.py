"""Sealing identities and secrets: public-key boxes only a worker opens, a house key for the rest, keyed indexes."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

KEY_BYTES = 32
IDENTITY_BYTES = 256  # padded to multiples of this, so that a sealed identity's length tells nothing
TOKEN_BYTES = 24
GUESSABLE_CHANNELS = frozenset({"telegram"})
"""Channels whose accounts are short numbers: whoever holds their index key could try them all."""


class VaultClosedError(Exception):
    """This process has no private key: only a worker (or serve) opens identities."""


class Vault:
    """Seals for everybody, opens only where the private key was loaded.

    `master_keys` and `private_keys` are rings, newest first: new things are made with the newest, old ones still open.
    The master keys serve what `web` itself must read or compare (sessions, receipt codes, conversations, case keys);
    only the private keys lead to who somebody is.
    """

    def __init__(self, *, master_keys: Sequence[bytes], public_key: bytes, private_keys: Sequence[bytes] = ()) -> None:
        self._master_keys = tuple(master_keys)
        self._private_keys = tuple(private_keys)
        self._sealer = SealedBox(PublicKey(public_key))
        self._openers = tuple(SealedBox(PrivateKey(key)) for key in private_keys)
        self._boxes = tuple(SecretBox(_derive(key, "codes")) for key in self._master_keys)

    @property
    def is_open(self) -> bool:
        """Whether this process can open identities."""
        return bool(self._openers)

    def seal(self, content: bytes) -> bytes:
        """Seal to the vault's public key."""
        return bytes(self._sealer.encrypt(content))

    def open(self, sealed: bytes) -> bytes:
        """Open what `seal` closed; raises VaultClosedError without the private key, CryptoError for another's."""
        if not self._openers:
            raise VaultClosedError
        return _open_with(self._openers, sealed)

    def seal_identity(self, values: Mapping[str, Any]) -> bytes:
        """Seal what leads to a person."""
        content = json.dumps(dict(values), ensure_ascii=False).encode("utf-8", "surrogatepass")
        return self.seal(content.ljust(-(-len(content) // IDENTITY_BYTES) * IDENTITY_BYTES))

    def open_identity(self, sealed: bytes) -> dict[str, Any]:
        """Open what `seal_identity` closed; raises VaultClosedError without the private key."""
        values: dict[str, Any] = json.loads(self.open(sealed))
        return values

    def wrap(self, content: bytes) -> bytes:
        """Encrypt with the house key what every process of ours must read again, but no copy of the database may tell."""
        return bytes(self._boxes[0].encrypt(content))

    def unwrap(self, wrapped: bytes) -> bytes:
        """Decrypt what `wrap` encrypted; raises CryptoError."""
        return _open_with(self._boxes, wrapped)

    def wrap_text(self, text: str) -> bytes:
        """Encrypt a text with the house key."""
        return self.wrap(text.encode("utf-8", "surrogatepass"))

    def unwrap_text(self, wrapped: bytes) -> str:
        """Decrypt what `wrap_text` encrypted."""
        return self.unwrap(wrapped).decode("utf-8", "surrogatepass")

    def derive(self, purpose: str) -> bytes:
        """Derive a 32-byte key of its own for a purpose from the newest master key."""
        return _derive(self._master_keys[0], purpose)

    def derive_private(self, purpose: str) -> bytes:
        """Derive a 32-byte key that only processes with the private key have; raises VaultClosedError."""
        if not self._private_keys:
            raise VaultClosedError
        return _derive(self._private_keys[0], purpose)

    def index(self, purpose: str, value: str) -> str:
        """Give the blind index of a value: the same in, the same out, and nothing to read from it (hex)."""
        return _index(self._master_keys[0], purpose, value)

    def indexes(self, purpose: str, value: str) -> tuple[str, ...]:
        """Give the blind index of a value under every master key there was, newest first."""
        return tuple(_index(key, purpose, value) for key in self._master_keys)

    def knows_account(self, channel: str) -> bool:
        """Whether this process may compute the index of the channel's accounts."""
        return self.is_open or channel not in GUESSABLE_CHANNELS

    def account_indexes(self, channel: str, account: str) -> tuple[str, ...]:
        """Give the blind indexes under which a channel account may be found, newest first.

        Ten digits can all be tried, so theirs are keyed by the private key; raises VaultClosedError without it.
        """
        if channel not in GUESSABLE_CHANNELS:
            return self.indexes(f"account:{channel}", account)
        if not self._private_keys:
            raise VaultClosedError
        return tuple(_index(key, f"account:{channel}", account) for key in self._private_keys)

    def tokens(self, purpose: str, subject: str) -> tuple[str, ...]:
        """Derive the unguessable token of a subject under every master key, newest first (192 bits, URL-safe)."""
        return tuple(
            base64.urlsafe_b64encode(_keyed(key, purpose, subject)[:TOKEN_BYTES]).decode() for key in self._master_keys
        )


def hash_token(token: str) -> str:
    """Hash a random token for storage (SHA-256 hex; tokens have 192 bits and more, so no salt is needed)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _open_with(openers: Sequence[SealedBox[PrivateKey]] | Sequence[SecretBox], sealed: bytes) -> bytes:
    for opener in openers[:-1]:
        try:
            return bytes(opener.decrypt(sealed))
        except CryptoError:
            continue
    return bytes(openers[-1].decrypt(sealed))


def _derive(key: bytes, purpose: str) -> bytes:
    return hmac.new(key, f"tinbao:{purpose}".encode(), hashlib.sha256).digest()


def _keyed(key: bytes, purpose: str, value: str) -> bytes:
    return hmac.new(_derive(key, purpose), value.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def _index(key: bytes, purpose: str, value: str) -> str:
    return _keyed(key, purpose, value).hex()
