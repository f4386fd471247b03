"""Upgrading a house with people in it: what the release before kept readable is sealed, and nothing is lost."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from nacl.public import PrivateKey

from storage.database import normalize_url
from storage.migrate import migrate
from storage.vault import Vault
from tests.storage.test_migrations import run_alembic

PRIVATE = PrivateKey.generate()
OPEN = Vault(master_keys=[b"m" * 32], public_key=bytes(PRIVATE.public_key), private_keys=[bytes(PRIVATE)])
CLOSED = Vault(master_keys=[b"m" * 32], public_key=bytes(PRIVATE.public_key))
REPORTER, TALK, MESSAGE = uuid4(), uuid4(), uuid4()


@pytest.fixture
def url(empty_url: str) -> str:
    """A database of release 0.1 with one Telegram conversation."""
    run_alembic(empty_url, lambda config: command.upgrade(config, "0001"))
    engine = sa.create_engine(normalize_url(empty_url))
    is_sqlite = engine.dialect.name == "sqlite"

    def as_stored(key: UUID) -> object:
        return key.hex if is_sqlite else key

    with engine.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO reporter VALUES (:id, 'telegram', 'old-index', :sealed, '2026-11-22 03:00:00')"),
            {"id": as_stored(REPORTER), "sealed": OPEN.seal(json.dumps({"chat_id": "4711"}).encode())},
        )
        connection.execute(
            sa.text(
                "INSERT INTO conversation (id, reporter_id, draft, revision, last_seq, used_at) "
                "VALUES (:id, :reporter, :draft, 1, 1, '2026-11-22 03:00:00')"
            ),
            {"id": as_stored(TALK), "reporter": as_stored(REPORTER), "draft": json.dumps({"texts": ["kem giả"]})},
        )
        connection.execute(
            sa.text(
                "INSERT INTO message (id, conversation_id, seq, sender, text, buttons, is_card, status, attempts, at) "
                "VALUES (:id, :talk, 1, 'you', 'kem giả ở Huế', '[]', false, 'received', 0, '2026-11-22 03:00:00')"
            ),
            {"id": as_stored(MESSAGE), "talk": as_stored(TALK)},
        )
    engine.dispose()
    return empty_url


def read_rows(url: str) -> tuple[Any, ...]:
    engine = sa.create_engine(normalize_url(url))
    with engine.begin() as connection:
        rows = tuple(
            connection.execute(sa.text(query)).scalar_one()
            for query in (
                "SELECT account_index FROM reporter",
                "SELECT account_sealed FROM identity",
                "SELECT draft_wrapped FROM conversation",
                "SELECT text_wrapped FROM message",
            )
        )
    engine.dispose()
    return rows


def test_what_was_readable_is_sealed_and_nothing_is_lost(url: str) -> None:
    migrate(url, OPEN)
    index, identity, draft, text = read_rows(url)
    assert (index,) == OPEN.account_indexes("telegram", "4711")
    assert OPEN.open_identity(bytes(identity)) == {"account": "4711", "address": {"chat_id": "4711"}}
    assert json.loads(CLOSED.unwrap_text(bytes(draft))) == {"texts": ["kem giả"]}
    assert CLOSED.unwrap_text(bytes(text)) == "kem giả ở Huế"


@pytest.mark.parametrize("vault", [None, CLOSED], ids=["no keys", "no private key"])
def test_without_the_private_key_the_upgrade_refuses_and_changes_nothing(url: str, vault: Vault | None) -> None:
    with pytest.raises(RuntimeError, match="private key"):
        migrate(url, vault)
    migrate(url, OPEN)
    assert read_rows(url)


def test_the_disk_keeps_no_trace_of_what_was_readable(tmp_path: Path, url: str) -> None:
    migrate(url, OPEN)
    if not url.startswith("sqlite"):
        return
    for path in tmp_path.glob("*.db*"):
        assert "kem giả ở Huế".encode() not in path.read_bytes()
