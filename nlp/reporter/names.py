"""Finds the reporter's own name: introduced, signed, beside his number, of his parcel or of his account."""

import re
from collections.abc import Iterable, Iterator

from nlp.fold import Folded
from nlp.recognizers.bank import BANK_WORDS
from nlp.reporter.name_words import HONORIFIC, known_name_end, name_end
from nlp.reporter.pronouns import ME, NOT_ME, OwnSpan, is_self

# "tôi tên", "em là", "tên mình", "họ và tên": how people introduce themselves.
SELF_INTRODUCTION = (
    rf"(?:{ME}(?: (?:xin|von|cung|day|tu gioi thieu|xin tu gioi thieu))?(?: (?:ten that la|ten day du la|ten thuong goi la|thuong goi la|ten la|ten|la(?! (?:nguoi mua|khach))|xung ten))"
    r"|ten (?:cua )?(?:em|minh|toi|tui|chau|con|mk|mik|tau)|ho (?:va )?ten(?! (?:nguoi ban|chu|doi tuong|shop|no)))"
)
_TELLER = r"nguoi (?:bao(?: tin| cao)?|phan anh|to cao|to giac|khieu nai|lam don|viet don|viet|gui don|dung don|trinh bao|cung cap tin|cung cap thong tin|thong bao|lien he|trinh don|gui phan anh)"
_SAYS_NAME = re.compile(
    rf"(?<![a-z0-9])(?:{ME}(?: xin| day| cung)? (?:ten that la|ten day du la|ten thuong goi la|thuong goi la|ten la|ten|xung ten)"
    rf"|ten (?:cua )?(?:em|minh|toi|tui|chau|con|mk|mik|tau)(?: la)?|ho (?:va )?ten(?! (?:nguoi ban|chu|doi tuong|shop|no))(?: [a-z]{{2,6}}){{0,4}}?(?: la)?"
    rf"|{_TELLER}(?: la)?(?= ?[:\n])|(?:^|(?<=\n))(?:ten|ho ten|name)(?= ?:)|goi (?:em|minh|toi|tui|con|chau) la|{ME} ho [a-z]{{1,8}} ten|my name is|my name's|the name is|full name)[ :\-\n]{{1,4}}(?:la )?"
)
_IS = re.compile(rf"(?<![a-z0-9])(?:(?P<me>{ME}|nha {ME})(?: (?:day|xin|von))? la|i am|i'm|this is|it's) {NOT_ME}")
_BRACKET = re.compile(rf"(?<![a-z0-9])(?P<me>{ME})(?: ?[(\[]|:) ?(?:ten la |ten |la )?")
_APPOSITION = re.compile(rf"(?<![a-z0-9])(?P<me>{ME}), ")
_APPOSITION_END = re.compile(r"(?:, | ?[.!]? ?$)")
# "Dạ em Tuấn,", "Cháu Bảo An ạ", "e hương ạ": the pronoun and the name, then a break or a particle.
_VOCATIVE = re.compile(
    r"(?:^|[.!?\n,] ?|(?<![a-z0-9])(?:da|alo,?|chao (?:anh chi|ad|cac anh|co chu|cac ban|moi nguoi)|thua(?: [a-z]{2,6}){1,2}|[a-z]{2,5} oi) )(?:da )?(?P<me>em|con|chau|e|minh|tui|toi|tau|t|mk|mik) "
)
_VOCATIVE_END = re.compile(r"(?: (?:a|bi|tai|day|ne|nha|xin|bao|o|gui|kinh)(?![a-z0-9])|,(?! chu)| ?[(\n]|\.? ?$)")
_SURNAME = re.compile(rf"(?<![a-z0-9])(?P<me>{ME}) ho (?P<name>[^\W\d_]{{1,8}}) ten ")
_HERE = re.compile(
    r"(?:^|[.!?\n,] ?)(?P<name>[^\W\d_]{1,12}(?: [^\W\d_]{1,12}){0,3}) (?:day|ne)(?: (?:a|chau|con|em|nha|ad|ca nha|moi nguoi)|[,.!\n]|$)"
)
# Signatures: a closing formula, then the name before the end, a break or a number.
_CLOSING = re.compile(
    rf"(?<![a-z0-9])(?:ky ten|than(?: men| ai| chao)?(?= ?[,.\n])|tran trong(?: cam on| kinh chao)?|chao than ai|kinh (?:thu|bao|don|chao|but)|kinh(?= ?[,\n])|(?:(?:xin|chan thanh|em|toi|minh|chau|con|rat) ){{0,4}}cam on(?: (?!em|con|minh|toi)[a-z]{{1,6}}){{0,5}}"
    rf"|{_TELLER}|nguoi (?:ky|gui)|(?:best |kind |warm )?regards|best|sincerely(?: yours)?|yours(?: truly| faithfully| sincerely)?|thanks(?: and regards| a lot)?|thank you(?: so much| very much)?|cheers"
    rf"|ky (?:va )?ghi ro ho ten|da ky|mot [a-z ]{{3,30}}(?=:))[ ,.!:)(\-\n]{{1,5}}(?:\(?da ky\)?[ \n]{{1,2}})?(?:(?:em|con|chau|toi|ten)[: ]{{1,2}})?"
)
_CLOSING_END = re.compile(r" ?(?:[,.;:(\n\-–]| (?:a|nhe|nha|ne)(?![a-z0-9])|$| ?(?:sdt|dt|so|tel)?[: ]{0,2}[0-9+])")
# An elder's pronoun counts when he goes on with it ("chị là Ngân, chị bị ...") or presents himself ("bác Hiền đây").
_ELDER = re.compile(
    r"(?:^|(?:^|[.!\n] ?)(?:(?:xin )?chao|alo|thua|nay)[a-z ]{0,24}[,.!] )(?P<who>anh|chi|bac|co|chu|ong|ba|di|qua|cau|mo|u)(?: day)?(?: (?P<says>ten la|ten|la))? "
)
_PARCEL = re.compile(
    r"(?<![a-z0-9])(?:ten )?(?:nguoi|ng|ten)(?: khach)? (?:nhan(?: hang)?|mua(?: hang)?|dat(?: hang)?)(?! tien)(?: la| ten)?[: ]{1,3}(?:ten )?|(?<![a-z0-9])(?:den|to|giao den|giao cho|ship to|receiver|consignee|khach hang|ten khach)(?: ?: ?)(?:anh |chi )?"
)
_SENDER = re.compile(
    r"(?<![a-z0-9])(?:(?:nguoi|ng|ben|tk|tai khoan) (?:chuyen|gui|nguon|trich no)(?: tien)?(?: la| ten)?[: ]{1,3}|(?:chuyen|ck|bill|giao dich|gd|tien|from|sender)[a-z ]{0,14}[: ]{1,2}(?:tu|from)[: ]{1,2}(?:tk |stk )?|sender[: ]{1,2})"
)
_TRANSFER = re.compile(
    r"(?<![a-z0-9])(?:ck|chuyen khoan|chuyen tien|so tien|stk|bill|ngan hang|noi dung|nguoi chuyen|giao dich|bien lai|vcb|mb|tcb|acb|bidv|transfer)(?![a-z0-9])"
)
_SHOP_AT = re.compile(r"(?:shop|kho|cua hang|cong ty|cty|tiem)(?![a-z])")
_NAMED = re.compile(r"(?: a| nha)?,? (?:em |minh |toi )?ten (?:la |em la |em )?")
_GAP = re.compile(r"[ ,\-–(]{1,3}")
_OWNER = re.compile(
    rf"[ ,\-–():]{{0,3}}(?:(?:chu (?:tk|tai khoan|the)|ctk|ten(?: tk| chu)?|mang ten|dung ten)(?: la| {ME})?[: ]{{1,2}})?"
)
_AFTER_PHONE = re.compile(
    rf" ?(?:\(|-|–|,)? ?(?:(?:xin )?(?:gap|hoi)(?: ten)? |(?:so )?(?:cua )?(?:em|minh|toi) (?:la |ten )?|ten |la )?(?={HONORIFIC} |[^\W\d_])"
)
_AFTER_PHONE_END = re.compile(r" ?(?:[).,;\n\-]|$)| (?:buoi|luc|sau|truoc|a|nha|nhe|ban|toi|sang)(?![a-z0-9])")
_BEFORE_PHONE = re.compile(r" ?(?:[(:,\-–]| so| sdt| dt| tel| dien thoai| sđt|\n){0,3}[ :]{0,2}$")
ADDRESSED = "tên đặt sau lời xưng hô"
_CONTACT_AFTER = re.compile(
    r"[ ,\-–:(]{1,3}(?:(?:sdt|dt|so|tel|zalo|lh)[ :.]{0,3})?[0-9+(][0-9 .\-]{8,16}\)?[ .\n]*$|, ?[^\W_][\w ,.]{1,40}$"
)
# "Lê Văn Hùng, 52 tuổi, ấp Bình Tây … Tôi báo tin": the name opens the message and the teller goes on with "tôi".
_OPENING = re.compile(
    rf"(?P<name>(?:[^\W\d_]{{1,12}} ){{1,4}}[^\W\d_]{{1,12}}) ?[,\-–(\n] ?(?:[0-9]{{2}} ?tuoi|sinh |sn |nam sinh|sdt|dt |o |ngu |tru |cu tru|thon|ap |xom|to |so [0-9]|[0-9]{{1,4}}[/ ]|0[0-9])(?=[^\0]{{0,160}}(?:[.!\n,;] ?|noi dung[^\0]{{0,3}}){ME}(?![a-z0-9]))"
)
_DASH = re.compile(r"[\-–—] ?")
_LINE = re.compile(r"(?:[^\W\d_]{1,12}(?: |$|(?=[ ,\-–:]))){1,6}")
_MIN_STORY = 12  # letters before a signature
_NAME_WORDS_BEFORE = re.compile(rf"(?:^|(?<=[\s:(,.\-]))(?:{HONORIFIC} )?(?:[^\W\d_]{{1,12}} ){{0,4}}[^\W\d_]{{1,12}}$")


