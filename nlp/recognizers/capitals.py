"""Reads the run of capitalised words that follows a cue such as "shop" or "zalo"."""

import re

from nlp.fold import Folded, fold, same_accents
from nlp.provinces import list_place_names

_WORD = re.compile(r"[^\W_][\w.&'\-]{0,24}")
_MOST_WORDS = 6
_GAP = re.compile(r" ")
# In a text that is all capitals only these words end a name.
_STOP_WORDS = (
    "ban o tai lua dao chuyen dang co la giao nay kia do bi khong ko nhan va cho gui lay da se so sdt stk zalo fb web link"
    " dia chi mua hang gia noi bao tu"
)
_ENDS_NAME = frozenset(_STOP_WORDS.split())
_PROVINCES = {(bare := fold(name.name)).text: bare.accented for name in list_place_names() if name.kind == "province"}
_LONGEST_PROVINCE = 4  # words
_HOUSE_NUMBER = re.compile(r"[0-9]{1,4}[a-z]?(?:/[0-9]{1,4}[a-z]?){0,3}(?= )")
_ADMIN = re.compile(r"(?:đường|phố|ngõ|hẻm|số nhà|quận|huyện|phường|thành phố|tp|tỉnh|thị xã|thị trấn)(?![^\W_])")
_BEFORE_ADDRESS = 2  # words of a name that a province may follow: "Dược Hậu Giang" stays whole


def end_of_name(folded: Folded, start: int, *, shouted: bool) -> int:
    """Return where the run of capitalised words (or numbers after the first) that begins at `start` ends."""
    end = start
    for count in range(_MOST_WORDS):
        begin = end if count == 0 else end + 1
        if count and not _GAP.match(folded.text, end):
            break
        word = _WORD.match(folded.text, begin)
        if word is None or not _belongs(folded, word, first=count == 0, shouted=shouted):
            break
        if count and _begins_address(folded, begin, count, shouted=shouted):
            break
        end = begin + len(word.group().rstrip(".'-&"))
        if end != word.end():
            break
    return end


def _belongs(folded: Folded, word: re.Match[str], *, first: bool, shouted: bool) -> bool:
    initial = folded.said(word.start(), word.start() + 1)[:1]
    if shouted and word.group() in _ENDS_NAME:
        return False
    return initial.isupper() or (initial.isdigit() and not first and len(word.group()) <= len("0123"))


def _begins_address(folded: Folded, begin: int, count: int, *, shouted: bool) -> bool:
    """Tell whether an address begins here: a house number with its street, "Quận", or a province after the name."""
    number = _HOUSE_NUMBER.match(folded.text, begin)
    if number:
        return _is_street(folded, number.end() + 1, shouted=shouted)
    if _ADMIN.match(folded.accented, begin):
        return True
    return count >= _BEFORE_ADDRESS and _is_province(folded, begin)


def _is_street(folded: Folded, begin: int, *, shouted: bool) -> bool:
    # "12 Trần Phú" has two capitals and more, "365 Store" only one; in "88 Đà Nẵng" the number is the name's.
    if _is_province(folded, begin):
        return False
    first = _WORD.match(folded.text, begin)
    if first is None or not _is_capitalised(folded, first, shouted=shouted):
        return False
    second = _WORD.match(folded.text, first.end() + 1) if _GAP.match(folded.text, first.end()) else None
    return second is not None and _is_capitalised(folded, second, shouted=shouted)


def _is_capitalised(folded: Folded, word: re.Match[str], *, shouted: bool) -> bool:
    return folded.said(word.start(), word.start() + 1)[:1].isupper() and _belongs(
        folded, word, first=True, shouted=shouted
    )


def _is_province(folded: Folded, begin: int) -> bool:
    end = begin
    for _ in range(_LONGEST_PROVINCE):
        word = _WORD.match(folded.text, end)
        if word is None:
            return False
        end = word.end()
        meant = _PROVINCES.get(folded.text[begin:end].rstrip("."))
        if meant and same_accents(folded.accented[begin:end].rstrip("."), meant):
            return True
        if not _GAP.match(folded.text, end):
            return False
        end += 1
    return False
