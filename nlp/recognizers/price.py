"""Finds amounts of money, slang units and prices per piece included."""

import re
from collections.abc import Iterator

from nlp.findings import Finding
from nlp.fold import Folded, same_accents
from nlp.recognizers.price_context import Amount, is_classifier, is_closed, is_counted, is_of_goods, is_paid, is_spent
from nlp.recognizers.price_units import FOREIGN_MEANT, KARATS, RESOLUTIONS, RESTS, SCALES, SCALES_MEANT, UNITS
from nlp.recognizers.price_words import find_spelled_amounts

# The first digit stands first so that the search can skip to digits; what precedes it is looked at afterwards.
_NUMBER = re.compile(
    r"[0-9](?<![0-9a-z_@#][0-9])(?<![0-9][.,/:][0-9])(?<![0-9]-[0-9])(?<![a-z][._/][0-9])"
    r"(?:[0-9]{0,2}+(?:[.,][0-9]{3}){1,3}+|[0-9]{0,8}+(?P<decimals>[.,][0-9]{1,2})?+)(?![.,]?[0-9])"
)
_UNIT = re.compile(
    r"(?P<gap> ?)(?:(?P<scale>tram|chuc) ?)?(?P<unit>nghin|ngan(?! (?:hang|hag|h)(?![a-z]))|ng|trieu|treo|tr|k|cu|lit|xi|chai|ca|ty|ti|million|m)"
    r"(?![a-z])"
)
_RANGE = re.compile(r" ?[-–~] ?[0-9]{1,4}(?:[.,][0-9]{1,2})?(?= ?(?:k|nghin|ngan|trieu|tr|cu|ty)(?![a-z0-9]))")
_REST = re.compile(
    r" ?(?P<thousands>[0-9]{1,3}(?:k| ?nghin| ?ngan(?! hang)))(?![0-9a-z])"
    r"|(?P<gap> ?)(?P<rest>[0-9]{1,3})(?![0-9a-z%]|[.,/:\-][0-9])"
    r"| ?(?P<word>ruoi|mot|hai|ba|tu)(?![a-z0-9])"
)
_DONG = re.compile(
    r" ?(?:(?P<word>dong)(?! (?:ho|phuc|nghiep|bao|xu|nai|thap|hoi|hao|hanh|thoi|vat|trung|da|mon|nat|tinh)(?![a-z]))|vnd?|₫|d)(?![a-z0-9])"
)
_FOREIGN = re.compile(
    r" ?(?:(?:usd|aud|\$|€|dollars?|do la|dola|do my|euros?|eur|nhan dan te|rmb|cny|baht)|(?P<shy>do|te|won|yen|bang))(?![a-z0-9])"
)
_SIGN_FIRST = re.compile(r"[$€] ?[0-9]{1,7}(?:[.,][0-9]{1,3}){0,3}+(?![0-9a-z])")
_HALF = re.compile(
    r" ruoi(?! (?:sang|trua|chieu|toi|dem|gio|tuoi|thang|nam|ky|kg|can|lit|met|cay)(?![a-z]))(?![a-z0-9])"
)
_PER_PIECE = re.compile(
    r" ?/ ?(?:1 ?)?(?:lieu trinh|ho so|tai khoan|hoc vien|hoc sinh|san pham|[a-z]{1,7})(?![a-z0-9]|[./@][a-z0-9])"
)
# "k" is also "không" ("đợi 3 ngày 2 k thấy"): our own list of what is denied so.
_DENIED = re.compile(
    r" k (?:thay|tra|rep|nghe|co|dc|duoc|biet|giao|lien|goi|phai|ai|ship|gui|hoan|den|chiu|su|ra|con|the)(?![a-z])"
)
_GOLD = re.compile(r"(?<![a-z])(?:vang|gold|kieng|lac|nhan|day chuyen|trang suc|bong tai)(?![a-z])")
_BIRTH_YEAR = re.compile(r"[0-9](?![0-9a-z])")
_DIGIT_APART = re.compile(r"(?<![a-z0-9])[0-9o][ .]{1,3}$")
_FAR, _NEAR = 70, 12
_SCREEN = re.compile(r"(?:tivi|tv|hinh|cam|camera|video|phim|uhd|hd|netflix|net|giai|quay|chieu) ?$")
_THOUSAND, _FEW_DIGITS, _MANY_DIGITS, _ROUND = 1_000, 3, 5, 100
_PRICE_TEXT = "số tiền"


def find_prices(folded: Folded) -> list[Finding]:
    """Find prices; the value is an integer of đồng, None for other moneys, the lower end of a range."""
    written = list(_find_written(folded))
    spelled = find_spelled_amounts(folded)
    return [_finding(folded, one) for one in (*written, *spelled)]


