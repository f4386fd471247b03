"""Tells from the words around an amount whether it is money or a number of things."""

import re
from dataclasses import dataclass

from nlp.fold import Folded


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in positions of the folded text; `value` in đồng, None for other moneys."""

    start: int
    end: int
    value: int | None
    score: float
    reason: str


# What accounts are bought by, whatever word stands before ("mua 10k follow"): our own list.
_AUDIENCE = re.compile(
    r" ?(?:follow|flow|fl|sub|like(?! (?:new|auth|nw))|tim|luot|thanh vien|tv|mem|view|share|cmt|binh luan|danh gia|review|feedback)(?:er|ers|s)?(?![a-z])"
)
# What is counted in thousands where nothing was paid just before ("2k đơn", but "chuyển 500k người bán chặn").
_COUNTED = re.compile(
    r" ?(?:nguoi(?! ban)|don|dh|sp|san pham|km|m2|met|tuoi|khach(?! san)|hoc sinh|tin nhan|hs|mah|iu|rpm|lux|ppm|calo|kcal|btu"
    r"|w|volt|nam (?:tuoi|truoc)|so dien thoai|sdt|ho dan|tan|buoc|hoi)(?![a-z])"
)
_SPELLED_COUNT = re.compile(
    r" (?:may|hang|phan|tap|chung|hoi|phu|son|voi|vy|nguoi|cuon|con|cai|thung|doi|hop|bao|kg|ky|ki|can|tan|ho|em|ban|dua|goi|lan|cay|me|xe|nam"
    r"|chiec|vien|ngay|thang|gio|met|km|cuoc|don|sp|suat|hoc|khach|nhan vien|lit|chai)(?![a-z])"
)
# Classifiers: after "1 triệu" a small number before them counts things ("1 triệu 2 hộp").
_CLASSIFIER = re.compile(
    r" (?:cai|chiec|hop|chai|lon|thung|goi|bich|tui|cap|bo|con|cay|ve|nguoi|em|chi|anh|lan|thang|ngay|tuan|nam|gio|kg|ky|ki|can"
    r"|lit|chuyen|don|mon|sp|san pham|phong|suat|slot|acc|tk|tai khoan|ghe|tam|cuon|quyen|vien|hu|tuyp|xe|cuoc|buoi|khoa|dua|bua"
    r"|nick|sim|dien thoai|dt|m|met|tieng|phut|kien|loai|ong|mieng|chau|dot|(?P<shy>doi|vo|lo|ban|may|bao|la|vi|to|nha|ho|toa))(?![a-z])"
)
# The same letters are also verbs and particles (đòi, vô, mà, là): these count only when their accents say so.
_SHY_CLASSIFIERS = {
    "doi": "đôi", "vo": "vở", "lo": "lọ", "ban": "bàn", "may": "máy", "bao": "bao", "la": "lá", "vi": "vỉ", "to": "tờ",
    "nha": "nhà", "ho": "hộ", "toa": "tòa",
}  # fmt: skip
# What is sold by volume or by the piece: after "5 lít", "2 chai", "3 củ" they are no slang for money.
_GOODS = re.compile(
    r" (?:ruou|xang|dau|nuoc|mat|bia|sua|son|mam|hoa chat|axit|acid|con|gas|do|khoai|san|toi|hanh|gung|nghe|sam|sac|cai|ca|tam|linh|su"
    r"|dau|vang|whisky|vodka|chivas|thuoc|nuoc|tinh|serum|nhot|tay|keo|mi|dich|pin|dien|loa|nhan|ruoi mat|cu|hoa|bot)(?![a-z])"
)
_PAID = re.compile(
    r"(?<![a-z])(?:gia|het|mat|coc|ck|chuyen|chuyen khoan|tra|no|bay|lay|lua|dua|nap|dong|phi|tien|von|lo|phat|thu|vay|lai|luong|hoan"
    r"|rut|gui|ban|mua|lai|toi|co|them|tong|thiet hai|dat|thue|chi|con|bao|boi thuong|den|tip|bo|nop|mat toi|bi|khoan|cuom|an|paid|price|lost|sent|cost|charged|pay|took)"
    r"(?: (?:truoc|het|mat|toi|tong|hon|gan|tam|khoang|co|du|cho|no|shop|toan bo|len|ca|coc|tien|khoan|la|thieu|tu|no|roi|luon|them|moi)){0,2}[ :]{1,2}$"
)
_SPENT = re.compile(
    r"(?<![a-z])(?:gia|het|mat|coc|ck|chuyen|tra|no|dua|nap|dong|phi|tien|phat|hoan|lua|bay|cod|paid|price|lost|sent|cost)(?: (?:truoc|het|toi|hon|khoan))?[ :]{1,2}$"
)
_CLOSED = re.compile(r"\s*(?:$|[^\sa-z0-9%])")
_REACH = 30


def is_counted(text: str, start: int, end: int) -> bool:
    """Tell whether a noun follows that is counted in thousands."""
    if _AUDIENCE.match(text, end):
        return True
    return _COUNTED.match(text, end) is not None and not is_spent(text, start)


def is_spelled_count(text: str, end: int) -> bool:
    """Tell whether a noun follows an amount in words, so that it counts things ("ba triệu cuốn sách")."""
    return _SPELLED_COUNT.match(text, end) is not None


def is_classifier(folded: Folded, end: int) -> bool:
    """Tell whether a word follows that counts pieces."""
    found = _CLASSIFIER.match(folded.text, end)
    if found is None or not found["shy"]:
        return found is not None
    return folded.accented[slice(*found.span("shy"))] == _SHY_CLASSIFIERS[found["shy"]] and folded.has_accents


def is_of_goods(text: str, end: int) -> bool:
    """Tell whether goods follow that are measured with the word that is also slang for money."""
    return _GOODS.match(text, end) is not None


def is_paid(text: str, start: int) -> bool:
    """Tell whether a word of paying or of price stands right before."""
    return _PAID.search(text, max(0, start - _REACH), start) is not None


def is_spent(text: str, start: int) -> bool:
    """Tell whether a word that only goes with money stands right before."""
    return _SPENT.search(text, max(0, start - _REACH), start) is not None


def is_closed(text: str, end: int) -> bool:
    """Tell whether the clause ends here."""
    return _CLOSED.match(text, end) is not None
