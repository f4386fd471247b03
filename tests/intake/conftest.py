"""One house per kind of database for all these tests: every test has citizens of its own."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from sqlmodel import select

from intake.actions.refer import link_token
from intake.inbox import Inbox
from intake.unit_of_work import Ledger
from storage.queries.cases import find_open_referral
from storage.tables import Case, Delivery, Referral
from tests.conftest import make_settings
from tests.intake.citizen import Citizen
from tests.intake.given import WITH_OWN_NAME_AND_NUMBER
from tinbao.app import House, build_house


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A whole house without running jobs, on SQLite and on PostgreSQL."""
    url = request.getfixturevalue("new_postgres_url")() if request.param == "postgresql" else None
    built = build_house(make_settings(tmp_path_factory.mktemp("house"), url), opens_identities=True)
    yield built
    built.close()


@pytest.fixture
def inbox(house: House) -> Inbox:
    """The inbox of the house."""
    return replace(house.inbox, status_desk=type(house.inbox.status_desk)())


@pytest.fixture
def ledger(house: House) -> Ledger:
    """The ledger of the house."""
    return house.ledger


@pytest.fixture
def citizen(inbox: Inbox) -> Citizen:
    """Somebody on the web."""
    return Citizen(inbox)


@pytest.fixture
def telegram_citizen(inbox: Inbox) -> Citizen:
    """Somebody on Telegram, to whom replies are pushed."""
    return Citizen(inbox, channel="telegram")


@pytest.fixture
def case(citizen: Citizen) -> Case:
    citizen.send_tip(WITH_OWN_NAME_AND_NUMBER)
    assert citizen.case.status == "referred"
    return citizen.case


@pytest.fixture
def referral(inbox: Inbox, case: Case) -> Referral:
    with inbox.ledger.database.read() as session:
        found = find_open_referral(session, case.id)
    assert found is not None
    return found


@pytest.fixture
def token(inbox: Inbox, referral: Referral) -> str:
    return link_token(inbox.ledger.vault, referral)


@pytest.fixture
def delivery_id(inbox: Inbox, referral: Referral) -> UUID:
    with inbox.ledger.database.read() as session:
        return session.exec(select(Delivery).where(Delivery.referral_id == referral.id)).one().id
