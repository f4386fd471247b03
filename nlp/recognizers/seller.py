"""Finds the name after shop, cửa hàng, tiệm, công ty."""

import re

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.capitals import end_of_name

_CUE = re.compile(
    r"(?<![a-z0-9])(?:shop|store|cua hang|cua tiem|tiem|dai ly|nha thuoc|nha hang|quan an|co so|vua|xuong|sieu thi|spa|tham my vien"
    r"|(?:cong ty|cty)(?: (?:tnhh|co phan|cp|mtv|tm|dv)){0,4})(?: (?:online|my pham|vang|thuoc|tap hoa|dien thoai|quan ao))?"
    r"(?: (?:ten|ten la|la))?[ :]{1,2}[\"'“”«(]?"
)


def find_sellers(folded: Folded) -> list[Finding]:
    """Find sellers' names written with capitals; a name in small letters is left to later work."""
    shouted = folded.is_shouted
    return [
        _finding(folded, cue.end(), end)
        for cue in _CUE.finditer(folded.text)
        if (end := end_of_name(folded, cue.end(), shouted=shouted)) > cue.end()
    ]


def _finding(folded: Folded, begin: int, finish: int) -> Finding:
    start, end = folded.span(begin, finish)
    return Finding(
        kind="seller",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=None,
        role="seller",
        score=0.7,
        reason="tên đứng sau chữ chỉ nơi bán",
    )
