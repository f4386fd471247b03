"""Finds where the name of a web address begins that is written as several words ("ve bay gia tot 24 . site")."""

import re

from nlp.fold import Folded

_WORD = re.compile(r"(?<![a-z0-9@./\-])[a-z0-9]{1,24} $")
# A syllable written as Vietnamese is, and two to four of them written together ("vanphong"), as only a name has them.
_SYLLABLE = r"(?:ngh?|[cgkpt]h|nh|gi|qu|tr|[bcdghklmnprstvx])(?:[aeiouy]{1,3})(?:ch|ng|nh|[cmnpt])?"
_GLUED = re.compile(rf"(?:{_SYLLABLE}){{2,4}}[0-9]{{0,4}}")
_ONE = re.compile(rf"(?:{_SYLLABLE}|[aeiouy]{{1,2}}(?:ch|ng|nh|[cmnpt])?)[0-9]{{0,4}}")
# Words without accents that go before a name and are no part of it: our own list, from the training corpus.
_BEFORE = frozenset(
    ["web", "website", "wed", "site", "trang", "link", "linh", "url", "app", "shop", "page", "fanpage", "group", "qua", "cho", "trong", "theo", "mua", "xem", "em", "anh", "con", "toi", "no", "ai", "kia", "nay", "tra", "tin", "ra", "va", "la", "hay", "gian", "xin", "coi", "lo", "hai", "ba", "nhau", "tren", "vao", "vo", "o", "tai", "ten", "mien", "domain", "truy", "cap", "bam", "mo", "check", "online", "hotline", "mobile", "phone", "iphone", "game", "livestream", "telegram", "facebook", "zalo", "tiktok", "shopee", "lazada", "sendo", "tiki", "google", "from", "order", "the", "and", "via", "on", "at", "to", "in", "gmail", "tui", "minh", "cty", "chi", "email", "mail", "sale", "ship", "sang", "nha", "nhe", "quen", "mang", "toan", "gom", "thi", "roi", "ma", "voi", "ben", "cua", "day", "do", "luon", "xong", "cai"]
)  # fmt: skip
_MOST_WORDS = 6
_LEAST_GLUED = 6


def start_of_words(folded: Folded, start: int) -> int:
    """Return where the words before a host begin that belong to its name, or `start`.

    In a text with accents these are the bare words before it; in one without, only what a name alone looks like.
    """
    begins, position = start, start
    has_glued = False
    for _ in range(_MOST_WORDS):
        found = _WORD.search(folded.text, max(0, position - 26), position)
        if found is None or not _may_belong(folded, found.start(), found.end() - 1):
            break
        word = folded.text[found.start() : found.end() - 1]
        position = found.start()
        is_glued = len(word) >= _LEAST_GLUED and _ONE.fullmatch(word) is None and _GLUED.fullmatch(word) is not None
        has_glued = has_glued or is_glued
        if folded.has_accents or is_glued:
            begins = position
    return begins if has_glued or _is_meant(folded, begins, start) else start


def _may_belong(folded: Folded, start: int, end: int) -> bool:
    word = folded.text[start:end]
    if word in _BEFORE or word.isdigit() or folded.said(start, end) != word:
        return False
    return _ONE.fullmatch(word) is not None or _GLUED.fullmatch(word) is not None


def _is_meant(folded: Folded, begins: int, start: int) -> bool:
    """Tell whether two bare words or more stand among accented ones."""
    return folded.has_accents and folded.text.count(" ", begins, start) > 1
