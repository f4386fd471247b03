"""Finds Vietnamese telephone numbers, spaced, dotted, spelled in words or with the letter o for zero."""

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.numbers import numbers_of


def find_phones(folded: Folded) -> list[Finding]:
    """Find phones; the value is E.164, for 1900 and 1800 hotlines the digits."""
    return numbers_of(folded, "phone")
