"""Tampering with the audit log: each kind is found and named, on both kinds of database."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from nacl.public import PrivateKey

from storage.audit import AuditNote, append_notes, link_hash
from storage.audit_heads import HeadFiles, list_verify_key, look_at_chain, read_heads, sign_head
from storage.audit_verify import verify_audit
from storage.database import Database
from storage.queries.audit import AuditFilter, list_entries
from storage.vault import Vault, VaultClosedError

ROWS = 20
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
COLUMNS = "at, actor, act, about, facts, hash"


def make_vault() -> Vault:
    private = PrivateKey.generate()
    return Vault(master_keys=[b"m" * 32], public_key=bytes(private.public_key), private_keys=[bytes(private)])


VAULT = make_vault()


@pytest.fixture
def files(tmp_path: Path) -> HeadFiles:
    found = HeadFiles(heads=tmp_path / "audit" / "heads.jsonl", verify_keys=tmp_path / "audit-verify.key")
    list_verify_key(VAULT, found.verify_keys)
    return found


@pytest.fixture(scope="module")
def shared(shared_url: str) -> Iterator[Database]:
    """One database for all these tests, because making one takes longer than all of them."""
    opened = Database(shared_url)
    yield opened
    opened.close()


@pytest.fixture
def empty_log(shared: Database) -> Database:
    """An empty log that can be tampered with: its triggers are gone."""
    drop = ("audit_entry_no_update", "audit_entry_no_delete") if shared.is_sqlite else ("audit_entry_append_only",)
    where = "" if shared.is_sqlite else " ON audit_entry"
    run(shared, *(f"DROP TRIGGER IF EXISTS {name}{where}" for name in drop))
    run(shared, "DELETE FROM audit_entry", "DELETE FROM audit_head")
    return shared


@pytest.fixture
def log(empty_log: Database) -> Database:
    """A log of twenty rows that can be tampered with."""
    append(empty_log, ROWS)
    return empty_log


def append(database: Database, count: int, *, word: str = "") -> None:
    with database.write() as session:
        notes = [AuditNote(actor="system", act="looked", about=f"case:{n}{word}", facts={"n": n}) for n in range(count)]
        append_notes(session, notes, now=NOON)


def sign(database: Database, files: HeadFiles, *, is_restored: bool = False) -> None:
    with database.read() as session:
        sign_head(VAULT, session, files.heads, at=NOON.isoformat(), is_restored=is_restored)


def run(database: Database, *statements: str) -> None:
    with database.write() as session:
        for statement in statements:
            session.connection().execute(sa.text(statement))


def fault(database: Database, files: HeadFiles) -> str:
    return verify_audit(database, files).fault or ""


def rewrite(database: Database, first: int) -> None:
    """Compute every hash from a row on anew, and the head's, as a patient hand would."""
    with database.write() as session:
        connection = session.connection()
        query = sa.text(f"SELECT seq, {COLUMNS} FROM audit_entry ORDER BY seq")
        before = "0" * 64
        for row in connection.execute(query).all():
            if row.seq >= first:
                fields = (str(row.seq), row.at, row.actor, row.act, row.about, row.facts)
                before = link_hash(before, fields)
                change = sa.text("UPDATE audit_entry SET hash = :hash WHERE seq = :seq")
                connection.execute(change, {"hash": before, "seq": row.seq})
            else:
                before = row.hash
        change = sa.text("UPDATE audit_head SET seq = (SELECT max(seq) FROM audit_entry), hash = :hash")
        connection.execute(change, {"hash": before})


def shift_up(database: Database, first: int) -> None:
    """Make room at a row: every later one moves on, as it is."""
    run(database, *(f"UPDATE audit_entry SET seq = {n + 1} WHERE seq = {n}" for n in range(ROWS, first - 1, -1)))


