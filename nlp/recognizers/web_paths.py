"""Reads the path behind the host of a web address, spaced or spelled ones too ("/ tenshop", "gạch chéo tenshop")."""

import re
import unicodedata

from nlp.fold import LOOKALIKES, Folded
from nlp.recognizers.web_hosts import is_accented, is_syllable

_LATIN = str.maketrans(LOOKALIKES)
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_WRITTEN = rf"[^\s<>\"'`|\\^«»“”{_EMOJI}]"
_TIGHT = re.compile(
    rf"(?:/(?!\s)|\?(?={_WRITTEN}{{1,60}}=)|#(?=[a-z0-9]))(?:(?!h(?:tt|xx)ps?:/|www\.){_WRITTEN}){{0,1500}}+"
)
_GAP = rf"[ {_EMOJI}]{{0,3}}+"
# How a slash is read out; the second line stands alone too, and then the name behind it has to look like one.
_SAID = (
    r"(?:dau )?gach (?:cheo|treo|xeo|seo|[xs](?:uy?et|uyt|uyec|iet|iec|oet|et|ec))|slash"
    r"|(?P<alone>cheo|xeo|gach|[xs](?:uyet|uyt|uyec|iet|iec|oet|et|ec))(?! (?:cheo|treo|xeo|ngang|noi|duoi)(?![a-z]))"
)
_SIGN = r"[/\\](?: ?[/\\])?|[\[({<] ?(?:/|gach cheo|xuyet|slash) ?[\])}>]"
_SLASH = re.compile(rf"{_GAP}(?:{_SIGN}){_GAP}| (?:{_SAID})(?: |(?=/))")
_SAID_MEANT = frozenset(
    [
        "chéo",
        "tréo",
        "xéo",
        "séo",
        "gạch",
        "slash",
        "xuyệt",
        "suyệt",
        "xuyẹt",
        "suyẹt",
        "xuỵt",
        "suỵt",
        "xuyệc",
        "suyệc",
        "xiệt",
        "xiệc",
        "xoẹt",
        "soẹt",
        "xẹt",
        "sẹt",
        "xẹc",
        "sẹc",
    ]
)
_SEGMENT = re.compile(
    r"[a-z0-9](?: [a-z0-9](?![a-z0-9])){3,40}+|(?:@ ?|a cong )?[a-z0-9_][a-z0-9_\-]{0,80}+(?:[.?=&%@][a-z0-9_\-]{1,80}+){0,12}+"
    r"(?:(?: \. ?| cham | dot |(?<= )\.)[a-z0-9_\-]{1,80}+(?![/.]?[a-z])"
    r"| (?:gach (?:duoi|ngang|noi)|underscore) [a-z0-9_.\-]{1,80}+){0,4}+"
)
_QUERY = re.compile(r" ?\? ?[a-z_]{1,12} ?= ?[a-z0-9_\-]{1,30}+(?: [0-9](?![0-9a-z]))*+")
_LONGEST_PATH = 6  # segments
# What stands behind a slash that only parts two things ("shopee.vn / lazada", "abc.com / 0900000123").
_OTHERS = re.compile(
    r"(?:shopee|lazada|tiki|tiktok|fb|facebook|zalo|zl|tele|telegram|sendo|insta|ig|sdt|dt|hotline|web|website|page|hoac|va"
    r"|hay|nha|nhe|ne|ad|a(?! cong)|app|link|lien|momo|stk|tk|shop|dia|gia|email|mail|so|cua|la)(?![a-z0-9])"
)
_NUMBER = re.compile(r"[0-9.\-]*")
_HOST = re.compile(r"[a-z0-9\-]+\.(?:vn|com|net|org)(?![a-z0-9])")
_SPELLED = [
    (re.compile(rf"\s*(?:{_SIGN})\s*| (?:{_SAID})(?: |(?=/))"), "/"),
    (re.compile(r" gach (?:ngang|noi) "), "-"),
    (re.compile(r" (?:gach duoi|underscore) "), "_"),
    (re.compile(r" (?:cham|dot) "), "."),
    (re.compile(r"a cong "), "@"),
    (re.compile(rf"[\s{_EMOJI}]+"), ""),
]
_TRAILING = ".,;:!?]}>*…\"'”’~。，、-–—"
_SENTENCE = re.compile(
    r"[,;!(…]|\.(?:sau|shop|page|web|em|minh|toi|ho|mong|nho|gia|hang|khi|bam|mua|vay|giay|xong|thay|con|cho|va|ai|day|ban)$"
)