def _finding(folded: Folded, amount: Amount) -> Finding:
    start, end = folded.span(amount.start, amount.end)
    return Finding(
        kind="price",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=amount.value,
        role="unknown",
        score=amount.score,
        reason=amount.reason,
    )


def _find_written(folded: Folded) -> Iterator[Amount]:
    text, at = folded.text, 0
    if "$" in text or "€" in text:
        for sign in _SIGN_FIRST.finditer(text):
            yield Amount(sign.start(), _per_piece(text, sign.end()), None, 0.9, "số tiền ngoại tệ")
    while number := _NUMBER.search(text, at):
        amount = None if _has_sign(text, number.start()) else _read(folded, number)
        at = amount.end if amount else number.end()
        if amount:
            yield amount


def _has_sign(text: str, start: int) -> bool:
    return text[:start].rstrip(" ")[-1:] in {"$", "€"} if start else False


def _read(folded: Folded, number: re.Match[str]) -> Amount | None:
    text, end = folded.text, number.end()
    upper = _RANGE.match(text, end)
    unit = _UNIT.match(text, upper.end() if upper else end)
    if unit is None:
        return _read_without_unit(folded, number)
    if not _is_money(folded, number, unit):
        return None
    value = _times(number, unit["unit"]) * SCALES.get(unit["scale"], 1)
    end, rest = _rest(folded, unit)
    end = _per_piece(text, _with_dong(folded, end))
    if end == unit.end() and is_counted(text, number.start(), end):
        return None
    return Amount(
        number.start(), end, value + rest, 0.9 if UNITS[unit["unit"]].sureness == "sure" else 0.8, _PRICE_TEXT
    )


def _is_money(folded: Folded, number: re.Match[str], unit: re.Match[str]) -> bool:
    if _is_of_a_number(folded.text, number, unit) or not _is_spelled(folded, unit):
        return False
    if unit["unit"] == "k":
        return _is_thousand(folded.text, number, unit)
    sureness = UNITS[unit["unit"]].sureness
    if sureness != "sure" and is_of_goods(folded.text, unit.end()):
        return False
    return sureness != "paid" or _is_slang(folded, number, unit)


def _is_of_a_number(text: str, number: re.Match[str], unit: re.Match[str]) -> bool:
    """Tell whether it is a telephone or an account before "k" or "tr", or the end of one ("o o o 1 3 5 k cần")."""
    if number[0].isdigit() and (len(number[0]) >= _MANY_DIGITS or (number[0][0] == "0" and len(number[0]) > 1)):
        return True
    if not unit["gap"] or len(number[0]) >= _FEW_DIGITS:
        return False
    return _DIGIT_APART.search(text, max(0, number.start() - 4), number.start()) is not None


def _is_spelled(folded: Folded, unit: re.Match[str]) -> bool:
    """Tell whether unit and scale are bare or have the accents of money ("50 cũ" has not)."""
    said = folded.accented[slice(*unit.span("unit"))]
    if not any(same_accents(said, one) for one in UNITS[unit["unit"]].meant):
        return False
    return unit["scale"] is None or same_accents(
        folded.accented[slice(*unit.span("scale"))], SCALES_MEANT[unit["scale"]]
    )


def _is_slang(folded: Folded, number: re.Match[str], unit: re.Match[str]) -> bool:
    """Tell whether a word that is usually no money is meant as money: "ck 2 lít", "nợ 8 chai", "hết 1m2"."""
    return is_spent(folded.text, number.start()) and not is_classifier(folded, unit.end())


def _is_thousand(text: str, number: re.Match[str], unit: re.Match[str]) -> bool:
    """Tell thousands of đồng from carats, screens, years of birth ("2k5") and from "không"."""
    start, digits = number.start(), number[0]
    if digits in KARATS and _GOLD.search(text, max(0, start - _FAR), unit.end() + _NEAR):
        return False
    if digits in RESOLUTIONS and _SCREEN.search(text, max(0, start - _NEAR), start):
        return False
    if digits == "2" and _BIRTH_YEAR.match(text, unit.end()) and not is_spent(text, start):
        return False
    return not (unit["gap"] and not unit["scale"] and (len(digits) == 1 or _DENIED.match(text, number.end())))


def _times(number: re.Match[str], unit: str) -> int:
    """Multiply; a point before three digits groups thousands before "k" and stands for a comma before "tr"."""
    worth, digits = UNITS[unit].worth, number[0].replace(",", ".")
    if not number["decimals"] and (worth == _THOUSAND or digits.count(".") > 1):
        digits = digits.replace(".", "")
    return round(float(digits) * worth)


