"""The registry of authorities: seeding it from the shipped table, reading what is valid on a day."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, or_, select

from storage.queries.rows import insert_unless_there
from storage.tables import Authority

SEED_FILE = Path(__file__).parent.parent / "seeds" / "authorities.csv"
EXAMPLE_SOURCE = "development: reserved example address"
EXAMPLE_CHECKED_ON = date(2026, 11, 22)


def seed_authorities(session: Session, *, with_example_contacts: bool) -> int:
    """Add the shipped authorities that are not there yet; returns how many.

    No real contact ships. In development each gets `<code>@authority.example`, so that the journey can be walked.
    """
    added = 0
    known = set(session.exec(select(Authority.code)).all())
    for authority in read_seed():
        if authority.code in known:
            continue
        if with_example_contacts:
            authority.email = f"{authority.code.lower()}@authority.example"
            authority.contact_source = EXAMPLE_SOURCE
            authority.verified_on = EXAMPLE_CHECKED_ON
        added += insert_unless_there(session, authority)
    return added


def read_seed() -> list[Authority]:
    """Read the shipped authorities, without contacts."""
    with SEED_FILE.open(encoding="utf-8", newline="") as file:
        return [
            Authority(
                code=line["code"],
                agency_type=line["agency_type"],
                name=line["name"],
                province_code=line["province_code"] or None,
                source=line["source"],
                valid_from=date.fromisoformat(line["valid_from"]),
            )
            for line in csv.DictReader(file)
        ]


def list_authorities(session: Session, *, on: date) -> Sequence[Authority]:
    """List the authorities valid on a day, by code."""
    query = (
        select(Authority)
        .where(col(Authority.valid_from) <= on, or_(col(Authority.valid_to).is_(None), col(Authority.valid_to) >= on))
        .order_by(col(Authority.code))
    )
    return session.exec(query).all()


def find_authority(session: Session, code: str) -> Authority | None:
    """Find an authority by its code."""
    return session.get(Authority, code)