def end_of_path(folded: Folded, start: int, *, spaced: bool, numbers: bool, is_odd: bool) -> int:
    """Return where the path that begins at `start` ends.

    `spaced`: a slash may have spaces around it; `numbers`: what follows it may be digits alone (zalo.me / 0900…);
    `is_odd`: the host is disguised, so that the path may be, too.
    """
    tight = _TIGHT.match(folded.text, start)
    if tight:
        end = start + len(_trimmed(folded, start, tight.end()))
        if end > start + 1:
            return start if not is_odd and _is_other(folded, start + 1, end) else _unglued(folded, start, end)
    end = _spaced_end(folded, start, numbers=numbers, is_odd=is_odd) if spaced else 0
    return end or start + folded.text.startswith("/", start)


# Behind a host and a bare slash these name another place or a number, no page ("abc.com/zalo 0900…", "a.com/.net").
_OTHER = re.compile(
    r"(?:sdt|dt|hotline|zalo|zl|fb|facebook|lazada|shopee|tiki|tiktok|stk|tele|telegram)(?:\.(?:vn|com))?|\..*"
)
_PHONE_BEHIND = re.compile(r"/(?:\+?84|0)[35789][0-9]{8}$")
_PHONE_GLUED = re.compile(r"/(?:\+?84|0)[35789][0-9]{8}(?=[a-z])")
_HOST_PATH = re.compile(r"/[a-z0-9\-]+\.(?:vn|com|net|com\.vn|top|shop|vip|org)")


