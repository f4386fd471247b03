"""Passwords: what makes one too weak, and argon2id with at most two hashes at a time."""

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from admin.password_words import PHRASES, SYLLABLES
from nlp.provinces import list_place_names

Weakness = Literal["password_short", "password_long", "password_common", "password_personal"]

SHORTEST = 12
LONGEST = 256
LONGEST_JUDGED = 40  # 40 hostile characters take zxcvbn 1.5 s, 100 take 6.5 s; what follows only makes it stronger
# Guesses, as powers of ten. zxcvbn's score 3 begins at 8, which any three common words reach ("phamminhchau").
STRONG = 8.5
STRONG_WITHOUT_SIGNS = 6.0  # whoever writes "Vietnam@2026" has written "vietnam2026"
MOST_BESIDE_WORDS = 2  # with one or two numbers beside them ("nguyenvana1990") the words alone must do
SHORTEST_NUMBER = 3
FEWEST_OF_ONES_OWN = 6  # letters besides one's own name and address
LONGEST_IGNORED_PART = 3  # a name's parts of up to three letters ("Thu", "An") appear in honest passwords

# OWASP's second parameter set (19 MiB, t=2, p=1): 33 ms on the machine measured in research/admin_service.md section 3.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_slots = threading.BoundedSemaphore(2)
_judge = threading.Lock()  # zxcvbn keeps the words it is given in one place for everybody


def find_weakness(password: str, *, email: str, name: str) -> Weakness | None:
    """Say what is wrong with a password, None if nothing is; call it outside transactions, it may take a second."""
    if len(password) < SHORTEST:
        return "password_short"
    if len(password) > LONGEST:
        return "password_long"
    bare = _bare(password)
    if not re.search("[a-z]", bare) and bare.isascii():  # telephone numbers and dates are the first to be tried
        return "password_common"
    personal = _personal_words(email, name)
    if not _is_strong(bare, _common_words()):
        return "password_common"
    letters = rest = _letters(bare)
    for word in sorted(personal, key=len, reverse=True):
        rest = rest.replace(word, "") if len(word) > LONGEST_IGNORED_PART else rest
    is_own = rest != letters and len(rest) < FEWEST_OF_ONES_OWN
    is_own = is_own or not _is_strong(bare, (*personal, *_common_words()))
    return "password_personal" if is_own else None


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


def _is_strong(bare: str, words: Sequence[str]) -> bool:
    letters, signs, numbers = _letters(bare), re.findall(r"[^\w]+", bare), re.findall(r"\d+", bare)
    if len(signs) <= MOST_BESIDE_WORDS and _guesses(letters, words) < STRONG_WITHOUT_SIGNS:
        return False
    if len(numbers) <= MOST_BESIDE_WORDS and any(len(number) >= SHORTEST_NUMBER for number in numbers):
        return _guesses(re.sub(r"\d", "", letters), words) >= STRONG
    return _guesses(bare, words) >= STRONG


def _guesses(text: str, words: Sequence[str]) -> float:
    """Estimate how many guesses a text needs, as a power of ten."""
    if not text:  # what is left of pictures alone; zxcvbn fails on it
        return 0.0
    with _judge:
        judged = zxcvbn(text[:LONGEST_JUDGED], user_inputs=words, max_length=LONGEST_JUDGED)
    return float(judged["guesses_log10"])


def _personal_words(email: str, name: str) -> list[str]:
    """Give the whole and the parts of who somebody is: what a password of his must not be made of."""
    parts = [part for part in re.split(r"[^a-z0-9]+", _bare(f"{name} {email}")) if part]
    wholes = [_letters(_bare(name)), _letters(_bare(email)), _letters(_bare(email.partition("@")[0]))]
    return [word for word in dict.fromkeys([*wholes, *parts]) if word]


@cache
def _common_words() -> tuple[str, ...]:
    places = [_letters(_bare(place.name)) for place in list_place_names()]
    return tuple(dict.fromkeys((*PHRASES, *SYLLABLES, *places)))


def _letters(bare: str) -> str:
    return "".join(letter for letter in bare if letter.isalnum())


def _bare(text: str) -> str:
    """Take the diacritics off: many type Vietnamese passwords without them, and so do those who guess."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


NOBODY = _hasher.hash("nobody has this password")
