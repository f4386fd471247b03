"""Signed heads of the audit log, in a file outside the database.

The chain itself holds no secret: whoever can write the database could cut its tail, or change a row and compute every
hash after it anew. Therefore a process that holds the vault's private key signs the head every hour, every thousand
rows, and when it starts and stops. Who has the database and the web process, but neither that key nor this file, can
change nothing up to the newest signed head unseen; what he can still do is cut or rewrite the rows after it (an hour or
a thousand rows at most). Who may also write this file can take heads away, which shows in the log of the processes
(event `audit_head`) and in every copy of the file; he cannot sign others, unless he may also write the file of verify
keys: keep it, and the public key beside it, read-only for `web`. Keep this file on another disk, or copied to one.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from nacl.encoding import HexEncoder
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from storage.database import Session
from storage.queries.audit import find_hash
from storage.tables import AuditHead
from storage.vault import Vault

HEAD_ID = 1
PURPOSE = "audit-head"
VERIFY_FILE = "audit-verify.key"
LONGEST_LINE = 1024


@dataclass(frozen=True, slots=True)
class HeadFiles:
    """Where the signed heads lie, and the verify keys that count."""

    heads: Path
    verify_keys: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """A head as it was signed; `is_restored`: an operator put a backup back, and rows after it are given up."""

    seq: int
    hash: str
    at: str
    is_restored: bool = False

    @property
    def signed_at(self) -> datetime:
        """When it was signed."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """The newest signed head, and whether the log carries it; None if nothing was signed here yet."""

    signed: SignedHead | None
    fits: bool | None


class HeadFileError(Exception):
    """The file of signed heads holds a line no key of ours signed."""


def verify_file(public_key: Path) -> Path:
    """Name the file of verify keys: beside the vault's public key."""
    return public_key.with_name(VERIFY_FILE)


def list_verify_key(vault: Vault, file: Path) -> None:
    """Write down the verify key of the vault's newest private key, unless it is there; older ones stay."""
    key = _encode(_signing_key(vault).verify_key)
    if file.exists() and key in file.read_text().split():
        return
    _append(file, key)


def sign_head(vault: Vault, session: Session, file: Path, *, at: str, is_restored: bool = False) -> SignedHead:
    """Sign the newest committed head and append it to the file; raises VaultClosedError, OSError."""
    # a backup put back may be older than the log itself
    row = session.get(AuditHead, HEAD_ID) if sa.inspect(session.connection()).has_table("audit_head") else None
    head = SignedHead(seq=row.seq if row else 0, hash=row.hash if row else "", at=at, is_restored=is_restored)
    key = _signing_key(vault)
    line = {
        "seq": head.seq,
        "hash": head.hash,
        "at": head.at,
        "restored": head.is_restored,
        "key": _encode(key.verify_key),
        "signature": key.sign(_words(head)).signature.hex(),
    }
    _append(file, json.dumps(line))
    return head


def read_heads(files: HeadFiles) -> Sequence[SignedHead]:
    """Read the signed heads that count, in order of row; raises HeadFileError naming the line, OSError.

    Heads signed before a backup was put back count only up to where the backup ends.
    """
    heads: list[SignedHead] = []
    for head in _read_lines(files):
        if head.is_restored:
            heads = [earlier for earlier in heads if earlier.seq <= head.seq]
        heads.append(head)
    return sorted(heads, key=lambda head: head.seq)


def look_at_chain(session: Session, files: HeadFiles) -> ChainState:
    """Compare the newest signed head with its row: cheap, and no proof of what lies between."""
    try:
        signed = _open(_read_last_line(files.heads), _read_keys(files.verify_keys))
    except (OSError, ValueError):
        return ChainState(signed=None, fits=None)
    except HeadFileError:
        return ChainState(signed=None, fits=False)
    return ChainState(signed=signed, fits=signed.seq == 0 or find_hash(session, signed.seq) == signed.hash)


def _read_lines(files: HeadFiles) -> Iterator[SignedHead]:
    keys = _read_keys(files.verify_keys)
    with files.heads.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield _open(line, keys)
            except HeadFileError:
                raise HeadFileError(
                    f"{files.heads} line {number}: not signed by a key of {files.verify_keys}"
                ) from None


def _read_last_line(file: Path) -> bytes:
    with file.open("rb") as lines:
        lines.seek(max(0, file.stat().st_size - LONGEST_LINE))
        *_, last = lines.read().splitlines()
    return last


def _read_keys(file: Path) -> Mapping[str, VerifyKey]:
    return {key: VerifyKey(key.encode(), HexEncoder) for key in file.read_text().split()}


def _open(line: bytes, keys: Mapping[str, VerifyKey]) -> SignedHead:
    try:
        values = json.loads(line)
        head = SignedHead(seq=values["seq"], hash=values["hash"], at=values["at"], is_restored=values["restored"])
        keys[values["key"]].verify(_words(head), bytes.fromhex(values["signature"]))
    except (ValueError, KeyError, TypeError, CryptoError):
        raise HeadFileError from None
    return head


def _words(head: SignedHead) -> bytes:
    return f"tinbao audit head {head.seq} {head.hash} {head.at} {head.is_restored}".encode()


def _signing_key(vault: Vault) -> SigningKey:
    return SigningKey(vault.derive_private(PURPOSE))


def _encode(key: VerifyKey) -> str:
    return key.encode(HexEncoder).decode()


def _append(file: Path, line: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        os.write(descriptor, line.encode() + b"\n")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
