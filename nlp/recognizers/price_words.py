"""Reads amounts of money spelled in words: "ba trăm ngàn", "hai triệu tư", "trăm rưỡi"."""

import re
from collections.abc import Iterator

from nlp.fold import Folded, same_accents
from nlp.recognizers.price_context import Amount, is_classifier, is_closed, is_counted, is_paid, is_spelled_count

_DIGITS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_TENS = {"muoi": 10, "chuc": 10, "tram": 100}
_BIG = {"k": 1_000, "nghin": 1_000, "ngan": 1_000, "trieu": 10**6, "treo": 10**6, "cu": 10**6, "ty": 10**9, "ti": 10**9}
_MEANT = {
    "mot": ("một", "mốt"), "hai": ("hai",), "ba": ("ba",), "bon": ("bốn",), "tu": ("tư",), "nam": ("năm",), "lam": ("lăm",),
    "sau": ("sáu",), "bay": ("bảy", "bẩy"), "tam": ("tám",), "chin": ("chín",), "muoi": ("mười", "mươi"), "chuc": ("chục",),
    "tram": ("trăm",), "linh": ("linh",), "le": ("lẻ",), "nghin": ("nghìn",), "ngan": ("ngàn",), "k": ("k",),
    "trieu": ("triệu",), "treo": ("trẹo",), "cu": ("củ",), "ty": ("tỷ",), "ti": ("tỉ",), "ruoi": ("rưỡi",),
}  # fmt: skip
_WORD = re.compile(
    r" ?(mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|chuc|tram|linh|le|nghin|ngan|k|trieu|treo|cu|ty|ti|ruoi)(?![a-z0-9])"
)
_GATES = ("trieu", "nghin", "ngan", "tram", "muoi", "chuc", " cu", " ty", " ruoi", "treo")
_START = re.compile(
    r"(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|trieu) (?:muoi|chuc|tram|nghin|ngan|trieu|treo|cu|ty|ti|ruoi|k)(?![a-z0-9])"
    r"|muoi (?:mot|hai|ba|bon|lam|sau|bay|tam|chin) (?:nghin|ngan|trieu|cu|ty)(?![a-z0-9])"
)
_DONG = re.compile(r" (?:dong|vnd)(?! (?:ho|phuc|nghiep|bao)(?![a-z]))(?![a-z0-9])")
_PAIR = 2
_MOST_WORDS = 12
_THOUSAND = 1_000


def find_spelled_amounts(folded: Folded) -> Iterator[Amount]:
    """Find amounts in words; vague ones ("vài trăm", "chục triệu", "hai ba triệu") have no value and are left out."""
    text, at = folded.text, 0
    if not any(map(text.__contains__, _GATES)):
        return
    while start := _START.search(text, at):
        words = _words(folded, start.start())
        at = words[-1][0].end() if words else start.end()
        amount = _amount(folded, words)
        if amount:
            yield amount


def _words(folded: Folded, start: int) -> list[tuple[re.Match[str], str]]:
    """Read the run of numerals and units that begins here, as long as they are spelled so."""
    words: list[tuple[re.Match[str], str]] = []
    if start and folded.text[start - 1].isalnum():
        return words
    at = start
    while len(words) < _MOST_WORDS and (found := _WORD.match(folded.text, at)):
        said = folded.accented[slice(*found.span(1))]
        if not any(same_accents(said, meant) for meant in _MEANT[found[1]]):
            break
        words.append((found, said))
        at = found.end()
    return words


def _amount(folded: Folded, words: list[tuple[re.Match[str], str]]) -> Amount | None:
    while len(words) >= _PAIR and _is_foreign_to_the_amount(folded, words):
        words = words[:-1]
    if len(words) < _PAIR or _is_name(folded, words) or _is_vague(folded.text, words[0][0].start()):
        return None
    value = _value([found[1] for found, _ in words])
    start, end = words[0][0].start(1), words[-1][0].end()
    if value is None or is_counted(folded.text, start, end) or is_spelled_count(folded.text, end):
        return None
    if not _is_sure(folded, words) and not is_paid(folded.text, start):
        return None
    dong = _DONG.match(folded.text, end)
    return Amount(start, dong.end() if dong else end, value, 0.75, "số tiền viết bằng chữ")


def _is_foreign_to_the_amount(folded: Folded, words: list[tuple[re.Match[str], str]]) -> bool:
    """Tell whether the last word begins what follows: "hai triệu | một tháng", "ba triệu | tư vấn"."""
    found, said = words[-1]
    if found[1] not in _DIGITS or words[-2][0][1] not in {*_BIG, "tram"}:
        return found[1] in {"linh", "le"}
    is_open = said.isascii() and not is_closed(folded.text, found.end())
    return said == "một" or is_open or is_classifier(folded, found.end())


def _is_sure(folded: Folded, words: list[tuple[re.Match[str], str]]) -> bool:
    """Tell whether the words are money without a word of paying: with accents and a unit of money."""
    said = [found[1] for found, _ in words]
    return folded.has_accents and any(word in _BIG and word not in {"k", "cu", "ti", "ngan"} for word in said)


def _is_name(folded: Folded, words: list[tuple[re.Match[str], str]]) -> bool:
    """Tell whether the words are part of a name ("Điện Lạnh Bảy Ngàn", "thị trấn Một Ngàn")."""
    if folded.is_shouted:
        return False
    return all(folded.said(*found.span(1))[0].isupper() for found, _ in words[:_PAIR])


_VAGUE = re.compile(r"(?:vai|may|hang|ca|moi|[0-9]|le|thu|so|duong|pho|mot|hai|ba|bon|nam|sau|bay|tam|chin) $")


def _is_vague(text: str, start: int) -> bool:
    return _VAGUE.search(text, max(0, start - 6), start) is not None


def _value(words: list[str]) -> int | None:
    """Compute đồng; None for what is no number ("hai ba triệu", "trăm triệu")."""
    total, part, digit, last = 0, 0, 0, 0
    for index, word in enumerate(words):
        if word in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[word]
        elif word in _TENS:
            if not digit and word != "muoi" and words[index + 1 :] != ["ruoi"]:
                return None
            part, digit = part + max(digit, 1) * _TENS[word], 0
        elif word in _BIG:
            is_bare = not part + digit and words[index + 1 :] != ["ruoi"]
            if is_bare or (last and _BIG[word] >= last):
                return None
            total, part, digit, last = total + max(part + digit, 1) * _BIG[word], 0, 0, _BIG[word]
        elif word == "ruoi":
            return _with_half(total, part, last) if index == len(words) - 1 else None
    return _with_rest(total, part, digit, last)


def _with_half(total: int, part: int, last: int) -> int | None:
    if part and not last:
        return (part + 50) * _THOUSAND if part >= _TENS["tram"] else None
    return total + last // 2 if last and not part else None


def _with_rest(total: int, part: int, digit: int, last: int) -> int | None:
    """Read "hai triệu tư" and "hai triệu năm trăm"; an amount without its unit is no sure money."""
    if not last:
        return None
    if part:
        return total + (part + digit) * last // _THOUSAND
    return total + digit * last // 10
