"""Tells which shop, page or account a link of a platform belongs to, so that all its links count as one seller."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

# The forms of links are those each platform showed in November 2026, from general knowledge; nothing was looked up
# over the network. A short link (vt.tiktok.com, s.shopee.vn, bit.ly) names nobody until it is followed, which we never do.


class _Link(NamedTuple):
    host: str
    parts: Sequence[str]
    query: Mapping[str, str]

    def part(self, index: int) -> str:
        return self.parts[index] if index < len(self.parts) else ""


_MIRRORS = re.compile(
    r"^(?!m\.me$)(?:(?:www|m|web|mobile|mbasic|touch|vi-vn|en-gb|h5|mall|pages?|oa|chat|business)\.)+"
)
# First parts of a path (or subdomains) that are the platform's own and no seller's.
_OWN_PAGES = {
    "shopee": (
        "product search cart user buyer m mall flash_sale daily_discover events docs list help portal verify"
        " checkout web top_products find_similar_products download home"
    ),
    "lazada": "products catalog tag cart customer wow shop helpcenter p marketing search checkout",
    "sendo": "shop san-pham thuong-hieu su-kien gio-hang tim-kiem product danh-muc",
    "facebook": (
        "watch share reel reels photo photos marketplace events sharer sharer.php login hashtag l.php dialog"
        " help gaming stories video videos home.php notes ads policies messages business plugins media public"
        " search settings bookmarks live people pages groups p photo.php story.php permalink.php profile.php"
        " login.php video.php"
    ),
    "telegram": "share proxy socks addstickers addtheme addlist login setlanguage bg iv confirmphone",
    "instagram": "p reel reels explore tv accounts direct about share stories",
    "chinese": (
        "detail s item world market login cart trade search re air shop winport store list uland click tw work sale"
    ),
}
_PAGES = {platform: frozenset(pages.split()) for platform, pages in _OWN_PAGES.items()}
_NAME = re.compile(r"[\w.\-]{2,80}")
_DIGITS = re.compile(r"[0-9]{4,20}")


def shop_of(url: str) -> str | None:
    """Give "shopee:tenshop", "facebook:groups/ten" …, or None where the link does not say whose it is.

    `url` is the value of a finding of kind url.
    """
    link = _read(url)
    if link is None:
        return None
    for hosts, platform, read in _PLATFORMS:
        if hosts.fullmatch(link.host):
            shop = read(link)
            return f"{platform}:{shop}" if shop else None
    return None


def _read(url: str) -> _Link | None:
    try:
        scheme, host, path, query, _ = urlsplit(url)
    except ValueError:  # brackets that are no IPv6 address
        return None
    pairs = dict(parse_qsl(query))
    wrapped = pairs.get("u", "") if host in {"l.facebook.com", "lm.facebook.com", "l.instagram.com"} else ""
    if wrapped.startswith(("http://", "https://")) and not wrapped.startswith(("https://l.", "https://lm.")):
        return _read(wrapped)
    parts = [part for part in unicodedata.normalize("NFC", unquote(path)).split("/") if part]
    if scheme not in {"http", "https"}:
        return _Link(f"{scheme}:", [host, *parts], pairs)
    host = host.partition(":")[0].lower()
    return _Link(_MIRRORS.sub("", host), parts, pairs)


def _name(said: str, reserved: frozenset[str] = frozenset()) -> str | None:
    name = said.lower().strip(".")
    return name if _NAME.fullmatch(name) and name not in reserved else None


def _number(said: str | None) -> str | None:
    return said if said and _DIGITS.fullmatch(said) else None


_SHOPEE_PRODUCT = re.compile(r"(?:.*[\-.]|^)i\.([0-9]{4,20})\.[0-9]{4,20}$")


def _shopee(link: _Link) -> str | None:
    """Read shopee.vn/ten, /shop/1234, /product/1234/5678, /ten-hang-i.1234.5678."""
    first = link.part(0)
    if first in {"universal-link", "opaanlp"}:
        return _shopee(link._replace(parts=link.parts[1:]))
    product = _SHOPEE_PRODUCT.match(first)
    if product:
        return product[1]
    if first in {"shop", "product"}:
        return _number(link.part(1)) or (_name(link.part(1)) if first == "shop" else None)
    if _name(first, _PAGES["shopee"]) and ".php" not in first and not re.search(r"-cat\.[0-9]", first):
        return _name(first)
    return _number(link.query.get("shopid") or link.query.get("shop_id"))


def _lazada(link: _Link) -> str | None:
    """Read lazada.vn/shop/ten and lazada.vn/ten; a product's link does not name its shop."""
    if link.part(0) == "shop":
        return _name(link.part(1))
    if len(link.parts) != 1 or link.part(0).endswith((".html", ".htm")):
        return None
    return _name(link.part(0), _PAGES["lazada"])


def _tiki(link: _Link) -> str | None:
    return _name(link.part(1)) if link.part(0) in {"cua-hang", "shop", "store", "nha-ban"} else None


def _sendo(link: _Link) -> str | None:
    if link.part(0) == "shop":
        return _name(link.part(1))
    if len(link.parts) > 1 or link.part(0).endswith(".html"):
        return None
    return _name(link.part(0), _PAGES["sendo"])


