"""Finds web addresses, disguised ones too ("shopee . vn / abc", "abc[.]com", "abc chấm vn", hxxp)."""

import re
from collections.abc import Sequence

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.recognizers.web_hosts import (
    ENDINGS,
    PLATFORMS,
    DotKind,
    Label,
    choose_labels,
    is_accented,
    is_host,
    is_long_name,
    is_platform,
    is_syllable,
    looks_coined,
    looks_made_up,
    spoken_ending,
)
from nlp.recognizers.web_names import start_of_words
from nlp.recognizers.web_paths import end_of_path, is_another_host, written_path

_GAP = "[ \u2190-\u2bff\U0001f000-\U0001faff]{0,3}+"
_DOT = (
    rf"(?:{_GAP}[.。•·*]{_GAP}(?=[a-z0-9])|\.\.(?=[a-z])"
    r"| ?[\[({<] ?(?:\.|,|cham|dot) ?[\])}>] ?|[\-_*~|\"'](?:\.|cham|dot)[\-_*~|\"']"
    r"| (?:cham|dot) (?=[a-z])"
    r"|,(?=(?:vn|com|net|org|ly|me)(?![a-z0-9_]))| ?, (?=(?:vn|com|net)(?![a-z0-9_]))"
    r"| (?=(?:com|vn|me|ly) ?/|(?:com|net|vn)(?![a-z0-9.]))|(?<=www) (?=[a-z0-9]))"
)
# A name spelled letter by letter ("s h o p e e"), with its hyphen read out, or written together.
_LABEL = (
    r"(?:(?:w w w|c o m|v n|n e t)(?![a-z0-9])|(?<=cham )v[eio] (?:en|no)(?![a-z0-9])"
    r"|(?<!(?<![a-z0-9])[a-z0-9] )[a-z0-9](?: (?:[a-z0-9]|[0-9]{2,4}+)(?![a-z0-9])){3,24}+"
    r"|[a-z0-9](?:[a-z0-9]|[_-](?!(?:cham|dot)[_-])){0,62}+(?: gach (?:ngang|noi) [a-z0-9\-]{1,40}+){0,3}+)"
)
_SCHEME = r"h ?(?:[tx*] ?){1,2}p ?(?P<secure>s ?)?(?:[:;] ?(?:[/\\] ?){1,2}+|\[:\] ?/ ?/ ?|/ ?/ ?| colon slash slash )"
_URL = re.compile(
    rf"(?:(?P<scheme>{_SCHEME})|(?<![a-z0-9@._/])(?<![a-z0-9]-))(?P<host>{_LABEL}(?:{_DOT}{_LABEL}){{1,6}}+)(?P<port> ?:[0-9]{{2,5}}(?![0-9]))?"
)
_NEXT = re.compile(rf"(?P<dot>{_DOT})(?P<name>{_LABEL})")
_FIRST = re.compile(rf"(?P<name>{_LABEL})")
# Without one of these there is no link: the slower pattern is not tried.
_ENDING = rf"(?:{'|'.join(sorted(ENDINGS))})(?![a-z0-9])"
_HINT = re.compile(
    rf"[a-z:]\]? ?/|[.,。•·*\])}}>](?:(?<=[.,。•·*])(?![.,]){_GAP}{_ENDING}|(?<=\.) ?[\])}}>]|(?<=[\])}}>]) ?{_ENDING}"
    r"|(?<=[.。])(?:[a-z]{2,9}(?![a-z0-9])| ?(?:c o m|c0m|v n|n e t)(?![a-z0-9])))"
)
_SAID_HINT = re.compile(
    rf"(?:cham|dot)[ \-_*~|\"'](?:{_ENDING}|v[eio] (?:en|no)|sop|onlai)| (?:com|net|vn)(?![a-z0-9])"
)
_SAID_CLUES = ("cham", "dot", " com", " net", " vn")
_ANNOUNCED = re.compile(
    r"(?<![a-z])(?:web|website|wed|site|trang|link|linh|domain|ten mien|duong dan|url|truy cap)(?: (?:la|nay|do|no|gia|web))?[ :\"“(]{1,3}$"
)
# "shop abc.vn", "của nang.tho.vn" name an account, however much it looks like a link (GUIDELINE.md, handle).
_ACCOUNT = re.compile(
    r"(?<![a-z])(?:(?P<sure>shop|gian|gian hang|nick|acc|page|fanpage|live|fb|facebook|tiktok|zalo|ig|insta|instagram|tele|telegram|shopee|lazada|tiki)"
    r"|of|from|cua|con|thang|chi|nhan|alert)(?: (?:la|ten|ten la))?[ :\"“(]{1,3}$"
)
_DOTTED = 3
_BROKEN = re.compile(
    r"(?:(?<![a-z])(?P<cue>web|website|trang|link|ten mien) )?(?!web|online|nay )(?<![a-z0-9])(?P<part>[a-z0-9\-]{2,30})(?P<hyphen> (?:- )?)$"
)
_LONGEST_CUE = 48
_REACH = 24
_MAIL_BEFORE = re.compile(r"(?:@|\(at\)|\[at\]| a (?:cong|moc|vong)|mail [a-z0-9 :._]{1,20} at) ?$")
_MAIL_BEHIND = re.compile(r" ?@|[ ]?[\[(]at[\])]")
_HANGING = re.compile(r"[._][a-z0-9]")
_GLUED = re.compile(r"h(?:tt|xx)ps?$")
_WORDS = frozenset(["chấm", "cham", "dot"])
_LETTERS = re.compile(r"[a-z]+")
_BRACKETS = frozenset("[({<-_*~|\"'")
_MARKS = ".。•·*"
_HYPHEN = re.compile(r" g[aạ]ch (?:ngang|n[oố]i) ")
# What comes behind an ending without a space is a word of the sentence where it has accents ("abc.comlừa đảo").
_ENDING_GLUED = re.compile(r"(?:com|net|org|vn|info|shop|xyz|top|vip|online|club|store|site)(?=-?[a-z]{1,7}$)")


