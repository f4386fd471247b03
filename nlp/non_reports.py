"""Recognizes what uses the words of a report without being one: questions of procedure, withdrawals, adverts."""

import re

from nlp.fold import Folded

_WITHDRAWAL = re.compile(
    r"(?<![a-z0-9])(?:rut (?:lai )?(?:don|tin|phan anh|to cao|yeu cau|bao cao|to giac)|xin rut|bao nham|phan anh nham|to cao nham"
    r"|huy (?:tin bao|don to|phan anh|bao cao)|bo qua tin (?:nhan )?(?:truoc|tren)|withdraw my)(?![a-z0-9])"
)
_PROCEDURE = re.compile(
    r"(?<![a-z0-9])(?:(?:lam sao|lam the nao|cach nao|cach|thu tuc|quy trinh|huong dan)(?: [a-z]{1,6}){0,3} (?:bao|to|phan anh|to cao|to giac|khieu nai|gui don|phan biet|nhan biet)"
    r"|(?:bao|to cao|to giac|phan anh|khieu nai|gui don|nop don)(?: [a-z]{1,6}){0,4} (?:o dau|cho ai|the nao|nhu the nao|cho co quan nao|duoc khong|bang cach nao|can (?:nhung )?gi)"
    r"|(?:muon|dinh) (?:bao|to cao|to giac|phan anh|khieu nai|gui don)(?: [a-z]{1,7}){0,8} (?:thi )?(?:can|phai|co phai) [a-z ]{0,40}(?:gi|nao|khong|ko)"
    r"|duoc thuong (?:khong|bao nhieu)|co (?:duoc )?(?:giu bi mat|bao mat|thuong)(?: [a-z]{1,6}){0,3} (?:khong|ko)"
    r"|muc phat|bi phat (?:bao nhieu|the nao)|phat bao nhieu|duong day nong la|how (?:do|can) i report)(?![a-z0-9])"
)
_ADVERT = re.compile(
    r"(?<![a-z0-9])(?:(?:ben|shop|nha) (?:em|minh) (?:chuyen|co ban|nhan|ban|cung cap)|ib (?:em|minh|ngay)|inbox (?:em|minh|ngay)"
    r"|tuyen (?:ctv|si|dai ly)|ai can (?:thi )?(?:ib|lien he|inbox)|mai dzo|moi anh chi|em nhan lam|chuyen si)(?![a-z0-9])"
)
_ACCUSES = re.compile(
    r"(?<![a-z0-9])(?:to cao|to giac|phan anh|bao (?:cao|tin|cho)|lua|hang gia|lau|bi|thay|nghi|kiem tra|xu ly|rao|quang cao|dang ban|fwd|mua)(?![a-z0-9])"
)
# What ties a question to a matter of its own: "shop X bán … thì báo ở đâu" stays a report.
_OWN_MATTER = re.compile(
    r"(?<![a-z0-9])(?:(?:em|toi|minh|tui|chau|me|bo|vo|chong) (?:vua |moi |da |co |lo |bi )?(?:mua|dat|chuyen|ck|bi|nhan)"
    r"|(?:shop|cua hang|tiem|trang|nguoi|web|cty|cong ty) (?:nay|do|kia|ten|o)|(?:ben canh|gan|dau|cuoi) (?:nha|ngo|duong|cho))(?![a-z0-9])"
)


def why_not_a_report(folded: Folded, *, names_a_seller: bool) -> str | None:
    """Return why the text is no report in spite of its words, or None; `names_a_seller`: a contact, name or place stands in it."""
    if _WITHDRAWAL.search(folded.text):
        return "rút lại tin báo"
    if names_a_seller or _OWN_MATTER.search(folded.text):
        return None
    if _PROCEDURE.search(folded.text):
        return "hỏi về thủ tục"
    if _ADVERT.search(folded.text) and not _ACCUSES.search(folded.text):
        return "lời quảng cáo"
    return None
