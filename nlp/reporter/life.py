"""Finds the reporter's age and work."""

import re
from collections.abc import Iterator

from nlp.fold import Folded
from nlp.reporter.pronouns import ME, OwnSpan, is_said_of_self, is_self

_NUMBER_WORD = r"(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|linh|le|ruoi)"
_AGE = re.compile(
    rf"(?<![a-z0-9.,/])(?:(?:(?:tren|ngoai|gan|hon|tam|khoang|sap) )?(?:[0-9]{{1,3}}|{_NUMBER_WORD}(?: {_NUMBER_WORD}){{0,3}})(?: ?(?:may|ruoi|hon))? ?(?:tuoi doi|tuoi|thang tuoi|years? old|year-old|y/?o)"
    r"|(?:sinh nam|sinh ngay|sinh(?= (?:19|20)[0-9]{2})|nam sinh|ngay sinh|sn|nsinh|born in|born)[: ]{1,2}(?:ngay )?(?:[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-])?(?:(?:19|20)[0-9]{2}|[0-9]{2})|tuoi(?: ngoai| gan| tren)?[: ]{1,2}[0-9]{2}|u[3-9]0)(?![a-z0-9%])"
)
# "tôi 67 rồi", "mình 23t", "t là Đạt 2k7": a bare number right behind the pronoun.
_BARE_AGE = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME})(?: (?:nam nay|moi|da|gan|ngoai|hon|cung|sinh nam|sinh|la|chi moi|duoc|len))*(?: da| moi)? (?P<age>(?:[0-9]{{2}} ?t|[1-9][0-9](?= (?:roi|ha|thoi|a|nay)(?![a-z]))|2k[0-9]{{1,2}}|(?:19|20)[0-9]{{2}}(?= a(?![a-z])|[,.)])|(?:gan|ngoai|hon) [1-9]0))(?![a-z0-9])"
)
_YEAR_AGE = re.compile(
    rf"(?<![a-z0-9])nam nay (?:(?P<me>{ME}) )?(?:da |moi |gan |ngoai |hon )*(?P<age>[1-9][0-9])(?: tuoi)?(?![a-z0-9./])"
)


_NAME_AGE = re.compile(
    r"(?:sinh (?:19|20)[0-9]{2}|2k[0-9]{1,2}|[1-9][0-9]t|(?:19|20)[0-9]{2}|[1-9][0-9](?= ?[,)]))(?![a-z0-9])"
)


def find_own_ages(folded: Folded) -> list[OwnSpan]:
    """Find ages and years of birth said of the reporter or of his relatives."""
    found = [
        OwnSpan(*hit.span(), "age", "tuổi của người báo")
        for hit in _AGE.finditer(folded.text)
        if is_said_of_self(folded, hit.start())
    ]
    for pattern in (_BARE_AGE, _YEAR_AGE):
        found += [
            OwnSpan(*hit.span("age"), "age", "tuổi của người báo")
            for hit in pattern.finditer(folded.text)
            if hit["me"] and is_self(folded, *hit.span("me"))
        ]
    return found


_AFTER = re.compile(r"(?: ?[,(\-–|:\n] ?| ){1,2}(?:nam nay |hien |da )*")


def find_ages_beside(folded: Folded, own: list[OwnSpan]) -> Iterator[OwnSpan]:
    """Find the age that follows the reporter's or his relative's name."""
    for one in own:
        gap = _AFTER.match(folded.text, one.end) if one.kind in {"name", "kin", "phone", "work"} else None
        if gap is None:
            continue
        hit = _AGE.match(folded.text, gap.end()) or _NAME_AGE.match(folded.text, gap.end())
        if hit:
            yield OwnSpan(*hit.span(), "age", "tuổi của người báo")


