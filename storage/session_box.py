"""A box only one log-in opens: its key is derived from the cookie's token, of which the database has no more than a hash."""

import hashlib
import hmac

from nacl.public import PrivateKey, PublicKey, SealedBox


def public_key_of(token: str, purpose: str) -> bytes:
    """Give the public key of a log-in for a purpose."""
    return bytes(_private_key(token, purpose).public_key)


def seal_to(public_key: bytes, content: bytes) -> bytes:
    """Seal to a log-in's public key; whoever sealed cannot open it again."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(content))


def open_by(token: str, purpose: str, sealed: bytes) -> bytes:
    """Open what was sealed to this log-in for this purpose; raises CryptoError for anybody else's."""
    return bytes(SealedBox(_private_key(token, purpose)).decrypt(sealed))


def _private_key(token: str, purpose: str) -> PrivateKey:
    return PrivateKey(hmac.new(token.encode(), f"tinbao:{purpose}".encode(), hashlib.sha256).digest())
