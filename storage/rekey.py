"""Closing everything again under the newest keys, after `storage.key_files.add_keys` put them before the old ones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from nacl.exceptions import CryptoError

from storage.database import Database
from storage.tables import (
    Attachment,
    Case,
    Conversation,
    Identity,
    IncomingUpdate,
    Message,
    Officer,
    PersonRequest,
    Reporter,
)
from storage.vault import GUESSABLE_CHANNELS, Vault

BATCH = 500
_attachment: sa.Table = Attachment.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedColumn:
    """A column that holds something closed, and where not every row of it is ours to close again."""

    table: sa.Table
    column: str
    is_sealed: bool
    where: sa.ColumnElement[bool] | None = None


def _closed(model: Any, column: str, *, is_sealed: bool = False) -> ClosedColumn:
    return ClosedColumn(table=model.__table__, column=column, is_sealed=is_sealed)


CLOSED_COLUMNS: Sequence[ClosedColumn] = (
    _closed(Identity, "account_sealed", is_sealed=True),
    _closed(Identity, "contact_sealed", is_sealed=True),
    _closed(IncomingUpdate, "sealed", is_sealed=True),
    _closed(Attachment, "source_sealed", is_sealed=True),
    # a file of a case is closed with the case's key, which is closed again below
    ClosedColumn(table=_attachment, column="secret_wrapped", is_sealed=False, where=_attachment.c.report_id.is_(None)),
    _closed(Case, "key_wrapped"),
    _closed(Conversation, "draft_wrapped"),
    _closed(Message, "text_wrapped"),
    _closed(Message, "secret_wrapped"),
    _closed(Officer, "totp_sealed"),
    _closed(PersonRequest, "words_wrapped"),
)
"""Every column whose name ends in `_sealed` or `_wrapped` (a test compares), but answers that live ten minutes."""


def close_again(database: Database, vault: Vault, progress: Callable[[int], None]) -> int:
    """Close everything under the newest keys and index accounts anew; returns how many values.

    Runs in small transactions; stopped and run again it ends the same. `progress` is told how many more are done.
    """
    done = 0
    for closed in CLOSED_COLUMNS:
        renew = _renewal(vault, is_sealed=closed.is_sealed)
        for count in _renew_column(database, closed, renew):
            done += count
            progress(count)
    for count in _index_accounts(database, vault):
        done += count
        progress(count)
    return done


def count_unopened(database: Database, vault: Vault) -> int:
    """Count what is sealed under none of the vault's private keys."""
    left = 0
    for closed in CLOSED_COLUMNS:
        if not closed.is_sealed:
            continue
        column = closed.table.c[closed.column]
        with database.read() as session:
            for row in session.connection().execute(sa.select(column).where(column.is_not(None))):
                left += not _opens(vault, row[0])
    return left


def _opens(vault: Vault, sealed: bytes) -> bool:
    try:
        vault.open(sealed)
    except CryptoError:
        return False
    return True


def _renewal(vault: Vault, *, is_sealed: bool) -> Callable[[bytes], bytes]:
    if is_sealed:
        return lambda content: vault.seal(vault.open(content))
    return lambda content: vault.wrap(vault.unwrap(content))


def _renew_column(database: Database, closed: ClosedColumn, renew: Callable[[bytes], bytes]) -> Iterator[int]:
    key = next(iter(closed.table.primary_key.columns))
    column = closed.table.c[closed.column]
    last: object = None
    while True:
        query = sa.select(key, column).where(column.is_not(None)).order_by(key).limit(BATCH)
        if closed.where is not None:
            query = query.where(closed.where)
        if last is not None:
            query = query.where(key > last)
        with database.write() as session:
            rows = session.connection().execute(query.with_for_update()).all()
            for row_key, content in rows:
                changed = sa.update(closed.table).where(key == row_key).values({column: renew(content)})
                session.connection().execute(changed)
        if not rows:
            return
        last = rows[-1][0]
        yield len(rows)


def _index_accounts(database: Database, vault: Vault) -> Iterator[int]:
    reporter: sa.Table = Reporter.__table__  # type: ignore[attr-defined]
    identity: sa.Table = Identity.__table__  # type: ignore[attr-defined]
    last: object = None
    while True:
        query = (
            sa.select(reporter.c.id, reporter.c.channel, identity.c.account_sealed)
            .join(identity, identity.c.reporter_id == reporter.c.id)
            .where(reporter.c.channel.in_(GUESSABLE_CHANNELS))
            .order_by(reporter.c.id)
            .limit(BATCH)
        )
        if last is not None:
            query = query.where(reporter.c.id > last)
        with database.write() as session:
            rows = session.connection().execute(query).all()
            for reporter_id, channel, sealed in rows:
                index = vault.account_indexes(channel, vault.open_identity(sealed)["account"])[0]
                moved = sa.update(reporter).where(reporter.c.id == reporter_id).values(account_index=index)
                session.connection().execute(moved)
        if not rows:
            return
        last = rows[-1][0]
        yield len(rows)