# Trades and posts, our own list; a unit may follow ("ở công ty X", "trường Y").
_TRADE = (
    r"(?:(?:cuu |nguyen |pho |truong )?(?:ke toan|thu kho|thu quy|thu ngan|giao vien|co giao|thay giao|giang vien|bac si|bs|y ta|y si|dieu duong|ho sinh|duoc si|cong nhan|nhan vien|nv|bao ve"
    r"|tai xe|lai xe|phu xe|shipper|giao hang|sinh vien|sv|hoc sinh|hs|hoc vien|can bo|cong chuc|vien chuc|ky su|kien truc su|luat su|nha bao|phong vien|bo doi|cong an|quan nhan|tieu thuong"
    r"|nong dan|ngu dan|noi tro|huu tri|giao vien huu|lao cong|tap vu|phu bep|dau bep|phuc vu|pha che|quan ly|truong phong|pho phong|giam doc|le tan|boc vac|boc xep|moi gioi|nguoi mau|phu ho"
    r"|truong thon|truong ap|truong xom|to truong(?: dan pho| khu pho)?|bi thu|hieu truong|phu huynh|ctv|cong tac vien|thuc tap sinh|tro ly|thu ky|lap trinh(?: vien)?|designer|thiet ke|marketing|it"
    r"|tho (?:ho|may|dien|han|sua xe|moc|nail|lam toc|cat toc|xay|son|in|chup anh|tien|co khi|dong giay)|chu (?:quan|tiem|shop|cua hang|tro|vuon|trai)|ban hang|buon ban|nghi huu|ve huu|that nghiep|giup viec|cu dan|tinh nguyen vien|cuu chien binh|thuong binh|tho|chu))"
)
# Words that end a phrase about work because the story goes on.
_STORY = (
    r"(?:nen|ma|thay|va thay|bi|mua|biet|hay|moi|roi|gio|ngay nao|dem nao|toi nao|hom|xin|muon|phat hien|chung kien|cho hoi|to|phan anh|bao cao|khi|luc|thi|vi|chu|hom qua|hom nay|nhieu"
    r"|co dat|co mua|co thay|dat|duoc|da|nhan duoc|nghi|nghe|gui|nho|mong|de nghi|sdt|so|dt|zalo|nha|hien|que|lien he|goi|gan day|gan do|lam on|a|nhe|nha|nua|ne|sep bat|con)"
)
_STORY_AT = re.compile(rf"{_STORY}(?![a-z0-9])")
_TAIL_WORD = re.compile(r" (?P<word>[^\W_][^\s,.;:!?()\n]{0,14})")
_TAIL_WORDS = 9
_LINK = r"(?:(?: (?:dang|hien|hien tai|hien dang|tung|cung|von|truoc|truoc day|truoc kia|da tung|vua|moi|chi|chinh|cung dang|tam thoi|ngay xua|hoi truoc|day))*)"
_IS_TRADE = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME}){_LINK}(?: voi tu cach)? (?:la|dang la|von la)(?: (?:mot|1))?(?: (?:cuu|nguyen))? (?P<work>{_TRADE})(?![a-z0-9])"
)
_DOES_TRADE = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME}){_LINK} (?P<work>(?:lam (?!(?:sao|gi|don|the|mat|roi|dung|theo|ro|phien|on|nhiem vu|hong|bieu|thu tuc|chung|duoc|xong|lai|mau|quen|hoa don|hai|gia|an|viec voi|cho (?:em|toi|minh|no|ho)|ra|nhu|vay|luon|viec nay|trai|loi|clip|video|hop dong|ho so|giay|ca|ngo|lo|ban (?:voi|than)|kinh|tin|mong|nay|no|j|chi|chuyen|m|em|bang chung|nhan chung|ket|to khai|thit|bien ban|dep)(?![a-z0-9]))[a-z0-9]{{1,14}}"
    rf"|lm {_TRADE}|cong tac|day hoc|day (?:o|tai|mon|lop|truong)|(?:dang )?(?:hoc|hc)(?= (?:o|tai|truong|tr|trg|lop|nam|dai hoc|dh|thpt|thcs|tieu hoc|cao dang|mam non|nganh|khoa|cap))|thuc tap(?= (?:o|tai|ben|trong|cho))|phu (?:quan|bep|ban|hang|viec|kho|xe)"
    rf"|chay (?:ba gac|ba banh|ghe|grab|xe om|be|ship|xe|taxi|cho|hang|gojek)|lai (?:xe|taxi|grab|tau|xe tai)|di (?:bien|bo doi|xuat khau|phu ho|giup viec)|nuoi (?:tom|ca|ga|heo|lon|vit|bo)|trong (?:lua|rau|ca phe|cafe|tieu|sau rieng|cay)"
    rf"|nghi (?:lam|viec)(?= (?:o|tai|ben|cho))|dan nhan|boc vac|khuan vac|dong goi|dung quay|dung may|giu xe|gac cong|trong kho|buon ban|co sap|co quay|phu trach))(?![a-z0-9])"
)
# "mình bán hàng ở sạp kế bên": only with a place beside, since adverts too say "em bán ...".
_SELLS_NEAR = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME}){_LINK} (?P<work>(?:ban|buon|mo)(?: [a-z]{{1,7}}){{1,3}} (?:o |ngay |tai )?(?:nga (?:tu|ba|nam)|cong truong|ben xe|le duong|lang|sap|quay|ke ben|ben canh|doi dien|dau ngo|dau hem|canh|gan|cung cho|cho|via he|truoc cong))(?![a-z0-9])"
)
_LABELLED = re.compile(
    r"(?:^|\n|[.;,] )(?:nghe nghiep|nghe|don vi(?: cong tac)?|noi lam viec|chuc vu|noi cong tac|truong|lop|co quan) ?: ?(?P<work>[^,;\n.]{2,60})"
)
_ENGLISH = re.compile(
    r"(?<![a-z0-9])i(?:'m| am)?(?: (?:also|currently|used to|used|still))? (?P<work>(?:work(?:ed|ing)?|study|studying|teach|teaching|intern(?:ing)?)(?: [a-z]{2,12}){0,2} (?:at|in|for|as|with)(?: [^\s,.;!?]{1,14}){1,6}?(?=[,.;!?\n]| (?:and|where|who|so|but|that|they)|$)"
    r"|(?:a|an|the) (?:[a-z]{3,12} ){0,2}(?:nurse|teacher|student|driver|accountant|doctor|engineer|cashier|employee|worker|staff|manager|tourist guide|chef|cleaner|guard|security guard|intern|farmer|pharmacist|lawyer|delivery man)(?: (?:at|in|for|of)(?: [^\s,.;!?]{1,14}){1,5}?)?(?=[,.;!?\n]| (?:and|who|so|but)|$))"
)
# After the own name or age a trade follows without a verb: "Lan, 31 tuổi, kế toán trường mầm non Hoa Mai".
_BESIDE = re.compile(
    rf"(?:, ?| - | – | |\()(?:hien |hien nay |dang |la |lam |nghe )*(?P<work>{_TRADE}|lam nong|lam ruong)(?![a-z0-9])"
)


