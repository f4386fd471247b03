"""Links of platforms and the seller each names; every seller is invented."""

import pytest

from nlp.recognizers.shops import shop_of

# Twelve sellers, each in the forms their links take when people copy and share them.
LINKS_OF_SELLERS = {
    "shopee:minahouse.88": [
        "https://shopee.vn/minahouse.88",
        "https://shopee.vn/MinaHouse.88?smtt=0.0.9&utm_source=an",
        "http://www.shopee.vn/minahouse.88/",
        "https://shopee.vn/minahouse.88#product_list",
        "https://shopee.vn/minahouse.88/11000222/22000333",
        "https://shopee.vn/universal-link/minahouse.88",
    ],
    "shopee:11000222": [
        "https://shopee.vn/shop/11000222",
        "https://shopee.vn/shop/11000222/search?page=2",
        "https://shopee.vn/product/11000222/22000333",
        "https://shopee.vn/Áo-thun-nam-i.11000222.22000444?sp_atk=1",
        "https://m.shopee.vn/giay-da.re-i.11000222.22000333",
    ],
    "lazada:hang-nhat-88": [
        "https://www.lazada.vn/shop/hang-nhat-88",
        "https://lazada.vn/shop/hang-nhat-88/?path=index.htm&lang=vi",
        "https://lazada.vn/Hang-Nhat-88",
    ],
    "tiki:bep-nha-tinh": [
        "https://tiki.vn/cua-hang/bep-nha-tinh",
        "https://tiki.vn/cua-hang/bep-nha-tinh?source_screen=product_detail",
    ],
    "tiktok:phaoteen_hn": [
        "https://tiktok.com/@phaoteen_hn",
        "https://www.tiktok.com/@PhaoTeen_HN/video/7400000000000000001?is_from_webapp=1",
        "https://m.tiktok.com/@phaoteen_hn/live",
    ],
    "facebook:thuocnambatu": [
        "https://www.facebook.com/thuocnam.batu",
        "https://m.facebook.com/ThuocNamBaTu/posts/123456789",
        "https://fb.com/thuocnambatu",
        "https://fb.me/thuocnam.batu",
        "https://m.me/thuocnam.batu?ref=ads",
        "https://web.facebook.com/thuocnam.batu/?locale=vi_VN",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fthuocnam.batu&h=AT0",
    ],
    "facebook:100090000000123": [
        "https://www.facebook.com/profile.php?id=100090000000123",
        "https://m.facebook.com/profile.php?id=100090000000123&mibextid=ZbWKwL",
        "https://www.facebook.com/people/Hoa-Mai/100090000000123/",
        "https://facebook.com/100090000000123",
        "https://www.facebook.com/permalink.php?story_fbid=1&id=100090000000123",
        "fb://profile/100090000000123",
    ],
    "facebook:groups/chodohieu": [
        "https://www.facebook.com/groups/chodohieu",
        "https://m.facebook.com/groups/ChoDoHieu/posts/123456/?comment_id=1",
    ],
    "zalo:0900000123": [
        "https://zalo.me/0900000123",
        "https://zalo.me/84900000123",
        "https://zalo.me/09ooooo123",
    ],
    "zalo:g/keongot01": ["https://zalo.me/g/keongot01", "https://www.zalo.me/g/keongot01?src=qr"],
    "telegram:kho_hang88": [
        "https://t.me/kho_hang88",
        "https://t.me/s/Kho_Hang88/15",
        "https://telegram.me/kho_hang88",
        "tg://resolve?domain=kho_hang88",
    ],
    "instagram:nangtho.wear": [
        "https://www.instagram.com/nangtho.wear/",
        "https://instagram.com/stories/nangtho.wear/3300000000000000001/",
        "https://instagram.com/nangtho.wear?igsh=abc",
    ],
}


@pytest.mark.parametrize(("shop", "link"), [(shop, link) for shop, links in LINKS_OF_SELLERS.items() for link in links])
def test_a_link_names_its_seller(shop: str, link: str) -> None:
    assert shop_of(link) == shop


@pytest.mark.parametrize(
    ("link", "shop"),
    [
        ("https://sendo.vn/shop/loakeo-bass", "sendo:loakeo-bass"),
        ("https://www.sendo.vn/mam-ba-hai", "sendo:mam-ba-hai"),
        ("https://shop1400000000001.1688.com/page/index.html", "1688:shop1400000000001"),
        ("https://winport.m.1688.com/page/index.html?memberId=b2b-2200000000001", "1688:b2b-2200000000001"),
        ("https://shop100000001.taobao.com/", "taobao:shop100000001"),
        ("https://shop.m.taobao.com/shop/shop_index.htm?shop_id=100000001", "taobao:shop100000001"),
        ("https://www.temu.com/mall.html?mall_id=6340000000001", "temu:6340000000001"),
        ("https://www.temu.com/vn/hang-re-m-6340000000001.html", "temu:6340000000001"),
        ("https://www.tiktok.com/shop/store/hang-re/7490000000000000001", "tiktok:7490000000000000001"),
        ("https://t.me/+AbCdEf123", "telegram:+AbCdEf123"),
        ("https://t.me/joinchat/AbCdEf123", "telegram:+AbCdEf123"),
        ("https://zalo.me/1200000000000000001", "zalo:1200000000000000001"),
        ("https://www.facebook.com/p/Hoa-Mai-Store-61550000000001/", "facebook:61550000000001"),
        ("https://www.facebook.com/pages/category/Shop/Hoa-Mai-100090000000124/", "facebook:100090000000124"),
        ("fb://group/100000000000001", "facebook:groups/100000000000001"),
        ("https://www.messenger.com/t/hoamai.store", "facebook:hoamaistore"),
    ],
)
def test_rarer_forms_name_their_seller_too(link: str, shop: str) -> None:
    assert shop_of(link) == shop


@pytest.mark.parametrize(
    "link",
    [
        "https://shopee.vn",
        "https://shopee.vn/",
        "https://shopee.vn/search?keyword=giay",
        "https://shopee.vn/Giày-Dép-Nam-cat.11035801",
        "https://s.shopee.vn/9xAb",
        "https://shp.ee/abc123",
        "https://vt.tiktok.com/ZSabc/",
        "https://www.tiktok.com/shop",
        "https://www.lazada.vn/products/giay-re-i1000001-s2000001.html",
        "https://www.lazada.vn/tag/giay/",
        "https://tiki.vn/giay-nam-p1000001.html",
        "https://www.sendo.vn/giay-nam-1000001.html",
        "https://www.facebook.com/watch/?v=123456",
        "https://www.facebook.com/share/p/1AbC/",
        "https://www.facebook.com/photo.php?fbid=1",
        "https://www.instagram.com/p/AbCd/",
        "https://t.me/share/url?url=a",
        "https://zalo.me/pc",
        "https://detail.1688.com/offer/600000000001.html",
        "https://item.taobao.com/item.htm?id=600000000001",
        "https://bit.ly/abc",
        "https://shopee-hotro.top/xacminh",
        "https://hang88.vn/shop/minahouse",
        "https://[1",
        "",
        "zalo",
        "https://l.facebook.com/l.php?u=abc",
    ],
)
def test_a_link_that_does_not_say_whose_it_is_names_nobody(link: str) -> None:
    assert shop_of(link) is None


def test_a_wrapped_link_within_wrapped_links_ends() -> None:
    link = "https://l.facebook.com/l.php?u=" * 300 + "https://fb.com/hoamai"
    assert shop_of(link) is None