# Links into an app, and hosts that are bare numbers; both only in full.
_EXACT = re.compile(
    r"(?<![a-z0-9])(?:(?:shopee(?:vn)?|lazada|tiki|tiktok|snssdk[0-9]{4}|fb|fb-messenger|zalo|tg|viber)://(?=[a-z])"
    r"|h(?:tt|xx)ps?://(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.]))[^\s<>\"'`|«»“”]{0,500}+"
)


def find_urls(folded: Folded) -> list[Finding]:
    """Find links; the value is absolute with a lower-case host and the path as written."""
    text = folded.text
    if not (_HINT.search(text) or (any(map(text.__contains__, _SAID_CLUES)) and _SAID_HINT.search(text))):
        return []
    findings = _exact(folded) if "://" in text else []
    taken = {at for one in findings for at in range(one.start, one.end)}
    position = 0
    while found := _URL.search(text, position):
        finding, position = _read(folded, found)
        if finding and finding.start not in taken:
            findings.append(finding)
    return findings


def _exact(folded: Folded) -> list[Finding]:
    findings: list[Finding] = []
    for found in _EXACT.finditer(folded.text):
        end = found.start() + len(found.group().rstrip(".,;:!?)]}*…"))
        value = "".join(filter(str.isprintable, folded.said(found.start(), end)))
        scheme, _, rest = value.partition("://")
        findings.append(
            _finding(folded, found.start(), end, f"{scheme.lower().replace('xx', 'tt')}://{rest}", is_odd=False)
        )
    return findings


