"""Finds tax codes that are announced as such, or that stand beside a company and check."""

import re

from stdnum.vn import mst

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.numbers import as_finding, numbers_of, read_numbers
from nlp.recognizers.reading import Reading

_COMPANY = re.compile(
    r"(?<![a-z])(?:cong ty|cty|doanh nghiep|dn|hkd|ho kinh doanh|tnhh|co phan|jsc|co\.? ?ltd)(?![a-z])[^\n.;0-9]{0,60}"
    r"(?<![0-9a-z.,/\-+])(?P<code>[0-9]{10}(?:-[0-9]{3})?)(?![0-9a-z]|[.,\-/][0-9])"
)
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_REASON = "cạnh tên công ty và đúng số kiểm tra; danh tính người bán chưa xác thực"


def find_tax_codes(folded: Folded) -> list[Finding]:
    """Find tax codes; the value is the digits."""
    found = numbers_of(folded, "tax_code")
    if not _TEN_DIGITS.search(folded.text):
        return found
    taken = {(one.start, one.end) for one in read_numbers(folded) if one.kind != "phone"}
    for company in _COMPANY.finditer(folded.text):
        start, end = company.span("code")
        value = company["code"].replace("-", "")
        if (start, end) not in taken and mst.is_valid(value) and not _is_phone(folded, start):
            found.append(as_finding(folded, "tax_code", Reading("tax_code", start, end, value, 0.8, _REASON)))
    return found


def _is_phone(folded: Folded, start: int) -> bool:
    return any(one.kind == "phone" and one.start == start for one in read_numbers(folded))
