"""The vault: anybody seals, only a worker opens; indexes and tokens tell nothing without the key."""

import base64
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from storage.vault import Vault, VaultClosedError, create_keys, hash_token, load_vault

PRIVATE = PrivateKey.generate()
OPEN = Vault(master_key=b"m" * 32, public_key=bytes(PRIVATE.public_key), private_key=bytes(PRIVATE))
CLOSED = Vault(master_key=b"m" * 32, public_key=bytes(PRIVATE.public_key), private_key=None)
OTHER = Vault(master_key=b"o" * 32, public_key=bytes(PRIVATE.public_key), private_key=bytes(PrivateKey.generate()))


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
    sealed = CLOSED.seal_code("TB-2QNKX-94GW6-A7A5G-T")
    assert b"2QNKX" not in sealed
    assert CLOSED.open_code(sealed) == "TB-2QNKX-94GW6-A7A5G-T"
    with pytest.raises(CryptoError):
        OTHER.open_code(sealed)


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
    token = OPEN.token("referral-link", "1")
    assert token == CLOSED.token("referral-link", "1")
    assert len(base64.urlsafe_b64decode(token)) == 24
    assert (
        len({token, OPEN.token("referral-link", "2"), OPEN.token("other", "1"), OTHER.token("referral-link", "1")}) == 4
    )


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    files = {
        "master_key_file": tmp_path / "keys" / "master",
        "public_key_file": tmp_path / "keys" / "public",
        "private_key_file": tmp_path / "keys" / "private",
    }
    create_keys(**files)
    made = {path: path.read_bytes() for path in files.values()}
    create_keys(**files)
    assert {path: path.read_bytes() for path in files.values()} == made
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files.values())
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    closed = load_vault(**(files | {"private_key_file": None}))  # type: ignore[arg-type]
    assert load_vault(**files).open(closed.seal(b"x")) == b"x"


@pytest.mark.parametrize("content", ["", "c2hvcnQ=", base64.b64encode(b"x" * 33).decode()])
def test_a_file_that_holds_no_key_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.key"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"broken\.key"):
        load_vault(master_key_file=path, public_key_file=path, private_key_file=None)


def test_a_key_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.key"):
        load_vault(master_key_file=tmp_path / "none.key", public_key_file=tmp_path, private_key_file=None)
