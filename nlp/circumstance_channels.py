"""Tells through which channel is sold from what others found: links, accounts and places."""

import re
from collections.abc import Iterable, Iterator, Sequence

from nlp.cues import CueHit
from nlp.findings import Finding
from nlp.fold import Folded

ONLINE = frozenset(["marketplace", "social", "website", "app", "chat", "livestream"])
_NAMED_AFTER = ONLINE | {"shopfront", "in_warehouse", "in_home", "wholesale", "airport", "wildlife", "weapon", "vape"}
_STORED = frozenset(
    ["in_home", "in_warehouse", "in_empty_house", "in_apartment", "goods_moving_now", "fake_parcel_call"]
)
# Whose pages a link's host shows; any other domain is a website.
_HOSTS = (
    (
        "marketplace",
        (
            r"shopee\.vn|shopee\.com|shp\.ee|lazada\.vn|lazada\.com|tiki\.vn|sendo\.vn|chotot\.com|shop\.tiktok\.com|taobao\.com|1688\.com|amazon\.com|temu\.com"
            r"|shein\.com|ebay\.com|alibaba\.com|aliexpress\.com"
        ),
    ),
    (
        "social",
        r"fb|facebook\.com|fb\.com|fb\.me|fb\.watch|instagram\.com|tiktok\.com|youtube\.com|youtu\.be|threads\.net|x\.com",
    ),
    ("chat", r"zalo\.me|zalo\.vn|t\.me|telegram\.me|m\.me|wa\.me|discord\.gg|viber\.com|messenger\.com"),
    ("app", r"apps\.apple\.com|play\.google\.com|testflight\.apple\.com"),
)
_CHANNELS = tuple((channel, re.compile(rf"(?:^|\.)(?:{hosts})$")) for channel, hosts in _HOSTS)
_HOST = re.compile(r"^(?:[a-z]+://)?([^/:?#]+)")
_SHOP = re.compile(r"(?<![a-z0-9])(?:shop|gian|gian hang)[ :\"“]{0,2}$")
# "giay.sneaker.hn", "nhabep_88": how accounts of marketplaces are spelled; pages of social networks have names with spaces.
_ACCOUNT = re.compile(r"^[a-z0-9\-]*[._0-9][a-z0-9._\-]*$")
_BEFORE = 12
# Below the province, where a stall or shop can stand.
_LOCAL = re.compile(
    r"(?<![a-z])(?:xa|phuong|p|thi tran|tt|thi xa|duong|pho|q|quan|cho|cong|ben|ngo|kiet|hem)(?![a-z])|[0-9]"
)
_SOLD = re.compile(r"(?<![a-z])(?:ban|mua|shop|quan|tinh tien|hoa don|thay)(?![a-z])")
_ELSEWHERE = re.compile(r"(?<![a-z])(?:xuong|kho|nha|xe tai|chuyen|cua khau|coc|ck|stk|lo|tau|ship)(?![a-z])")


def find_link_channels(folded: Folded, findings: Iterable[Finding], *, phishing: bool) -> Iterator[CueHit]:
    """Give the channel of each link; a site that fishes for passwords (`phishing`) sells nothing."""
    for finding in findings:
        if finding.kind == "url":
            channel = _channel(str(finding.value))
            if channel != "website" or not phishing:
                yield _hit(folded, finding, channel)


def _channel(link: str) -> str:
    host = _HOST.match(link)
    name = host[1] if host else link
    return next((channel for channel, pattern in _CHANNELS if pattern.search(name)), "website")


def drop_names(folded: Folded, hits: Iterable[CueHit], findings: Iterable[Finding]) -> list[CueHit]:
    """Drop what only stands in a link or in the name of an account: "shopee-khuyenmai.example", "Tiệm Mây"."""
    names = [folded.folded_span(one.start, one.end) for one in findings if one.kind in {"url", "handle"}]
    return [
        hit
        for hit in hits
        if hit.id not in _NAMED_AFTER or not any(start <= hit.start and hit.end <= end for start, end in names)
    ]


def find_unnamed_channel(folded: Folded, findings: Sequence[Finding], said: frozenset[str]) -> Iterator[CueHit]:
    """Guess the channel from a seller's account or place when `said`, the circumstances so far, names none."""
    if said & ONLINE - {"livestream"}:
        return
    accounts = [one for one in findings if one.kind == "handle" and one.role in {"seller", "unknown"}]
    guesses = (_hit(folded, one, channel) for one in accounts if (channel := _channel_of_account(folded, one)))
    guess = next(guesses, None)
    if guess:
        yield guess
    elif not accounts and not said & ONLINE and "shopfront" not in said and not said & _STORED:
        yield from _stalls(folded, findings)


def _channel_of_account(folded: Folded, account: Finding) -> str | None:
    start, end = folded.folded_span(account.start, account.end)
    name = folded.text[start:end]
    if _SHOP.search(folded.text[max(0, start - _BEFORE) : start]) or _ACCOUNT.match(name):
        return "marketplace"
    return None if name.startswith("@") else "social"


def _stalls(folded: Folded, findings: Iterable[Finding]) -> Iterator[CueHit]:
    """Give the first place of the seller's where goods are sold over the counter."""
    places = [one for one in findings if one.kind == "place" and one.role in {"seller", "unknown"}]
    if not places or not _SOLD.search(folded.text) or _ELSEWHERE.search(folded.text):
        return
    hits = (_hit(folded, one, "shopfront") for one in places)
    yield from (hit for hit in hits if _LOCAL.search(folded.text, hit.start, hit.end))


def _hit(folded: Folded, finding: Finding, channel: str) -> CueHit:
    start, end = folded.folded_span(finding.start, finding.end)
    return CueHit(id=channel, weight=1.0, start=start, end=end)
