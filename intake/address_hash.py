"""The only thing kept of a citizen's network address: a keyed hash of the day, in memory, for counting."""

import ipaddress

from intake.unit_of_work import Ledger

HOUSEHOLD_BITS = 64  # of an IPv6 address: a household or telephone may use any address below them


def hash_address(ledger: Ledger, address: str) -> str:
    """Hash an address with the house's key and the day; tomorrow nothing leads from one hash to the other."""
    return ledger.vault.index(f"address:{ledger.clock():%Y-%m-%d}", _network(address))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - IPv4
        return address
    return str(ipaddress.IPv6Network((parsed, HOUSEHOLD_BITS), strict=False))
