"""Finds the reporter's e-mail, papers, accounts of social networks and numbers said in words."""

import re
from collections.abc import Iterator

from nlp.fold import Folded
from nlp.reporter.name_words import name_end
from nlp.reporter.pronouns import ME, NOT_ME, OwnSpan, is_said_of_self, is_self

_EMAIL = re.compile(
    r"(?<![a-z0-9._%+\-@])[a-z0-9][a-z0-9._%+\-]{0,63}(?:@| ?(?:\(at\)|\[at\]) ?| (?:a cong|at) )[a-z0-9-]{1,63}(?:(?:\.| (?:cham|dot) )[a-z0-9-]{1,63}){1,4}(?![a-z0-9@])"
)
_SHOP_MAIL = re.compile(
    r"(?<![a-z])(?:shop|nguoi ban|ho|no|cua hang|cong ty|web|trang|page|hotro|cskh|support|sales|tu mail|tu email|gui tu)(?![a-z])"
)
_ID = re.compile(
    r"(?<![a-z0-9])(?:cccd|cmnd|cmt|cmtnd|can cuoc(?: cong dan)?|chung minh(?: nhan dan| thu)?|ho chieu|passport|the can cuoc|ma so thue|mst|the sinh vien|mssv|ma sinh vien|ma nhan vien|msnv|bien so(?: xe)?|bks|bien kiem soat|gplx|bang lai|so bao hiem|bhxh|bhyt|the bhyt|dinh danh)"
    r"(?: (?:[a-z]{1,6}|so)){0,4}?[: ]{1,3}(?P<id>(?=[a-z0-9.\-]{0,8}[0-9])[a-z0-9])"
)
_ID_VALUE = re.compile(
    r"[0-9]{2}[a-z][0-9]? ?-? ?[0-9]{2,5}(?:[.][0-9]{2})?(?![a-z0-9])|(?:[a-z]{1,2}-?)?[0-9](?:[ .\-]?[0-9]|[a-z]){3,16}(?![a-z0-9])"
)
_OTHERS_ID = re.compile(
    r"(?<![a-z])(?:cua (?:no|ho|shop|chu|nguoi ban|ke|cong ty)|shop|cong ty|cty|nguoi ban)(?![a-z])"
)
_MINE_AFTER = re.compile(rf" (?:la )?(?:cua|thuoc) {ME}(?![a-z])")
_PLATFORM = r"(?:facebook|face|fb|zalo|zl|tiktok|tik tok|telegram|tele|instagram|insta|ig|nick(?: (?:zalo|fb|facebook|tiktok|face|shopee|tele))?|acc(?: (?:zalo|fb|facebook|tiktok|shopee|lazada|tele))?|tai khoan(?: (?:zalo|fb|facebook|tiktok|shopee|lazada|tiki|sendo))|tk (?:fb|shopee|lazada|zalo)|viber|messenger|skype|wechat|line|username)"
_ACCOUNT = re.compile(
    rf"(?<![a-z0-9])(?:{_PLATFORM}(?: (?:cua|rieng|ca nhan))* (?P<me>{ME}){NOT_ME}(?: (?:la|ten|ten la|nick|nick la))*|my {_PLATFORM}(?: is)?)[ :]{{1,3}}[\"'“]?"
)
_ACCOUNT_NAME = re.compile(
    r"@[a-z0-9_.]{3,32}|(?![0-9.]+(?![a-z0-9._]))(?=[a-z0-9_.]{0,30}[_.0-9])[a-z0-9][a-z0-9_.]{3,31}"
)
_DIGIT = r"(?:khong|hong|ko|mot|hai|ba|bon|tu|nam|lam|nham|sau|bay|bảy|tam|chin|linh|le|muoi|tram|oh|zero|one|two|three|four|five|six|seven|eight|nine|[0-9]{1,4})"
# "không chín trăm không không không một một lăm": a number said in words, nine digits and more.
_SPOKEN = re.compile(rf"(?<![a-z0-9])(?:khong|hong|ko|0|zero|oh)(?:(?: ?[,.\-] ?| ){_DIGIT}){{7,13}}(?![a-z0-9])")
_SPOKEN_WORD = re.compile(r"(?:khong|mot|hai|ba|bon|nam|sau|bay|tam|chin|zero|one|two)")


def find_emails(folded: Folded) -> list[OwnSpan]:
    """Find e-mail addresses that are not clearly a seller's."""
    if "@" not in folded.text and " a cong " not in folded.text and " at " not in folded.text:
        return []
    return [
        OwnSpan(*hit.span(), "email", "thư điện tử của người báo")
        for hit in _EMAIL.finditer(folded.text)
        if not _SHOP_MAIL.search(folded.text, max(0, hit.start() - 40), hit.end())
        or is_said_of_self(folded, hit.start())
    ]


def find_own_papers(folded: Folded) -> list[OwnSpan]:
    """Find numbers of papers and plates that are not said of somebody else."""
    found: list[OwnSpan] = []
    for hit in _ID.finditer(folded.text):
        start = hit.start("id")
        value = _ID_VALUE.match(folded.text, start)
        mine = value and _MINE_AFTER.match(folded.text, value.end())
        if value and mine and is_self(folded, *mine.span()):
            found.append(OwnSpan(start, value.end(), "id", "giấy tờ của người báo"))
            continue
        others = _OTHERS_ID.search(folded.text, hit.start() - 24 if hit.start() > 24 else 0, start)  # noqa: PLR2004
        if value and not others and is_said_of_self(folded, start) is not False:
            found.append(OwnSpan(start, value.end(), "id", "giấy tờ của người báo"))
    return found


def find_own_accounts(folded: Folded) -> list[OwnSpan]:
    """Find the reporter's names on social networks and market places."""
    found: list[OwnSpan] = []
    for cue in _ACCOUNT.finditer(folded.text):
        if cue["me"] and not is_self(folded, *cue.span("me")):
            continue
        account = _ACCOUNT_NAME.match(folded.text, cue.end())
        end = account.end() if account else name_end(folded, cue.end(), lower=True)
        if end > cue.end():
            found.append(OwnSpan(cue.end(), end, "account", "tài khoản mạng xã hội của người báo"))
    return found


def find_spoken_numbers(folded: Folded) -> Iterator[tuple[int, int]]:
    """Yield the spans of telephone numbers said in words."""
    for hit in _SPOKEN.finditer(folded.text):
        if len(_SPOKEN_WORD.findall(hit.group())) > 3:  # noqa: PLR2004 - fewer words are digits with a price beside
            yield hit.span()
