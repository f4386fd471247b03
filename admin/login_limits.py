"""How often one may be wrong at the log-in: per account, per address, per second factor; kept in this process."""

from limits import RateLimitItem, RateLimitItemPerMinute

from intake.tries import Tries

# Ten tries per account and quarter of an hour: more than a tired officer needs, too few to guess twelve characters.
WRONG_PER_ACCOUNT = RateLimitItemPerMinute(10, 15)
WRONG_PER_ADDRESS = RateLimitItemPerMinute(50, 15)  # an office shares one address
WRONG_CODES = RateLimitItemPerMinute(5, 15)


class LoginLimits:
    """Counts tries before they are judged and gives right ones back; keys are keyed hashes, never in the clear."""

    def __init__(self) -> None:
        self._tries = Tries()

    def allows_password(self, *, account: str, address: str) -> bool:
        """Whether another password may be tried; whoever judges it takes a try first."""
        return self._tries.allows(*_password_limits(account, address))

    def take_password(self, *, account: str, address: str) -> bool:
        """Count a password about to be judged; False if it may not be."""
        return self._tries.take(*_password_limits(account, address))

    def give_password_back(self, *, account: str, address: str) -> None:
        """Uncount a password that was not wrong."""
        self._tries.give_back(*_password_limits(account, address))

    def allows_code(self, account: str) -> bool:
        """Whether another code may be tried; whoever judges it takes a try first."""
        return self._tries.allows((WRONG_CODES, account))

    def take_code(self, account: str) -> bool:
        """Count a code about to be judged; False if it may not be."""
        return self._tries.take((WRONG_CODES, account))

    def give_code_back(self, account: str) -> None:
        """Uncount a code that was not wrong."""
        self._tries.give_back((WRONG_CODES, account))


def _password_limits(account: str, address: str) -> tuple[tuple[RateLimitItem, str], ...]:
    return (WRONG_PER_ACCOUNT, account), (WRONG_PER_ADDRESS, address)
