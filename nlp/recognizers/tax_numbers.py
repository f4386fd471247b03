"""Matches tax codes (ten digits, or thirteen of a branch) in a run of digits."""

from stdnum.vn import mst

from nlp.recognizers.digits import Run
from nlp.recognizers.reading import Match, Reading

_OF_BRANCH = 13
_UNVERIFIED = "danh tính người bán chưa xác thực"


def match_tax_code(text: str, run: Run, index: int) -> Match | None:
    """Match ten digits, and three more after a dash; wrong check digits are said, not refused."""
    if text[max(0, run[index].start - 1) : run[index].start].isalnum():
        return None
    digits, whole = "", 0
    for after in range(index + 1, len(run) + 1):
        token = run[after - 1]
        if token.is_word or (after > index + 1 and len(text[run[after - 2].end : token.start]) > 1):
            break
        digits += token.digits
        if len(digits) == len("0123456789"):
            whole = after
        if len(digits) >= _OF_BRANCH:
            break
    if not whole:
        return None
    branch = len(digits) == _OF_BRANCH and text[run[whole - 1].end : run[whole].start] in {"-", "–", ""}
    return _reading(run, index, after if branch else whole)


def _reading(run: Run, index: int, after: int) -> Match:
    value = "".join(token.digits for token in run[index:after])
    valid = mst.is_valid(value)
    check = "" if valid else "; số kiểm tra không khớp, có thể là mã bịa hoặc gõ sai"
    reason = f"sau chữ mã số thuế; {_UNVERIFIED}{check}"
    return after, Reading("tax_code", run[index].start, run[after - 1].end, value, 0.98 if valid else 0.95, reason)
