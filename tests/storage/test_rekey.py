"""New keys: everything is closed again under them, everybody is still found, and the old private key opens nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from sqlmodel import SQLModel, select

from intake.inbox import Inbox, receive
from intake.messages import IncomingFile
from intake.send_reply import send_reply
from storage.key_files import KeyFiles, add_keys, load_newest, load_vault, retire_private_keys
from storage.rekey import CLOSED_COLUMNS, close_again, count_unopened
from storage.tables import Identity
from tests.intake.citizen import Citizen
from tests.intake.given import FAKE_CREAM, message
from tests.intake.keys import read_originals
from tests.intake.officials import FakeChannel, outside
from tinbao.app import House, key_files

SHORT_LIVED = {("reveal", "answer_sealed")}
JPEG = b"\xff\xd8\xff" + bytes(range(256))


@pytest.fixture
def files(house: House) -> KeyFiles:
    return key_files(house.settings, opens_identities=True)


def with_keys_of(inbox: Inbox, files: KeyFiles) -> Inbox:
    return replace(inbox, ledger=replace(inbox.ledger, vault=load_vault(files)))


def test_every_closed_column_is_on_the_list() -> None:
    closed = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if column.name.endswith(("_sealed", "_wrapped")) or column.name == "sealed"
    }
    assert {(one.table.name, one.column) for one in CLOSED_COLUMNS} == closed - SHORT_LIVED


def test_after_a_rotation_the_old_private_key_opens_nothing_and_everything_works(inbox: Inbox, files: KeyFiles) -> None:
    citizen = Citizen(inbox, channel="telegram", account="4711")
    citizen.say(FAKE_CREAM, files=[IncomingFile(content=JPEG)])
    citizen.press("Gửi")
    citizen.say("shop Mây ở Huế bán son giả", files=[IncomingFile(content=JPEG)])
    drafted, said, old = citizen.draft, [m.text for m in citizen.messages()], load_newest(files)

    add_keys(files)
    renewed = with_keys_of(inbox, files)
    assert count_unopened(inbox.ledger.database, load_newest(files)) > 0
    assert close_again(inbox.ledger.database, renewed.ledger.vault, lambda _: None) > len(said)
    assert close_again(inbox.ledger.database, renewed.ledger.vault, lambda _: None) > len(said), "again is the same"
    assert count_unopened(inbox.ledger.database, load_newest(files)) == 0
    assert retire_private_keys(files) == 1

    after = with_keys_of(inbox, files)
    with inbox.ledger.database.read() as session:
        identity = session.exec(select(Identity)).one()
    with pytest.raises(CryptoError):
        old.open(identity.account_sealed)
    returned = Citizen(after, channel="telegram", account="4711")
    assert (returned.draft, [m.text for m in returned.messages()]) == (drafted, said)
    assert read_originals(after) == [JPEG, JPEG]
    (receipt,) = returned.press("Gửi")
    channel = FakeChannel()
    send_reply(after, outside(channel=channel), receipt.id)
    assert channel.sent[-1][0] == {"chat": "canary-address"}
    assert len({m.row.conversation_id for m in returned.messages()}) == 1


def test_receipt_codes_and_web_chats_of_before_are_known_after(inbox: Inbox, files: KeyFiles) -> None:
    citizen = Citizen(inbox)
    code = citizen.send_tip()
    add_keys(files)
    renewed = with_keys_of(inbox, files)
    close_again(inbox.ledger.database, renewed.ledger.vault, lambda _: None)
    (status,) = Citizen(renewed).say(str(code))
    assert "đã chuyển tới" in status.text
    assert Citizen(renewed, account=citizen.account).case.id == citizen.case.id


def test_an_update_of_before_is_a_duplicate_after(inbox: Inbox, files: KeyFiles) -> None:
    incoming = message(FAKE_CREAM, external_id="update-1")
    assert receive(inbox, incoming)
    add_keys(files)
    assert not receive(with_keys_of(inbox, files), incoming)


def test_a_public_key_whose_private_key_is_missing_is_never_written(tmp_path: Path) -> None:
    files = KeyFiles(master=tmp_path / "m", public=tmp_path / "p", private=None)
    with pytest.raises(ValueError, match="private"):
        add_keys(files)
    assert list(tmp_path.iterdir()) == []