def is_another_host(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a path is a second host ("hangre88.com/hangre99.com")."""
    return _HOST_PATH.fullmatch(folded.text, start, end) is not None


def _is_other(folded: Folded, start: int, end: int) -> bool:
    return _OTHER.fullmatch(folded.text, start, end) is not None


# The beginning of a Vietnamese syllable before its first accented letter.
_ONSET = re.compile(r"(?:ngh|[cgkpt]h|ng|nh|gi|qu|tr|[bcdghklmnpqrstvx])?[aeiouy]{0,2}$")


def _unglued(folded: Folded, start: int, end: int) -> int:
    """Leave out what touches the path and is none: an accented word ("shopee.vn/tenshopbán hàng"), a telephone."""
    phone = _PHONE_GLUED.match(folded.text, start, end)
    if phone:
        return phone.end()
    behind = _PHONE_BEHIND.search(folded.text, start + 1, end)
    if behind:
        return behind.start()
    head = _accented_word(folded, max(folded.text.rfind("/", start, end), start) + 1, end)
    if head <= start + 1:
        return start
    return start + len(folded.text[start:head].rstrip(_TRAILING + "=" if head < end else _TRAILING))


def _accented_word(folded: Folded, first: int, end: int) -> int:
    """Return where the accented word begins that ends a segment; the segment's end without one, or if it is a slug."""
    said = folded.accented[first:end]
    accented = next(
        (first + at for at, letter in enumerate(said) if letter.isalpha() and "\x7f" < letter < "\u2100"), None
    )
    if said.isascii() or accented is None or not folded.text[accented:end].isalpha():
        return end
    onset = _ONSET.search(folded.text, first, accented)
    head = onset.start() if onset and folded.text[accented] in _VOWELS else accented
    return end if head > first and folded.text[head - 1] in "_%&?" else head


_VOWELS = "aeiouy"


def _trimmed(folded: Folded, start: int, end: int) -> str:
    """Cut what a sentence adds: closing marks, a comma with words, a bracketed remark."""
    path = folded.text[start:end]
    query = path.find("?")
    for mark in _SENTENCE.finditer(path, 0, query if query >= 0 else len(path)):
        if mark.group() != "(" or not _is_plain(folded, start + mark.start(), end):
            path = path[: mark.start()]
            break
    path = path.rstrip(_TRAILING)
    if folded.text.startswith("=>", start + len(path) - 1):
        path = path[:-1]
    while path.endswith(")") and "(" not in path:
        path = path[:-1].rstrip(_TRAILING)
    return path


def _is_plain(folded: Folded, start: int, end: int) -> bool:
    return folded.accented[start:end].isascii()


def _spaced_end(folded: Folded, start: int, *, numbers: bool, is_odd: bool) -> int:
    """Read "/ g / tennhom"; 0 when nothing follows that is a path."""
    end = 0
    position = start
    for _ in range(_LONGEST_PATH):
        slash = _SLASH.match(folded.text, position)
        segment = _SEGMENT.match(folded.text, slash.end()) if slash else None
        if not slash or not segment or not _is_segment(folded, segment, numbers=numbers or end > 0):
            break
        if not _leads_on(folded, slash, segment, is_odd=is_odd or end > 0):
            break
        end = position = segment.end()
    query = _QUERY.match(folded.text, end) if is_odd and end else None
    return query.end() if query else end


def _is_segment(folded: Folded, segment: re.Match[str], *, numbers: bool) -> bool:
    said = segment.group()
    parts_two_things = _OTHERS.match(said) and not _SLASH.match(folded.text, segment.end())
    first = segment.start() + len(said.partition(" ")[0])
    if parts_two_things or (is_accented(folded, segment.start(), first) and not said.startswith("a cong ")):
        return False
    return not _HOST.match(said) and (numbers or not _NUMBER.fullmatch(said))


def _leads_on(folded: Folded, slash: re.Match[str], segment: re.Match[str], *, is_odd: bool) -> bool:
    """Tell whether a slash before a space is one, and no pause before the next word ("shopee.vn / ban hang gia")."""
    word = folded.accented[slice(*slash.span())].split()[-1:]
    if slash["alone"]:
        is_meant = word[0] in _SAID_MEANT or (word[0].isascii() and not is_syllable(segment.group()))
        return is_meant and (is_odd or word[0] != "gạch") and (slash["alone"] != "gach" or is_odd)
    if slash.group().strip()[-1:].isalpha():
        return word[0].isascii() or word[0] in _SAID_MEANT
    is_word = slash.group().endswith(" ") and is_syllable(segment.group())
    return is_odd or not (is_word and _WORD_AFTER.match(folded.text, segment.end()))


_WORD_AFTER = re.compile(r" [a-z]")


def written_path(folded: Folded, start: int, end: int) -> str:
    """Give the path in its own letters, without spaces, hidden marks and spelled-out signs."""
    if start == end:
        return ""
    bare = folded.text[start:end]
    if bare[0] in "/?#" and " " not in bare and "[" not in bare:
        return _visible(folded, start, end)
    pieces, position = [], 0
    for found, sign in _signs(bare):
        pieces += [_visible(folded, start + position, start + found[0]), sign]
        position = found[1]
    return "".join([*pieces, _visible(folded, start + position, end)])


def _signs(bare: str) -> list[tuple[tuple[int, int], str]]:
    """List the spans of a disguised path that stand for a sign, in order and apart."""
    signs: list[tuple[tuple[int, int], str]] = []
    taken: set[int] = set()
    for pattern, sign in _SPELLED:
        for found in pattern.finditer(bare):
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                signs.append((found.span(), sign))
    return sorted(signs)


def _visible(folded: Folded, start: int, end: int) -> str:
    if start >= end:
        return ""
    said = folded.said(start, end).translate(_LATIN)
    return "".join(filter(str.isprintable, unicodedata.normalize("NFKC", said)))
