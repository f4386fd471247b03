"""What an authority's scope, walls included, adds to the query of the queue: a ratio of medians over many cases."""

import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database import Database
from storage.migrate import migrate
from storage.queries.authorities import read_seed, seed_authorities
from storage.queries.cases import Scope, list_queue
from storage.tables import Case, CaseWall
from storage.tables.case import URGENCIES

CASES = 20_000
WALLED_EACH = 100  # one case in so many is kept from the authority
ROUNDS = 60
AUTHORITY = "QLTT-01"
HOUSE = Scope(reach="house", content="whole")
OUTSIDE = Scope(reach="authority", content="masked", authority_code=AUTHORITY)


def measure_scope(folder: Path, *, authorities: int) -> float:
    """Give the median processor time of an authority's queue as a share of the house's, which holds all cases.

    The cases are spread over so many authorities; with one, both read the same rows, and the scope is all that differs.
    """
    url = f"sqlite:///{folder / f'queue-{authorities}.db'}"
    migrate(url)
    database = Database(url)
    _fill(database, authorities)
    house, outside = [], []
    for _ in range(ROUNDS):
        house.append(_time(database, HOUSE))
        outside.append(_time(database, OUTSIDE))
    database.close()
    return statistics.median(outside) / statistics.median(house)


def _fill(database: Database, authorities: int) -> None:
    now = datetime.now(UTC)
    codes = [AUTHORITY, *(row.code for row in read_seed() if row.code != AUTHORITY)][:authorities]
    with database.write() as session:
        seed_authorities(session, with_example_contacts=False)
    for first in range(0, CASES, 1000):
        cases = [_case(number, codes[number % len(codes)], now) for number in range(first, first + 1000)]
        with database.write() as session:
            session.add_all(cases)
        with database.write() as session:
            session.add_all(
                CaseWall(case_id=case.id, authority_code=AUTHORITY, reason="bench", set_at=now)
                for case in cases[::WALLED_EACH]
            )


def _case(number: int, code: str, now: datetime) -> Case:
    return Case(
        number=f"VV-26-{number:06d}",
        status="referred",
        urgency=URGENCIES[number % len(URGENCIES)],
        labels=["counterfeit"],
        province_code="01",
        authority_code=code,
        opened_at=now - timedelta(minutes=number),
        due_at=now + timedelta(minutes=number * 7919 % CASES),
    )


def _time(database: Database, scope: Scope) -> float:
    started = time.process_time()
    with database.read() as session:
        list_queue(session, scope)
    return time.process_time() - started