def _tiktok(link: _Link) -> str | None:
    """Read tiktok.com/@ten/video/1 and tiktok.com/shop/store/ten/7490000000000000001."""
    first = link.part(0)
    if first.startswith("@"):
        return _name(first[1:])
    if first in {"shop", "view"} and "store" in link.parts:
        after = link.parts[list(link.parts).index("store") + 1 :]
        return next((found for part in reversed(after) if (found := _number(part))), None)
    return None


_FACEBOOK_ID = re.compile(r"(?:^|.*-)([0-9]{8,20})$")


def _facebook(link: _Link) -> str | None:
    """Read a page, profile or group; periods and capitals are no part of a Facebook user name (its help pages)."""
    first = link.part(0)
    if link.host == "messenger.com":
        return _facebook_account(link.part(1)) if first == "t" else None
    if link.host == "fb:":
        return _deep_facebook(link)
    if first == "groups":
        group = _name(link.part(1))
        return f"groups/{group}" if group else None
    if first.endswith(".php"):
        return _number(link.query.get("id") or link.query.get("owner_id"))
    if first in {"people", "pages", "p"}:
        found = next((found for part in reversed(link.parts) if (found := _FACEBOOK_ID.match(part))), None)
        return found[1] if found else None
    return _facebook_account(link.part(1) if first == "pg" else first)


def _deep_facebook(link: _Link) -> str | None:
    if link.part(0) == "group":
        return f"groups/{number}" if (number := _number(link.part(1) or link.query.get("id"))) else None
    return _number(link.part(1) or link.query.get("id")) if link.part(0) in {"profile", "page"} else None


def _facebook_account(said: str) -> str | None:
    found = _name(said, _PAGES["facebook"])
    if not found or found.endswith(".php"):
        return None
    numbered = _FACEBOOK_ID.match(found)
    return numbered[1] if numbered else found.replace(".", "")


def _telegram(link: _Link) -> str | None:
    """Read a channel, group, bot or person; an invitation keeps its capitals, for they matter."""
    first = link.part(0)
    if link.host == "tg:":
        invited = link.query.get("invite")
        return f"+{invited}" if invited else _name(link.query.get("domain", ""))
    if first in {"joinchat", "s", "c"}:
        second = link.part(1)
        return {"joinchat": f"+{second}", "c": f"c/{second}"}.get(first, _name(second)) if second else None
    if first.startswith("+"):
        return first if len(first) > 1 else None
    return _name(first, _PAGES["telegram"])


_LETTER_ZERO = str.maketrans("oO", "00")
_MOBILE = re.compile(r"(?:\+?84|0)([35789][0-9]{8})")


def _zalo(link: _Link) -> str | None:
    """Read a telephone (an o for a zero too), a group's invitation or an official account's number."""
    first = link.part(0)
    if first in {"g", "s"}:
        return f"{first}/{link.part(1)}" if link.part(1) else None
    digits = re.sub(r"[ .\-]", "", first).translate(_LETTER_ZERO)
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return f"0{mobile[1]}"
    return _name(first, frozenset(["pc", "login", "download", "qr", "app"]))


def _instagram(link: _Link) -> str | None:
    first = link.part(0).removeprefix("@")
    return _name(link.part(1), frozenset(["highlights"])) if first == "stories" else _name(first, _PAGES["instagram"])


def _chinese(link: _Link) -> str | None:
    """Read shop1234.taobao.com, ten.1688.com, and the shop's number among the parameters."""
    for key in ("shop_id", "shopId", "memberId", "member_id", "user_id", "userId", "sellerId"):
        said = link.query.get(key)
        if said and _name(said):
            return f"shop{said}" if key in {"shop_id", "shopId"} else _name(said)
    subdomain = link.host.rpartition(".")[0].rpartition(".")[0].rpartition(".")[2]
    return _name(subdomain, _PAGES["chinese"])


_TEMU_SHOP = re.compile(r".*-m-([0-9]{4,20})\.html$")


def _temu(link: _Link) -> str | None:
    found = _TEMU_SHOP.match(link.parts[-1]) if link.parts else None
    return found[1] if found else _number(link.query.get("mall_id"))


_PLATFORMS: tuple[tuple[re.Pattern[str], str, Callable[[_Link], str | None]], ...] = (
    (re.compile(r"shopee\.(?:vn|com\.vn)"), "shopee", _shopee),
    (re.compile(r"lazada\.(?:vn|com\.vn)"), "lazada", _lazada),
    (re.compile(r"tiki\.(?:vn|com\.vn)"), "tiki", _tiki),
    (re.compile(r"sendo\.vn"), "sendo", _sendo),
    (re.compile(r"(?:shop\.)?tiktok\.com"), "tiktok", _tiktok),
    (
        re.compile(r"(?:[a-z]{2}-[a-z]{2}\.)?(?:facebook|fb)\.com|fb\.me|m\.me|messenger\.com|fb:"),
        "facebook",
        _facebook,
    ),
    (re.compile(r"t\.me|telegram\.(?:me|dog)|tg:"), "telegram", _telegram),
    (re.compile(r"zalo\.me"), "zalo", _zalo),
    (re.compile(r"instagram\.com|instagr\.am"), "instagram", _instagram),
    (re.compile(r"(?:[a-z0-9\-]+\.){0,3}1688\.com"), "1688", _chinese),
    (re.compile(r"(?:[a-z0-9\-]+\.){0,3}taobao\.com"), "taobao", _chinese),
    (re.compile(r"temu\.com"), "temu", _temu),
)
