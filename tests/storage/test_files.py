"""Files: kept byte by byte under random names, and nothing outside the folder is ever read."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import CryptoError

from storage.files import FileStore


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files") / "store"


@given(content=st.binary(max_size=2000))
def test_a_file_comes_back_byte_by_byte(folder: Path, content: bytes) -> None:
    store = FileStore(folder)
    kept = store.put(content)
    assert FileStore(folder).get(kept.key, kept.secret) == content
    assert store.put(content) != kept


def test_nothing_unfinished_stays_behind_and_only_the_owner_reads(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "store")
    kept = store.put(b"x")
    (file,) = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert file.name == kept.key
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("key", ["", "..", "../secret", "a/b", "\x00", ".", "é", "a.part", "0" * 32, "ab cd"])
def test_a_key_that_was_never_given_opens_nothing(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    with pytest.raises(FileNotFoundError):
        FileStore(tmp_path / "store").get(key, None)


def test_the_disk_holds_nothing_of_the_content_and_only_its_own_key_opens_it(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    kept, other = store.put(b"canary" * 20), store.put(b"other")
    assert b"canary" not in (tmp_path / kept.key[-2:] / kept.key).read_bytes()
    with pytest.raises(CryptoError):
        store.get(kept.key, other.secret)


def test_a_file_changed_or_swapped_on_the_disk_does_not_open(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    kept, other = store.put(b"one"), store.put(b"two")
    path, taken = (tmp_path / one.key[-2:] / one.key for one in (kept, other))
    taken.write_bytes(path.read_bytes())
    with pytest.raises(CryptoError):
        store.get(other.key, kept.secret)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(CryptoError):
        store.get(kept.key, kept.secret)


def test_a_deleted_file_is_gone(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    kept = store.put(b"x")
    assert store.list_keys(older_than=2e10) == [kept.key]
    assert store.delete(kept.key)
    assert not store.delete(kept.key)
    assert store.list_keys(older_than=2e10) == []
