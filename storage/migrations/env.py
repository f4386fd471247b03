"""Alembic's entry: migrates the connection it is handed; the durable engine's own tables are not ours."""
# ruff: noqa: INP001 - Alembic runs this file by its path; it is no module

from typing import Any

from alembic import context
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - fills the metadata
from storage.migrate import engine_for_command_line


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "table" or name in SQLModel.metadata.tables


def _run(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        include_name=_is_ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with engine_for_command_line().begin() as connection:
        _run(connection)
