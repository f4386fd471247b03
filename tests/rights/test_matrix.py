"""Every address of the application, asked by everybody: each answer as `matrix.txt` says, foreign like missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from fastapi.routing import iter_route_contexts
from sqlmodel import select
from starlette.testclient import TestClient

from storage.queries.cases import count_events
from storage.tables import AuditEntry
from tests.conftest import make_settings
from tests.rights.objects import make_objects
from tests.rights.people import COLUMNS, Pass, admit
from tests.rights.table import FILE, Row, read_rows, say
from tinbao.app import House, build_house
from tinbao.web import build_web

ROWS = read_rows()
A_NAME = re.compile(r"\{(\w+)(?::path)?\}")
NO_NAMES_OF_THINGS = {"alias", "name"}  # the same for everybody, or asked beside an id
BEFORE_LOOKING = {"login", "confirm", "401", "403"}
EVENTS_OF_A_CASE = 5  # opened, referred, seen, accepted, acknowledged
ENDS_SESSIONS = {"/admin/logout", "/admin/account/others"}
AN_ID = re.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


CELLS = [("sqlite", row) for row in ROWS] + [
    ("postgresql", row)
    for row in ROWS
    if row.method == "GET" and not set(A_NAME.findall(row.path)) <= NO_NAMES_OF_THINGS
]  # the queries that look for things, where they may go another way


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, but for the ids in it."""

    word: str
    status: int
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Town:
    """A house where everybody of the matrix is at work, and what they ask for."""

    house: House
    client: TestClient
    passes: Mapping[str, Pass]
    open_ones: Mapping[str, str]
    walled_ones: Mapping[str, str]

    def ask(self, row: Row, who: str, *, misses: bool = False) -> Answer:
        """Send a person's request; with `misses` every id in the address is one that never was."""
        objects = self._objects(who)
        given = {**objects, **{name: str(uuid4()) for name in objects if misses and name not in NO_NAMES_OF_THINGS}}
        content = row.content()
        headers = {"accept": "text/html", **content.pop("headers", {}), **self._pass(row, who).headers}
        self.client.cookies.clear()
        path = A_NAME.sub(lambda name: given[name[1]], row.path)
        came = self.client.request(row.method, path, headers=headers, **content)
        word = say(came.status_code, came.headers.get("location", ""))
        return Answer(word, came.status_code, AN_ID.sub("ID", came.text), dict(came.headers))

    def count_events(self) -> list[int]:
        """Count what happened to the cases."""
        with self.house.database.read() as session:
            return [count_events(session, UUID(objects["case_id"])) for objects in (self.open_ones, self.walled_ones)]

    def noted_refusal(self, row: Row, who: str) -> bool:
        """Whether the audit log says that an officer was refused what this row asks for."""
        officer_id = self.passes[who].officer_id
        assert officer_id is not None
        ids = [(name.removesuffix("_id"), self._objects(who)[name]) for name in A_NAME.findall(row.path)]
        about = next((f"{kind}:{UUID(value).hex}" for kind, value in ids if AN_ID.fullmatch(value)), "")
        with self.house.database.read() as session:
            query = select(AuditEntry).where(AuditEntry.actor == f"officer:{officer_id.hex}")
            return session.exec(query.where(AuditEntry.act == "refused", AuditEntry.about == about)).first() is not None

    def _objects(self, who: str) -> Mapping[str, str]:
        return self.walled_ones if COLUMNS[who].is_walled else self.open_ones

    def _pass(self, row: Row, who: str) -> Pass:
        return admit(self.house, COLUMNS[who]) if row.path in ENDS_SESSIONS else self.passes[who]


@pytest.fixture(scope="module")
def towns() -> Iterator[dict[str, Town]]:
    """The towns built so far: one for each kind of database, the same for all rows, because no row changes anything."""
    built: dict[str, Town] = {}
    yield built
    for one in built.values():
        assert one.count_events() == [EVENTS_OF_A_CASE] * 2
        one.client.__exit__()
        one.house.close()


@pytest.fixture
def town(request: pytest.FixtureRequest, towns: dict[str, Town], tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town on one kind of database."""
    kind: str = request.param
    if kind not in towns:
        url = request.getfixturevalue("new_postgres_url")() if kind == "postgresql" else None
        towns[kind] = build_town(
            build_house(make_settings(tmp_path_factory.mktemp("town"), url), opens_identities=True)
        )
    return towns[kind]


def build_town(house: House) -> Town:
    """Let everybody in and make what they ask for."""
    passes = {who: admit(house, person) for who, person in COLUMNS.items()}
    asker_id = passes["triager"].officer_id
    assert asker_id is not None
    objects = [make_objects(house, asker_id, is_walled=is_walled) for is_walled in (False, True)]
    app = build_web(house)
    client = TestClient(app, base_url="https://testserver", follow_redirects=False, raise_server_exceptions=False)
    return Town(house, client.__enter__(), passes, *objects)


@pytest.mark.parametrize("town", ["sqlite"], indirect=True)
def test_every_address_has_a_row_and_every_row_an_address(town: Town) -> None:
    routes = iter_route_contexts(build_web(town.house).routes)
    addresses = {f"{method} {route.path}" for route in routes for method in route.methods or ()} - {"HEAD", "OPTIONS"}
    rows = {str(row) for row in ROWS}

    new = "\n".join(sorted(addresses - rows))
    assert not new, f"Say in {FILE.name} who may ask here, one word for each person:\n{new}"
    gone = "\n".join(sorted(rows - addresses))
    assert not gone, f"There is no such address any more; take these lines out of {FILE.name}:\n{gone}"
    assert len(ROWS) == len(rows), f"{FILE.name} names an address twice"


@pytest.mark.parametrize(("town", "row"), CELLS, indirect=["town"], ids=str)
def test_everybody_gets_the_answer_of_the_table(town: Town, row: Row) -> None:
    answers = {who: town.ask(row, who) for who in COLUMNS}

    assert {who: answer.word for who, answer in answers.items()} == dict(row.answers)
    if not set(A_NAME.findall(row.path)) <= NO_NAMES_OF_THINGS:
        for who, answer in answers.items():
            _check_missing(town, row, who, answer)
    if set(row.answers.values()) != {"404"}:
        refused = {who for who, answer in answers.items() if answer.word == "404" and COLUMNS[who].is_logged_in}
        assert {who for who in refused if not town.noted_refusal(row, who)} == set(), "the audit log does not know"


def _check_missing(town: Town, row: Row, who: str, answer: Answer) -> None:
    """Ask for what never was: whoever is refused must not see a difference."""
    if answer.word == "404":
        assert town.ask(row, who, misses=True) == answer, f"{who} can tell what is foreign from what never was"
    elif answer.word not in BEFORE_LOOKING:
        assert town.ask(row, who, misses=True).word == row.missing, who
