"""Finds words of kinship and neighbourhood that lead to the reporter, and the names of those relatives."""

import re
from collections.abc import Iterable

from nlp.fold import Folded, same_accents
from nlp.reporter.name_words import HONORIFIC, name_end
from nlp.reporter.pronouns import ME, OwnSpan, is_self, sentence_start

# Relatives that nothing else looks like without accents; ordinals and sides of the family follow them.
_SURE = (
    r"(?:vo chong|bo me|ba me|cha me|ba ma|tia ma|thay u|vo|chong|vk|ck|ox|bx|ong xa|ba xa|ong (?:noi|ngoai)|ba (?:noi|ngoai)|bo|me|cha|tia"
    r"|(?:bo|me|ba|ma|cha) (?:chong|vo|de|ruot|nuoi|ke|gia|duong)"
    r"|con (?:trai|gai|dau|re|ut|dau long|nho|lon|ruot|chau)|(?:be|chau|dua) (?:nha|noi|ngoai|gai|trai|ho|ruot|con|lon|nho|ut)|con be|thang (?:con|cu|nho|em|chau)|dua (?:con|em|chau)"
    r"|(?:anh|chi|em) (?:trai|gai|re|dau|ho|ruot|chong|vo|ket nghia|con (?:bac|chu|co|di|cau))|(?:anh|chi) (?:hai|ba|tu|nam|sau|bay|tam|ut|ca)|em ut"
    r"|(?:co|di|chu|bac|cau|mo|thim|duong) (?:ruot|ho|ut|hai|ba|tu|nam|sau|bay|tam|ca)|(?:sui|thong) gia|anh em (?:cot cheo|dong hao|ruot|ho)"
    r"|ban (?:trai|gai|than|hoc|hoc cu|cu|cung (?:phong|lop|xom|tro|truong))|nguoi yeu(?: cu)?|(?:vo|chong|nguoi yeu)(?: cu| sap cuoi)|bo cu|nhan tinh|nguoi (?:nha|than)"
    r"|hang xom|ho hang|ba con|dong nghiep(?: cu)?|sep(?: cu)?|chu (?:tro|nha tro|cu)|nha (?:noi|ngoai|chong|vo)|gia dinh (?:noi|ngoai|chong|vo))"
)
# These look like other words ("có em", "mà em", "đi tui", "ở em"): only with their accents.
_ACCENTED = {
    "ba": "ba", "ma": "má", "u": "u", "bu": "bu", "bam": "bầm", "co": "cô", "di": "dì", "chu": "chú", "bac": "bác", "cau": "cậu", "mo": "mợ",
    "thim": "thím", "duong": "dượng", "con": "con", "chau": "cháu", "be": "bé", "anh": "anh", "chi": "chị", "em": "em", "ong": "ông", "o": "o",
    "bo": "bọ", "me": "mệ", "thay": "thầy", "dua": "đứa", "noi": "nội", "ngoai": "ngoại",
}  # fmt: skip
_ALSO = {"ma": ("mạ", "má"), "me": ("mệ", "mẹ"), "bo": ("bọ", "bố")}
_SHORT = "|".join(_ACCENTED)
_OF = r"(?: (?:yeu|cung|cu|ho|ruot|lon|nho|ut|dau|thu (?:hai|ba|2|3)|o que|duoi que))?(?: (?:cua|nha|ben|voi))?"
_AFTER_ME = r"(?! (?:ay|kia|no))(?![a-z0-9])"
_KIN = re.compile(rf"(?<![a-z0-9])(?P<kin>{_SURE}){_OF} (?P<me>{ME}){_AFTER_ME}")
_KIN_SHORT = re.compile(rf"(?<![a-z0-9])(?P<kin>{_SHORT})(?P<of> cua| nha)? (?P<me>{ME}){_AFTER_ME}")
# "chị em", "anh em" are people in general; "bà con mình", "cô chú em" ...
_NOT_KIN = frozenset(
    [
        "chi em",
        "anh em",
        "em em",
        "con con",
        "chau chau",
        "co em",
        "anh minh",
        "chi minh",
        "co minh",
        "ong minh",
        "con me",
        "chau me",
    ]
)
# What the short word follows may make it a verb's object: "bán cho em", "nói với chị em"; or a way of address: "anh/chị em".
_NOT_BEFORE = re.compile(
    r"(?:^|[ ])(?:cac|nhung|moi|chao|thua|nho|xin|may|quy|gui|la) $|(?:anh|chi|co|chu|bac|ong|ba)[ /]$"
)
# The reporter stands near the seller: "tôi là hàng xóm của chủ shop", "em là cháu ruột ông chủ kho".
_BOSS = r"(?:chu(?: (?:shop|kho|quan|tiem|xuong|cua hang|tro|hang|no|do|co so))?|ong chu|ba chu|no|ho|nguoi ban|ke do|chi ay|anh ay|ong ay|ba ay|ong do|ba do|ong ta|ba ta|ong|ba)"
_TO_SELLER = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME})(?: (?:voi no|cung|von|tung|chinh|cung chinh))?(?: la| co)? (?P<kin>(?:{_SURE}|chau|em|con|con chau|vo be|nhan tinh|bo)(?: (?:cu|xa|gan))?(?: (?:cua|voi|ben|nha|canh))*"
    rf" {_BOSS}(?: (?:kho|shop|quan|tiem|xuong|nay|do|ay))*)(?![a-z0-9])"
)
_BETWEEN = re.compile(
    rf"(?<![a-z0-9])(?:(?P<me>{ME}) (?:voi|va) (?:no|ho|chu shop|ong ay|ba ay|han|(?:ong|ba|anh|chi|thang) [a-z]{{1,7}})|(?:no|ho|chu shop|han) (?:voi|va) (?P<me2>{ME})) (?:la |co )?(?P<kin>(?:{_SURE}|anh em|chi em|ba con)[a-z ]{{0,12}}?)(?=[,.;\n]| (?:nen|ma|va)|$)"
)
# An elder speaks of his own: "chồng chị", "con gái cô" before a verb or a number, not before a name ("chồng chị Lan").
_KIN_OF_ELDER = re.compile(
    r"(?<![a-z0-9])(?P<kin>vo|chong|con(?: trai| gai| dau| re| ut)?|me|bo|ba|ma|chau(?: noi| ngoai| gai| trai)?)(?: cua| nha)? (?P<who>chi|anh|co|chu|bac|di)(?=,? (?:so|sdt|0[0-9]|hoc|bi|mua|uong|nhe|nha|dang|lam|an|dung|moi|nam nay|[0-9]{1,2} tuoi))"
)
_ELDER_ACCENTS = {"chi": "chị", "anh": "anh", "co": "cô", "chu": "chú", "bac": "bác", "di": "dì"}
_ENGLISH = re.compile(
    r"(?<![a-z0-9])my (?:own )?(?:(?:ex|step|grand)[- ]?)?(?:wife|husband|mother|father|mom|mum|dad|son|daughter|brother|sister|uncle|aunt|cousin|nephew|niece|kid|kids|child|baby|parents"
    r"|grandma|grandpa|mother|girlfriend|boyfriend|neighbou?r|roommate|landlord|boss|fiance|partner)(?:-in-law)?(?![a-z0-9])"
)
_NAMED = re.compile(rf" ?(?:, |\(| )(?:la |ten la |ten |named |is )?(?={HONORIFIC} |[^\W\d_])")
_NAMED_BY = re.compile(r"ten|la|\(|named|,")
_KIN_NAMED = re.compile(
    r"(?<![a-z0-9])(?:vo|chong|bo|me|ba|ma|con|con gai|con trai|be|chau|chi|anh|em|nguoi nha) (?:ten la|ten) "
)
_NAME_BEFORE = re.compile(rf"(?<![a-z0-9])(?:{HONORIFIC} )?(?:[^\W\d_]{{1,10}} ){{1,4}}$")


