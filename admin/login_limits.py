"""How often one may be wrong at the log-in: per account, per address, per second factor; kept in this process."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

# Ten tries per account and quarter of an hour: more than a tired officer needs, too few to guess twelve characters.
WRONG_PER_ACCOUNT = RateLimitItemPerMinute(10, 15)
WRONG_PER_ADDRESS = RateLimitItemPerMinute(50, 15)  # an office shares one address
WRONG_CODES = RateLimitItemPerMinute(5, 15)


class LoginLimits:
    """Counts wrong tries; keys are keyed hashes, never an address or an e-mail in the clear."""

    def __init__(self) -> None:
        self._wrong = MovingWindowRateLimiter(MemoryStorage())

    def allows_password(self, *, account: str, address: str) -> bool:
        """Whether another password may be tried."""
        return self._wrong.test(WRONG_PER_ACCOUNT, account) and self._wrong.test(WRONG_PER_ADDRESS, address)

    def note_wrong_password(self, *, account: str, address: str) -> None:
        """Count a wrong password."""
        self._wrong.hit(WRONG_PER_ACCOUNT, account)
        self._wrong.hit(WRONG_PER_ADDRESS, address)

    def allows_code(self, account: str) -> bool:
        """Whether another code may be tried."""
        return self._wrong.test(WRONG_CODES, account)

    def note_wrong_code(self, account: str) -> None:
        """Count a wrong code."""
        self._wrong.hit(WRONG_CODES, account)
