"""How long what is kept, in words, from the very table the nightly purge goes by."""

from intake import phrases
from intake.retention import ANY, WHATS, read_periods
from intake.rights_phrases import PERIOD_LINE, PERIOD_MISCONDUCT, PERIOD_WITHDRAWN, WHAT_TITLES

DAYS_OF_A_YEAR = 365


def describe_periods() -> list[str]:
    """Say the periods, one line an outcome."""
    outcomes = [
        PERIOD_LINE.format(outcome=title, periods=_say_row(ANY, outcome))
        for outcome, title in phrases.OUTCOME_TITLES.items()
    ]
    return [
        *outcomes,
        PERIOD_WITHDRAWN.format(days=_say_days(read_periods()[ANY, "withdrawn", "text"])),
        PERIOD_MISCONDUCT.format(periods=_say_row("official_misconduct", ANY)),
    ]


def _say_row(label: str, outcome: str) -> str:
    periods = read_periods()
    return ", ".join(f"{WHAT_TITLES[what]} {_say_days(periods[label, outcome, what])}" for what in WHATS)


def _say_days(days: int) -> str:
    return f"{days // DAYS_OF_A_YEAR} năm" if days and days % DAYS_OF_A_YEAR == 0 else f"{days} ngày"
