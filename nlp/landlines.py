"""Tells the province of a landline number by its area code."""

from pathlib import Path

from nlp.once import once
from nlp.place_table import successor_of

_TABLE = Path(__file__).parent / "lexicons" / "landlines.tsv"
_COUNTRY = "+84"
_LONGEST = 3


def province_of_landline(e164: str) -> tuple[str, str] | None:
    """Give today's and the 63-era code of the province of "+84236…"; None for mobiles and other numbers."""
    if not e164.startswith(_COUNTRY):
        return None
    number = e164[len(_COUNTRY) :]
    former = next((_areas()[number[:size]] for size in range(2, _LONGEST + 1) if number[:size] in _areas()), None)
    return (successor_of(former), former) if former else None


@once
def _areas() -> dict[str, str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))
