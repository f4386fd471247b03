"""A case moves by the table only."""

import pytest

from intake.case_lifecycle import FIRST_STATUS, NEXT, OPEN_STATUSES, check_move, replay
from intake.errors import CaseMoveError
from intake.phrases import STATUS_WORDS
from storage.queries.cases import OPEN_STATUSES as OPEN_IN_QUEUE
from storage.tables.case import CASE_STATUSES

MOVES = [(before, after) for before in CASE_STATUSES for after in CASE_STATUSES]


@pytest.mark.parametrize(("before", "after"), MOVES)
def test_a_move_is_refused_unless_the_table_allows_it(before: str, after: str) -> None:
    if after in NEXT[before]:
        check_move(before, after)
        return
    with pytest.raises(CaseMoveError) as refused:
        check_move(before, after)
    assert (refused.value.from_status, refused.value.to_status) == (before, after)


def test_the_tables_speak_of_the_same_statuses() -> None:
    assert set(NEXT) == set(CASE_STATUSES) == set(STATUS_WORDS)
    assert set().union(*NEXT.values()) == set(CASE_STATUSES) - {FIRST_STATUS}
    assert set(OPEN_IN_QUEUE) == OPEN_STATUSES == {status for status in NEXT if NEXT[status]}


@pytest.mark.parametrize(
    ("moves", "status"),
    [
        ([], "new"),
        ([None, "held", None], "held"),
        (["held", "referred", "referred", "acknowledged", "closed"], "closed"),
        (["referred", None, "withdrawn", None], "withdrawn"),
    ],
)
def test_replaying_moves_gives_the_status(moves: list[str | None], status: str) -> None:
    assert replay(moves) == status


def test_replaying_a_move_the_table_forbids_raises() -> None:
    with pytest.raises(CaseMoveError):
        replay(["held", "closed", "referred"])
