"""Joins what the reporter says of himself: what stands beside his name or number is his too."""

import re
from collections.abc import Sequence

from nlp.findings import Finding
from nlp.fold import Folded
from nlp.reporter.addresses import AddressReader, find_addresses_beside, find_own_addresses
from nlp.reporter.contacts import find_emails, find_own_accounts, find_own_papers
from nlp.reporter.kin import find_kin_names, find_own_kin
from nlp.reporter.life import find_ages_beside, find_own_ages, find_own_work, find_work_beside
from nlp.reporter.names import ADDRESSED, find_names_beside, find_own_names
from nlp.reporter.pronouns import ME, RELATIVE, OwnSpan, is_self, sentence_start

KINDS = {"phone": "phone", "bank_account": "bank_account", "handle": "account", "url": "account"}
OF_RELATIVE = "số của người thân"
_NUMBERS = frozenset(["phone", "bank_account"])
_ROUNDS = 4  # name -> age -> work -> address
# "Lan, sđt 0900…", "Lan - 0900…": separators and at most a word for the kind of number.
_JOINS = re.compile(
    r"[\s,;.\-–(|/:)]{1,4}(?:(?:so )?(?:sdt|so dt|so dien thoai|dien thoai|dt|tel|phone|zalo|zl|lien he|lh|so|email|mail|gmail|fb|facebook|mobile|di dong|stk|so tk|tk|tai khoan)"
    r"(?: lien he| lien lac| zalo| em| minh| toi| cua em| cua toi| la| ca nhan)*)?[\s:.\-]{0,3}"
)
_JOINED_KINDS = frozenset(["name", "age", "address", "phone", "email", "id", "work", "kin"])
# "em 0900…", "mẹ em: 0900…": the pronoun is the number's owner.
_MINE_BEFORE = re.compile(
    rf"(?<![a-z0-9])(?:(?:o|voi|cho|gap|goi|nhan|tim|qua) )?(?P<me>{ME})(?: (?:la|ne|day|nhe|qua|theo|o))? ?[:(\-]? ?$"
)
# "Số ĐT: 0900…. Tôi xin giấu tên": the number stands before all else and he goes on.
_OPENING = re.compile(r"(?:sdt|so dt|dt|so dien thoai|dien thoai|lien he|zalo|so)(?: lien he)? ?: ?(?=[0-9+])")
_FIRST_PERSON = re.compile(rf"[ .,\n\-]{{1,4}}{ME}(?![a-z0-9])")
_SIGNED_OFF = 60
_NAME_AT_MOST = re.compile(r"[ .,)(\n\-]{0,4}(?:[^\W\d_]{1,12}(?: [^\W\d_]{1,12}){0,3})?[ .)\n]{0,8}")
_LETTERS = re.compile(r"[a-z]{2}")
_NOT_WORDS = re.compile(r"(?:sdt|dt|so|tel|zalo|phone|so dien thoai|lien he|lh|[\s:.\-,()])*")


def find_own_spans(
    folded: Folded, contacts: Sequence[Finding], reader: AddressReader, speech: list[tuple[int, int]]
) -> list[OwnSpan]:
    """Find all that points to the reporter; `contacts` carry a first role, `speech` is the seller's. Spans may overlap."""
    own = [*find_own_names(folded), *find_own_kin(folded), *find_own_ages(folded), *find_own_work(folded)]
    own += [*find_emails(folded), *find_own_papers(folded), *find_own_accounts(folded)]
    own += find_own_addresses(folded, reader)
    own += _own_contacts(folded, contacts)
    own = [one for one in own if one.reason != ADDRESSED or not reader.is_known(one.start)]
    own = _outside(own, [*speech, *_sellers(folded, contacts)])
    own += _numbers_of_relatives(folded, contacts, own)
    fresh = own
    for _ in range(_ROUNDS):
        seen = set(own)
        fresh = [one for one in _outside(_beside(folded, fresh, contacts, reader), speech) if one not in seen]
        if not fresh:
            break
        own += fresh
    return own


def _sellers(folded: Folded, contacts: Sequence[Finding]) -> list[tuple[int, int]]:
    """Give the names of sellers: "Shop Em Là Hoa", "quán Mẹ Tôi" are no words about oneself."""
    return [folded.folded_span(one.start, one.end) for one in contacts if one.kind == "seller"]


_OF_RELATIVE = re.compile(
    r"(?<![a-z0-9])(?:sdt|so dt|so|dt|zalo|stk|tk)(?: cua)? (?P<who>me|bo|vo|chong|chi|anh|ba|ma|co|di|chu|bac|con|noi|ngoai|em)(?: la)?[ :]{1,2}$"
)


def _numbers_of_relatives(folded: Folded, contacts: Sequence[Finding], own: list[OwnSpan]) -> list[OwnSpan]:
    """Give the numbers of a relative named before: "chị gái mình …, sđt chị 0900…"."""
    relatives = {folded.text[one.start : one.end].split()[0] for one in own if one.kind == "kin"}
    found: list[OwnSpan] = []
    for contact in contacts if relatives else ():
        start, _ = folded.folded_span(contact.start, contact.end)
        said = _OF_RELATIVE.search(folded.text, max(0, start - 24), start)
        if contact.kind in _NUMBERS and said and said["who"] in relatives:
            found.append(_own(folded, contact, OF_RELATIVE))
    return found


def _outside(spans: list[OwnSpan], speech: list[tuple[int, int]]) -> list[OwnSpan]:
    return [one for one in spans if not any(start <= one.start < end for start, end in speech)]


