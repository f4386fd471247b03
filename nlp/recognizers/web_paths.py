"""Reads the path behind the host of a web address, spaced or spelled ones too ("/ tenshop", "gạch chéo tenshop")."""

import re
import unicodedata

from nlp.fold import Folded

_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_WRITTEN = rf"[^\s<>\"'`|\\^«»“”{_EMOJI}]"
_TIGHT = re.compile(
    rf"(?:/(?!\s)|\?(?={_WRITTEN}{{1,60}}=)|#(?=[a-z0-9]))(?:(?!h(?:tt|xx)ps?:/|www\.){_WRITTEN}){{0,1500}}+"
)
_GAP = rf"[ {_EMOJI}]{{0,3}}+"
_SLASH = re.compile(
    rf"{_GAP}(?:/|[\[(] ?/ ?[\])]){_GAP}"
    r"| (?:gach cheo|gach xeo|xuyet|xuyec|suyet|suyec|sec|xec|set|xet|slash)(?: |(?=/))"
)
_SEGMENT = re.compile(
    r"(?:@ ?|a cong )?[a-z0-9_][a-z0-9_\-]{0,80}+(?:[.?=&%@][a-z0-9_\-]{1,80}+){0,12}+"
    r"(?:(?: \. ?| cham | dot |(?<= )\.)[a-z0-9_\-]{1,80}+(?![/.]?[a-z])| (?:gach duoi|underscore) [a-z0-9_.\-]{1,80}+){0,4}+"
)
_LONGEST_PATH = 6  # segments
# What stands behind a slash that only parts two things ("shopee.vn / lazada", "abc.com / 0900000123").
_OTHERS = re.compile(
    r"(?:shopee|lazada|tiki|tiktok|fb|facebook|zalo|zl|tele|telegram|sendo|insta|ig|sdt|dt|hotline|web|website|page|hoac|va"
    r"|hay|app|link|lien|momo|stk|tk|shop|dia|gia|email|mail|so|cua|la)(?![a-z0-9])"
)
_NUMBER = re.compile(r"[0-9.\-]*")
_HOST = re.compile(r"[a-z0-9\-]+\.(?:vn|com|net|org)(?![a-z0-9])")
_SPELLED = [
    (re.compile(r"\s*[\[(]\s?/\s?[\])]\s*| (?:gach (?:ch|x)eo|[xs]uye[tc]|[xs]e[ct]|slash)(?: |(?=/))"), "/"),
    (re.compile(r" (?:gach duoi|underscore) "), "_"),
    (re.compile(r" (?:cham|dot) "), "."),
    (re.compile(r"a cong "), "@"),
    (re.compile(rf"[\s{_EMOJI}]+"), ""),
]
_TRAILING = ".,;:!?]}>*…\"'”’~"
_SENTENCE = re.compile(r"[,;](?=[^\W\d_])|[!(…]")


def end_of_path(folded: Folded, start: int, *, spaced: bool, numbers: bool) -> int:
    """Return where the path that begins at `start` ends.

    `spaced`: a slash may have spaces around it; `numbers`: what follows it may be digits alone (zalo.me / 0900…).
    """
    tight = _TIGHT.match(folded.text, start)
    if tight:
        end = start + len(_trimmed(folded, start, tight.end()))
        return end if end > start + 1 or not spaced else _spaced_end(folded, start, numbers=numbers) or end
    end = _spaced_end(folded, start, numbers=numbers) if spaced else 0
    return end or start + folded.text.startswith("/", start)


def _trimmed(folded: Folded, start: int, end: int) -> str:
    """Cut what a sentence adds: closing marks, a comma with words, a bracketed remark."""
    path = folded.text[start:end]
    query = path.find("?")
    for mark in _SENTENCE.finditer(path, 0, query if query >= 0 else len(path)):
        if mark.group() != "(" or not _is_plain(folded, start + mark.start(), end):
            path = path[: mark.start()]
            break
    path = path.rstrip(_TRAILING)
    while path.endswith(")") and "(" not in path:
        path = path[:-1].rstrip(_TRAILING)
    return path


def _is_plain(folded: Folded, start: int, end: int) -> bool:
    return folded.accented[start:end].isascii()


def _spaced_end(folded: Folded, start: int, *, numbers: bool) -> int:
    """Read "/ g / tennhom"; 0 when nothing follows that is a path."""
    end = 0
    position = start
    for _ in range(_LONGEST_PATH):
        slash = _SLASH.match(folded.text, position)
        segment = _SEGMENT.match(folded.text, slash.end()) if slash else None
        if not slash or not segment or not _is_segment(folded, segment, numbers=numbers or end > 0):
            return end
        end = position = segment.end()
    return end


def _is_segment(folded: Folded, segment: re.Match[str], *, numbers: bool) -> bool:
    said = segment.group()
    parts_two_things = _OTHERS.match(said) and not _SLASH.match(folded.text, segment.end())
    return not parts_two_things and not _HOST.match(said) and (numbers or not _NUMBER.fullmatch(said))


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
    return "".join(filter(str.isprintable, unicodedata.normalize("NFKC", folded.said(start, end))))
