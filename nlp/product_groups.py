"""The product groups: which goods a message speaks about, by the words of the lexicons."""

from nlp.fold import Folded
from nlp.lexicon import find_terms

PRODUCT_GROUP_TITLES = {
    "cosmetics": "Mỹ phẩm",
    "supplement": "Thực phẩm chức năng",
    "medicine": "Thuốc, thiết bị y tế",
    "food": "Thực phẩm, đồ uống",
    "alcohol_tobacco": "Rượu, bia, thuốc lá",
    "electronics": "Điện thoại, đồ điện tử",
    "appliance": "Đồ điện gia dụng",
    "fashion": "Quần áo",
    "footwear_bag": "Giày dép, túi xách",
    "watch_jewelry": "Đồng hồ, trang sức, vàng",
    "mother_baby": "Sữa, đồ cho mẹ và bé",
    "toy": "Đồ chơi",
    "vehicle_part": "Phụ tùng xe, xăng dầu",
    "chemical_fireworks": "Hóa chất, khí, pháo",
    "agri": "Phân bón, thuốc bảo vệ thực vật, giống",
    "pet": "Thú cưng",
    "book": "Sách, ấn phẩm",
    "home": "Đồ gia đình",
    "service": "Dịch vụ",
    "digital": "Hàng số, tài khoản, phần mềm",
    "prohibited_item": "Vũ khí, giấy tờ giả, hàng cấm khác",
    "sport": "Đồ thể thao",
    "other": "Hàng khác",
}
PRODUCT_GROUPS = tuple(PRODUCT_GROUP_TITLES)
_GOODS = frozenset(["product", "brand"])

# Half a word more for each further word of a form: "thuốc trừ sâu" tells more than "thuốc". Measured on the training corpus.
_WORD_SHARE = 0.5


def find_product_group(folded: Folded) -> str | None:
    """Return the group whose goods and brands are most spoken of (the first named of equals), or None."""
    totals: dict[str, float] = {}
    for term in find_terms(folded):
        if term.kind in _GOODS and term.tag != "other":
            length = 1.0 + _WORD_SHARE * folded.text.count(" ", term.start, term.end)
            totals[term.tag] = totals.get(term.tag, 0.0) + length
    return max(totals, key=totals.__getitem__) if totals else None
