"""Says whether a name of a place is meant as one where it stands, from the words before it and its capitals."""

from typing import Literal

from nlp.fold import Folded
from nlp.place_table import Sense
from nlp.place_units import UnitWord

# sure: a place; unsure: one if the name beside it is; never: a person or a dish.
Standing = Literal["sure", "unsure", "never"]
_BEFORE = 30
_LONG = 3  # letters; less is an abbreviation
_LARGE = frozenset(["province", "city", "district"])

# Names that are also common words, persons or streets in every town.
_NEEDS_CAPITAL = frozenset(["hue", "hoa binh", "thai binh", "long an", "ha nam", "an giang", "thu do", "ba ria"])
_NEEDS_CUE = frozenset(["dien bien phu", "hn", "sg", "hp", "tth", "bmt", "tsn", "sgn"])
# Towns whose unaccented names are everyday words: in small letters they need a cue or a chain.
_EVERYDAY_WORDS = (
    "bo y|bai dinh|la phu|an thi|van ban|gia lam|go dau|mai son|my duc|con co|hoa vang|hoa an|bac ha|ba tri|ba to"
    "|ba be|cho moi|cho gao|cho lach|dong van|dong ho|dai tu|song ma|tay ho|da bac|tu ky|tan ky|ky son|ky anh"
    "|duc hoa|quan son|quan ba|binh dai|thanh ba|thanh ha|ha trung|nho quan|ban me|thong nhat|cam my|dong hoa"
    "|dong son|cau ke|cau ngang|ben cau|tay son|an lao|con dao|duc trong|cat tien|cai nuoc|tra cu|lai vung|tri an"
    "|long ho|tam ky|can gio|dong phu|dai loc|cho lon|bao lam|song cau|hoa thanh|duc co|chi linh|kim thanh|ha lam"
    "|kim long|tay do|ha noi cu|long son|thanh xuan|phu quy|hung ha|my tho cu|tan chau|bach khoa|thang long"
    "|kim bang|vi thanh|thanh hoa cu|thuan an|di an|ban don|binh long|binh minh|tam binh|mang thit|hoa da|thu do"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split("|"))
_CUES_WORDS = (
    "o tai tinh ve tu den vuc kv ben sang tren duoi len xuong vao ra qua ngoai trong chi dc kho nhanh ship giao in at"
    " from thuoc nguoi dan que gan canh dien khu phia ngay cho xuong"
)
_CUES = frozenset(_CUES_WORDS.split())
# Stronger ones, for names of wards that are everyday names.
_AT = frozenset(["o", "tai", "chi", "dc", "khu", "vuc", "kho", "xuong", "thuoc"])
# Homonyms, read in the accented text: people, dishes and other goods named after a province.
_NAMED_AFTER_WORDS = (
    "ông ong bà anh chị chú bác cô em thằng nguyễn nguyen trần lê phạm vợ chồng tên ten bún mắm cafe coffee chè trà"
    " nem bia rượu ruou gốm lụa nón kẹo keo mì gạo xoài bưởi vải nhãn tiêu sâm muối nếp phở báo đài cam chuối giò chả"
    " hiệu shop tiệm sữa ốc thịt cá quán hãng xe tiem spa nick live fb page nhom nhóm kenh kênh acc photo salon zalo"
    " facebook studio hieu vàng store"
)
_NAMED_AFTER = frozenset(_NAMED_AFTER_WORDS.split())
_NAMED_AFTER_TWO = frozenset([
    "đặc sản", "dac san", "bún bò", "bun bo", "nước mắm", "nuoc mam", "cà phê", "ca phe", "nem chua", "chả mực", "yến sào", "xi măng", "thuốc lá", "mè xửng",
    "hủ tiếu", "hu tieu", "thanh long", "mật ong", "mat ong", "cơm hến", "pho bo", "ngân hàng", "bánh canh", "nhà thuốc", "công ty", "tên là",
])  # fmt: skip
_SHOP_WORDS_WORDS = (
    "hang shop tiem spa nick live fb page nhom kenh acc photo salon zalo facebook studio hieu store nha hang"
)
_SHOP_WORDS = frozenset(_SHOP_WORDS_WORDS.split())
_DISHES_WORDS = "kẹo keo bánh banh mứt mut nem cơm tương dưa bò gà vịt cam chuối hạt trái hồng chả"
_DISHES = frozenset(_DISHES_WORDS.split())


def standing_of(folded: Folded, start: int, end: int, sense: Sense, unit: UnitWord | None) -> Standing:
    """Judge a name that ends at `end`; it or its place word begins at `start`."""
    if unit is not None:
        if not sense.candidates and _last_word(folded.text, start) in _SHOP_WORDS:
            return "never"
        return "sure" if sense.firm else "unsure"
    said = folded.said(start, end)
    weak = not sense.firm and (sense.size not in _LARGE or (sense.size != "province" and " " not in said))
    if weak and (folded.is_shouted or not _is_titled(said)):
        return "unsure"
    before = folded.accented[max(0, start - _BEFORE) : start]
    if before[-1:] == " " and _is_named_after(before):
        return "never"
    cue = _last_word(folded.text, start)
    if weak:
        return "sure" if cue in _AT else "unsure"
    return _of_large(folded.text[start:end], said, sense, cued=cue in _CUES)


def _is_named_after(before: str) -> bool:
    words = before.split()
    if not words:
        return False
    last = words[-1]
    if last in _NAMED_AFTER:
        return True
    return len(words) > 1 and (f"{words[-2]} {last}" in _NAMED_AFTER_TWO or words[-2] in _DISHES)


def _last_word(text: str, start: int) -> str:
    words = text[max(0, start - _BEFORE) : start].split()
    return words[-1].rstrip(".:") if words else ""


def _of_large(name: str, said: str, sense: Sense, *, cued: bool) -> Standing:
    if len(name) <= _LONG and sense.size == "province" and name != "hue":
        return "sure" if cued and (said.isupper() or sense.firm or name in _NEEDS_CUE) else "unsure"
    if cued:
        return "sure"
    if name in _NEEDS_CUE or not sense.firm:
        return "unsure"
    if (name in _NEEDS_CAPITAL and not said[:1].isupper()) or (name in _EVERYDAY and said.islower() and said.isascii()):
        return "unsure"
    return "sure"


def _is_titled(said: str) -> bool:
    return all(word[:1].isupper() for word in said.split())
