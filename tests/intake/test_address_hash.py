"""Addresses of citizens: counted by day, never recognised on another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from intake.address_hash import hash_address
from tinbao.app import House

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_an_address_is_the_same_today_and_another_tomorrow(sqlite_house: House) -> None:
    today = replace(sqlite_house.ledger, clock=lambda: NOON)
    tomorrow = replace(sqlite_house.ledger, clock=lambda: NOON + timedelta(days=1))
    assert hash_address(today, "192.0.2.7") == hash_address(today, "192.0.2.7")
    assert hash_address(today, "192.0.2.7") != hash_address(today, "192.0.2.8")
    assert hash_address(today, "192.0.2.7") != hash_address(tomorrow, "192.0.2.7")
    assert "192.0.2.7" not in hash_address(today, "192.0.2.7")


def test_one_household_counts_once_and_what_is_no_address_counts_too(sqlite_house: House) -> None:
    today = replace(sqlite_house.ledger, clock=lambda: NOON)
    assert hash_address(today, "2001:db8::1") == hash_address(today, "2001:db8::ffff:1")
    assert hash_address(today, "2001:db8::1") != hash_address(today, "2001:db8:0:1::1")
    assert len({hash_address(today, ""), hash_address(today, "testclient")}) == 2
