"""The words a citizen wants covered: reading which he means, and finding them wherever they stand."""

import re
from collections.abc import Iterable, Iterator

from nlp.dangers import find_dangers
from nlp.fold import Folded, fold

LONGEST_HIDDEN = 200  # characters of one place he covers; bounds the search, and nobody types more
SHORTEST_INSIDE_A_WORD = 3  # letters; shorter ones stand alone, or half the text would be covered
LONGEST_MISSED = 8  # words; whoever says more that is not in his text is telling something

_GAP = r"[\s.\-()/_,;:|·•–—]{0,3}"  # what people put between the digits of a number
_DIGIT_GAPS = re.compile(r"(?<=\d)[\s.\-()/_,;:|·•–—]+(?=\d)")
_OWN_COUNTRY = re.compile(r"\+?84(?=\d{9}\Z)|0(?=\d{9,10}\Z)")
_NOT_INSIDE = (r"(?<![^\W_])", r"(?![^\W_])")
_EDGES = " \t\n.,;:!?\"'“”‘’()[]"
# Folded. "che chữ Lan", "tên tôi là Lan": what is said before the words themselves.
_LEAD_IN = re.compile(r"(?:(?:giup|bot|them|chu|tu|ten|so dien thoai|so dt|sdt|so|dia chi|cua|toi|em|minh|la)\s+){1,6}")
_COMMAND = re.compile(r"che(?:\s+(?!(?:giau|day|mat|chan)\b)|\s*:\s*)(?=\S)")
_PARTS = re.compile(r"[,;\n]| và ")


def find_hidden(text: str, hidden: Iterable[str]) -> list[tuple[int, int]]:
    """Find all of these words in a text, in code points; spans may overlap."""
    folded = fold(text)
    return [span for words in hidden for span in _find(folded, words)]


def read_wish(text: str, message: str) -> str | None:
    """Read "che Lan" beside a card: the words to cover in `text`, or None for whatever is no such wish."""
    folded = fold(message.strip())
    command = _COMMAND.match(folded.text)
    if command is None or folded.accented[:3] != "che":
        return None
    return read_words(text, folded.original[folded.span(0, command.end())[1] :])


def read_words(text: str, message: str) -> str | None:
    """Read the answer to "which words?"; None if it tells something instead: long, not in `text`, or of danger."""
    words = message.strip()
    if not words or choose_hidden(text, words):
        return words or None
    tells = len(words.split()) > LONGEST_MISSED or find_dangers(fold(words))
    return None if tells else words


def choose_hidden(text: str, message: str) -> tuple[str, ...]:
    """Choose what of a message stands in the text: all of it, or without what introduces it, or part by part."""
    folded = fold(text)
    for words in ([message], _PARTS.split(message)):
        found = [one for one in (_standing(folded, part) for part in words) if one]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _standing(folded: Folded, said: str) -> str | None:
    words = said.strip(_EDGES)
    lead_in = _LEAD_IN.match(fold(words).text)
    shorter = words[fold(words).span(0, lead_in.end())[1] :].strip(_EDGES) if lead_in else ""
    return next((one for one in (words, shorter) if any(_find(folded, one))), None)


def _find(folded: Folded, words: str) -> Iterator[tuple[int, int]]:
    """Find words, accents, case and the spacing of numbers aside: as whole words, else inside others."""
    said = fold(words).text.strip() if len(words) <= LONGEST_HIDDEN else ""
    if not said:
        return
    pattern = _loosely(said)
    before, after = _NOT_INSIDE
    spans = [match.span() for match in re.finditer(f"{before}(?:{pattern}){after}", folded.text)]
    if not spans and len(said) >= SHORTEST_INSIDE_A_WORD:
        spans = [match.span() for match in re.finditer(pattern, folded.text)]
    for start, end in spans:
        yield folded.span(start, end)


def _loosely(said: str) -> str:
    """Write folded words as a pattern: any white space between words, any spacing and country code in a number."""
    joined = _DIGIT_GAPS.sub("", said)
    country = _OWN_COUNTRY.match(joined)
    prefix, rest = (rf"(?:0|\+?84{_GAP}0?){_GAP}", joined[country.end() :]) if country else ("", joined)
    return prefix + "".join(_letter(letter, following) for letter, following in zip(rest, [*rest[1:], ""], strict=True))


def _letter(letter: str, following: str) -> str:
    if letter.isspace():
        return "" if following.isspace() else r"\s{1,9}"
    gap = _GAP if letter.isdigit() and following.isdigit() else ""
    return re.escape(letter) + gap
