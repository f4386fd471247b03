"""What officers call the reporters of a case: `A7`, the same for ever in this case, another one in every other."""

from collections.abc import Iterable, Mapping
from itertools import count
from uuid import UUID

from storage.tables import Report
from storage.vault import Vault

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which look like digits
HIGHEST = 99


def name_reporters(vault: Vault, case_id: UUID, reports: Iterable[Report]) -> Mapping[UUID, str]:
    """Give each conversation of a case its alias; `reports` are all of the case's, oldest first.

    Where two would be called the same, the later one is drawn again, so that newcomers never rename anybody.
    """
    aliases: dict[UUID, str] = {}
    for conversation_id in dict.fromkeys(report.conversation_id for report in reports):
        taken = frozenset(aliases.values())
        drawn = (_draw(vault, case_id, conversation_id, nth) for nth in count())
        aliases[conversation_id] = next(alias for alias in drawn if alias not in taken)
    return aliases


def _draw(vault: Vault, case_id: UUID, conversation_id: UUID, nth: int) -> str:
    """Draw by the oldest house key, which the key file keeps: no alias may change when the keys do."""
    drawn = int(vault.indexes("alias", f"{case_id.hex}:{conversation_id.hex}:{nth}")[-1], 16)
    return f"{LETTERS[drawn % len(LETTERS)]}{drawn // len(LETTERS) % HIGHEST + 1}"
