"""Backups that are cut short, changed, forged or another house's change nothing."""

import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.backup import SCRATCH
from storage.sealed_stream import CHUNK_BYTES, LOCKED_CHUNK_BYTES, MAGIC, BackupError, SealingWriter
from storage.vault import Vault
from tests.storage.backups.place import Place, vault_of

HEAD_BYTES = len(MAGIC) + 2 + 80 + 24


@pytest.fixture
def refuses(tmp_path: Path, sqlite_source: Place, other: Place) -> Iterator[Callable[[Callable[[bytes], bytes]], str]]:
    """Restores a changed backup over a house with data; gives the error and proves that nothing changed."""
    file = tmp_path / "a.tinbao"
    sqlite_source.back_up(file)
    content, rows, files = file.read_bytes(), other.rows(), other.files()
    assert len(content) > 2 * CHUNK_BYTES

    def restore_changed(change: Callable[[bytes], bytes]) -> str:
        file.write_bytes(change(content))
        with pytest.raises(BackupError) as refused:
            other.restore(file, replaces=True)
        assert (other.rows(), other.files()) == (rows, files)
        assert "\n" not in str(refused.value)
        return str(refused.value)

    yield restore_changed
    assert not (other.home / SCRATCH).exists()


def test_a_backup_cut_short_anywhere_is_refused(refuses: Callable[[Callable[[bytes], bytes]], str]) -> None:
    for kept in (0, 5, 17, 60, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 9, HEAD_BYTES + LOCKED_CHUNK_BYTES, -1):
        told = refuses(lambda content, kept=kept: content[:kept])  # type: ignore[misc]
        assert "cut short" in told or "no backup" in told


def test_a_changed_byte_anywhere_is_refused(refuses: Callable[[Callable[[bytes], bytes]], str]) -> None:
    places = {0: "no backup", 30: "private key", HEAD_BYTES - 1: "changed", HEAD_BYTES + 700: "changed"}
    for place, told in {**places, HEAD_BYTES + LOCKED_CHUNK_BYTES: "changed", -1: "changed"}.items():

        def flip(content: bytes, place: int = place) -> bytes:
            changed = bytearray(content)
            changed[place] ^= 1
            return bytes(changed)

        assert told in refuses(flip)
    assert "changed" in refuses(lambda content: content + b"x")
    one, two = HEAD_BYTES + LOCKED_CHUNK_BYTES, HEAD_BYTES + 2 * LOCKED_CHUNK_BYTES
    assert "changed" in refuses(lambda c: c[:HEAD_BYTES] + c[one:two] + c[HEAD_BYTES:one] + c[two:])


def test_another_houses_key_opens_nothing(tmp_path: Path, sqlite_source: Place, other: Place) -> None:
    sqlite_source.back_up(tmp_path / "a.tinbao")
    rows, files = other.rows(), other.files()
    with pytest.raises(BackupError, match="private key does not open"):
        other.restore(tmp_path / "a.tinbao", replaces=True, vault=vault_of(tmp_path / "keys of others"))
    assert (other.rows(), other.files()) == (rows, files)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../evil", tarfile.REGTYPE),
        ("files/ab/../../../evil", tarfile.REGTYPE),
        ("/tmp/evil", tarfile.REGTYPE),
        ("keys/master.key", tarfile.REGTYPE),
        ("files/ab/abcd", tarfile.SYMTYPE),
        ("files/ab/abcd\n", tarfile.REGTYPE),
    ],
)
def test_a_forged_member_is_refused(tmp_path: Path, vault: Vault, other: Place, name: str, kind: bytes) -> None:
    before = other.files()
    with (tmp_path / "forged").open("wb") as output:
        stream = SealingWriter(output, vault)
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc" if kind == tarfile.SYMTYPE else ""
        stream.write(member.tobuf(tarfile.GNU_FORMAT) + bytes(1024))
        stream.close()
    with pytest.raises(BackupError, match="no backup of Tinbao holds"):
        other.restore(tmp_path / "forged", replaces=True)
    assert other.files() == before


def test_a_newer_schema_waits_for_its_release(tmp_path: Path, sqlite_source: Place, other: Place) -> None:
    sqlite_source.execute("UPDATE alembic_version SET version_num = 'of_tomorrow'")
    sqlite_source.back_up(tmp_path / "a.tinbao")
    with pytest.raises(BackupError, match="newer release"):
        other.restore(tmp_path / "a.tinbao", replaces=True)
