"""Whether the database answers."""

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from storage.database import Database


def can_write(database: Database) -> bool:
    """Open and close a write transaction."""
    try:
        with database.write() as session:
            session.exec(select(1)).one()
    except SQLAlchemyError:
        return False
    return True
