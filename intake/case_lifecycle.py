"""The one table of a case's statuses; only actions move a case, and replaying its events gives its status."""

from collections.abc import Iterable, Mapping

from intake.errors import CaseMoveError

FIRST_STATUS = "new"

NEXT: Mapping[str, frozenset[str]] = {
    "new": frozenset({"held", "referred"}),
    "held": frozenset({"referred", "closed", "withdrawn"}),
    "referred": frozenset({"referred", "held", "acknowledged", "closed", "withdrawn"}),
    "acknowledged": frozenset({"referred", "held", "closed", "withdrawn"}),
    "closed": frozenset(),
    "withdrawn": frozenset(),
}
OPEN_STATUSES = frozenset({"new", "held", "referred", "acknowledged"})


def check_move(from_status: str, to_status: str) -> None:
    """Raise CaseMoveError unless the table allows the move."""
    if to_status not in NEXT[from_status]:
        raise CaseMoveError(from_status=from_status, to_status=to_status)


def replay(moves: Iterable[str | None]) -> str:
    """Give the status after these `to_status` values in order (None = the event moved nothing)."""
    status = FIRST_STATUS
    for to_status in moves:
        if to_status is not None and to_status != status:
            check_move(status, to_status)
            status = to_status
    return status
