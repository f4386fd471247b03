"""Finds social and shop accounts where their form tells: "@name", "giay.hn_88", a capitalised name after fb, zalo, page."""

import re
import unicodedata

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.account_names import GLUED, TOKEN, end_of_run, is_account, is_glued_account
from nlp.recognizers.web_hosts import is_accented

# Names in small letters without such a form are left to the trained tagger, and "shop" before capitals too: there the
# corpus says as often seller as handle.
_AT = re.compile(
    r"(?<![a-z0-9._@/])(?:@(?P<gap> ?)|a (?:cong|moc) (?=[a-z0-9]*[._]))"
    r"(?P<name>[a-z0-9_]{1,40}+(?:\.{1,2}[a-z0-9_]{1,40}+){0,6}+(?: _ ?[a-z0-9_.]{1,40}+|_ [a-z0-9_.]{1,40}+|(?<=[a-z0-9]) \. [a-z0-9_.]{1,40}+){0,4}+)"
)
_EVERYBODY = frozenset(["all", "everyone", "admin", "ad", "bot", "moi", "moinguoi", "here", "channel"])
_MAIL = re.compile(r"(?:gmail|yahoo|hotmail|outlook|icloud|proton)|.*\. ?(?:com|vn|net|org)$")
_NETWORK = r"(?:facebook|face ?book|fb|zalo|zl|tiktok|tik tok|telegram|tele|instagram|insta|ig|youtube|shopee|lazada|tiki|sendo|lzd)"
_OF_NETWORK = (
    r"(?:fanpage|page|trang|nick|acc|account|tk|tai khoan|kenh|nhom|hoi|group|gr|gian hang|shop|live|livestream)"
)
_NAMED = r"(?: (?:ten|ten la|la|no la|no|cua|cua no|ca nhan|ban hang|co nick|nick|ten nick))?"
_CUE = re.compile(
    rf"(?<![a-z0-9./@_])(?<!chu )(?:{_OF_NETWORK} {_NETWORK}|{_NETWORK} {_OF_NETWORK}|facebook|fb|(?<=tren )face|(?<=qua )face|(?<=nick )face|tiktok|tik tok|zalo|zl|telegram|tele|instagram|insta|ig"
    r"|fanpage|page|nick|group|gr|live|livestream|inbox|ib|(?P<trang>trang))"
    rf"{_NAMED}[ :\-–]{{1,3}}(?P<quote>[\"'“”«(]?)(?=[^\W_])"
)
_QUOTED = re.compile(r"[^\n\"“”«»()]{3,48}?(?=[\"”»)])")
_NOT_NAMES = re.compile(
    r"(?:shop|mall|pay|lite|ads|marketplace|express|food|live|messenger|video|web|website|link|http|sdt|so|oa|va|hoac|fb|facebook|zalo"
    r"|zl|tiktok|telegram|tele|youtube|google|discord|instagram|kenh|nhom|nick|page|trang|tri an|viet nam)(?![a-z0-9])"
)
_BEFORE_TOKEN = re.compile(
    r"(?<![a-z0-9])(?:shop|gian|gian hang|hang|page|fanpage|nick|acc|account|tk|fb|facebook|zalo|zl|tele|telegram|tiktok|ig|insta|instagram"
    r"|shopee|lazada|tiki|sendo|live|livestream|kenh|nhom|group|admin|con|thang|dua|mu|cua|ten|la|ten la|nhan|ib|inbox|tren|o|nguoi ban|mua|chi|from|of)"
    r"[ :]{1,2}[\"'“”«(]?$"
)
_BEFORE_GLUED = re.compile(
    r"(?<![a-z0-9])(?:shop|gian|gian hang|nick|ig|insta|tele|telegram|tiktok)[ :]{1,2}[\"'“”«(]?"
)
_SHORTEST = 3
_MOST_WORDS = 7
_REACH = 16
_ACCOUNT_NUMBER = re.compile(
    r"(?<![a-z0-9])(?:uid|id)(?: (?:fb|facebook|tiktok|shopee|zalo|tele|telegram|cua no|nick))? ?[ :=]{1,3}(?P<digits>[0-9]{9,17})(?![0-9])"
    r"|(?<![a-z0-9])(?:fb|facebook|tiktok|shopee|telegram) (?:uid|id) ?[ :=]{1,3}(?P<number>[0-9]{9,17})(?![0-9])"
)
# Without one of these there is no cue: the slower patterns are not tried.
_HINT = re.compile(r"shop|gian|nick|ig|insta|tele|ti[kt]|fb|face|z[al]|page|gr|live|inb|ib|trang|lzd|laz|sendo|you")
_SPACED_SIGN = re.compile(r" ?([._]) ?")
_HAS_TOKEN = re.compile(r"[a-z0-9][._][a-z0-9]")


