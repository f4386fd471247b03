"""Files: kept byte by byte under random names, and nothing outside the folder is ever read."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.files import FileStore


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files") / "store"


@given(content=st.binary(max_size=2000))
def test_a_file_comes_back_byte_by_byte(folder: Path, content: bytes) -> None:
    store = FileStore(folder)
    key = store.put(content)
    assert FileStore(folder).get(key) == content
    assert store.put(content) != key


def test_nothing_unfinished_stays_behind_and_only_the_owner_reads(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "store")
    key = store.put(b"x")
    (file,) = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert file.name == key
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("key", ["", "..", "../secret", "a/b", "\x00", ".", "é", "a.part", "0" * 32, "ab cd"])
def test_a_key_that_was_never_given_opens_nothing(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    with pytest.raises(FileNotFoundError):
        FileStore(tmp_path / "store").get(key)
