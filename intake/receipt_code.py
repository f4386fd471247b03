"""Receipt codes: `TB-XXXXX-XXXXX-XXXXX-X`, Crockford base32, 5 characters locate, 10 are secret, 1 checks."""

import re
import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOCATOR_LENGTH = 5
CODE_LENGTH = 16
HIDDEN_CODE = "TB-…"
PLACEHOLDER = "{receipt_code}"

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_HEADING = re.compile(r"^MÃ TIẾP NHẬN\s*:?\s*")
_SEPARATORS = re.compile(r"[\s\-–—_.]+")
_CODE_INSIDE = re.compile(r"\bTB(?:[-–\s]?[0-9A-Z]{5}){3}[-–\s]?[0-9A-Z]\b", re.IGNORECASE)
_GROUPS = r"[0-9A-Z]{5}([-–—_.\s])[0-9A-Z]{5}\1[0-9A-Z]{5}\1[0-9A-Z]"  # as printed
_FRAGMENT = re.compile(
    r"TB[-–—](?:[0-9A-Z]{5}[-–—]){1,3}[0-9A-Z]{1,5}|TB[-–—][0-9A-Z]{5}"
)  # groups as printed, some missing
_BARE = re.compile(rf"[0-9A-Z]{{16}}|{_GROUPS}")
_ATTEMPT = re.compile(rf"TB[-–—_.]*[^\W_](?:[-–—_.]?[^\W_]){{11,17}}[-–—_.]*|(?:TB\s+)?{_GROUPS}")


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A well-formed code; `locator` finds the report, the whole of `characters` is what is compared."""

    characters: str

    @property
    def locator(self) -> str:
        """The part that may be stored in the clear."""
        return self.characters[:LOCATOR_LENGTH]

    def __str__(self) -> str:
        """Show as citizens see it."""
        c = self.characters
        return f"TB-{c[:5]}-{c[5:10]}-{c[10:15]}-{c[15]}"


class MistypedCodeError(ValueError):
    """It looks like a receipt code but its check character does not fit."""


def new_receipt_code() -> ReceiptCode:
    """Make a fresh code from 75 random bits (25 locate, 50 are secret)."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH - 1))
    return ReceiptCode(body + check_character(body))


def check_character(body: str) -> str:
    """Compute the Luhn mod 32 check character: it notices any single slip and most swaps."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def read_receipt_code(text: str) -> ReceiptCode | None:
    """Read a message that is a code and nothing else; None if it is not one, MistypedCodeError if it is a slip."""
    said = _HEADING.sub("", text.strip().upper())
    compact = _SEPARATORS.sub("", said)
    if compact.isdigit():
        return None  # an account or card number
    if _BARE.fullmatch(said) and _is_code(compact.translate(_READ_AS)):
        return ReceiptCode(compact.translate(_READ_AS))
    characters = compact.removeprefix("TB").translate(_READ_AS)
    if compact.startswith("TB") and _is_code(characters):
        return ReceiptCode(characters)
    if _FRAGMENT.fullmatch(said) or (_ATTEMPT.fullmatch(said) and any(c.isdigit() for c in compact)):
        raise MistypedCodeError
    return None


def _is_code(characters: str) -> bool:
    is_shaped = len(characters) == CODE_LENGTH and all(c in ALPHABET for c in characters)
    return is_shaped and check_character(characters[:-1]) == characters[-1]


def hide_receipt_code(text: str) -> str:
    """Give the text as it may be stored: a code, even a mistyped one, is never kept in the clear."""
    try:
        is_code = read_receipt_code(text) is not None
    except MistypedCodeError:
        is_code = True
    return HIDDEN_CODE if is_code else _CODE_INSIDE.sub(HIDDEN_CODE, text)
