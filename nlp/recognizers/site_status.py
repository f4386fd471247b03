"""Finds what is said of a site's standing: registered, notified, unregistered, warned of, blocked (requirements.md 1.2)."""

import re

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.overlaps import resolve_overlaps
from nlp.recognizers.numbers import as_finding
from nlp.recognizers.reading import Reading

# Words that make it a site which is spoken of: a person is "blocked", and a shop in the street "unregistered", too.
_SITE = re.compile(r"\b(?:web|website|wed|site|trang|apps?|ung dung|ten mien|san|link|page)\b|[a-z0-9]\.[a-z]{2,}")
_NEAR = 60  # letters before and after
_CLUE = re.compile(
    r"thong bao|dang k[iy]|\bdk|phep|logo|canh bao|danh sach|chan|\bgo\b|sap|thu hoi|regist|licen|notif|bl[ao]ck|taken|\blau|chui|lui"
)

_NOT = r"(?:khong|ko|kg|k|hok|hong|hem|chua|chang|not)"
_HELD = r"(?: (?:he|co|thay|duoc|dc|bao gio|ai|ghi|treo|gan|chiu|lam|them|thuc hien|thu tuc|giay phep|giay|logo|dau|tick|chu|da|gi|ca|yet|been)){0,5}"
_CLAIMED = r"(?:da|duoc|dc|co|ghi|treo|gan|logo|huy hieu|tick|already)(?: (?:da|logo|tick|dau|chu|duoc|dc|been))?"
_MINISTRY = (
    r"(?:(?: (?:voi|vs|cho|len|tren|o|tai|cua|ben|with|to|the)){0,2}"
    r" (?:bo cong thuong|bo ct|bct|so cong thuong|ministry|moit|online\.gov\.vn|cuc thuong mai dien tu|nha nuoc))"
)
_REGISTER, _NOTIFY = r"(?:dang k[iy]|dk[iy]?|register(?:ed)?)", r"(?:thong bao|notif(?:y|ied))"
_BY = (
    r"(?:nha mang|bo cong thuong|bo thong tin|bo tttt|bo|cong an|co quan chuc nang|nha nuoc|google|coc coc|trinh duyet)"
)

# status, reason, whether a site must stand near, pattern
_SAID: tuple[tuple[str, str, bool, str], ...] = (
    ("unregistered", "nói là chưa thông báo, đăng ký", False, rf"{_NOT}{_HELD} (?:{_REGISTER}|{_NOTIFY}|cap phep){_MINISTRY}"),
    ("unregistered", "nói là chưa thông báo, đăng ký", False, rf"{_NOT}{_HELD} logo{_MINISTRY}"),
    ("unregistered", "nói là chưa thông báo, đăng ký", True, rf"{_NOT}{_HELD} (?:{_REGISTER}|cap phep|giay phep)|unregistered|unlicensed"),
    ("unregistered", "nói là chưa thông báo, đăng ký", False, r"(?:web|website|app|trang|san) (?:lau|chui|lui)"),
    ("notified", "tự nhận đã thông báo Bộ Công Thương", False, rf"{_CLAIMED} {_NOTIFY}{_MINISTRY}"),
    ("registered", "tự nhận đã đăng ký với Bộ Công Thương", False, rf"{_CLAIMED} {_REGISTER}{_MINISTRY}"),
    ("warned", "nói là đã bị cảnh báo", True, rf"(?:bi|duoc)(?: {_BY})?(?: [a-z]{{2,12}}){{0,2}} canh bao"),
    ("warned", "nói là đã bị cảnh báo", True, r"(?:vao|trong|thuoc|dinh)(?: [a-z]{2,6})? (?:danh sach (?:den|canh bao|lua dao)|blacklist)"),
    ("blocked", "nói là đã bị chặn, gỡ", True, rf"bi(?: {_BY})? (?:chan truy cap|chan ten mien|thu hoi(?: ten mien)?|danh sap|sap|go(?: bo| xuong)?|dong cua)"),
    ("blocked", "nói là đã bị chặn, gỡ", True, rf"(?:bi )?{_BY}(?: da)? (?:chan|go|danh sap)|blocked by [a-z]{{2,12}}|taken down"),
)  # fmt: skip
_PATTERNS = [
    (status, reason, needs_site, re.compile(rf"(?<![a-z0-9])(?:{said})(?![a-z0-9])"))
    for status, reason, needs_site, said in _SAID
]


def find_site_statuses(folded: Folded) -> list[Finding]:
    """Find words on a site's standing; the value is registered, notified, unregistered, warned or blocked.

    It is what the sender says or the site claims of itself, never a fact: the register of sites decides.
    """
    if not _CLUE.search(folded.text):
        return []
    found = [
        as_finding(folded, "site_status", Reading("site_status", *hit.span(), status, 0.8, reason))
        for status, reason, needs_site, pattern in _PATTERNS
        for hit in pattern.finditer(folded.text)
        if not needs_site or _SITE.search(folded.text, max(0, hit.start() - _NEAR), hit.end() + _NEAR)
    ]
    return resolve_overlaps(found)