# "Em bên công ty Minh Phát", "con học bên lớp 9B"; "tôi là hàng xén ở chợ Phủ".
_OF_FIRM = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME})(?: [a-z]{{1,6}}){{0,3}} (?:ben|thuoc|o ben) (?P<work>(?:cong ty|cty|lop|truong|to san xuat|phong|xuong|bo phan|chi nhanh|ngan hang|benh vien)(?: [^\W_]{{1,12}}))(?![a-z0-9])"
)
_IS_AT = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME}){_LINK} la (?P<work>(?!(?:nguoi mua|nguoi tieu|khach|nan nhan|do|mua|dat|hang|nguoi|vi|o|em|chi|anh|vo|chong|con|bo|me|ban|hang xom|mot trong)(?: (?!xen)))(?:[a-z]{{2,8}} ){{1,3}}"
    r"(?:o|tai|cua|cho|ben|trong) (?:cho|cong ty|cty|truong|benh vien|xuong|kho|quan|nha may|shop|tiem|ubnd|xa|phuong|khu|spa|nha hang|khach san|sieu thi|chinh|no|ba|ong|cua hang|co so))(?![a-z0-9])"
)
# "Em từng đóng gói ở kho này": what he did there, but for what a buyer does.
_DID = re.compile(
    rf"(?<![a-z0-9])(?P<me>{ME})(?: (?:da|cung))? (?P<work>tung (?!(?:mua|bi|dat|gap|thay|hoi|bao|goi|khieu|phan|to|dung|an|uong|coi|xem|nghe|nhan|den|toi|ghe|o|den|vao|su|lien|gui|chuyen|la|co|lam)(?![a-z]))[a-z]{{2,7}}(?: [a-z]{{1,7}}){{0,2}} (?:o|tai|cho|ben|trong))(?![a-z0-9])"
)
# "dượng Ba tui bán …": a relative who sells is the seller.
_RELATIVE_BEFORE = re.compile(
    r"(?:chong|vo|bo|me|ba|ma|anh|chi|co|di|chu|bac|cau|duong|em|ho|ruot|trai|gai|cua|nha|xa|tu|nam|sau|bay|tam|ut|hai|xom) $"
)
# "…, 7 tuổi, học trường Tiểu học Kim Đồng"; "công ty em là …", "trường con tên …".
_STUDIES = re.compile(
    r"(?:, ?| )(?:dang |hien )?(?P<work>(?:hoc|lam)(?: sinh)?(?: o| tai)? (?:truong|lop|mau giao|mam non|cong ty|cty|khoi|nganh)(?: [^\W_]{1,12})?)"
)
_MY_FIRM = re.compile(
    rf"(?<![a-z0-9])(?:cong ty|cty|truong|co quan|lop|xuong|cho lam|khoa|ben) (?P<me>{ME})(?: la| ten la| ten|:) ?(?P<work>(?!(?:nguoi|khach|nan nhan)(?![a-z]))[^\W_]{{1,12}})"
)


