"""Matches Vietnamese telephone numbers in a run of digits: mobiles, landlines, 1900 and 1800 hotlines."""

import re

from phonenumbers import PhoneMetadata
from stdnum.vn import mst

from nlp.recognizers.announcements import Announced
from nlp.recognizers.digits import Run
from nlp.recognizers.reading import Match, Reading

# Google's metadata of Vietnam in the installed phonenumbers says which numbers exist (old 11-digit mobiles do not).
_VIETNAM = PhoneMetadata.metadata_for_region("VN")
_PARTS = (_VIETNAM.mobile, _VIETNAM.fixed_line) if _VIETNAM else ()
_EXISTING = re.compile("|".join(f"(?:{part.national_number_pattern})" for part in _PARTS if part))
# A number announced as a telephone may have a prefix nobody was given: callers fake them, people mistype.
_POSSIBLE = re.compile(r"[3-9][0-9]{8}")
_LANDLINE = re.compile(r"2[0-9]{9}")
# People write eight digits behind an area code of three, as they do behind 024 and 028.
_LONG_LANDLINE = re.compile(r"2(?!4|8)[0-9]{2}3[0-9]{7}")
# Digits that are hidden or forgotten: "0 8 2 oo oo 6 7 x", "088 0000 ...".
_HIDDEN = re.compile(r"(?:[ .\-–·]{0,3}[x*?•_]){1,6}(?![a-z0-9])(?! ?[0-9])|(?: ?\.{3}| ?…)(?! ?[0-9])")
_HOTLINE = re.compile(r"1[89]00[0-9]{4,6}")
_MISCOUNTED = re.compile(r"0[3-9][0-9]{9,10}|02[0-9]{10}|0[35789][0-9]{6,7}|84[35789][0-9]{7}|84[35789][0-9]{9}")
_SHORTENED = re.compile(r"[35789][0-9]{8}")  # its zero left out
HOTLINE = "tổng đài 1900, 1800"
_SHORT_HOTLINE, _FOUR = 8, 4
_PREFIXES = (("0084", 4), ("00840", 5), ("840", 3), ("84", 2), ("0", 1))
_BEGUN = re.compile(r"(?:0[2-9]|84[35789])[0-9]{4,8}")
_MOST_FORGOTTEN, _SHORTEST, _LONGEST = 3, 9, 12
_ONLY_DIGITS = frozenset(["bon", "bay", "tam", "chin"])  # the words that hardly begin what follows a number
_UNKNOWN_PREFIX = "nhưng đầu số chưa cấp cho nhà mạng nào"
_MOST_DIGITS = 15
_DATE = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])([/.\-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![0-9])")
# Letters that touch the number: a unit or a code after it, a word for telephone before it ("sdt0900…").
_UNIT_AFTER = re.compile(r"(?:[a-z]{1,2}|dong|trieu|nghin|ngan|vnd)(?![a-z])|[@%_+]|\.[a-z]{2,4}(?![a-z])")
_WORD_BEFORE = re.compile(r"(?:sdt|dt|so|zalo|zl|goi|alo|lh|tel|hotline|call|he|phone|thoai)[/:=]?$")
_GLUED = frozenset("@_=&?#/\\")


def match_phone(text: str, run: Run, index: int, announced: Announced | None) -> Match | None:
    """Match the longest telephone that begins at a token and ends at one."""
    start = run[index].start
    is_short = index == 0 and (announced == "phone" or (announced == "number" and all(token.is_word for token in run)))
    if (
        (run[index].digits[:1] or "x") not in ("0135789" if is_short else "018")
        or not _may_begin(text, run, index)
        or _DATE.match(text, start)
    ):
        return None
    said = announced in {"phone", "number"}
    for after, digits in reversed(_ends(text, run, index)):
        read = (
            _hotline(digits, run, index)
            or _number(digits, said=said)
            or (_shortened(digits, after, run) if is_short else None)
        )
        if read and not (said and _goes_on(text, run, after)):
            value, score, reason = read
            opened = _opening(text, start, run[after - 1].end)
            near = 0.05 if announced == "phone" else 0.0
            end = _closing(text, opened, run[after - 1].end)
            return after, Reading("phone", opened, end, value, round(score + near, 2), reason)
    kept = _hidden(text, run, index, said=said) or _long_landline(text, run, index)
    return kept or (_miscounted(text, run, index) if said else None)


def _long_landline(text: str, run: Run, index: int) -> Match | None:
    for after, digits in _ends(text, run, index):
        if (
            _LONG_LANDLINE.fullmatch(digits[1:])
            and digits[0] == "0"
            and not any(one.is_word for one in run[index:after])
        ):
            reason = "số cố định ghi tám chữ số sau mã vùng"
            return after, Reading("phone", run[index].start, run[after - 1].end, f"+84{digits[1:]}", 0.6, reason)
    return None


def _hidden(text: str, run: Run, index: int, *, said: bool) -> Match | None:
    """Keep a number whose last digits are left out, as written."""
    found = _HIDDEN.match(text, run[-1].end) if len(run) - index <= _LONGEST else None
    digits = "".join(token.digits for token in run[index:]) if found else ""
    if not found or not _BEGUN.fullmatch(digits):
        return None
    signs = sum(one in "x*?•_" for one in found.group()) or _MOST_FORGOTTEN
    if not (said or signs > 1) or not _SHORTEST <= len(digits) + signs <= _LONGEST:
        return None
    return len(run), Reading("phone", run[index].start, found.end(), None, 0.6, "số điện thoại bị che bớt chữ số")


def _shortened(digits: str, after: int, run: Run) -> tuple[str, float, str] | None:
    """Read a mobile without its zero, if nothing goes on behind it."""
    if after < len(run) or not _SHORTENED.fullmatch(digits):
        return None
    return f"+84{digits}", 0.6, "được nói là số điện thoại, ghi thiếu số 0 ở đầu"


def _miscounted(text: str, run: Run, index: int) -> Match | None:
    """Keep what is called a telephone and has a digit too many or too few; without a value it links nothing."""
    for after, digits in _ends(text, run, index):
        if after == len(run) and _MISCOUNTED.fullmatch(digits):
            start = _opening(text, run[index].start, run[-1].end)
            return after, Reading("phone", start, run[-1].end, None, 0.5, "số điện thoại ghi thừa hoặc thiếu chữ số")
    return None


def _goes_on(text: str, run: Run, after: int) -> bool:
    """Tell whether one more digit follows in the way the last ones are written ("… 8 1 bốn", "4 4 1")."""
    if after != len(run) - 1:
        return False
    last, extra = run[after - 1], run[after]
    if extra.is_word:
        return text[extra.start : extra.end] in _ONLY_DIGITS and any(token.is_word for token in run[:after])
    alike = text[run[after - 2].end : last.start] == text[last.end : extra.start]
    return alike and len(last.digits) == len(extra.digits) == 1 and text[extra.start].isdigit()


def _may_begin(text: str, run: Run, index: int) -> bool:
    start = run[index].start
    if index and run[index - 1].end == start:
        return False
    before = text[start - 1 : start]
    if index and before == "/":
        return True  # "0900…/0380…"
    if before.isalnum() or before in _GLUED:
        return not before or _WORD_BEFORE.search(text, max(0, start - 8), start) is not None
    return True


def _ends(text: str, run: Run, index: int) -> list[tuple[int, str]]:
    """List after which tokens the number may end, with its digits."""
    ends: list[tuple[int, str]] = []
    digits = ""
    for after in range(index + 1, len(run) + 1):
        token = run[after - 1]
        digits += token.digits
        if len(digits) > _MOST_DIGITS:
            break
        glued = after < len(run) and run[after].start == token.end
        if len(digits) >= _SHORT_HOTLINE and not glued and not _UNIT_AFTER.match(text, token.end):
            ends.append((after, digits))
    return ends


def value_of(digits: str) -> str | None:
    """Give the E.164 of digits that are called a telephone, None where they are none."""
    read = _number(digits, said=True)
    return read[0] if read else None


def _number(digits: str, *, said: bool) -> tuple[str, float, str] | None:
    national = next(
        (digits[cut:] for prefix, cut in _PREFIXES if digits.startswith(prefix) and _fits(digits[cut:])), ""
    )
    if not national:
        return None
    if _EXISTING.fullmatch(national):
        return f"+84{national}", 0.9, "số điện thoại Việt Nam"
    if not digits.startswith("0") or not _POSSIBLE.fullmatch(national):
        return None
    if said:
        return f"+84{national}", 0.7, f"được nói là số điện thoại, {_UNKNOWN_PREFIX}"
    # Alone it must look like a mobile and be no tax code, which has ten digits too.
    if national[0] in "5789" and not mst.is_valid(digits):
        return f"+84{national}", 0.55, f"viết như số điện thoại, {_UNKNOWN_PREFIX}"
    return None


def _fits(national: str) -> bool:
    return any(shape.fullmatch(national) for shape in (_POSSIBLE, _LANDLINE))


def _hotline(digits: str, run: Run, index: int) -> tuple[str, float, str] | None:
    if not _HOTLINE.fullmatch(digits):
        return None
    if len(digits) > _SHORT_HOTLINE and [len(token.digits) for token in run[index : index + 2]] == [_FOUR, _FOUR]:
        return None  # "1900 1234 12 cái": eight digits are a hotline already
    return digits, 0.9, HOTLINE


def _closing(text: str, start: int, end: int) -> int:
    """Take in the bracket that closes the one the number begins with: "(o9)(00)(oo)(o1)(23)"."""
    is_open = text[start : start + 1] == "(" and text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if is_open and text[end : end + 1] == ")" else end


def _opening(text: str, start: int, end: int) -> int:
    """Take in the + and the bracket that the number begins with: "(+84) 900…", "(024) 3000…"."""
    opened = start - 1 if text[start - 1 : start] == "+" else start
    opens = {")": "(", "]": "[", "}": "{"}
    before = text[opened - 1 : opened]
    return (
        opened - 1
        if any(closing in text[start:end] and before == opening for closing, opening in opens.items())
        else opened
    )