def find_own_names(folded: Folded) -> list[OwnSpan]:
    """Find names the reporter gives of himself by words that say so."""
    names = (*_introduced(folded), *_signed(folded), *_on_slips(folded))
    return list(names)


def _name(start: int, end: int, reason: str) -> OwnSpan:
    return OwnSpan(start, end, "name", reason)


def _introduced(folded: Folded) -> Iterator[OwnSpan]:
    for cue in _SAYS_NAME.finditer(folded.text):
        if is_self(folded, *cue.span()) and (end := name_end(folded, cue.end(), lower=True)) > cue.end():
            yield _name(cue.end(), end, "tự giới thiệu")
    for cue in _IS.finditer(folded.text):
        if is_self(folded, *cue.span()) and (end := _plain_name_end(folded, cue.end())) > cue.end():
            yield _name(cue.end(), end, "tự giới thiệu")
    for cue in _BRACKET.finditer(folded.text):
        if is_self(folded, *cue.span("me")) and (end := _plain_name_end(folded, cue.end())) > cue.end():
            yield _name(cue.end(), end, "tên trong ngoặc sau lời xưng hô")
    yield from _apposed(folded)
    for cue in _SURNAME.finditer(folded.text):
        if is_self(folded, *cue.span("me")):
            yield _name(*cue.span("name"), "tự giới thiệu")
    yield from _elders(folded)


