"""Tries are counted before they are judged, however many come at once."""

from concurrent.futures import ThreadPoolExecutor

from limits import RateLimitItemPerHour

from intake.tries import Tries

FIVE, TWENTY = RateLimitItemPerHour(5), RateLimitItemPerHour(20)


def test_never_more_than_the_limit_are_taken_at_once() -> None:
    tries = Tries()
    with ThreadPoolExecutor(40) as pool:
        taken = list(pool.map(lambda _: tries.take((FIVE, "one"), (TWENTY, "all")), range(40)))
    assert sum(taken) == FIVE.amount
    assert tries.allows((TWENTY, "all"))


def test_a_refused_try_counts_under_no_limit() -> None:
    tries = Tries()
    for _ in range(TWENTY.amount):
        tries.take((FIVE, "one"), (TWENTY, "all"))
    for _ in range(TWENTY.amount - FIVE.amount):
        assert tries.take((TWENTY, "all"))
    assert not tries.take((TWENTY, "all"))


def test_what_is_given_back_may_be_taken_again() -> None:
    tries = Tries()
    for _ in range(30):
        assert tries.take((FIVE, "one"))
        tries.give_back((FIVE, "one"))
    assert tries.allows((FIVE, "one"))
