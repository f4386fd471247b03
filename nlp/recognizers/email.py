"""Finds e-mail addresses, also written to escape machines: "abc (at) gmail chấm com"."""

import re

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.numbers import as_finding
from nlp.recognizers.reading import Reading

# Free mail most people here have; only beside these is a bare "at" or a missing ".com" an address (from memory).
_PROVIDER = r"(?:gmail|yahoo|hotmail|outlook|icloud|proton|protonmail|mail|zoho)"
_LOCAL = r"(?<![a-z0-9._%+\-])[a-z0-9][a-z0-9._%+\-]{0,63}(?: (?:cham|dot|gach duoi) [a-z0-9]{1,32}){0,3}"
_AT = r"@| @ | ?(?:\((?:at|a cong|a moc|@)\)|\[(?:at|a cong|@)\]|\{at\}|<at>) ?| (?:a cong|a moc|acong) "
# A space on one side of a sign is the end of a sentence or a name (" @page.abc", "…gmail.com. Trân trọng").
_DOT = r"\.| \. | ?(?:\((?:dot|cham|\.)\)|\[(?:dot|cham|\.)\]) ?| (?:cham|dot) "
_LABEL = r"[a-z0-9](?:[a-z0-9\-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?P<local>{_LOCAL})(?:(?:{_AT})(?P<domain>{_LABEL}(?:(?:{_DOT}){_LABEL}){{0,3}}(?:{_DOT})[a-z]{{2,10}}|{_PROVIDER})"
    rf"| at (?P<said>{_PROVIDER}(?:(?:{_DOT})[a-z]{{2,3}}){{1,2}}))(?![a-z0-9@])"
)
_CLUES = ("@", "(at", "[at", "{at", "<at", " at ", "a cong", "a moc", "acong")
_DOTS = re.compile(_DOT)
_LOCAL_WORDS = re.compile(r" (?:cham|dot) ")


def find_emails(folded: Folded) -> list[Finding]:
    """Find addresses; the value is lower-case and as a machine would write it."""
    if not any(clue in folded.text for clue in _CLUES):
        return []
    return [as_finding(folded, "email", _reading(hit)) for hit in _ADDRESS.finditer(folded.text)]


def _reading(hit: re.Match[str]) -> Reading:
    local = _LOCAL_WORDS.sub(".", hit["local"]).replace(" gach duoi ", "_")
    domain = _DOTS.sub(".", hit["domain"] or hit["said"])
    value = f"{local}@{domain if '.' in domain else domain + '.com'}"
    plain = hit.group() == value
    return Reading(
        "email", *hit.span(), value, 0.97 if plain else 0.9, "thư điện tử" if plain else "thư điện tử viết lách"
    )
