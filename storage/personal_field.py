"""One entry of the register of processing (`storage/personal_fields.py`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """Columns of one table that are alike: whose data, what kind, and how it is handled."""

    table: str
    columns: tuple[str, ...]
    of: str
    category: str
    purpose: str
    basis: str
    seen_by: str
    protection: str
    kept: str
