"""Says what the words before a number announce: a telephone, an account, a parcel, a tax code, papers."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from nlp.cues import is_whole_word
from nlp.fold import Folded

Announced = Literal["phone", "number", "account", "tracking", "tax", "identity", "code", "online"]

_ONLINE = itertools.product(
    ["tai khoan", "tk", "acc", "account", "nick", "link", "trang", "page"],
    ["", " cua", " ten"],
    ["fb", "facebook", "face", "tiktok", "shopee", "lazada", "tele", "telegram", "insta", "game", "mang"],
)
# The nearest of these before the number counts; folded, as people write them (our own reading, from memory).
_PHRASES: dict[Announced, str] = {
    "online": "|".join(f"{account}{of} {where}" for account, of, where in _ONLINE),
    "tax": "mst|ma so thue|ma thue|ma so dn|ma so doanh nghiep|msdn|tax code|tax id|dkkd|gpkd|giay phep kinh doanh",
    "identity": "cccd|cmnd|cmtnd|cmt|can cuoc|can cuoc cong dan|chung minh|chung minh thu|chung minh nhan dan"
    "|so dinh danh|dinh danh|ho chieu|passport|bhxh|bhyt|gplx|bang lai|so khung|so may xe|msv|mssv|ma sinh vien"
    "|ma nhan vien|msnv",
    "tracking": "kien so|mvd|van don|so van don|ma van don|don hang|don hang so|so don hang|ma don hang|ma don|so don"
    "|ma kien|ma buu gui|so buu gui|so phieu gui|ma giao hang|ma bill|bill|code don|so hieu don|tra cuu ma|order"
    "|order id|order no|order code|tracking|tracking number|tracking code|tracking no|tracking id|so container"
    "|container",
    "code": "imei|serial|seri|ma vach|barcode|ma sp|ma san pham|ma hang|so lo|lo sx|so cong bo|cong bo so|so dang ky"
    "|gcn|giay chung nhan|giay chung nhan so|otp|ma otp|ma xac nhan|ma giao dich|ma gd|ft|id|mau so|hoa don so"
    "|so hoa don|isbn|visa|giay phep|giay phep so|so giay phep|quyet dinh so|hs code|ma hs|toa do",
    "account": "so tai khoan|tai khoan|so tk|stk|tk|so the|the atm|acc|acc no|acc so|account|account no|account number"
    "|a/c|banking|so ck",
    "phone": "sdt|s.d.t|so dt|so dien thoai|dien thoai|dt|dth|d/t|ddt|so may|may ban|nghe may|bat may|so zalo|zalo|zl|da lo|dalo|so goi"
    "|goi|alo|hotline|hot line|tong dai|lien he|so lien he|lien lac|lh|lhe|phone|phone number|number|tel|call|call em"
    "|mobile|whatsapp|viber|momo|so momo|zalopay|nhan tin|nt|inbox|ib|sms",
    "number": "so",
}
_KINDS = [(phrase, kind) for kind, phrases in _PHRASES.items() for phrase in phrases.split("|")]
_AUTOMATON = ahocorasick_rs.AhoCorasick(
    [phrase for phrase, _ in _KINDS], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
)
# How many characters may stand between the words and the number.
_REACH: dict[Announced, int] = {
    "phone": 32, "number": 24, "account": 40, "tracking": 12, "tax": 16, "identity": 20, "code": 10, "online": 40,
}  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?…]+ |\n")
_PAID = re.compile(
    r"(?<![a-z])(?:ck|chuyen|chuyen khoan|bank|banking|nop|nap|coc|gui|tien|tra|[0-9](?:k|tr|trieu|cu|nghin|ngan|d))(?![a-z])"
    r"[^\n]{0,60}?(?<![a-z])(?:vao|vo|toi|den|qua|sang|ve|cho)(?: (?:so|tk|the|thang))?[ :]{1,3}$"
    r"|(?<![a-z])(?:banking|bank|ck|chuyen khoan)(?: (?:so|la|ve|toi|thang))?[ :]{1,3}$"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is announced and how many characters before the number the word ends."""

    kind: Announced | None
    gap: int
    is_same_sentence: bool


NOTHING = Announcement(None, 0, is_same_sentence=True)
Said = tuple[int, int, Announced]  # start and end in the folded text, and what is announced


def find_announcements(folded: Folded) -> list[Said]:
    """Find every word that announces a number, in the order of the text."""
    return [
        (start, end, _KINDS[index][1])
        for index, start, end in _AUTOMATON.find_matches_as_indexes(folded.text)
        if is_whole_word(folded.text, start, end)
    ]


def announced_before(text: str, said: list[Said], start: int, floor: int) -> Announcement:
    """Give the nearest announcement between `floor` (the end of the last number) and `start`."""
    index = bisect_right(said, start, key=_end_of)
    if not index or said[index - 1][0] < floor:
        return NOTHING
    _, end, kind = said[index - 1]
    if start - end > _REACH[kind] or kind == "online":
        return NOTHING
    return Announcement(kind, start - end, is_same_sentence=_SENTENCE_END.search(text, end, start) is None)


def _end_of(said: Said) -> int:
    return said[1]


def is_paid_to(text: str, start: int, floor: int) -> bool:
    """Tell whether money is said to go to what stands at `start` ("chuyển 2tr vào …", "bank: …")."""
    return _PAID.search(text, max(floor, start - 90), start) is not None
