"""The number of a page of a list, as an address gives it."""

import re


def read_page(page: str) -> int:
    """Read a page's number; what no list is long enough for is the first page."""
    return max(1, int(page)) if re.fullmatch("[0-9]{1,4}", page) else 1