def _plain_name_end(folded: Folded, start: int) -> int:
    """Return the end of a capitalised name or of known small words; "em là hương ạ"."""
    end = name_end(folded, start, lower=False)
    if end > start:
        return end
    prefix = re.compile(rf"{HONORIFIC} ").match(folded.text, start)
    begin = prefix.end() if prefix else start
    return end if (end := known_name_end(folded.text, begin)) > begin else start


def _apposed(folded: Folded) -> Iterator[OwnSpan]:
    for cue in _APPOSITION.finditer(folded.text):
        end = name_end(folded, cue.end(), lower=False)
        if folded.is_shouted or end == cue.end() or not is_self(folded, *cue.span("me")):
            continue
        closing = _APPOSITION_END.match(folded.text, end)
        if closing and (" " in folded.text[cue.end() : end] or closing.end() >= len(folded.text)):
            yield _name(cue.end(), end, ADDRESSED)
    for cue in _VOCATIVE.finditer(folded.text):
        end = _plain_name_end(folded, cue.end())
        if (
            not folded.is_shouted
            and end > cue.end()
            and is_self(folded, *cue.span("me"))
            and _VOCATIVE_END.match(folded.text, end)
        ):
            yield _name(cue.end(), end, ADDRESSED)


def _elders(folded: Folded) -> Iterator[OwnSpan]:
    for cue in _ELDER.finditer(folded.text):
        end = _plain_name_end(folded, cue.end())
        again = re.compile(rf"[a-z ,]{{0,60}}(?<![a-z]){cue['who']}(?! (?:nay|ay|ta|do|kia))(?![a-z])").match(
            folded.text, end
        )
        here = re.compile(r" (?:day|ne)(?![a-z])").match(folded.text, end)
        if end > cue.end() and (here or (cue["says"] and again) or (cue["who"] == "qua" and cue["says"])):
            yield _name(cue.end(), end, "tự giới thiệu")
    for cue in _HERE.finditer(folded.text):
        end = name_end(folded, cue.start("name"), lower=False)
        if not folded.is_shouted and end == cue.end("name"):
            yield _name(*cue.span("name"), "tự giới thiệu")


