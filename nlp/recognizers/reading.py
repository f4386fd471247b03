"""What a number of the text was read as, in positions of the folded text."""

from dataclasses import dataclass

from nlp.findings import Kind


@dataclass(frozen=True, slots=True)
class Reading:
    """A number, what it is and why."""

    kind: Kind
    start: int
    end: int
    value: str | None
    score: float
    reason: str


Match = tuple[int, Reading | None]  # the index of the token after the number, and the number