def find_handles(folded: Folded) -> list[Finding]:
    """Find accounts; the value is lower-case without @, accents kept."""
    text = folded.text
    found = [*_ats(folded), *_tokens(folded)]
    if _HINT.search(text):
        found += [*_glued(folded), *_names(folded)]
    if "id" in text:
        found += [
            _finding(folded, *number.span(number.lastgroup or 0), 0.85) for number in _ACCOUNT_NUMBER.finditer(text)
        ]
    return _apart(found)


def _ats(folded: Folded) -> list[Finding]:
    if "@" not in folded.text and "a cong" not in folded.text and "a moc" not in folded.text:
        return []
    return [
        _finding(folded, at.start(), _at_end(folded, at), 0.9, name=at.start("name"))
        for at in _AT.finditer(folded.text)
        if _is_named(folded, at)
    ]


def _at_end(folded: Folded, at: re.Match[str]) -> int:
    """Go on over a name of several capitalised words ("@ Thue Vi Momo_18")."""
    if folded.is_shouted or "." in at["name"]:
        return at.end()
    return max(at.end(), end_of_run(folded, at.start("name"))[0])


def _is_named(folded: Folded, at: re.Match[str]) -> bool:
    name = at["name"]
    if not any(map(str.isalpha, name)) or name in _EVERYBODY or is_accented(folded, *at.span("name")):
        return False
    if len(name) < _SHORTEST or name.rstrip("ktr").isdigit():  # "@ 200k"
        return False
    return not (at["gap"] and _MAIL.match(name)) and not folded.text.startswith("@", at.end())


def _tokens(folded: Folded) -> list[Finding]:
    if not _HAS_TOKEN.search(folded.text):
        return []
    return [
        _finding(folded, *token.span(), 0.8)
        for token in TOKEN.finditer(folded.text)
        if is_account(folded, *token.span(), is_announced=_is_announced(folded.text, token.start()))
    ]


def _is_announced(text: str, start: int) -> bool:
    return _BEFORE_TOKEN.search(text, max(0, start - _REACH), start) is not None


def _glued(folded: Folded) -> list[Finding]:
    found: list[Finding] = []
    for cue in _BEFORE_GLUED.finditer(folded.text):
        word = GLUED.match(folded.text, cue.end())
        if word and is_glued_account(folded, *word.span()):
            found.append(_finding(folded, *word.span(), 0.7))
    return found


def _names(folded: Folded) -> list[Finding]:
    ends = [(cue.end(), _end(folded, cue)) for cue in _CUE.finditer(folded.text)]
    return [_finding(folded, start, end, 0.75) for start, end in ends if end > start]


def _end(folded: Folded, cue: re.Match[str]) -> int:
    """Return where the name after a cue ends; its start if there is none."""
    start = cue.end()
    if _NOT_NAMES.match(folded.text, start) or (cue["trang"] and not _is_page(folded, cue)):
        return start
    quoted = _QUOTED.match(folded.text, start) if cue["quote"] else None
    if quoted:
        return quoted.end() if quoted.group().count(" ") < _MOST_WORDS else start
    if folded.is_shouted:
        return start
    end, words = end_of_run(folded, start)
    return end if words > 1 else start


def _is_page(folded: Folded, cue: re.Match[str]) -> bool:
    """Tell "trang" (a page) from thời trang, y trang, Tràng An; a text without accents does not say."""
    if not folded.has_accents or not folded.accented.startswith("trang", cue.start()):
        return False
    before = folded.accented[max(0, cue.start() - _REACH) : cue.start()].rstrip(" ")
    return not before.endswith(
        ("thời", "y", "tẩy", "nha", "nghĩa", "chủ", "kim", "giống", "thu", "chị", "em", "cô", "bạn", "trang")
    )


def _apart(found: list[Finding]) -> list[Finding]:
    """Keep the longer of two that share letters."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _finding(folded: Folded, begin: int, finish: int, score: float, *, name: int | None = None) -> Finding:
    """Make the finding; the account's own letters begin at `name`, after an @."""
    while folded.text[finish - 1] in ".-":
        finish -= 1
    start, end = folded.span(begin, finish)
    value = " ".join(unicodedata.normalize("NFKC", folded.accented[begin if name is None else name : finish]).split())
    return Finding(
        kind="handle",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=value if name is None else _SPACED_SIGN.sub(r"\1", value),
        role="unknown",
        score=score,
        reason="tên tài khoản mạng xã hội",
    )