def _beside(folded: Folded, own: list[OwnSpan], contacts: Sequence[Finding], reader: AddressReader) -> list[OwnSpan]:
    found = [one for one in find_names_beside(folded, own) if not reader.is_known(one.start)]
    found += find_kin_names(folded, [one for one in own if one.kind == "kin"])
    found += find_ages_beside(folded, own)
    found += find_work_beside(folded, own)
    found += find_addresses_beside(folded, own, reader)
    ends = {one.end for one in own if one.kind in _JOINED_KINDS}
    for contact in contacts:
        if contact.kind in KINDS and contact.role != "reporter" and _joins(folded, contact, ends):
            found.append(_own(folded, contact, "đứng liền lời tự nói về mình"))
    return found


def _joins(folded: Folded, contact: Finding, ends: set[int]) -> bool:
    start, _ = folded.folded_span(contact.start, contact.end)
    return any(_JOINS.fullmatch(folded.text, end, start) for end in ends if start - _SIGNED_OFF < end < start)


def _own(folded: Folded, contact: Finding, reason: str) -> OwnSpan:
    start, end = folded.folded_span(contact.start, contact.end)
    return OwnSpan(start, end, KINDS[contact.kind], reason)


def _own_contacts(folded: Folded, contacts: Sequence[Finding]) -> list[OwnSpan]:
    found: list[OwnSpan] = []
    for contact in contacts:
        if contact.kind not in KINDS:
            continue
        if contact.role == "reporter" or (contact.kind in _NUMBERS and RELATIVE in contact.reason):
            found.append(_own(folded, contact, "liên lạc của người báo"))
        elif (
            contact.role in {"unknown", "seller"}
            and contact.kind in {"phone", "handle"}
            and _is_asked_to_use(folded, folded.folded_span(contact.start, contact.end)[0])
        ):
            found.append(_own(folded, contact, "số để liên lạc với người báo"))
        elif contact.role == "unknown" and contact.kind != "url" and _is_mine(folded, contact, contacts):
            found.append(_own(folded, contact, "số đứng cạnh lời xưng hô"))
    return found


# From the pronoun to the number only words of calling and owning: "kêu con qua số này 0900…", "số của ba em nha: 0900…".
_CALLING = re.compile(
    r"(?:(?:so|sdt|dt|dien thoai|nay|day|ne|la|nha|nhe|a|theo|qua|o|zalo|zl|viber|di dong|rieng|chinh|lien lac|lien he|duoc|luc nao|cung|cho|de|ca nhan|nhan|goi|alo|sau|so moi|on|at|via|is|contact|number|phone|whatsapp|contact is)"
    r"|[ :,.()\-–])*"
)
_CALLS = re.compile(
    r"(?<![a-z0-9])(?:goi|keu|alo|lien he|lien lac|lh|nhan|ib|bao|so|sdt|dt|zalo|zl|phone|contact|dien thoai|so dien thoai|text|reach)(?![a-z0-9])"
)
_HE_DID = re.compile(
    r"(?<![a-z0-9])(?:no|ho|shop|thang|con mu|nguoi ban|ben ban|ke|doi tuong|ben kia|chung|page|trang|lua|tu xung|chu|ten|han|ba chu|ong chu|dua|may|so la)(?![a-z0-9])"
)
_OWN_WORD = re.compile(rf"(?<![a-z0-9]){ME}(?![a-z0-9])")
_CLAUSE = re.compile(r"[.!?\n;,](?:\s|$)")


def _is_asked_to_use(folded: Folded, start: int) -> bool:
    """Tell whether the clause before a number asks to call the reporter and has nobody else for its subject."""
    offset = max(0, start - _SIGNED_OFF)
    begin = max((end.end() + offset for end in _CLAUSE.finditer(folded.text[offset : start - 2])), default=offset)
    me = [word for word in _OWN_WORD.finditer(folded.text, begin, start) if is_self(folded, *word.span())]
    if not me or not _CALLING.fullmatch(folded.text, me[-1].end(), start):
        return False
    said = folded.text[begin:start]
    return _CALLS.search(said) is not None and _HE_DID.search(said) is None


def _is_mine(folded: Folded, contact: Finding, contacts: Sequence[Finding]) -> bool:
    start, end = folded.folded_span(contact.start, contact.end)
    offset = max(0, start - _SIGNED_OFF)
    said = _MINE_BEFORE.search(folded.text[offset:start])
    if _is_asked_to_use(folded, start):
        return True
    if _OPENING.match(folded.text, 0, start + 1) and _FIRST_PERSON.match(folded.text, end):
        return True
    if said and is_self(folded, offset + said.start("me"), offset + said.end("me")):
        return True
    return contact.kind == "phone" and _ends_the_message(folded.text, start, end) and _names_seller(contacts, contact)


def _ends_the_message(text: str, start: int, end: int) -> bool:
    """Tell whether a number alone on the last line, after a story, ends the message like a signature."""
    line = sentence_start(text, start)
    alone = line > 0 and _NOT_WORDS.fullmatch(text, line, start) is not None
    return alone and _NAME_AT_MOST.fullmatch(text, end) is not None and _LETTERS.search(text, 0, line) is not None


def _names_seller(contacts: Sequence[Finding], but: Finding) -> bool:
    return any(one.role == "seller" and one is not but and one.kind in {*KINDS, "seller"} for one in contacts)
