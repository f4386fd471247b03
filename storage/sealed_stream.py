"""A sealed stream: anybody with the vault's public key writes one, only its private key reads it, whole or not at all.

Magic line, the stream's key sealed to the vault, then libsodium's secretstream (XChaCha20-Poly1305) in equal chunks;
the last chunk, always shorter, carries the mark of the end, so that a stream cut short is noticed.
"""

from typing import BinaryIO

from nacl import bindings
from nacl.exceptions import CryptoError

from storage.vault import Vault

MAGIC = b"tinbao-backup 1\n"
CHUNK_BYTES = 256 * 1024
LENGTH_BYTES = 2
LOCKED_CHUNK_BYTES = CHUNK_BYTES + bindings.crypto_secretstream_xchacha20poly1305_ABYTES
HEADER_BYTES = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
MIDDLE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class BackupError(Exception):
    """A backup could not be made or put back; the sentence says why."""


class SealingWriter:
    """Writes a stream; without `close` it has no end and will not be read."""

    def __init__(self, file: BinaryIO, vault: Vault) -> None:
        self._file = file
        self._buffer = bytearray()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        sealed_key = vault.seal(key)
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        file.write(MAGIC + len(sealed_key).to_bytes(LENGTH_BYTES, "big") + sealed_key + header)

    def write(self, content: bytes) -> None:
        """Add to the stream."""
        self._buffer += content
        while len(self._buffer) >= CHUNK_BYTES:
            self._push(bytes(self._buffer[:CHUNK_BYTES]), MIDDLE)
            del self._buffer[:CHUNK_BYTES]

    def close(self) -> None:
        """Write what is left and the mark of the end."""
        self._push(bytes(self._buffer), FINAL)

    def _push(self, chunk: bytes, tag: int) -> None:
        self._file.write(bindings.crypto_secretstream_xchacha20poly1305_push(self._state, chunk, MAGIC, tag))


class OpeningReader:
    """Reads a stream back; every byte it gives is proven unchanged, and the end is given only if it is the end."""

    def __init__(self, file: BinaryIO, vault: Vault) -> None:
        """Raise BackupError for what is no backup or another key's, VaultClosedError without the private key."""
        self._file = file
        self._buffer = bytearray()
        self._has_ended = False
        if file.read(len(MAGIC)) != MAGIC:
            raise BackupError("this is no backup of Tinbao, or one of a newer release")
        sealed_key = self._read_exactly(int.from_bytes(self._read_exactly(LENGTH_BYTES), "big"))
        header = self._read_exactly(HEADER_BYTES)
        try:
            key = vault.open(sealed_key)
        except CryptoError:
            raise BackupError(
                "the vault's private key does not open this backup: it was made for another key, or its head was changed"
            ) from None
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(self._state, header, key)

    def read(self, size: int) -> bytes:
        """Read up to `size` bytes; fewer only at the end."""
        while len(self._buffer) < size and not self._has_ended:
            self._buffer += self._pull()
        content = bytes(self._buffer[:size])
        del self._buffer[:size]
        return content

    def _pull(self) -> bytes:
        locked = self._file.read(LOCKED_CHUNK_BYTES)
        if not locked:
            raise BackupError("the backup is cut short: its end is missing")
        try:
            chunk, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self._state, locked, MAGIC)
        except (CryptoError, ValueError):
            is_whole = len(locked) == LOCKED_CHUNK_BYTES
            raise BackupError(f"the backup is damaged: it was changed{'' if is_whole else ' or cut short'}") from None
        self._has_ended = tag == FINAL
        if self._has_ended and self._file.read(1):
            raise BackupError("the backup is damaged: something was added after its end")
        return bytes(chunk)

    def _read_exactly(self, size: int) -> bytes:
        content = self._file.read(size)
        if len(content) < size:
            raise BackupError("the backup is cut short: its head is missing")
        return content
