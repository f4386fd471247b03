"""Reads names of places that no table has, behind a place word: villages, streets, numbered quarters."""

import re

from nlp.fold import Folded
from nlp.place_units import UnitWord

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(
    r"(?:so )?(?:[0-9]{1,4}[a-z]?(?:[/\-][0-9]{1,4}[a-z]?){0,4}|[ivx]{1,4}(?![a-z]))(?![0-9a-z])(?!(?: ?(?:k|tr|trieu|nguoi|cai|thang|nam|ngay|gio|lan|hop|dong|ty|g|kg))(?![a-z]))"
)
_LEAD = re.compile(r"(?:: ?| ){1,2}")
_LEAD_OF_SHORT = re.compile(r"[.: ]{1,2}")
_SHORT = 3  # letters; longer words are no abbreviations, and a full stop ends the sentence
_MOST_CAPITALS = 4
_MOST_SMALL = 2
# Small words that are no part of a place's name.
_STOPS_WORDS = (
    "mua o tai cai hop chai thung nam thang ngay nguoi gia cua lo tieng gio tuoi shop kho lan la va thi co ma nen roi"
    " nay kia do ay no ho chu minh toi em tui bi thay so sdt goi voi giao ship hang gui nhan ve den tu qua ra vao len"
    " xuong gan ke ben canh doi dien de xem khong ko k chua da se dang duoc dc khi luc neu nhu cung hay rat lam gi nao"
    " ai sao bao nhieu may mot hai ba nha cho cac nhung moi tren duoi trong ngoai phia tinh quan huyen xa phuong tp"
    " thi thon ap x p q h anh chi ong co chu bac to dan pho duong ngo hem khu cho don giup xin kinh gui tin phan anh"
    " to cao chuyen van con them rat het nhe nha a oi ah day luon thuoc noi cho gap truoc sau giua cuoi dau muoi hom"
    " mai sang trua chieu toi dem ngay mua tra tien hoa kiem tra xu ly truong hop lien he buon lau chinh thuc hien"
)
_STOPS = frozenset(_STOPS_WORDS.split())


def read_unknown(folded: Folded, at: int, stop: int, unit: UnitWord) -> tuple[int, int, bool] | None:
    """Give start, end and sureness of the name that follows the place word ending at `at`, before `stop`."""
    text = folded.text
    glued = _NUMBER.match(text, at, stop) if text[at : at + 1].isdigit() else None
    lead = (_LEAD_OF_SHORT if len(unit.accented) <= _SHORT else _LEAD).match(text, at, stop)
    if glued or lead is None:
        return None
    core = lead.end()
    if "\n" in text[at:core] or core >= stop:
        return None
    number = _NUMBER.match(text, core, stop)
    if number:
        end = _with_street(folded, number.end(), stop, unit)
        return core, end, unit.firm or unit.level in {"street", "hamlet"}
    end = _capitals(folded, core, stop)
    if end > core:
        return core, end, unit.level != "landmark"
    return _small(folded, core, stop, unit)


def _with_street(folded: Folded, end: int, stop: int, unit: UnitWord) -> int:
    """Take the street after the number of its alley ("hẻm 132 Hùng Vương")."""
    if unit.level != "street" or folded.text[end : end + 1] != " ":
        return end
    street = _capitals(folded, end + 1, stop)
    return street if street > end + 1 else end


def read_capitals(folded: Folded, end: int) -> int:
    """Give the end of the capitalised words that go on a name ending at `end`."""
    if folded.text[end : end + 1] != " ":
        return end
    last = _capitals(folded, end + 1, len(folded.text))
    return last if last > end + 1 else end


def _capitals(folded: Folded, start: int, stop: int) -> int:
    """Give the end of up to four capitalised words, `start` where there is none."""
    if folded.is_shouted:
        return start
    end = start
    for count in range(_MOST_CAPITALS):
        begin = end + 1 if count else start
        word = _WORD.match(folded.text, begin, stop)
        if word is None or (count and folded.text[end : end + 1] != " "):
            break
        said = folded.said(begin, begin + 1)
        if not (said.isupper() or (count and said.isdigit())):
            break
        end = word.end()
    return end


