"""Looking into the durable engine's own tables."""

import base64
import binascii
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - fills the metadata
from storage.database import Database

ENGINE_SCHEMA = "dbos"
OURS = frozenset({"alembic_version", *SQLModel.metadata.tables})


def list_queued(database: Database, *, subject: UUID | None = None, job: str = "%") -> list[str]:
    """List the ids of the jobs queued for a subject, or of a kind."""
    table = "workflow_status" if database.is_sqlite else f"{ENGINE_SCHEMA}.workflow_status"
    query = f"SELECT workflow_uuid FROM {table} WHERE workflow_uuid LIKE :subject ORDER BY workflow_uuid"
    with database.read() as session:
        rows = session.connection().execute(sa.text(query), {"subject": f"{job}:{subject or '%'}:%"}).all()
    return [row[0] for row in rows]


def dump_engine(database: Database) -> str:
    """Give every value of every table of the engine as one text, what it pickled included."""
    schema = None if database.is_sqlite else ENGINE_SCHEMA
    with database.read() as session:
        connection = session.connection()
        names = [name for name in sa.inspect(connection).get_table_names(schema=schema) if name not in OURS]
        dotted = [f'{schema}."{name}"' if schema else f'"{name}"' for name in names]
        rows = [row for name in dotted for row in connection.execute(sa.text(f"SELECT * FROM {name}"))]
    return "\n".join([*names, *(_readable(value) for row in rows for value in row)])


def _readable(value: object) -> str:
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    try:
        return f"{text} {base64.b64decode(text, validate=True).decode('utf-8', 'replace')}"
    except (binascii.Error, ValueError):
        return text
