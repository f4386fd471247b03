"""The bodies that answer for an area and matters, dated, each contact with its source."""

from datetime import date

from sqlmodel import Field, SQLModel


class Authority(SQLModel, table=True):
    """One body; `code` is agency type, dash, province code of today (or region). No contact without a source."""

    code: str = Field(primary_key=True)
    agency_type: str = Field(index=True)
    name: str
    province_code: str | None = Field(default=None, index=True)
    email: str | None = None
    contact_source: str | None = None
    verified_on: date | None = None
    source: str
    valid_from: date
    valid_to: date | None = None