def find_own_work(folded: Folded) -> list[OwnSpan]:
    """Find what the reporter (or his relative) does and where: work, school, class."""
    found = [
        _work(hit.start("work"), _tail_end(folded, hit))
        for pattern in (_IS_TRADE, _DOES_TRADE, _DID, _OF_FIRM, _IS_AT, _SELLS_NEAR, _MY_FIRM)
        for hit in pattern.finditer(folded.text)
        if is_self(folded, *hit.span("me"))
        and folded.accented[hit.start("work") : hit.start("work") + 3] not in _NO_TRADE
        and not (pattern is _SELLS_NEAR and _RELATIVE_BEFORE.search(folded.text, max(0, hit.start() - 8), hit.start()))
    ]
    return found + [_work(*hit.span("work")) for hit in _ENGLISH.finditer(folded.text)]


def _work(start: int, end: int) -> OwnSpan:
    return OwnSpan(start, end, "work", "nghề, nơi làm hoặc nơi học của người báo")


# These look like a particle or "tố" without their accents, and go on with the phrase.
_NO_STORY = frozenset(["nhà", "tổ", "đó", "đồ", "mầm", "số", "tô", "nhỏ", "chủ", "tàu"])


_NO_TRADE = frozenset(["chứ", "thọ", "chú"])


def _is_story(folded: Folded, word: re.Match[str]) -> bool:
    said = folded.accented[slice(*word.span("word"))]
    return said not in _NO_STORY and _STORY_AT.match(folded.text, word.start("word")) is not None


def _tail_end(folded: Folded, hit: re.Match[str]) -> int:
    """Go on over the place of work until the story begins; a capital in the middle is part of a name."""
    end = hit.end("work")
    for _ in range(_TAIL_WORDS):
        word = _TAIL_WORD.match(folded.text, end)
        if word is None:
            break
        small = not folded.said(word.start("word"), word.start("word") + 1)[:1].isupper()
        if (small or folded.original.isupper()) and _is_story(folded, word):
            break
        end = word.end()
    return end


def find_work_beside(folded: Folded, own: list[OwnSpan]) -> Iterator[OwnSpan]:
    """Find the trade that follows the reporter's name or age, and the lines of a form under his name."""
    for one in own:
        beside = one.kind in {"name", "age", "address", "kin"}
        hit = (_BESIDE.match(folded.text, one.end) or _STUDIES.match(folded.text, one.end)) if beside else None
        if hit:
            yield _work(hit.start("work"), _tail_end(folded, hit))
    if any(one.kind == "name" for one in own):
        yield from (_work(*hit.span("work")) for hit in _LABELLED.finditer(folded.text))
