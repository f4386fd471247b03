"""Recognizes what uses the words of a report without being one: questions of procedure, withdrawals, adverts, thanks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from nlp.cues import Cue, CueTable, build_cue_table
from nlp.fold import Folded
from nlp.negation import spell_not
from nlp.once import once

_LEXICON = Path(__file__).parent / "lexicons" / "non_reports.tsv"
_WORDS = Path(__file__).parent / "lexicons" / "small_talk.txt"
# In the order in which they are asked.
SENTENCES = {
    "withdrawn": "người gửi rút lại tin báo",
    "mistaken": "người gửi nói là gửi hoặc báo nhầm",
    "denied": "người gửi nói không tố giác ai",
    "status": "hỏi tin đã gửi xử lý tới đâu",
    "procedure": "hỏi về thủ tục",
    "thanked": "lời cảm ơn",
    "chain": "tin chia sẻ dây chuyền",
    "bot": "nói chuyện hoặc thử với bot",
    "law": "hỏi về luật, mức phạt",
    "own_business": "người bán hỏi về việc của mình",
    "homework": "hỏi để làm bài, làm tin",
    "praise": "lời khen",
    "news": "kể lại chuyện trên báo, đài",
    "general": "nhận xét chung, chuyện vui",
    "advert": "lời quảng cáo",
    "greeting": "lời chào hoặc trả lời ngắn",
}
# These are said of a seller by name as well.
_EVEN_OF_A_SELLER = frozenset(["withdrawn", "mistaken", "denied", "status", "thanked", "chain"])
_PROCEDURE = re.compile(
    r"(?<![a-z0-9])(?:(?:lam sao|lam the nao|cach nao|cach|thu tuc|quy trinh|huong dan)(?: [a-z]{1,6}){0,3} (?:bao|to|phan anh|to cao|to giac|khieu nai|gui don|phan biet|nhan biet)"
    r"|(?:bao|to cao|to giac|phan anh|khieu nai|gui don|nop don)(?: [a-z]{1,6}){0,4} (?:o dau|cho ai|the nao|nhu the nao|cho co quan nao|duoc khong|bang cach nao|can (?:nhung )?gi)"
    r"|(?:muon|dinh) (?:bao|to cao|to giac|phan anh|khieu nai|gui don)(?: [a-z]{1,7}){0,8} (?:thi )?(?:can|phai|co phai) [a-z ]{0,40}(?:gi|nao|khong|ko)"
    r"|duoc thuong (?:khong|bao nhieu)|co (?:duoc )?(?:giu bi mat|bao mat|thuong)(?: [a-z]{1,6}){0,3} (?:khong|ko)"
    r"|duong day nong la|how (?:do|can) i report)(?![a-z0-9])"
)
_ADVERT = re.compile(
    r"(?<![a-z0-9])(?:(?:ben|shop|nha) (?:em|minh) (?:chuyen|co ban|nhan|ban|cung cap)|ai can (?:thi )?(?:ib|lien he|inbox)|mai dzo|moi anh chi|em nhan lam|chuyen si)(?![a-z0-9])"
)
_ACCUSES = re.compile(
    r"(?<![a-z0-9])(?:to cao|to giac|phan anh|bao (?:cao|tin|cho)|lua|hang gia|lau|bi|thay|nghi|kiem tra|xu ly|rao|quang cao|dang ban|fwd|mua)(?![a-z0-9])"
)
# What ties a question to a matter of its own: "shop X bán … thì báo ở đâu" stays a report.
_OWN_MATTER = re.compile(
    r"(?<![a-z0-9])(?:(?:em|toi|minh|tui|chau|me|bo|vo|chong) (?:vua |moi |da |co |lo |bi )?(?:mua|dat|chuyen (?:khoan|tien|[0-9])|ck|bi lua|nhan duoc|nhan hang)"
    r"|(?:shop|cua hang|tiem|trang|nguoi|web|cty|cong ty) (?:nay|do|kia|ten|o)|(?:ben canh|gan|dau|cuoi) (?:nha|ngo|duong|cho))(?![a-z0-9])"
)
# A denial or thanks that goes on to complain is a report: "không phải tố cáo, chỉ mỗi tội giao chậm".
_GOES_ON = re.compile(
    r"(?<![a-z0-9])(?:chi moi toi|co dieu|chi co cai|chi co dieu|nhung ma|nhung|nhan tien|van (?:chua|khong|ko)|(?:chua|khong|ko) (?:giao|hoan|nhan duoc)|lua dao that|(?:toi|em|tui|minh) to cao"
    r"|de nghi (?:xu ly|kiem tra)|xin (?:xu ly|kiem tra)|nho (?:anh chi|may anh|cac chu) (?:kiem tra|xu ly)|chi xin phan anh)(?![a-z0-9])"
)
_WORD = re.compile(r"[^\W_]+")
_SHORT, _FEW_WORDS = 40, 6  # letters and words of a greeting
_LONG_STORY = 700  # letters; in a longer one a phrase in passing says too little


class NonReport(NamedTuple):
    """Why a text is no report: an id of SENTENCES and its sentence."""

    id: str
    reason: str


def find_non_report(folded: Folded, *, names_a_seller: bool) -> NonReport | None:
    """Find the first reason why the text is no report, or None; `names_a_seller`: a contact, name or place stands in it."""
    said = _said(folded)
    if not said or len(folded.text) > _LONG_STORY:
        return None
    if (_EVEN_OF_A_SELLER & said) and _GOES_ON.search(folded.text):
        return None
    if names_a_seller or _OWN_MATTER.search(folded.text):
        said &= _EVEN_OF_A_SELLER
    return next((NonReport(one, sentence) for one, sentence in SENTENCES.items() if one in said), None)


def why_not_a_report(folded: Folded, *, names_a_seller: bool) -> str | None:
    """Return the sentence of `find_non_report`, or None."""
    found = find_non_report(folded, names_a_seller=names_a_seller)
    return found.reason if found else None


def _said(folded: Folded) -> set[str]:
    said = {hit.id for hit in _table().hits(folded) if hit.weight >= 1.0}
    if _PROCEDURE.search(folded.text):
        said.add("procedure")
    if _ADVERT.search(folded.text):
        said.add("advert")
    words = _WORD.findall(folded.text[:_SHORT])
    if len(folded.text) <= _SHORT and 0 < len(words) <= _FEW_WORDS and _small_talk().issuperset(words):
        said.add("greeting")
    if "advert" in said and _ACCUSES.search(folded.text):
        said.discard("advert")
    return said


@once
def _table() -> CueTable:
    return build_cue_table(_read_cues())


@once
def _small_talk() -> frozenset[str]:
    """Give the folded words of greetings and short answers; a text of nothing else says nothing yet."""
    return frozenset(_WORDS.read_text(encoding="utf-8").partition("\n")[2].split())


def _read_cues() -> Iterator[Cue]:
    for line in _LEXICON.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            identifier, phrase = line.split("\t")
            yield from (Cue(id=identifier, phrase=spelling, weight=1.0) for spelling in spell_not(phrase))
