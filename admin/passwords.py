"""Passwords: what makes one too weak, and argon2id with at most two hashes at a time."""

import threading
import unicodedata
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

Weakness = Literal["password_short", "password_long", "password_common", "password_personal"]

SHORTEST = 12
LONGEST = 256
FEWEST_DISTINCT = 5
LONGEST_IGNORED_PART = 3  # a name's parts of up to three letters ("Thu", "An") appear in honest passwords

# Our own short list, after what people type first in Vietnamese and English; grow it from real refusals.
COMMON = (
    "matkhau", "password", "passw0rd", "qwerty", "asdfgh", "zxcvbn", "iloveyou", "anhyeuem", "emyeuanh", "administrator",
    "quantri", "letmein", "welcome", "chaomung", "123456", "654321", "abcdef", "vietnam", "tinbao", "canbo",
)  # fmt: skip
MOST_BESIDE_COMMON = 5  # "password1234" is a common word and four more; a long sentence may hold one

# OWASP's second parameter set (19 MiB, t=2, p=1): 33 ms on the machine measured in research/admin_service.md section 3.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_slots = threading.BoundedSemaphore(2)


def find_weakness(password: str, *, email: str, name: str) -> Weakness | None:
    """Say what is wrong with a password, None if nothing is."""
    if len(password) < SHORTEST:
        return "password_short"
    if len(password) > LONGEST:
        return "password_long"
    plain = _plain(password)
    is_number = plain.isdigit()  # telephone numbers and dates are the first to be tried
    if is_number or len(set(plain)) < FEWEST_DISTINCT or any(_is_mostly(plain, word) for word in COMMON):
        return "password_common"
    personal = [email.partition("@")[0], name, *name.split()]
    if any(_is_mostly(plain, _plain(part)) for part in personal if len(part) > LONGEST_IGNORED_PART):
        return "password_personal"
    return None


def hash_password(password: str) -> str:
    """Hash with argon2id."""
    with _slots:
        return _hasher.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Check a password; None (nobody of this name) takes the same time and is false."""
    with _slots:
        try:
            _hasher.verify(password_hash or NOBODY, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def _is_mostly(plain: str, word: str) -> bool:
    return bool(word) and word in plain and len(plain.replace(word, "")) <= MOST_BESIDE_COMMON


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if letter.isalnum())


NOBODY = _hasher.hash("nobody has this password")
