"""Aliases: the same in a case for ever, nobody's twice, and nothing to be learned from them in another case."""

import re
from typing import Any
from uuid import UUID, uuid4

from intake.aliases import name_reporters
from storage.tables import Report
from storage.vault import Vault

VAULT = Vault(master_keys=[b"m" * 32], public_key=b"p" * 32)
ROTATED = Vault(master_keys=[b"n" * 32, b"m" * 32], public_key=b"p" * 32)


def reports_of(*conversations: UUID) -> list[Report]:
    said: dict[str, Any] = {"text": "", "urgency": "normal", "analysis_version": "", "consent_version": ""}
    return [Report(conversation_id=one, case_id=UUID(int=1), **said) for one in conversations]


def test_a_reporter_keeps_his_alias_in_a_case_whatever_comes_after() -> None:
    case_id, people = uuid4(), [uuid4() for _ in range(200)]
    first = name_reporters(VAULT, case_id, reports_of(people[0], people[1], people[0]))
    later = name_reporters(VAULT, case_id, reports_of(*people, people[1]))
    assert len(first) == 2
    assert first.items() <= later.items()
    assert name_reporters(ROTATED, case_id, reports_of(*people)) == later


def test_no_two_reporters_of_a_case_share_an_alias() -> None:
    aliases = name_reporters(VAULT, uuid4(), reports_of(*(uuid4() for _ in range(500)))).values()
    assert len(set(aliases)) == 500
    assert all(re.fullmatch("[A-HJ-NP-Z][1-9][0-9]?", alias) for alias in aliases)


def test_the_same_reporter_has_another_alias_in_every_case() -> None:
    person = uuid4()
    aliases = {name_reporters(VAULT, uuid4(), reports_of(person))[person] for _ in range(40)}
    assert len(aliases) > 30


def test_who_has_no_house_key_cannot_draw_them() -> None:
    case_id, people = uuid4(), [uuid4() for _ in range(20)]
    guessed = name_reporters(Vault(master_keys=[b"?" * 32], public_key=b"p" * 32), case_id, reports_of(*people))
    assert guessed != name_reporters(VAULT, case_id, reports_of(*people))
