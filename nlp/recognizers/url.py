"""Finds web addresses, mildly disguised ones too ("shopee . vn/abc", "abc[.]com", "abc chấm vn", hxxp)."""

import re

import tldextract

from nlp.findings import Finding
from nlp.fold import Folded

# The suffix list shipped with tldextract; it never goes to the network and writes no cache (research/nlp.md 4.6).
# `.example` (RFC 2606) belongs to nobody: the invented links of demonstrations and tests.
_EXTRACT = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, extra_suffixes=("example",))
# Endings that count without scheme or path. Others ("co", "la", "do", "to", "an") are Vietnamese words after a dot.
_ENDINGS = (
    "vn com net org info shop store online site xyz top club vip link asia biz cc io app live click fun pro space"
    " website sale tv gov edu mobi"
)
_PLAIN_ENDINGS = frozenset(_ENDINGS.split())
_LABEL = r"[a-z0-9][a-z0-9_-]{0,62}+"
_DOT = r"(?:\.|\s\.\s?|\s?\[\s?\.\s?\]\s?|\s?\(\s?\.\s?\)\s?|\s(?:cham|dot)\s(?=(?:vn|com|net|org|shop|info)\b))"
_URL = re.compile(
    r"(?<![a-z0-9@._/-])"
    r"(?P<scheme>h(?:tt|xx)ps?\s?:\s?/{2}\s?)?"
    rf"(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{1,5}})"
    r"(?P<port>:[0-9]{2,5})?"
    r"(?P<path>[/?#][^\s<>\"'`|]{0,500}+)?"
    r"(?!@)"
)
_DISGUISED_DOT = re.compile(r"\s?(?:\[\s?\.\s?\]|\(\s?\.\s?\)|\.)\s?|\s(?:cham|dot)\s")
_AFTER_PATH = ".,;:!?)]}>*…\"'”’"


def find_urls(folded: Folded) -> list[Finding]:
    """Find links; the value is absolute with a lower-case host and the path as written."""
    if "." not in folded.text and " cham " not in folded.text and " dot " not in folded.text:
        return []
    return [finding for found in _URL.finditer(folded.text) if (finding := _finding(folded, found))]


def _finding(folded: Folded, found: re.Match[str]) -> Finding | None:
    host = _DISGUISED_DOT.sub(".", found["host"])
    path = (found["path"] or "").rstrip(_AFTER_PATH)
    if not _is_host(host, folded, found, has_path=len(path) > 1):
        return None
    end = found.end("port") if found["port"] else found.end("host")
    if path:
        end = found.start("path") + len(path)
    start, last = folded.span(found.start(), end)
    scheme = "http" if (found["scheme"] or "").startswith(("http:", "hxxp:", "http :", "hxxp :")) else "https"
    written_path = folded.said(found.start("path"), end) if path else ""
    return Finding(
        kind="url",
        start=start,
        end=last,
        text=folded.original[start:last],
        value=f"{scheme}://{host}{found['port'] or ''}{written_path}",
        role="unknown",
        score=0.95 if host == found["host"] else 0.8,
        reason="địa chỉ trang mạng",
    )


def _is_host(host: str, folded: Folded, found: re.Match[str], *, has_path: bool) -> bool:
    written = folded.said(*found.span("host"))
    if not folded.accented[found.start("host") : found.end("host")].isascii() and host == found["host"]:
        return False  # "giả.Có": two sentences without a space
    parts = _EXTRACT(host)
    if not (parts.suffix and parts.domain):
        return False
    if found["scheme"] or has_path:
        return True
    ending = parts.suffix.rpartition(".")[2]
    new_sentence = written.rpartition(".")[2][:1].isupper() and not written.isupper() and not written[:1].isupper()
    return ending in _PLAIN_ENDINGS and not new_sentence
