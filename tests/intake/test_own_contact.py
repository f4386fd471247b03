"""The card a reporter shares of himself: sealed beside his account, and nowhere else in the house."""

from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from intake import phrases
from intake.inbox import Inbox, receive, retry_step
from intake.messages import IncomingMessage
from storage.queries.conversations import find_identity
from storage.tables import IncomingUpdate
from tests.intake.citizen import Citizen
from tests.intake.given import FAKE_CREAM, message
from tests.intake.keys import without_private_key
from tests.storage.engine import dump_engine

CONTACT = {"name": "Lan Bachkhoakhanh", "phone": "+84900000698"}
CANARIES = ("Bachkhoakhanh", "900000698")


def own_card(citizen: Citizen, contact: dict[str, str] = CONTACT) -> IncomingMessage:
    shared = message(channel="telegram", account=citizen.account, chat="canary-address")
    return replace(shared, contact=contact)


def share(citizen: Citizen, contact: dict[str, str] = CONTACT) -> list[str]:
    before = citizen.conversation.last_seq
    assert receive(citizen.inbox, own_card(citizen, contact))
    return [m.text for m in citizen.messages(after=before) if m.sender != "you"]


def kept_contact(citizen: Citizen) -> object:
    with citizen.inbox.ledger.database.read() as session:
        identity = find_identity(session, citizen.conversation.reporter_id)
    assert identity is not None
    assert identity.contact_sealed is not None
    return citizen.inbox.ledger.vault.open_identity(identity.contact_sealed)


def dump_house(inbox: Inbox) -> str:
    """Every value of every row, as it lies in the database."""
    with inbox.ledger.database.read() as session:
        rows = [
            row for table in SQLModel.metadata.sorted_tables for row in session.connection().execute(sa.select(table))
        ]
    values = [value.decode("latin-1") if isinstance(value, bytes) else str(value) for row in rows for value in row]
    return "\n".join([*values, dump_engine(inbox.ledger.database)])


def test_his_own_card_is_sealed_and_answered_and_leaves_the_draft_alone(telegram_citizen: Citizen) -> None:
    telegram_citizen.say(FAKE_CREAM)
    draft = telegram_citizen.draft
    assert share(telegram_citizen) == [phrases.CONTACT_KEPT]
    assert telegram_citizen.draft == draft
    assert kept_contact(telegram_citizen) == CONTACT
    share(telegram_citizen, {"name": "Lan", "phone": "+84900000697"})
    assert kept_contact(telegram_citizen) == {"name": "Lan", "phone": "+84900000697"}


def test_his_own_card_lies_nowhere_but_in_the_vault(telegram_citizen: Citizen) -> None:
    telegram_citizen.say(FAKE_CREAM)
    share(telegram_citizen)
    telegram_citizen.press("Gửi")
    said = repr([telegram_citizen.draft, telegram_citizen.reports, [m.text for m in telegram_citizen.messages()]])
    dump = dump_house(telegram_citizen.inbox)
    for canary in CANARIES:
        assert canary not in said
        assert canary not in dump


def test_a_card_taken_in_by_a_process_without_the_key_reaches_the_vault_by_a_worker(telegram_citizen: Citizen) -> None:
    telegram_citizen.say(FAKE_CREAM)
    inbox = telegram_citizen.inbox
    web = replace(inbox, ledger=replace(inbox.ledger, vault=without_private_key(inbox.ledger.vault)))
    assert receive(web, own_card(telegram_citizen))
    with inbox.ledger.database.read() as session:
        query = select(IncomingUpdate).where(IncomingUpdate.status == "waiting").order_by(col(IncomingUpdate.id).desc())
        waiting = session.exec(query.limit(1)).one()
    assert not any(canary in dump_house(inbox) for canary in CANARIES)
    retry_step(inbox, waiting.id)
    assert kept_contact(telegram_citizen) == CONTACT
