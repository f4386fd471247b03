"""Reads names of accounts: tokens only a network writes ("giay.hn_88") and runs of capitalised words ("Mẹ Bống Store")."""

import re

from nlp.fold import Folded
from nlp.recognizers.web_hosts import is_accented, looks_made_up

TOKEN = re.compile(
    r"(?<![a-z0-9@._/\-])[a-z0-9]{1,30}+(?:[._]{1,2}[a-z0-9]{1,30}+){1,7}+(?![a-z0-9@/]|[.\-_][a-z0-9]| ?[\[(]at[\])]| ?@)_{0,2}"
)
GLUED = re.compile(r"[a-z0-9]{6,30}+(?![a-z0-9._@/\-])")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|pdf|docx?|xlsx?|mp[34]|apk|exe|zip|rar|txt|mov|heic|csv|pptx?|py|js)$")
_DISGUISED_NUMBER = re.compile(r"[0-9oil._\-]*")
_SPELLED = re.compile(r"(?:[a-z0-9]{1,2}[._])+[a-z0-9]{1,2}")
_PLATFORM = re.compile(
    r"(?:shopee|lazada|tiki|tiktok|facebook|fb|zalo|telegram|instagram|google|youtube|sendo)[.](?!.*[._])"
)
_SHORT_PARTS = re.compile(r"[a-z]{1,3}\..*|.*\.[a-z]{1,3}")  # "st.ives", "ngon.bo.re"
_LEAST_LETTERS = 4
_WORDS_ALONE = 9  # letters: a shorter word after "shop" may be any word
# Long words that stand after "shop", "acc" and name nobody (from memory).
_PLAIN_WORDS = frozenset(
    ["livestream", "facebook", "instagram", "telegram", "messenger", "authentic", "wholesale", "marketplace", "accessories"]
)  # fmt: skip


def is_account(folded: Folded, start: int, end: int, *, is_announced: bool) -> bool:
    """Tell whether a token with dots or underscores is an account; one dot alone needs an announcement."""
    said = folded.text[start:end]
    letters = sum(map(str.isalpha, said))
    if letters < _LEAST_LETTERS or is_accented(folded, start, end) or _PLATFORM.match(said):
        return False
    if _DISGUISED_NUMBER.fullmatch(said) or _SPELLED.fullmatch(said) or _FILE.search(said):
        return False
    if "_" in said or (is_announced and said.count(".") > 1):
        return not said[:1].isdigit() or letters > len(said) // 2
    if any(map(str.isdigit, said)) and not is_announced:
        return False
    coined = any(map(looks_made_up, said.split(".")))  # "shop nay.mong": two sentences without a space
    return coined and (is_announced or not _SHORT_PARTS.fullmatch(said)) and _is_lower(folded, start, end)


def is_glued_account(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a word without dots is an account after "shop": too long for a word, or ended by digits."""
    said = folded.text[start:end]
    if is_accented(folded, start, end) or said in _PLAIN_WORDS:
        return False
    letters = sum(map(str.isalpha, said))
    if letters == len(said):
        return len(said) >= _WORDS_ALONE and (_is_lower(folded, start, end) or folded.said(start, end).isupper())
    return letters >= _LEAST_LETTERS and not said[0].isdigit() and not _DISGUISED_NUMBER.fullmatch(said)


def _is_lower(folded: Folded, start: int, end: int) -> bool:
    return folded.said(start, end).islower()


_WORD = re.compile(r"[^\W_][\w.&'’\-+]{0,29}+")
_BETWEEN = re.compile(r" & | {1,2}(?! )")
_MOST_WORDS = 9
_NUMBER = re.compile(r"[1-9][0-9]{0,3}(?:h|hand|k|ti|[a-e])?")
_PRICE = re.compile(r"[0-9]+k")
_COUNTED = re.compile(
    r" (?:tr|trieu|k|ngan|nghin|cu|lit|ty|dong|d|vnd|cai|con|chiec|doi|hop|lon|chai|bo|tap|cuon|kg|lan|nguoi|ngay|thang|gio|phut"
    r"|tuan|nam|goi|bao|thung|mon|don|cay|bich|tui|may|may|sp|three|ba|hai|mot|khong)(?![a-z])"
)
_JOINS = frozenset(["by", "of", "&", "và", "x"])
_LETTERED_ZERO = re.compile(r"[oil0-9.]{1,4}")


def end_of_run(folded: Folded, start: int) -> tuple[int, int]:
    """Return where the run of capitalised words (and numbers after the first) ends, and how many words it has."""
    end, count, position = start, 0, start
    while count < _MOST_WORDS:
        word = _WORD.match(folded.text, position)
        if word is None:
            break
        joined = count > 0 and word.group() in _JOINS and _is_capital(folded, word.end() + 1)
        if not joined and not _belongs(folded, word, first=count == 0):
            break
        count += 1
        end = word.start() + len(word.group().rstrip(".'’-+&"))
        position = _after(folded.text, word.end()) if joined or end == word.end() else 0
        if not position:
            break
    return end + folded.text.startswith("%", end), count


def _after(text: str, end: int) -> int:
    """Skip the space, or the "&", between two words; 0 when something else follows."""
    gap = _BETWEEN.match(text, end)
    return gap.end() if gap else 0


def _belongs(folded: Folded, word: re.Match[str], *, first: bool) -> bool:
    if _is_capital(folded, word.start()):
        return not _LETTERED_ZERO.fullmatch(word.group()) or (not first and _is_capital(folded, word.end() + 1))
    if first or not _NUMBER.fullmatch(word.group()):
        return False
    return not _PRICE.fullmatch(folded.said(*word.span())) and not _COUNTED.match(folded.text, word.end())


def _is_capital(folded: Folded, at: int) -> bool:
    return folded.said(at, at + 1)[:1].isupper() if at < len(folded.text) else False