def _signed(folded: Folded) -> Iterator[OwnSpan]:
    for cue in _CLOSING.finditer(folded.text):
        end = name_end(folded, cue.end(), lower=True)
        capital = folded.said(cue.end(), cue.end() + 1)[:1].isupper() if end > cue.end() else False
        if (
            end > cue.end()
            and _CLOSING_END.match(folded.text, end)
            and (capital or known_name_end(folded.text, cue.end()))
        ):
            yield _name(cue.end(), end, "ký tên")
    opening = _OPENING.match(folded.text)
    if opening and not folded.is_shouted and name_end(folded, 0, lower=False) == opening.end("name"):
        yield _name(*opening.span("name"), "tự giới thiệu")
    yield from _last_line(folded)


def _last_line(folded: Folded) -> Iterator[OwnSpan]:
    """Take a last line that is only a name for a signature."""
    start = folded.text.rstrip().rfind("\n") + 1
    dash = _DASH.match(folded.text, start)
    start = dash.end() if dash else start
    line = _LINE.match(folded.text, start) if start > _MIN_STORY else None
    if line is None or folded.is_shouted:
        return
    end = name_end(folded, start, lower=False)
    if end > start and (not folded.text[end:].strip(" .\n") or _CONTACT_AFTER.match(folded.text, end)):
        yield _name(start, end, "ký tên ở dòng cuối")


def _on_slips(folded: Folded) -> Iterator[OwnSpan]:
    for cue in _PARCEL.finditer(folded.text):
        around = folded.text[max(0, cue.start() - 100) : cue.start()]
        transfer = cue.group().strip(" :").endswith(("nhan", "den", "to")) and _TRANSFER.search(around)
        end = name_end(folded, cue.end(), lower=True)
        if end > cue.end() and not transfer and not _SHOP_AT.match(folded.text, cue.end()):
            yield _name(cue.end(), end, "người nhận hàng")
    for cue in _SENDER.finditer(folded.text):
        end = name_end(folded, cue.end(), lower=False)
        around = folded.text[max(0, cue.start() - 100) : end + 100]
        if end > cue.end() and not _SHOP_AT.match(folded.text, cue.end()) and _TRANSFER.search(around):
            yield _name(cue.end(), end, "bên chuyển tiền")


def find_names_beside(folded: Folded, contacts: Iterable[OwnSpan]) -> list[OwnSpan]:
    """Find the name that stands right before or after the reporter's own number."""
    found: list[OwnSpan] = []
    for contact in contacts:
        if contact.kind == "bank_account":
            found += _owner_after(folded, contact)
        elif contact.kind in {"work", "age", "address"}:
            found += _named_after(folded, contact)
        elif contact.kind == "phone":
            found += [*_name_after(folded, contact), *_name_before(folded, contact)]
    return found


def _owner_after(folded: Folded, contact: OwnSpan) -> Iterator[OwnSpan]:
    gap = _GAP.match(folded.text, contact.end)
    bank = BANK_WORDS.match(folded.text, gap.end()) if gap else None
    cue = _OWNER.match(folded.text, bank.end() if bank else contact.end)
    if cue is None or cue.end() == contact.end:
        return
    named = re.search(r"ctk|ten|chu", cue.group()) is not None
    end = name_end(folded, cue.end(), lower=named)
    if end > cue.end():
        yield _name(cue.end(), end, "chủ tài khoản của người báo")


def _named_after(folded: Folded, one: OwnSpan) -> Iterator[OwnSpan]:
    """Find ", tên Hiếu" behind what he said of himself."""
    cue = _NAMED.match(folded.text, one.end)
    if cue and (end := name_end(folded, cue.end(), lower=True)) > cue.end():
        yield _name(cue.end(), end, "tự giới thiệu")


def _name_after(folded: Folded, contact: OwnSpan) -> Iterator[OwnSpan]:
    cue = _AFTER_PHONE.match(folded.text, contact.end)
    if cue is None or cue.end() == contact.end:
        return
    asked = re.search(r"gap|hoi|ten", cue.group()) is not None
    end = name_end(folded, cue.end(), lower=asked)
    if end > cue.end() and (asked or _AFTER_PHONE_END.match(folded.text, end)):
        yield _name(cue.end(), end, "tên cạnh số của người báo")


def _name_before(folded: Folded, contact: OwnSpan) -> Iterator[OwnSpan]:
    offset = max(0, contact.start - 60)
    gap = _BEFORE_PHONE.search(folded.text[offset : contact.start])
    stop = offset + gap.start() if gap else contact.start
    words = _NAME_WORDS_BEFORE.search(folded.text[offset:stop])
    if words is None:
        return
    begin = offset + words.start()
    while begin < stop:
        if name_end(folded, begin, lower=False) == stop:
            yield _name(begin, stop, "tên cạnh số của người báo")
            return
        space = folded.text.find(" ", begin, stop)
        begin = space + 1 if space >= 0 else stop
