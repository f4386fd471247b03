"""The rows of the source documents that understanding answers for (domain/requirements.md), each by its number."""

import pytest

from nlp.analysis import analyze, to_contract
from nlp.circumstances import CIRCUMSTANCES
from nlp.fold import fold
from nlp.recognizers.shops import shop_of
from nlp.recognizers.site_status import find_site_statuses
from tests.nlp.recognizers.test_shops import LINKS_OF_SELLERS

CHANNELS = frozenset(["marketplace", "social", "website", "app", "chat", "livestream", "shopfront"])
ACROSS_THE_BORDER = frozenset(CIRCUMSTANCES[:6])

# requirements.md 0.4: how a seller sells, and whether goods crossed the border.
SOLD = [
    ("gian hàng Lá Sen trên Shopee bán sữa rửa mặt giả", {"marketplace"}, False),
    ("shop tren lazada giao giay adidas nhai, ko phai hang that", {"marketplace"}, False),
    ("page facebook Nhà Bếp Xinh bán chảo nhái Tefal", {"social"}, False),
    ("mua tren fb cua no cai tui lv gia 2tr", {"social"}, False),
    ("kênh tiktok bán thuốc giảm cân không nhãn mác", {"social"}, False),
    ("web giay-gia-re.example bán giày Nike giả, không ghi tên công ty", {"website"}, False),
    ("app VayNhanh tải về là đòi danh bạ, không có giấy phép", {"app"}, False),
    ("em mua qua zalo 0900000123 hộp yến giả", {"chat"}, False),
    ("nhom telegram ban vape cho hoc sinh", {"chat"}, False),
    ("nó đang livestream bán nước hoa Chanel giả kìa", {"livestream"}, False),
    ("tiệm thuốc đầu chợ bán thuốc hết hạn", {"shopfront"}, False),
    ("sạp bà Tám trong chợ bán giò chả có hàn the", {"shopfront"}, False),
    ("thuốc lá lậu chở qua cửa khẩu Mộc Bài mỗi đêm", set[str](), True),
    ("hang dong lanh lau tuon qua duong mon bien gioi Lang Son", set[str](), True),
    ("tiếp viên xách iPhone lậu về sân bay Nội Bài bán lại", set[str](), True),
    ("container vải lậu nằm ở cảng Cát Lái", set[str](), True),
]


@pytest.mark.parametrize(("text", "channels", "is_across"), SOLD)
def test_requirement_0_4_classifies_by_channel_and_border(text: str, channels: set[str], *, is_across: bool) -> None:
    found = {one.id for one in analyze(text).circumstances}
    assert found & CHANNELS == channels
    assert bool(found & ACROSS_THE_BORDER) is is_across


def test_requirement_1_2_tells_a_sites_standing() -> None:
    said = {
        "registered": "web giay.example đã đăng ký với Bộ Công Thương",
        "notified": "web giay.example gắn logo đã thông báo Bộ Công Thương",
        "unregistered": "web giay.example chưa đăng ký với Bộ Công Thương",
        "warned": "web giay.example bị công an cảnh báo rồi",
        "blocked": "web giay.example bị nhà mạng chặn rồi",
    }
    assert {status: [one.value for one in find_site_statuses(fold(text))] for status, text in said.items()} == {
        status: [status] for status in said
    }
    reached = [one.value for one in analyze(said["unregistered"]).findings if one.kind == "site_status"]
    assert reached == ["unregistered"]


def test_requirement_1_3_forty_links_are_twelve_sellers() -> None:
    links = [link for variants in LINKS_OF_SELLERS.values() for link in variants]
    assert len(links) >= 40
    assert {shop_of(link) for link in links} == set(LINKS_OF_SELLERS)
    assert len(LINKS_OF_SELLERS) == 12


@pytest.mark.parametrize(
    ("text", "kept_in"),
    [
        ("kho ở tầng 12 chung cư Hoa Sen, ngày nào cũng chở kem trộn ra", "in_apartment"),
        ("kho hang lau nam o tang 12 chung cu Hoa Sen", "in_apartment"),
        ("nó chứa rượu giả trong căn nhà bỏ trống khu đô thị", "in_empty_house"),
        ("pha kem trộn ngay trong nhà riêng của nó", "in_home"),
        ("kho xưởng ở KCN chứa đầy thuốc lá lậu", "in_warehouse"),
    ],
)
def test_requirement_1_5_tells_where_goods_are_kept(text: str, kept_in: str) -> None:
    assert kept_in in {one.id for one in analyze(text).circumstances}


@pytest.mark.parametrize(
    ("airport", "province"),
    [
        ("sân bay Nội Bài", "01"),
        ("sân bay Tân Sơn Nhất", "79"),
        ("sân bay Long Thành", "75"),
        ("san bay noi bai", "01"),
    ],
)
def test_requirement_1_7_knows_the_airports(airport: str, province: str) -> None:
    answer = to_contract(analyze(f"hàng điện thoại lậu tuồn qua {airport}, ngày nào cũng có người xách ra"))
    assert answer["province_new"] == province
    assert "airport" in str(answer["circumstances"])


@pytest.mark.parametrize(("number", "is_valid"), [("0109000449", True), ("0109000448", False)])
def test_requirement_1_9_identifies_the_seller_by_tax_code(number: str, *, is_valid: bool) -> None:
    found = next(one for one in analyze(f"công ty MST {number} bán phân bón giả").findings if one.kind == "tax_code")
    assert (found.value, found.role) == (number, "seller")
    assert "chưa xác thực" in found.reason
    assert ("số kiểm tra không khớp" in found.reason) is not is_valid


def test_requirement_2_2_every_tip_has_class_goods_and_method() -> None:
    analysis = analyze("shop tren fb bat coc truoc 2tr mua iphone roi chan luon")
    assert {one.label for one in analysis.labels} == {"scam"}
    assert analysis.product_group == "electronics"
    assert {"social", "deposit_then_block"} <= {one.id for one in analysis.circumstances}


@pytest.mark.parametrize("text", [text for text, _, _ in SOLD])
def test_requirement_4_2_every_label_has_a_score_and_a_reason(text: str) -> None:
    analysis = analyze(text)
    assert analysis.labels
    assert all(0.5 <= one.score <= 1.0 and one.reason for one in analysis.labels)
    assert analysis.version
