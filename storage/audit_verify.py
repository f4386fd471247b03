"""Proving the audit log: every row onto the one before, the end onto the head, and both onto the signed heads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.audit import FIRST_HASH, link_hash
from storage.audit_heads import HeadFileError, HeadFiles, SignedHead, read_heads
from storage.database import Database
from storage.queries.audit import EntryRow, find_head, stand_still, stream_entries
from storage.tables import AuditHead


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditProof:
    """What a verification found; `fault` names the first bad row.

    `signed` is the newest signed head, `restored` are those that say a backup was put back.
    """

    rows: int
    fault: str | None
    signed: SignedHead | None = None
    restored: Sequence[SignedHead] = ()


@dataclass(slots=True)
class _Walk:
    """How far the rows were read."""

    last: int = 0
    hash: str = FIRST_HASH
    before: str = FIRST_HASH
    matched: int = 0


def verify_audit(database: Database, files: HeadFiles) -> AuditProof:
    """Verify the whole log as it is at this moment; needs no private key."""
    try:
        heads = read_heads(files) if files.heads.exists() else ()  # before the rows: what was signed is committed
    except (HeadFileError, OSError) as error:
        return AuditProof(rows=0, fault=str(error))
    with database.read() as session:
        stand_still(session)
        head, walk = find_head(session), _Walk()
        fault = _walk_rows(walk, stream_entries(session), heads, head) or _compare_ends(walk, heads, head)
    return AuditProof(
        rows=walk.last,
        fault=fault,
        signed=heads[-1] if heads else None,
        restored=[head for head in heads if head.is_restored],
    )


def _walk_rows(
    walk: _Walk, rows: Iterator[EntryRow], heads: Sequence[SignedHead], newest: AuditHead | None
) -> str | None:
    signed_at: dict[int, list[SignedHead]] = {}
    for head in heads:
        signed_at.setdefault(head.seq, []).append(head)
    last, hash_before = 0, FIRST_HASH
    for row in rows:
        seq, at, actor, act, about, facts, stored = row
        if seq != last + 1:
            return _say_gap(last, seq)
        found = link_hash(hash_before, (str(seq), at, actor, act, about, facts))
        if found != stored:
            if newest is not None and seq > newest.seq:
                return f"row {seq}: inserted"
            walk.hash = hash_before
            return _diagnose(walk, row, rows)
        if seq in signed_at:
            for head in signed_at[seq]:
                if head.hash != found:
                    return _say_rewritten(walk, head)
            walk.matched = seq
        walk.before, hash_before, last = hash_before, found, seq
    walk.last, walk.hash = last, hash_before
    return None


def _compare_ends(walk: _Walk, heads: Sequence[SignedHead], head: AuditHead | None) -> str | None:
    """Compare the last row with the head row and the newest signed head."""
    newest = heads[-1] if heads else None
    if newest is not None and newest.seq > walk.last:
        is_consistent = head is not None and head.seq == walk.last and head.hash == walk.hash
        said = f"the head signed at {newest.at} says row {newest.seq}"
        if is_consistent:
            return f"an older copy of the database was put back, or cut to look like one: it ends at row {walk.last}, {said}"
        return f"the tail after row {walk.last} was cut: {said}"
    if head is None:
        return f"the head row is missing, the rows go on to {walk.last}" if walk.last else None
    if head.seq > walk.last:
        return f"the tail after row {walk.last} was cut: the head row says {head.seq}"
    if head.seq < walk.last:
        return f"the head row was replaced, or rows added behind its back: it says {head.seq}, the rows go on to {walk.last}"
    return (
        None if head.hash == walk.hash else f"the head row was replaced: it does not carry the hash of row {walk.last}"
    )


def _diagnose(walk: _Walk, row: EntryRow, rest: Iterator[EntryRow]) -> str:
    """Say what was done to the first row that does not fit: its hash tells where it stood."""
    seq, following = row[0], next(rest, None)
    if seq > 1 and _link(walk.before, seq - 1, row) == row[6]:
        return f"row {seq - 1}: inserted"
    if following is None:
        return f"row {seq}: changed"
    has_swapped = _link(following[6], following[0], row) == row[6]
    if not has_swapped and _link(walk.hash, seq, following) == following[6]:
        return f"row {seq}: inserted"
    before = row
    while following is not None:
        place = following[0]
        if row[6] in {_link(before[6], place, row), _link(following[6], place, row)}:
            return f"row {seq}: moved here from row {place}"
        before, following = following, next(rest, None)
    return f"row {seq}: changed"


def _link(before: str, seq: int, row: EntryRow) -> str:
    return link_hash(before, (str(seq), *row[1:6]))


def _say_gap(last: int, seq: int) -> str:
    if seq <= last:
        return f"row {seq}: inserted"
    first, end = last + 1, seq - 1
    return f"row {first} missing" if first == end else f"rows {first}-{end} missing"


def _say_rewritten(walk: _Walk, signed: SignedHead) -> str:
    first = walk.matched + 1
    span = f"row {first} is" if first == signed.seq else f"rows {first}-{signed.seq} are"
    return f"{span} not what was signed at {signed.at}: rewritten, or an older copy of the database was put back and used on"
