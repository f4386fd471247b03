"""The audit log: append-only, each row hashed with the one before; plain columns, so that a hundred thousand verify in a second."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class AuditEntry(SQLModel, table=True):
    """One thing somebody did or looked at; the database refuses to change or delete a row.

    `at` is ISO 8601 UTC with microseconds; `actor` is `officer:<id>`, `token:<id>`, `authority:<code>`, `reporter`,
    `operator`, `system` or `anonymous`; `about` is `<kind>:<id>` or empty; `facts` is JSON with sorted keys, never
    a citizen's words or data. `hash` is SHA-256 over the hash before and these fields (`storage/audit.py`).
    """

    __tablename__ = "audit_entry"
    __table_args__ = (sa.Index(None, "actor", "at"),)

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str = Field(index=True)
    actor: str
    act: str = Field(index=True)
    about: str = Field(index=True)
    facts: str
    hash: str


class AuditHead(SQLModel, table=True):
    """The newest row's number and hash; its row lock puts writers in order."""

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seq: int
    hash: str
