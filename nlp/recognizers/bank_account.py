"""Finds bank account numbers by the words and banks around them; digits alone are never enough."""

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.numbers import numbers_of


def find_bank_accounts(folded: Folded) -> list[Finding]:
    """Find accounts; the value is the digits."""
    return numbers_of(folded, "bank_account")