_RELATED = "quan hệ với người báo"


def find_own_kin(folded: Folded) -> list[OwnSpan]:
    """Find words that say who somebody is to the reporter."""
    found = [
        _kin(*hit.span())
        for hit in _KIN.finditer(folded.text)
        if is_self(folded, *hit.span("me")) and _is_kin(folded, hit)
    ]
    found += [_kin(*hit.span()) for hit in _KIN_SHORT.finditer(folded.text) if _is_short_kin(folded, hit)]
    found += [
        OwnSpan(*hit.span("kin"), "kin", "quan hệ với người bán")
        for hit in _TO_SELLER.finditer(folded.text)
        if is_self(folded, *hit.span("me"))
    ]
    found += [
        _kin(*hit.span())
        for hit in _KIN_OF_ELDER.finditer(folded.text)
        if folded.accented[slice(*hit.span("who"))] == _ELDER_ACCENTS[hit["who"]]
        and not _OTHERS_SAID.search(folded.text, 0, hit.start())
    ]
    for hit in _BETWEEN.finditer(folded.text):
        if is_self(folded, *hit.span("me" if hit["me"] else "me2")):
            found.append(_kin(*hit.span("kin")))
    return found + [_kin(*hit.span()) for hit in _ENGLISH.finditer(folded.text)]