def _read(folded: Folded, found: re.Match[str]) -> tuple[Finding | None, int]:
    """Give the link of a match, if it is one, and where to go on."""
    labels = choose_labels(_labels(folded, found), has_scheme=found["scheme"] is not None)
    if not labels:
        return None, found.end("host")
    labels = labels if found["scheme"] else _mended(folded, labels)
    start = found.start() if found["scheme"] else labels[0].start
    end = found.end() if labels[-1].end == found.end("host") else labels[-1].end
    is_odd = any(one.dot != "tight" for one in labels[1:])
    host = ".".join(one.name for one in labels)
    spaced = is_odd or bool(found["scheme"]) or is_platform(labels)
    after = end_of_path(folded, end, spaced=spaced, numbers=host == "zalo.me", is_odd=is_odd)
    if not is_platform(labels) and is_another_host(folded, end, after):
        after = end
    is_whole = bool(found["scheme"]) or after > end + 1
    announced = _ANNOUNCED.search(folded.text, max(0, start - _REACH), start) is not None
    is_plain = not (is_whole or announced or is_odd)
    if (
        not is_host(labels, is_announced=announced, is_whole=is_whole)
        or _is_mail(folded.text, start, labels[-1].end)
        or _begins_sentence(folded, labels)
        or (is_plain and (_is_account(folded.text, labels) or _is_two_sentences(folded, labels)))
    ):
        return None, labels[-1].end
    port = folded.text[labels[-1].end : end].strip()
    value = f"{_scheme(found)}://{host}{port}{written_path(folded, end, after)}"
    return _finding(folded, start, after, value, is_odd=is_odd), after


def _labels(folded: Folded, found: re.Match[str]) -> Sequence[Label]:
    """Cut a host into labels; what stands before an accented letter, or a word that is no "chấm", is no part of it."""
    labels: list[Label] = []
    part = _FIRST.match(folded.text, found.start("host"))
    start = found.start("host")
    while part and part.end() <= found.end("host"):
        dot = _dot_kind(folded, start, part.start("name"))
        label = _label(folded, *part.span("name"), dot)
        if (label is None or dot is None) and len(labels) > 1:
            break
        if dot is None:
            labels = []
        labels = [*labels, label] if label else []
        start = part.end()
        part = _NEXT.match(folded.text, start)
    return _unglued(folded.text, labels)


def _mended(folded: Folded, labels: Sequence[Label]) -> Sequence[Label]:
    """Join a name that is broken by a space too: "web giaybong daviet . top", "shop ee.vn", "vnpost - tracuu . cc"."""
    first = labels[0]
    broken = _BROKEN.search(folded.text, max(0, first.start - _LONGEST_CUE), first.start)
    if not broken or is_accented(folded, broken.start("part"), first.start):
        return labels
    name = broken["part"] + broken["hyphen"].strip() + first.name
    is_named = bool(broken["cue"]) and looks_made_up(broken["part"]) and broken["part"] not in PLATFORMS
    is_hyphened = "-" in broken["hyphen"] and (bool(broken["cue"]) or not is_syllable(broken["part"]))
    is_disguised = labels[1].dot == "spaced" and (is_named or is_hyphened)
    if name in PLATFORMS or is_disguised:
        return [first._replace(start=broken.start("part"), name=name), *labels[1:]]
    start = start_of_words(folded, first.start) if labels[1].dot in {"spaced", "word", "bracket"} else first.start
    if start == first.start or first.name in PLATFORMS or first.name == "www":
        return labels
    return [first._replace(start=start, name=folded.text[start : first.end].replace(" ", "")), *labels[1:]]


def _label(folded: Folded, start: int, end: int, dot: DotKind | None) -> Label | None:
    """Read a label; one with accents is a word of the sentence, or an ending read out, or has such a word behind it."""
    name = folded.text[start:end]
    if not is_accented(folded, start, end) or (
        " gach " in name and _HYPHEN.sub("", folded.accented[start:end]).isascii()
    ):
        return Label(start, end, _bare(name), dot or "tight")
    spoken = spoken_ending(folded.accented[start:end]) if dot == "word" else None
    if spoken:
        return Label(start, end, spoken, "word")
    if (
        dot == "tight"
        and _LETTERS.search(name)
        and (looks_coined(name) or is_long_name(name))
        and not _ENDING_GLUED.match(name)
    ):
        return Label(start, end, folded.accented[start:end], dot)
    glued = _ENDING_GLUED.match(name)
    if dot is None or glued is None or is_accented(folded, start, start + glued.end()):
        return None
    return Label(start, start + glued.end(), glued.group(), dot)


