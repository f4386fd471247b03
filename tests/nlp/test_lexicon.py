"""The lexicons and what they find: goods, brands, platforms and carriers, and the words that only look like them."""

import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from nlp.circumstances import CIRCUMSTANCES
from nlp.fold import fold, same_accents
from nlp.lexicon import Entry, Kind, find_terms, read_entries
from nlp.product_groups import PRODUCT_GROUPS

LEXICONS = Path(__file__).parents[2] / "nlp/lexicons"
KINDS: tuple[Kind, ...] = ("product", "brand", "platform", "carrier")

Said = list[tuple[str, str]]


def said(text: str) -> Said:
    folded = fold(text)
    return [(folded.said(term.start, term.end), f"{term.kind}:{term.tag}") for term in find_terms(folded)]


def goods(text: str) -> Said:
    return [(words, tag.split(":")[1]) for words, tag in said(text) if tag.startswith(("product", "brand"))]


FOUND: list[tuple[str, Said]] = [
    ("mua thỏi son MAC về rát môi", [("thỏi son", "cosmetics"), ("MAC", "cosmetics")]),
    ("mua son mac fake ve rat moi", [("son", "cosmetics"), ("mac", "cosmetics")]),
    ("kem chống nắng dỏm", [("kem chống nắng", "cosmetics")]),
    ("kcn anessa dỏm", [("kcn", "cosmetics"), ("anessa", "cosmetics")]),
    ("sua rua mat cerave gia", [("sua rua mat", "cosmetics"), ("cerave", "cosmetics")]),
    ("SỮA RỬA MẶT GIẢ", [("SỮA RỬA MẶT", "cosmetics")]),
    ("sửa rửa mặt giả", [("sửa rửa mặt", "cosmetics")]),
    ("dầu gội Dove giả", [("dầu gội", "cosmetics"), ("Dove", "cosmetics")]),
    ("tpcn trị tiểu đường lừa người già", [("tpcn", "supplement"), ("tiểu đường", "medicine")]),
    ("trà giảm cân uống tim đập loạn", [("trà giảm cân", "supplement")]),
    ("thuốc xương khớp gia truyền trộn corticoid", [("thuốc xương khớp", "medicine"), ("corticoid", "medicine")]),
    ("ban thuoc khang sinh khong toa", [("thuoc khang sinh", "medicine")]),
    ("thịt nướng ôi, mực khô mốc", [("thịt nướng", "food"), ("mực khô", "food")]),
    ("muc kho tam hoa chat", [("muc kho", "food"), ("hoa chat", "chemical_fireworks")]),
    ("nước mắm Nam Ngư nhái", [("nước mắm", "food"), ("Nam Ngư", "food")]),
    ("thùng Lavi giả", [("Lavi", "food")]),
    ("gạo ST25 giả", [("gạo", "food"), ("ST25", "food")]),
    ("rượu ngoại Hennessy giả", [("rượu ngoại", "alcohol_tobacco"), ("Hennessy", "alcohol_tobacco")]),
    ("ban thuoc la jet va hero", [("thuoc la", "alcohol_tobacco"), ("jet", "alcohol_tobacco"), ("hero", "alcohol_tobacco")]),
    ("bán pod 1 lần cho học sinh", [("pod 1 lần", "alcohol_tobacco")]),
    ("két Tiger Bạc giả", [("Tiger Bạc", "alcohol_tobacco")]),
    ("iphone 15 pro max dựng", [("iphone 15 pro max", "electronics")]),
    ("ip 13 lock", [("ip 13", "electronics")]),
    ("sạc dự phòng Anker phồng pin", [("sạc dự phòng", "electronics"), ("Anker", "electronics"), ("pin", "electronics")]),
    ("nồi chiên không dầu cháy", [("nồi chiên không dầu", "appliance")]),
    ("may loc nuoc karofi rom", [("may loc nuoc", "appliance"), ("karofi", "appliance")]),
    ("áo thun in logo Gucci", [("áo thun", "fashion"), ("Gucci", "fashion")]),
    ("bán giày Nike rep", [("giày", "footwear_bag"), ("Nike", "footwear_bag")]),
    ("ban giay nike rep", [("giay", "footwear_bag"), ("nike", "footwear_bag")]),
    ("Biti's giả", [("Biti's", "footwear_bag")]),
    ("giày bitis nhái", [("giày", "footwear_bag"), ("bitis", "footwear_bag")]),
    ("dây chuyền vàng tây thiếu tuổi", [("dây chuyền vàng", "watch_jewelry")]),
    ("đồng hồ g-shock nhái", [("đồng hồ", "watch_jewelry"), ("g-shock", "watch_jewelry")]),
    ("bỉm Bobby giả", [("bỉm", "mother_baby"), ("Bobby", "mother_baby")]),
    ("lon sữa Nan giả", [("lon sữa", "mother_baby"), ("Nan", "mother_baby")]),
    ("sua bot nan gia", [("sua bot", "mother_baby"), ("nan", "mother_baby")]),
    ("súng bắn đạn bi cho trẻ con", [("súng bắn đạn bi", "toy")]),
    ("nhớt Castrol giả", [("nhớt", "vehicle_part"), ("Castrol", "vehicle_part")]),
    ("mu bao hiem royal nhai", [("mu bao hiem", "vehicle_part"), ("royal", "vehicle_part")]),
    ("pháo dàn 36 quả", [("pháo dàn", "chemical_fireworks")]),
    ("bóng cười trong quán", [("bóng cười", "chemical_fireworks")]),
    ("phân NPK Đầu Trâu giả", [("phân NPK", "agri"), ("Đầu Trâu", "agri")]),
    ("thuoc tru sau cam", [("thuoc tru sau", "agri")]),
    ("cám heo mốc", [("cám heo", "agri")]),
    ("hạt Royal Canin giả", [("Royal Canin", "pet")]),
    ("sách giáo khoa in lậu", [("sách giáo khoa", "book"), ("in lậu", "book")]),
    ("nồi chảo dỏm, xà bông giặt lậu", [("nồi chảo", "home"), ("xà bông giặt", "home")]),
    ("vé concert giả", [("vé concert", "service")]),
    ("mat tai khoan game lien quan", [("tai khoan game", "digital"), ("lien quan", "digital")]),
    ("làm bằng lái xe giả", [("bằng lái xe", "prohibited_item")]),
    ("bán sim rác", [("sim rác", "prohibited_item")]),
    ("vợt Yonex nhái", [("vợt", "sport"), ("Yonex", "sport")]),
    ("túi Hermès và túi hermes nhái", [("Hermès", "fashion"), ("hermes", "fashion")]),
    ("ăn cháo mua chảo", [("cháo", "food"), ("chảo", "home")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_goods_and_brands_are_found_as_citizens_write_them(text: str, expected: Said) -> None:
    known = {words for words, _ in expected}
    assert [one for one in goods(text) if one[0] in known] == expected


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_decomposed_letters_are_read_as_composed_ones(text: str, expected: Said) -> None:
    found = goods(unicodedata.normalize("NFD", text))
    composed = [(unicodedata.normalize("NFC", words), tag) for words, tag in found]
    assert composed == goods(text)
    assert len(found) >= len(expected)


NOT_FOUND = [
    ("thang nao toi cung thay", "cung"),
    ("anh Sơn ở Lạng Sơn", "Sơn"),
    ("cho tôi hỏi", "cho"),
    ("cho toi hoi", "cho"),
    ("giấy tờ đâu", "giấy"),
    ("xin giay to", "giay"),
    ("của tôi", "của"),
    ("hang cua toi", "cua"),
    ("goi so nay", "goi"),
    ("so dien thoai cua toi", "so"),
    ("chao anh chi", "chao"),
    ("bạn có tin không", "có"),
    ("ban co tin khong", "co"),
    ("nó bán cả kho", "cả kho"),
    ("con hổ nhảy tiger nhé", "tiger"),
    ("hero thật sự", "hero"),
    ("đi coach khác", "coach"),
    ("tại phường Nản Kìa kìa anh", "kìa"),
    ("liên quan đến việc này", "liên quan"),
    ("lien quan den viec nay", "lien quan"),
    ("đi ở đó", "đi ở"),
    ("mẹ ở quê", "mẹ ở"),
    ("sony vegas", "son"),
    ("một kg kem, trộn lẫn", "kem, trộn"),
    ("sp này kém", "sp"),
    ("nó live ở đâu", "ở"),
    ("cân và đo", "cân và"),
    ("thu nhan vien", "nhan"),
]


@pytest.mark.parametrize(("text", "words"), NOT_FOUND)
def test_common_words_are_no_goods(text: str, words: str) -> None:
    assert words not in [found for found, _ in said(text)]


CHANNELS: list[tuple[str, Said]] = [
    ("mua trên shopee", [("shopee", "platform:marketplace")]),
    ("mua trên sp", [("sp", "platform:marketplace")]),
    ("lzd giao", [("lzd", "platform:marketplace")]),
    ("chạy trên tiktok shop", [("tiktok shop", "platform:marketplace")]),
    ("page fb", [("fb", "platform:social")]),
    ("lên tóp tóp", [("tóp tóp", "platform:social")]),
    ("nt zl", [("zl", "platform:chat")]),
    ("nhóm tele kín", [("nhóm tele", "platform:chat")]),
    ("gửi ghtk", [("ghtk", "carrier:ghtk")]),
    ("đơn J&T Express", [("J&T Express", "carrier:jt")]),
    ("mã Viettel Post", [("Viettel Post", "carrier:viettel_post")]),
]


@pytest.mark.parametrize(("text", "expected"), CHANNELS)
def test_platforms_and_carriers_are_found(text: str, expected: Said) -> None:
    assert [one for one in said(text) if one[1].startswith(("platform", "carrier"))] == expected


@pytest.mark.parametrize(
    "text", [text for text, _ in FOUND + CHANNELS] + ["", " ", "😀" * 50, "a\ud800b son", "son " * 2000]
)
def test_terms_are_in_order_and_apart(text: str) -> None:
    folded = fold(text)
    terms = find_terms(folded)
    assert all(0 <= term.start < term.end <= len(folded.text) for term in terms)
    assert all(before.end <= after.start for before, after in pairwise(terms))


def test_the_lists_are_long_enough() -> None:
    sizes = Counter(entry.tag for entry in read_entries("product"))
    assert set(sizes) == set(PRODUCT_GROUPS)
    assert min(sizes.values()) >= 60
    assert sizes.total() >= 3000
    assert len(read_entries("brand")) >= 1500


def test_every_tag_is_known() -> None:
    assert {entry.tag for entry in read_entries("brand")} <= set(PRODUCT_GROUPS)
    assert {entry.tag for entry in read_entries("platform")} <= set(CIRCUMSTANCES)


@pytest.mark.parametrize(
    ("kind", "flags"), [("product", "acns"), ("brand", "cw"), ("platform", "ac"), ("carrier", "c")]
)
def test_every_flag_is_known(kind: Kind, flags: str) -> None:
    assert {flag for entry in read_entries(kind) for flag in entry.flags} <= set(flags)


def _key(entry: Entry) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in fold(entry.form).text)


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_has_a_form_twice(kind: Kind) -> None:
    """Two goods may share bare letters only when their accents tell them apart, as "chảo" and "cháo" do."""
    forms: dict[str, list[str]] = {}
    for entry in read_entries(kind):
        forms.setdefault(" ".join(_key(entry).split()), []).append(fold(entry.form).accented)
    twins = [same for same in forms.values() if len(same) > 1]
    assert kind == "product" or twins == []
    assert [same for same in twins if any(same_accents(a, b) and same_accents(b, a) for a, b in pairwise(same))] == []


@pytest.mark.parametrize("name", ["products.tsv", "brands.tsv", "platforms.tsv", "carriers.tsv"])
def test_the_files_are_sorted_and_say_their_source(name: str) -> None:
    lines = (LEXICONS / name).read_text(encoding="utf-8").splitlines()
    heads = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t")[:2] for line in lines if not line.startswith("#")]
    assert "2026" in heads[0]
    assert lines[: len(heads)] == heads
    order = [
        [" ".join("".join(c if c.isalnum() else " " for c in fold(cell).text).split()) for cell in row] for row in rows
    ]
    keys = [row[:1] for row in order] if name == "brands.tsv" else order
    assert keys == sorted(keys)
