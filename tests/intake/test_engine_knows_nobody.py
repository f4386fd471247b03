"""After a whole journey the durable engine's tables hold ids and nothing of anybody."""

from uuid import UUID

import pytest

from intake.actions.answer import answer_referral
from intake.actions.refer import link_token
from intake.deliver_referral import deliver_referral
from intake.fetch_file import fetch_file
from intake.inbox import Inbox
from intake.messages import IncomingFile
from intake.ports import ChannelError, WayError
from intake.send_reply import send_reply
from storage.queries.cases import find_open_referral
from storage.queries.referrals import list_deliveries
from tests.intake.citizen import Citizen
from tests.intake.officials import FakeChannel, FakeWay, outside
from tests.storage.engine import dump_engine, list_queued

TEXT = (
    "Shop Chimhoangyen bán kem giả ở Đà Nẵng, số điện thoại của shop 0900000655, em là Bachkhoa sđt của em 0900000654"
)


@pytest.fixture
def code_characters(inbox: Inbox) -> str:
    """The journey of a tip with a photo, each step failing once; gives the receipt code's characters."""
    citizen = Citizen(inbox, channel="telegram", account="canary-account-4711")
    channel = FakeChannel(errors=[ChannelError("HTTP 502")], files={"canary-file-9": b"\xff\xd8\xffx"})
    way = FakeWay(errors=[WayError("SMTP 451")])
    to = outside(channel=channel, way=way)
    citizen.say(TEXT, files=[IncomingFile(source="canary-file-9")])
    for _ in range(2):
        fetch_file(inbox, to, UUID(citizen.draft.file_ids[0]))
    code = citizen.code_in(citizen.press("Gửi"))
    with inbox.ledger.database.read() as session:
        referral = find_open_referral(session, citizen.case.id)
        (delivery,) = list_deliveries(session, citizen.case.id)
    assert referral is not None
    for _ in range(2):
        deliver_referral(inbox, to, delivery.id)
    with inbox.ledger.open() as unit:
        answer_referral(unit, token=link_token(unit.vault, referral), act="accept")
    channel.errors.append(ChannelError("HTTP 502"))
    for message in (*citizen.messages(), *citizen.messages()):
        send_reply(inbox, to, message.id)
    citizen.say(str(code))
    citizen.press("Rút lại tin")
    citizen.press("Rút lại")
    assert len(way.letters) == 2
    assert len(list_queued(inbox.ledger.database, subject=delivery.id)) == 2
    return code.characters


def test_the_engines_tables_hold_no_canary(inbox: Inbox, code_characters: str) -> None:
    dump = dump_engine(inbox.ledger.database)
    assert "send_reply:" in dump
    assert "deliver:" in dump
    for canary in (
        "canary",
        "4711",
        "Chimhoangyen",
        "Bachkhoa",
        "905777123",
        "987111222",
        "authority.example",
        code_characters,
        code_characters[5:10],
    ):
        assert canary.lower() not in dump.lower()
