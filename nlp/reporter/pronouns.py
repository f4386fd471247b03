"""The words people say for themselves, in every region and in chat, and whose sentence it is."""

import re
from dataclasses import dataclass

from nlp.fold import Folded, same_accents

# Self-pronouns, folded: Northern (em, mình, tớ), Central and Southern (tui, tau, con, qua), chat (e, t, m, mk, mik, mềnh).
ME = r"(?:em|minh|toi|tui|chau|con|tao|tau|t|e|m|me|mk|mik|menh|my|to)"
# "em ấy", "em bán hàng" are somebody else.
NOT_ME = r"(?! (?:ay|ta|do|kia|nay|no|ban hang|ban sua|nhan vien|shipper|chu|shop|gai|trai|ban no|cua no))"
# As they are written with accents: "còn" is not "con", "tối" is not "tôi".
_WRITTEN = {
    "minh": "mình",
    "toi": "tôi",
    "chau": "cháu",
    "me": "mẹ",
    "con": "con",
    "em": "em",
    "tui": "tui",
    "tao": "tao",
    "tau": "tau",
    "t": "t",
    "e": "e",
    "m": "m",
    "mk": "mk",
    "mik": "mik",
    "menh": "mềnh",
    "my": "my",
    "to": "tớ",
}
_NEEDS_ACCENT = frozenset(["to"])  # bare "to" is nearly always "to" (big) or "tờ"
_WORD_BEFORE = re.compile(r"[a-z]{1,10} $")
_WORD = re.compile(r"[a-z]{1,8}")
# Whoever stands last before a word is taken for its subject: the reporter or somebody on the other side.
_SELF_SUBJECT = re.compile(rf"(?<![a-z0-9])(?:{ME}{NOT_ME}|i|i'm)(?![a-z0-9])")
_OTHER_SUBJECT = re.compile(
    r"(?<![a-z0-9])(?:shop|chu|no|ho|thang|con mu|mu|nguoi ban|ben ban|ke|doi tuong|nhan vien|tiem|cua hang|cong ty|cty|kho|xuong"
    r"|dai ly|co so|quan|page|trang|ong|ba|anh|chi|co|thay|hang|cho tre|tre|be duoi|danh cho|seller|he|she|they|ten la|ong chu|ba chu)(?![a-z0-9])"
)
RELATIVE = "nói về người thân"  # the reason roles.py gives for a relative's contact
SENTENCE_END = re.compile(r"[.!?\n;](?:\s|$)")


@dataclass(frozen=True, slots=True)
class OwnSpan:
    """Words of the folded text that point to the reporter; `kind` as in `nlp/masking.py`."""

    start: int
    end: int
    kind: str
    reason: str


def is_self(folded: Folded, start: int, end: int) -> bool:
    """Tell whether a self-pronoun of the span, if it has any, is one with its accents too."""
    looks = [word for word in _WORD.finditer(folded.text, start, end) if word.group() in _WRITTEN]
    return not looks or any(_is_written(folded, word) for word in looks)


def is_me(folded: Folded, start: int, end: int) -> bool:
    """Tell whether the span is a self-pronoun with its accents, not a word like "tới"."""
    meant = _WRITTEN.get(folded.text[start:end])
    return meant is not None and folded.accented[start:end] == meant


def _is_written(folded: Folded, word: re.Match[str]) -> bool:
    said, meant = folded.accented[word.start() : word.end()], _WRITTEN[word.group()]
    fits = said == meant if word.group() in _NEEDS_ACCENT else same_accents(said, meant)
    return fits and not _is_in_a_name(folded, word.start())


def _is_in_a_name(folded: Folded, start: int) -> bool:
    """Tell whether a capital follows a capital: "Hải Châu", "Bảo Em"."""
    if folded.is_shouted or not start or not folded.said(start, start + 1)[:1].isupper():
        return False
    before = _WORD_BEFORE.search(folded.text, max(0, start - 12), start)
    return before is not None and folded.said(before.start(), before.start() + 1)[:1].isupper()


def sentence_start(text: str, position: int, *, at_most: int = 160) -> int:
    """Return where the sentence of `position` begins, at most so many letters before."""
    offset = max(0, position - at_most)
    begin = offset
    for end in SENTENCE_END.finditer(text, offset, position):
        begin = end.end()
    return begin


def is_said_of_self(folded: Folded, position: int) -> bool | None:
    """Tell whether the last subject before `position` in its sentence is the reporter; None if there is no subject."""
    begin = sentence_start(folded.text, position)
    own = max(
        (
            found.end()
            for found in _SELF_SUBJECT.finditer(folded.text, begin, position)
            if is_self(folded, found.start(), found.end())
        ),
        default=-1,
    )
    other = max((found.end() for found in _OTHER_SUBJECT.finditer(folded.text, begin, position)), default=-1)
    return None if own == other else own > other
