"""Small ways every query file shares: inserting unless it is there, locking a row, taking the next number."""

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col, select

from storage.tables import Counter

Row = TypeVar("Row", bound=SQLModel)


def insert_unless_there(session: Session, row: SQLModel) -> bool:
    """Insert; False if a unique constraint says it is there already."""
    table: sa.Table = row.__table__  # type: ignore[attr-defined]
    values = {column.key: getattr(row, column.key) for column in table.columns}
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    statement: Any = sqlite.insert(table) if is_sqlite else postgresql.insert(table)
    statement = statement.values(values).on_conflict_do_nothing().returning(sa.literal(1))
    return session.connection().execute(statement).first() is not None


def lock(session: Session, table: type[Row], key: object) -> Row | None:
    """Read a row fresh and keep it to ourselves until the transaction ends."""
    return session.get(table, key, with_for_update=True, populate_existing=True)


def next_number(session: Session, name: str) -> int:
    """Take the next number of a gapless series."""
    insert_unless_there(session, Counter(name=name, value=0))
    counter = session.exec(select(Counter).where(col(Counter.name) == name).with_for_update()).one()
    counter.value += 1
    session.add(counter)
    session.flush()
    return counter.value
