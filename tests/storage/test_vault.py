"""The vault: anybody seals, only a worker opens; indexes and tokens tell nothing without the key."""

import base64
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from storage.key_files import KeyFiles, add_keys, create_keys, load_vault, retire_private_keys
from storage.vault import Vault, VaultClosedError, hash_token

PRIVATE = PrivateKey.generate()
OPEN = Vault(master_keys=[b"m" * 32], public_key=bytes(PRIVATE.public_key), private_keys=[bytes(PRIVATE)])
CLOSED = Vault(master_keys=[b"m" * 32], public_key=bytes(PRIVATE.public_key), private_keys=())
OTHER = Vault(
    master_keys=[b"o" * 32], public_key=bytes(PRIVATE.public_key), private_keys=[bytes(PrivateKey.generate())]
)


@given(st.binary(max_size=300))
def test_what_was_sealed_opens_unchanged(content: bytes) -> None:
    sealed = CLOSED.seal(content)
    assert OPEN.open(sealed) == content
    assert len(content) < 8 or content not in sealed
    assert OPEN.seal(content) != sealed


def test_a_process_without_the_private_key_opens_nothing() -> None:
    with pytest.raises(VaultClosedError):
        CLOSED.open(CLOSED.seal(b"x"))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(CryptoError):
        OTHER.open(OPEN.seal(b"x"))


def test_what_was_tampered_with_does_not_open() -> None:
    sealed = bytearray(OPEN.seal(b"secret"))
    sealed[-1] ^= 1
    with pytest.raises(CryptoError):
        OPEN.open(bytes(sealed))


def test_a_receipt_code_is_opened_by_any_process_of_the_house_and_by_no_other() -> None:
    sealed = CLOSED.wrap_text("TB-2QNKX-94GW6-A7A5G-T")
    assert b"2QNKX" not in sealed
    assert CLOSED.unwrap_text(sealed) == "TB-2QNKX-94GW6-A7A5G-T"
    with pytest.raises(CryptoError):
        OTHER.unwrap_text(sealed)


@given(value=st.text())
def test_an_index_is_the_same_for_the_same_value_purpose_and_key_only(value: str) -> None:
    index = OPEN.index("account:web", value)
    assert index == CLOSED.index("account:web", value)
    assert len(index) == 64
    assert len({index, OPEN.index("account:telegram", value), OTHER.index("account:web", value)}) == 3
    assert OPEN.index("account:web", value + "x") != index


def test_an_index_takes_whatever_a_channel_pushes() -> None:
    assert OPEN.index("x", "\ud800") != OPEN.index("x", "\udfff")
    assert hash_token("\ud800") != hash_token("\udfff")


def test_a_token_is_derived_from_purpose_subject_and_key() -> None:
    [token] = OPEN.tokens("referral-link", "1")
    assert [token] == list(CLOSED.tokens("referral-link", "1"))
    assert len(base64.urlsafe_b64decode(token)) == 24
    assert (
        len(
            {(token,), OPEN.tokens("referral-link", "2"), OPEN.tokens("other", "1"), OTHER.tokens("referral-link", "1")}
        )
        == 4
    )


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    files = KeyFiles(master=folder / "master", public=folder / "public", private=folder / "private")
    create_keys(files)
    made = {path: path.read_bytes() for path in folder.iterdir()}
    assert len(made) == 3
    create_keys(files)
    assert {path: path.read_bytes() for path in folder.iterdir()} == made
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in made)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    closed = load_vault(replace(files, private=None))
    assert not closed.is_open
    assert load_vault(files).open(closed.seal(b"x")) == b"x"


def test_new_keys_open_what_the_old_ones_closed_and_find_what_they_indexed(tmp_path: Path) -> None:
    files = KeyFiles(master=tmp_path / "master", public=tmp_path / "public", private=tmp_path / "private")
    create_keys(files)
    before = load_vault(files)
    add_keys(files)
    after = load_vault(files)
    assert after.open(before.seal(b"x")) == b"x"
    assert after.unwrap_text(before.wrap_text("x")) == "x"
    for channel in ("web", "telegram"):
        [old] = before.account_indexes(channel, "4711")
        new, known = after.account_indexes(channel, "4711")
        assert known == old != new
    with pytest.raises(CryptoError):
        before.open(after.seal(b"x"))
    assert retire_private_keys(files) == 1
    with pytest.raises(CryptoError):
        load_vault(files).open(before.seal(b"x"))


def test_an_account_of_ten_digits_has_no_index_without_the_private_key() -> None:
    assert not CLOSED.knows_account("telegram")
    with pytest.raises(VaultClosedError):
        CLOSED.account_indexes("telegram", "4711")
    assert CLOSED.account_indexes("web", "token") == OPEN.account_indexes("web", "token")
    assert OPEN.index("account:telegram", "4711") not in OPEN.account_indexes("telegram", "4711")


def test_a_sealed_identity_tells_nothing_by_its_length() -> None:
    sealed = [CLOSED.seal_identity({"account": account}) for account in ("1", "4711471147", "ạ" * 40)]
    assert len({len(one) for one in sealed}) == 1
    assert OPEN.open_identity(sealed[1]) == {"account": "4711471147"}


@pytest.mark.parametrize("content", ["", "c2hvcnQ=", base64.b64encode(b"x" * 33).decode()])
def test_a_file_that_holds_no_key_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.key"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"broken\.key"):
        load_vault(KeyFiles(master=path, public=path, private=None))


def test_a_key_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.key"):
        load_vault(KeyFiles(master=tmp_path / "none.key", public=tmp_path, private=None))