def _small(folded: Folded, start: int, stop: int, unit: UnitWord) -> tuple[int, int, bool] | None:
    """Read up to two small words that are no everyday words; they stand alone only behind a firm place word."""
    end = start
    for count in range(_MOST_SMALL):
        begin = end + 1 if count else start
        word = _WORD.match(folded.text, begin, stop)
        if (
            word is None
            or (count and folded.text[end : end + 1] != " ")
            or word.group() in _STOPS
            or word.group().isdigit()
        ):
            break
        end = word.end()
    if end == start or " " not in folded.text[start:end]:
        return None
    return start, end, unit.firm and unit.level != "landmark"


_HOUSE = re.compile(
    r"(?:(?:lau|tang) [0-9]{1,2},? )?(?:(?:so nha|nha so|so|lo|km|kiot) ?)?[a-z]{0,2}[0-9]{1,4}[a-z]?(?:[/\-][a-z]?[0-9]{1,4}[a-z]?){0,4}"
    r"(?:(?: ?, ?| )(?:duong|pho|ngo|hem|kiet|sec|ngach|lo)(?: [0-9]{1,4}(?:[/\-][0-9]{1,4}){0,3})?)?(?P<words>(?: [a-z0-9]{1,7}){0,4}) ?[,\-]? $"
)
_HOUSE_BEFORE = re.compile(
    r"(?:^|[,:;(\n] ?|(?<![a-z0-9])(?:o|tai|dia chi|dc|nha|kho|shop|xuong|at|tiem|quan|cua hang|co so|cs[0-9]?|chi nhanh) )$"
)
_HOUSE_WINDOW = 60
_NOT_A_STREET_WORDS = (
    "ban mua o tai cai hop chai thung nam thang ngay nguoi gia cua lo tieng gio tuoi shop kho lan h k tr trieu nghin"
    " ngan hom lit kg may mua"
)
_NOT_A_STREET = frozenset(_NOT_A_STREET_WORDS.split())
_TITLE_CUE = re.compile(r"(?:^|[:(\n] ?|(?<![a-z0-9])(?:o|tai|dia chi|dc|duong|tren|khu|gan|canh|doi dien|at) )$")
_TITLE_WINDOW = 40


def read_house(folded: Folded, begin: int, after: int) -> int | None:
    """Tell where a house number, with its street, begins that runs up to the place at `begin`."""
    offset = max(after, begin - _HOUSE_WINDOW)
    window = folded.text[offset:begin]
    if not any(map(str.isdigit, window)):
        return None
    for found in re.finditer(r"(?<![a-z0-9/\-])(?=[a-z0-9])", window):
        house = _HOUSE.match(window, found.start())
        if (
            house
            and _HOUSE_BEFORE.search(window, 0, found.start())
            and _NOT_A_STREET.isdisjoint(house["words"].split())
        ):
            return offset + found.start()
    return None


def read_title_before(folded: Folded, begin: int, after: int, size: str) -> int:
    """Move left over a street without its word ("Giải Phóng, Hoàng Mai") behind a cue or at the beginning of a line."""
    if (
        folded.is_shouted
        or size not in {"province", "city", "district", "ward"}
        or folded.text[begin - 2 : begin] != ", "
    ):
        return begin
    start = begin - 2
    words = list(_WORD.finditer(folded.text, max(after, begin - _TITLE_WINDOW), start))
    count = 0
    for word in reversed(words):
        joined = word.end() == start if count == 0 else word.end() == start - 1 and folded.text[word.end()] == " "
        if not joined or count == _MOST_CAPITALS or not folded.said(word.start(), word.start() + 1).isupper():
            break
        start, count = word.start(), count + 1
    if count < _MOST_SMALL or not _TITLE_CUE.search(folded.text, max(0, start - _TITLE_WINDOW), start):
        return begin
    return start
