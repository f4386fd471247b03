"""Finds what the seller says: quotes, forwarded adverts; "em" in them is not the reporter."""

import re

from nlp.fold import Folded
from nlp.reporter.pronouns import ME, is_self

_QUOTE = re.compile(r"“[^”“\n]{3,600}[”\"]|\"[^\"\n]{3,600}\"|«[^»\n]{3,600}»|‘[^’\n]{3,600}’")
_SAYS = (
    r"(?P<verb>nhan tin|nhan|noi|bao|keu|hua|dang bai|dang tin|dang|rao ban|rao|quang cao|ghi|viet|tra loi|rep|reply|moi chao|chao ban|chao moi"
    r"|caption|status|stt|tin nhan|noi dung tin|bai dang|bai viet|tu xung|xung|says|said|wrote|posted|posts)"
)
# Verbs that look like others without accents ("nhận", "đang", "báo", "nơi").
_VERB_ACCENTS = {
    "nhan": "nhắn",
    "noi": "nói",
    "bao": "bảo",
    "dang": "đăng",
    "ghi": "ghi",
    "viet": "viết",
    "keu": "kêu",
    "hua": "hứa",
    "rao": "rao",
}
_SAYS_BEFORE = re.compile(rf"(?<![a-z0-9]){_SAYS}(?: [a-z]{{1,7}}){{0,5}} ?[:,]? ?$")
_OWN_SAYS = re.compile(
    rf"(?<![a-z0-9]){ME}(?: (?:co|da|moi|lien|cung|dang))? {_SAYS}(?: [a-z]{{1,7}}){{0,5}} ?[:,]? ?$"
)
# A colon after a verb of saying, or a mark of forwarding, opens a speech without quotation marks.
_OPENS = re.compile(
    rf"(?<![a-z0-9]){_SAYS}(?: [a-z]{{1,7}}){{0,5}} ?: ?(?![\"“«‘])"
    r"|\[?(?:tin |bai )?(?:chuyen tiep|fwd|forwarded(?: message)?|fw|copy nguyen van|nguyen van (?:tin nhan|bai dang|loi|noi dung))(?: [a-z]{1,7}){0,4} ?[\]:\n] ?"
)
# How sellers speak in adverts, our own reading of their posts.
_SAID_AFTER = re.compile(r"[ \-–,:]{1,4}(?:nhan vien|no|shop|nguoi ban|chu shop|ba chu|ong chu|ho|la loi)(?![a-z0-9])")
_SALES = re.compile(
    rf"(?<![a-z0-9])(?:{ME} (?:chuyen|co san|nhan (?:order|dat|ship|lam)|can ra di|thanh ly|pass|ban)|(?:ben|nha|shop|kho|xuong|tiem) {ME} (?:chuyen|nhan|ban|cung cap|ship|cam ket|san)"
    r"|si le|ship cod|ship toan quoc|freeship|gia chi|gia re|cam ket|bao check|hang auth|hang chuan|chot don|tuyen (?:si|ctv)|(?:nhan|chuyen) lam|bao (?:cong chung|dau|check|ship|test|gia))(?![a-z0-9])"
)
_ADVERT = re.compile(
    rf"(?<![a-z0-9])(?:(?:ib|inbox|ibox|cmt|nhan tin(?: cho)?|lien he|lh|alo|goi|chot don|zalo) {ME}|{ME} (?:chuyen|co san|nhan (?:order|dat|ship|lam)|can ra di|thanh ly|pass|ban)"
    rf"|(?:ben|nha|shop|kho|xuong|tiem) {ME} (?:chuyen|co|nhan|ban|cung cap|ship|cam ket|san|dang)|si le|ship cod|ship toan quoc|freeship|gia chi|gia re|cam ket|bao check"
    r"|uy tin|chat luong|hang auth|hang chuan|sll|so luong lon|inbox|ib|chot don|lh|dat hang|ctv|tuyen si|khach|order|(?:nhan|chuyen) lam|bao (?:cong chung|dau|check|ship|test|gia))(?![a-z0-9])"
)
# Words of somebody who reports; adverts do not use them.
_TIP = re.compile(
    r"(?<![a-z0-9])(?:lua|to cao|to giac|phan anh|bao cao|khieu nai|nghi|gia mao|hang gia|bi|kiem tra|xu ly|co quan|hang lau|kem chat luong|nhai|mong|de nghi"
    r"|mua phai|mua nham|da mua|boi|lam gia|report|fake|scam)(?![a-z0-9])"
)
_UNIT_END = re.compile(r"[.!?](?=\s|$)|\n")
_ENOUGH = 2  # cues that make an advert of a sentence without a mark


def find_seller_speech(folded: Folded) -> list[tuple[int, int]]:
    """List the spans of the folded text in which the seller speaks."""
    quotes = [found.span() for found in _QUOTE.finditer(folded.text) if _is_sellers(folded, found)]
    opened = [
        (found.end(), _end_of_speech(folded.text, found.end()))
        for found in _OPENS.finditer(folded.text)
        if _is_meant(folded, found) and not _is_own_saying(folded, found.end())
    ]
    return quotes + opened + _adverts(folded.text)


def _is_meant(folded: Folded, found: re.Match[str]) -> bool:
    meant = _VERB_ACCENTS.get(found["verb"] or "")
    return meant is None or folded.accented[slice(*found.span("verb"))] == meant


def _is_sellers(folded: Folded, found: re.Match[str]) -> bool:
    before = folded.text[max(0, found.start() - 60) : found.start()]
    if _is_own_saying(folded, found.start()):
        return False
    if _SAID_AFTER.match(folded.text, found.end()):
        return True
    return _SAYS_BEFORE.search(before) is not None or _ADVERT.search(found.group()) is not None


def _is_own_saying(folded: Folded, position: int) -> bool:
    offset = max(0, position - 60)
    own = _OWN_SAYS.search(folded.text[offset:position])
    return own is not None and is_self(folded, offset + own.start(), offset + own.end())


def _end_of_speech(text: str, start: int) -> int:
    """Return where the sentences of the speech end: at the line's end or where somebody reports."""
    end = start
    for unit in _units(text, start):
        if unit[0] > start and (text[unit[0] - 1] == "\n" or _TIP.search(text, *unit)):
            break
        if unit[0] > start and not _ADVERT.search(text, *unit):
            break
        end = unit[1]
    return end


def _adverts(text: str) -> list[tuple[int, int]]:
    return [
        unit
        for unit in _units(text, 0)
        if _SALES.search(text, *unit)
        and not _TIP.search(text, *unit)
        and sum(1 for _ in _ADVERT.finditer(text, *unit)) >= _ENOUGH
    ]


def _units(text: str, start: int) -> list[tuple[int, int]]:
    """Cut the text into sentences and lines, as `(start, end)`."""
    units: list[tuple[int, int]] = []
    begin = start
    for end in _UNIT_END.finditer(text, start):
        units.append((begin, end.end()))
        begin = end.end()
    units.append((begin, len(text)))
    return units
