"""The command `tinbao retention run`: the nightly purge by hand, or what it would erase."""

from intake.retention_run import Purged, look_ahead, purge
from tinbao.app import build_house
from tinbao.settings import load_settings


def run(*, is_dry: bool) -> int:
    """Erase what is over its time, and print how many of what and which cases; `is_dry` erases nothing."""
    house = build_house(load_settings(), opens_identities=False)
    try:
        _print(look_ahead(house.inbox) if is_dry else purge(house.inbox), is_dry=is_dry)
    finally:
        house.close()
    return 0


def _print(purged: Purged, *, is_dry: bool) -> None:
    print("would erase:" if is_dry else "erased:")
    for name, count in sorted(purged.counts.items()):
        if count:
            print(f"  {name.replace('_', ' ')}: {count}")
    print(f"  cases: {', '.join(purged.case_numbers) or 'none'}")
