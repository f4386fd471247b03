"""What the analysis of a text says: findings with exact offsets, scored labels and the places named."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "url", "handle", "phone", "bank_account", "bank", "product", "brand", "price", "date", "seller", "place", "tracking",
    "email", "plate", "tax_code", "person", "time", "site_status",
]  # fmt: skip
Role = Literal["seller", "reporter", "victim", "third_party", "unknown"]
Urgency = Literal["critical", "high", "normal", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a recognizer found; `original[start:end] == text` in code points, `value` is canonical or None."""

    kind: Kind
    start: int
    end: int
    text: str
    value: str | int | None
    role: Role
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredLabel:
    """One alleged violation (an id of `nlp/labels.py`), how sure (0..1) and the words that say so."""

    label: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """One circumstance of the closed list in `nlp/circumstances.py`, with the words that say so."""

    id: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceMention:
    """A province named or implied: today's code, the 63-era code if one was meant, and in whose role.

    `said` is the name as the citizen wrote it; `former_name` is set when it is a province of before 2025-07-01
    whose name changed, so that a reason can say so. Only roles `seller` and `unknown` speak of the goods' place.
    """

    code: str
    former_code: str | None
    former_name: str | None
    said: str
    role: Role
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """Everything understood of one text; `labels` is empty for what alleges nothing, `is_cut` if only its beginning was read."""

    text: str
    is_cut: bool = False
    labels: tuple[ScoredLabel, ...]
    is_report: bool
    findings: tuple[Finding, ...]
    circumstances: tuple[Circumstance, ...]
    provinces: tuple[ProvinceMention, ...]
    product_group: str | None
    urgency: Urgency
    urgency_reason: str
    version: str