def _rest(folded: Folded, unit: re.Match[str]) -> tuple[int, int]:
    """Read what follows the unit: the 2 of "1tr2" is 200 thousand, the 250 of "1tr250" 250 thousand."""
    worth, text = UNITS[unit["unit"]].worth * SCALES.get(unit["scale"], 1), folded.text
    rest = _REST.match(text, unit.end())
    if rest is None:
        return unit.end(), 0
    if rest["thousands"] and worth > _THOUSAND:
        return rest.end(), int(rest["thousands"].rstrip("knghia ")) * _THOUSAND
    if rest["rest"] and _is_rest(folded, rest, worth):
        return rest.end(), int(rest["rest"].ljust(_FEW_DIGITS, "0")) * worth // _THOUSAND
    if rest["word"] and _is_rest_word(folded, rest):
        return rest.end(), RESTS[rest["word"]][1] * worth // 10
    return unit.end(), 0


def _is_rest(folded: Folded, rest: re.Match[str], worth: int) -> bool:
    """Tell "1 triệu 2" from "1 triệu 2 hộp" and "90k 2 cái"."""
    if rest["gap"] and (worth == _THOUSAND or is_classifier(folded, rest.end())):
        return False
    return not rest["gap"] or rest["rest"] != "1" or is_closed(folded.text, rest.end())


def _is_rest_word(folded: Folded, rest: re.Match[str]) -> bool:
    said, meant = folded.accented[slice(*rest.span("word"))], RESTS[rest["word"]][0]
    if rest["word"] == "ruoi":
        return same_accents(said, meant)
    if said != meant or is_classifier(folded, rest.end()):
        return False
    return meant != rest["word"] or is_closed(folded.text, rest.end())


def _with_dong(folded: Folded, end: int) -> int:
    dong = _DONG.match(folded.text, end)
    if dong is None:
        return end
    said = folded.accented[end : dong.end()].strip()
    is_meant = (said != "d" or dong.end() == end + 1) and (not dong["word"] or same_accents(said, "đồng"))
    return dong.end() if is_meant else end


def _per_piece(text: str, end: int) -> int:
    piece = _PER_PIECE.match(text, end)
    return piece.end() if piece else end


def _read_without_unit(folded: Folded, number: re.Match[str]) -> Amount | None:
    text, end = folded.text, number.end()
    foreign = _FOREIGN.match(text, end)
    if foreign:
        is_meant = not foreign["shy"] or _is_foreign(folded, number, foreign)
        return (
            Amount(number.start(), _per_piece(text, foreign.end()), None, 0.85, "số tiền ngoại tệ")
            if is_meant
            else None
        )
    half = _HALF.match(text, end)
    if half and number[0].isdigit() and len(number[0]) < _FEW_DIGITS and is_spent(text, number.start()):
        value = int(number[0]) * UNITS["tr"].worth + UNITS["tr"].worth // 2
        return Amount(number.start(), half.end(), value, 0.5, "nói trống sau chữ trả tiền, hiểu là triệu")
    is_grouped = not number[0].isdigit() and not number["decimals"]
    with_dong = _with_dong(folded, end)
    if with_dong > end:
        return _read_dong(folded, number, with_dong)
    if (
        not is_grouped
        or is_counted(text, number.start(), end)
        or (is_classifier(folded, end) and not is_paid(text, number.start()))
    ):
        return None
    value = int(re.sub(r"[.,]", "", number[0]))
    if value % _ROUND and not is_paid(text, number.start()):
        return None
    return Amount(number.start(), _per_piece(text, end), value, 0.6, "số viết như số tiền")


def _is_foreign(folded: Folded, number: re.Match[str], foreign: re.Match[str]) -> bool:
    said, meant = folded.accented[slice(*foreign.span("shy"))], FOREIGN_MEANT[foreign["shy"]]
    if said != meant and (folded.has_accents or not same_accents(said, meant)):
        return False
    return said != foreign["shy"] or is_paid(folded.text, number.start())


def _read_dong(folded: Folded, number: re.Match[str], end: int) -> Amount | None:
    """Read "99.000đ", "200 đồng", "0đ"; a bare "d" after one or two digits is no đồng ("phim 3d")."""
    digits = number[0]
    is_bare = folded.accented[end - 1] == "d" and folded.text[number.end() : end] == "d"
    if number["decimals"] or (is_bare and digits != "0" and len(digits) < _FEW_DIGITS):
        return None
    if digits.isdigit() and digits[0] == "0" and len(digits) > 1:
        return None
    value = int(re.sub(r"[.,]", "", digits))
    return Amount(number.start(), _per_piece(folded.text, end), value, 0.9, _PRICE_TEXT)