def _bare(name: str) -> str:
    bare = _HYPHEN.sub("-", name).replace(" ", "")
    return "com" if bare == "c0m" else bare


def _dot_kind(folded: Folded, start: int, end: int) -> DotKind | None:
    """Say how a dot is written; None when it is a word with other accents ("đợt", "chạm")."""
    said = folded.text[start:end]
    word = _LETTERS.search(said)
    if word and folded.accented[start + word.start() : start + word.end()] not in _WORDS:
        return None
    if said.strip(" ")[:1] in _BRACKETS:
        return "bracket"
    if word:
        return "word"
    return _mark_kind(said)


def _mark_kind(said: str) -> DotKind:
    mark = said.strip()
    if mark in {"", ","}:
        return "comma" if mark else "tight" if not said else "missing"
    before, after = said[:1] not in _MARKS, said[-1:] not in _MARKS
    return "spaced" if before and after else "before" if before else "after" if after else "tight"


def _unglued(text: str, labels: list[Label]) -> list[Label]:
    """Give a second link its scheme back: "a.comhttps://b.com"."""
    if not labels:
        return labels
    last = labels[-1]
    glued = _GLUED.search(last.name) if text.startswith(":", last.end) else None
    if not glued or glued.start() == 0:
        return labels
    return [*labels[:-1], last._replace(end=last.end - len(glued.group()), name=last.name[: glued.start()])]


def _is_mail(text: str, start: int, end: int) -> bool:
    return bool(_MAIL_BEHIND.match(text, end) or _MAIL_BEFORE.search(text, max(0, start - _REACH), start))


def _is_account(text: str, labels: Sequence[Label]) -> bool:
    start = labels[0].start
    cue = _ACCOUNT.search(text, max(0, start - _REACH), start)
    if not cue or labels[0].name == "www" or any("-" in one.name for one in labels):
        return False
    return bool(cue["sure"]) or len(labels) >= _DOTTED


def _begins_sentence(folded: Folded, labels: Sequence[Label]) -> bool:
    """Tell whether the ending is the next word after spelled letters: "mã S P X 0 5 5. Shop vẫn …"."""
    name, last = labels[-2], labels[-1]
    return last.dot == "after" and len(name.name) < name.end - name.start and _is_capital(folded, last.start)


def _is_two_sentences(folded: Folded, labels: Sequence[Label]) -> bool:
    """Tell whether a word hangs on ("xuong.chan.ga.goi") or a sentence begins at the ending ("gạch.Page này")."""
    last = labels[-1]
    if (
        last.dot == "after"
        and _is_capital(folded, last.start)
        and len(labels[-2].name) < labels[-2].end - labels[-2].start
    ):
        return True
    if _HANGING.match(folded.text, last.end) and not _is_capital(folded, last.end + 1):
        return True
    return _is_capital(folded, last.start) and not _is_capital(folded, labels[-2].start)


def _is_capital(folded: Folded, at: int) -> bool:
    return folded.said(at, at + 1)[:1].isupper()


def _scheme(found: re.Match[str]) -> str:
    return "https" if found["secure"] or not found["scheme"] else "http"


def _finding(folded: Folded, begin: int, finish: int, value: str, *, is_odd: bool) -> Finding:
    start, end = folded.span(begin, finish)
    return Finding(
        kind="url",
        start=start,
        end=end,
        text=folded.original[start:end],
        value=value,
        role="unknown",
        score=0.8 if is_odd else 0.95,
        reason="địa chỉ trang mạng viết tránh dò tìm" if is_odd else "địa chỉ trang mạng",
    )