def insert(seq: int, *, hash_of: str = "'x'") -> str:
    return (
        f"INSERT INTO audit_entry (seq, {COLUMNS}) SELECT {seq}, at, 'officer:0', 'looked', '', '{{}}', {hash_of} "
        "FROM audit_entry WHERE seq = 1"
    )


def swap(one: int, other: int) -> list[str]:
    moves = ((one, -1), (other, one), (-1, other))
    return [f"UPDATE audit_entry SET seq = {new} WHERE seq = {old}" for old, new in moves]


TAMPERING: dict[str, tuple[list[str], str]] = {
    "a word changed": (["UPDATE audit_entry SET about = 'case:x' WHERE seq = 7"], "row 7: changed"),
    "facts changed": (["UPDATE audit_entry SET facts = '{}' WHERE seq = 1"], "row 1: changed"),
    "a time changed": (["UPDATE audit_entry SET at = '2026' WHERE seq = 20"], "row 20: changed"),
    "a hash changed": (["UPDATE audit_entry SET hash = 'x' WHERE seq = 7"], "row 7: changed"),
    "one deleted": (["DELETE FROM audit_entry WHERE seq = 7"], "row 7 missing"),
    "some deleted": (["DELETE FROM audit_entry WHERE seq BETWEEN 12 AND 15"], "rows 12-15 missing"),
    "the first deleted": (["DELETE FROM audit_entry WHERE seq = 1"], "row 1 missing"),
    "neighbours swapped": (swap(5, 6), "row 5: moved here from row 6"),
    "others swapped": (swap(5, 9), "row 5: moved here from row 9"),
    "one before the first": ([insert(0)], "row 0: inserted"),
    "the tail cut": (
        ["DELETE FROM audit_entry WHERE seq > 15"],
        f"the tail after row 15 was cut: the head signed at {NOON.isoformat()} says row 20",
    ),
    "everything deleted": (
        ["DELETE FROM audit_entry"],
        f"the tail after row 0 was cut: the head signed at {NOON.isoformat()} says row 20",
    ),
    "one added behind the head": (
        [insert(21)],
        "row 21: inserted",
    ),
    "the head set back": (
        ["UPDATE audit_head SET seq = 15, hash = (SELECT hash FROM audit_entry WHERE seq = 15)"],
        "the head row was replaced, or rows added behind its back: it says 15, the rows go on to 20",
    ),
    "the head's hash replaced": (
        ["UPDATE audit_head SET hash = 'x'"],
        "the head row was replaced: it does not carry the hash of row 20",
    ),
    "the head deleted": (["DELETE FROM audit_head"], "the head row is missing, the rows go on to 20"),
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_is_found_and_named(log: Database, files: HeadFiles, kind: str) -> None:
    sign(log, files)
    statements, expected = TAMPERING[kind]
    run(log, *statements)
    assert fault(log, files) == expected


def test_a_log_nobody_touched_is_whole(empty_log: Database, files: HeadFiles) -> None:
    assert verify_audit(empty_log, files).fault is None
    for _ in range(3):
        append(empty_log, ROWS)
        sign(empty_log, files)
    proof = verify_audit(empty_log, files)
    assert (proof.fault, proof.rows, proof.signed and proof.signed.seq) == (None, 3 * ROWS, 3 * ROWS)


@pytest.mark.parametrize("is_linked", [True, False])
def test_an_inserted_row_is_named_whether_its_own_hash_fits_or_not(
    log: Database, files: HeadFiles, *, is_linked: bool
) -> None:
    shift_up(log, 8)
    run(log, insert(8))
    if is_linked:
        with log.write() as session:
            rows = {row.seq: row for row in list_entries(session, AuditFilter(), limit=100)}
            new = rows[8]
            own = link_hash(rows[7].hash, ("8", new.at, new.actor, new.act, new.about, new.facts))
            session.connection().execute(sa.text("UPDATE audit_entry SET hash = :own WHERE seq = 8"), {"own": own})
    assert fault(log, files) == "row 8: inserted"


def test_a_chain_written_anew_does_not_fit_the_signed_heads(log: Database, files: HeadFiles) -> None:
    sign(log, files)
    append(log, ROWS)
    sign(log, files)
    run(log, "UPDATE audit_entry SET actor = 'officer:x' WHERE seq = 25")
    rewrite(log, 25)
    assert fault(log, files).startswith(f"rows 21-40 are not what was signed at {NOON.isoformat()}: rewritten")


def test_an_older_copy_of_the_database_is_told_from_a_cut(log: Database, files: HeadFiles) -> None:
    sign(log, files)
    run(log, "DELETE FROM audit_entry WHERE seq > 15")
    rewrite(log, 15)
    assert fault(log, files).startswith("an older copy of the database was put back, or cut to look like one: ")
    append(log, ROWS, word="later")
    assert fault(log, files).startswith(
        f"rows 1-20 are not what was signed at {NOON.isoformat()}: rewritten, or an older"
    )


def test_a_backup_an_operator_put_back_is_no_tampering(log: Database, files: HeadFiles) -> None:
    sign(log, files)
    run(log, "DELETE FROM audit_entry WHERE seq > 15")
    rewrite(log, 15)
    sign(log, files, is_restored=True)
    append(log, ROWS, word="later")
    sign(log, files)
    proof = verify_audit(log, files)
    assert (proof.fault, [head.seq for head in proof.restored]) == (None, [15])
    run(log, "UPDATE audit_entry SET actor = 'x' WHERE seq = 3")
    assert fault(log, files) == "row 3: changed"


def test_a_head_nobody_of_us_signed_is_refused(log: Database, files: HeadFiles) -> None:
    sign(log, files)
    with log.read() as session:
        sign_head(make_vault(), session, files.heads, at=NOON.isoformat())
        assert look_at_chain(session, files).fits is False
    assert fault(log, files).endswith(f"heads.jsonl line 2: not signed by a key of {files.verify_keys}")
    files.heads.write_text(files.heads.read_text().splitlines()[0].replace('"seq": 20', '"seq": 15') + "\n")
    assert "heads.jsonl line 1: not signed" in fault(log, files)


def test_after_a_rotation_old_heads_still_count(log: Database, files: HeadFiles) -> None:
    sign(log, files)
    rotated = make_vault()
    for _ in range(2):
        list_verify_key(rotated, files.verify_keys)
    assert len(files.verify_keys.read_text().split()) == 2
    with log.read() as session:
        sign_head(rotated, session, files.heads, at=(NOON + timedelta(hours=1)).isoformat())
        assert look_at_chain(session, files).fits
    assert verify_audit(log, files).fault is None
    assert [head.seq for head in read_heads(files)] == [ROWS, ROWS]


def test_a_process_without_the_private_key_cannot_sign(log: Database, files: HeadFiles) -> None:
    web = Vault(master_keys=[b"m" * 32], public_key=bytes(PrivateKey.generate().public_key))
    with log.read() as session, pytest.raises(VaultClosedError):
        sign_head(web, session, files.heads, at=NOON.isoformat())


def test_what_is_rolled_back_leaves_no_row(empty_log: Database, files: HeadFiles) -> None:
    append(empty_log, 2)

    def fail() -> None:
        with empty_log.write() as session:
            append_notes(session, [AuditNote(actor="system", act="looked")], now=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    append(empty_log, 2)
    proof = verify_audit(empty_log, files)
    assert (proof.fault, proof.rows) == (None, 4)


def test_two_writers_at_once_make_one_chain(empty_log: Database, files: HeadFiles) -> None:
    def write() -> None:
        for _ in range(15):
            append(empty_log, 2)

    together(write, write, write)
    proof = verify_audit(empty_log, files)
    assert (proof.fault, proof.rows) == (None, 90)


def together(*works: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_database_itself_refuses_to_change_the_log(database: Database) -> None:
    append(database, 1)
    for statement in ("UPDATE audit_entry SET actor = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            run(database, statement)