def _kin(start: int, end: int) -> OwnSpan:
    return OwnSpan(start, end, "kin", _RELATED)


# Accents of the commonest sure words, so that "bỏ em" and "vô em" are not relatives.
_SURE_ACCENTS = {
    "bo": ("bố", "bọ"),
    "vo": ("vợ",),
    "me": ("mẹ", "mệ"),
    "chong": ("chồng",),
    "cha": ("cha",),
    "sep": ("sếp",),
    "tia": ("tía",),
}


# Who was told of before as a third person has the relatives ("chị chủ … chồng chị").
_OTHERS_SAID = re.compile(
    r"(?<![a-z0-9])(?:chu (?:shop|quan|tiem|kho)|(?:chi|anh|co|chu|bac|di) (?:chu|ban|ay|ta|do|kia|nay|no))(?![a-z0-9])"
)
# "mẹ con bà Tám" are hers; "ck em" is a transfer unless he does something.
_OTHERS_AFTER = re.compile(r" (?:ba|co|chi|no|ong|anh|nguoi|ho|chu)(?![a-z])")
_DOES_AFTER = re.compile(r" (?:lam|bi|mua|uong|dung|di|an|nam|xai|dang|la|hay|ten)(?![a-z])")


def _is_kin(folded: Folded, hit: re.Match[str]) -> bool:
    if hit["me"] == "con" and _OTHERS_AFTER.match(folded.text, hit.end()):
        return False
    if hit["kin"] == "ck" and not _DOES_AFTER.match(folded.text, hit.end()):
        return False
    meant = _SURE_ACCENTS.get(hit["kin"])
    if meant is None:
        return True
    said = folded.accented[slice(*hit.span("kin"))]
    return any(same_accents(said, one) for one in meant) and not (
        hit["kin"] == "bo" and folded.has_accents and said == "bo"
    )


def _is_short_kin(folded: Folded, hit: re.Match[str]) -> bool:
    theirs = hit["me"] == "con" and _OTHERS_AFTER.match(folded.text, hit.end())
    if theirs or hit.group() in _NOT_KIN or not is_self(folded, *hit.span("me")):
        return False
    word = hit["kin"]
    said = folded.accented[slice(*hit.span("kin"))]
    if said not in _ALSO.get(word, (_ACCENTED[word],)) or (said.isascii() and not folded.has_accents):
        return False
    if word == "be" and hit.start() and folded.said(hit.start(), hit.start() + 1).isupper() and not folded.is_shouted:
        return False  # a name: "Trâm Bé của em"
    before = folded.text[max(0, hit.start() - 12) : hit.start()]
    if word == "o" and before.strip() and before[-1:] == " " and before.rstrip()[-1:].isalnum():
        return False  # "o" (cô) begins its clause; elsewhere a bare "ở"
    return not _NOT_BEFORE.search(before)


def find_kin_names(folded: Folded, kin: Iterable[OwnSpan]) -> list[OwnSpan]:
    """Find the names of the relatives: "bố em là ông Sáu Đờn", "con em (Gia Bảo)", "bé Gia Bảo con em"."""
    found: list[OwnSpan] = []
    for one in kin:
        if one.reason != _RELATED:
            continue
        cue = _NAMED.match(folded.text, one.end)
        apposed = cue is not None and "," in cue.group() and one.start > sentence_start(folded.text, one.start) + 1
        if cue and cue.end() > one.end and not apposed:
            says = _NAMED_BY.search(cue.group()) is not None and "," not in cue.group()
            end = name_end(folded, cue.end(), lower="ten" in cue.group())
            if end > cue.end() and (says or not folded.is_shouted):
                found.append(OwnSpan(cue.end(), end, "name", "tên người thân"))
        found += _name_before(folded, one) if not folded.is_shouted else []
    if found or list(kin):
        for cue in _KIN_NAMED.finditer(folded.text):
            if (end := name_end(folded, cue.end(), lower=True)) > cue.end():
                found.append(OwnSpan(cue.end(), end, "name", "tên người thân"))
    return found


def _name_before(folded: Folded, one: OwnSpan) -> list[OwnSpan]:
    offset = max(0, one.start - 40)
    words = _NAME_BEFORE.search(folded.text[offset : one.start])
    begin = offset + words.start() if words else one.start
    while begin < one.start - 1:
        if name_end(folded, begin, lower=False) == one.start - 1:
            return [OwnSpan(begin, one.start - 1, "name", "tên người thân")]
        space = folded.text.find(" ", begin, one.start - 1)
        begin = space + 1 if space >= 0 else one.start
    return []
