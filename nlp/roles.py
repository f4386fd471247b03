"""Says whose a contact or a place is (seller, reporter, victim, someone else) from the words around it."""

import re
from collections.abc import Sequence

from nlp.cues import CueHit
from nlp.findings import Kind, Role
from nlp.fold import Folded
from nlp.reporter.names import SELF_INTRODUCTION
from nlp.reporter.pronouns import ME, NOT_ME, RELATIVE, SENTENCE_END, is_me, is_self

# Cue words are from our own reading of how citizens write; all patterns run on folded text in a bounded window.
_BEFORE = 140
_AFTER = 40
_NUMBER = (
    r"(?:sdt|so dt|so dien thoai|dien thoai|dt|so zalo|so|zalo|zl|fb|facebook|stk|so tai khoan|tai khoan|tk|mail|email)"
)
_REPORTER = re.compile(
    rf"(?<![a-z0-9])(?:{_NUMBER}(?: rieng| ca nhan| lien he| lien lac)?(?: (?:cua|la|ben|nha))? {ME}{NOT_ME}"
    rf"|(?:lien he|lien lac|goi lai|alo|lh|ll|(?:xin|hay|vui long|moi|co gi|can|nho) goi)(?: (?:lai|voi|cho|qua|truc tiep)){{0,3}} {ME}{NOT_ME}"
    rf"|goi (?:cho )?{ME} (?:theo |qua )?so"
    rf"|{ME}(?: (?:con|cung|dang|hay|thuong|van)){{0,2}} (?:dung|xai|su dung|co|con|de lai|dang ky)(?: [a-z]{{1,6}}){{0,2}} {_NUMBER}"
    rf"|{SELF_INTRODUCTION}{NOT_ME}|my (?:phone|number|name|zalo|whatsapp)|call me|contact me|reach me|text me"
    r"|(?:can them thong tin|de biet them|can gi|xac minh)[a-z ,]{0,30}(?:lien he|goi|lh|alo|so)"
    r"|de (?:so|sdt) lai|de lai (?:so|sdt|dt)(?: dien thoai| dt| lien he)?|tran trong|xin cam on|xin chan thanh cam on|nguoi bao tin|nguoi phan anh|nguoi to cao|nguoi to giac|nguoi khieu nai|nguoi viet don|ky ten|kinh thu"
    rf"|(?:hoan tien|hoan lai|tra lai|tra tien)[a-z ]{{0,12}} {ME}|tu (?:so )?(?:tai khoan|stk|tk))(?![a-z0-9])"
)
_VICTIM = re.compile(r"(?<![a-z0-9])(?:nan nhan|nguoi bi hai|nguoi bi lua|nguoi mua)(?![a-z0-9])")
_KIN = re.compile(
    rf"(?<![a-z0-9])(?:so|sdt|stk|tk|tai khoan)(?: cua)? (?:bo|ba|me|vo|chong|anh|chi|ban|con|di|chu|bac)(?: gai| trai)? {ME}(?![a-z0-9])"
)
_SELLER = re.compile(
    r"(?<![a-z0-9])(?:(?:link|bam vao|truy cap)(?: [a-z]{1,6}){0,2}|(?:qua|sang|vao|den|toi|cho) (?:stk|tk|so tai khoan|tai khoan|so tk)|ng ban|chu (?:ten|la|quan|tiem|kho|cua hang|tro)|(?:mua|dat|order|coi|xem|pass)(?: [a-z0-9]{1,7}){0,4} (?:tren|cua|o|ben|tu|qua)(?! (?:em|minh|toi))|shop|nguoi ban|ben ban|chu hang|chu shop|chu kho|ke lua|lua dao|ke gian|doi tuong|thang|con mu|ho (?:dung|xai|su dung|con|cung|nhan|bat|keu)"
    r"|cua hang|tiem|dai ly|kho hang|cong ty|cty|no|ben do|trang|page|fanpage|nguoi nay|so nay|web|website"
    r"|app|kenh|nick|chuyen ban|rao ban|ban (?:hang|do|son|thuoc|pod|phao|sua)|chuyen khoan (?:vao|cho|qua|den|toi)"
    r"|ck (?:vao|cho|qua|den|toi)|chuyen (?:tien )?(?:vao|cho|qua|den|toi)|nop (?:tien )?vao|dat coc|coc (?:vao|cho|qua)"
    r"|yeu cau|bat (?:em|toi|minh)|goi (?:den|toi) cho|seller|scammer|store)(?![a-z0-9])"
)
_REPORTER_AFTER = re.compile(
    rf"^[ ,(\-]{{0,3}}(?:la |day la )?(?:(?:{_NUMBER})(?: cua)? |gap |ten )?{ME}{NOT_ME}(?: (?:ten|la) | [a-z]{{2,8}}\)|\)|,|\.|$)"
)
# Who is to be called back, and whom a parcel goes to, is on the reporter's side (DESIGN section 6).
_CALL_BACK = re.compile(
    r"(?:(?<![a-z0-9])(?:(?:co gi|can (?:gi|them|bang chung|thong tin|hinh|xac minh)|khi can|neu (?:can|muon)|ai (?:xu ly|can)|muon (?:biet|xac minh|hoi|lien he|ro))[^.!?\n;]{0,30}"
    r" (?:goi|alo|lien he|lh|lien lac|bao|nhan|ib|inbox|zalo|zl|sdt|so)"
    r"|can gap|(?:xin|vui long|hay|nho|moi) (?:goi|lien he|lien lac)|(?:goi|lien he|lien lac|nhan) lai"
    r"|giao (?:cho|den|toi|ve)|nguoi nhan(?! tien)|ship (?:cho|den|toi|ve))(?![a-z0-9])|(?:^|(?<=[.!?\n])) ?(?:lien he|lh|lien lac|sdt lien he)(?= ?:| [^\W\d_]))(?:[^.!?\n;]|(?<=m[rs])\.){0,60}$"
)
# Carriers, banks, officials and witnesses take part without being accused, unless somebody only poses as one.
_THIRD_PARTY = re.compile(
    r"(?<![a-z0-9])(?:shipper|buu ta|nguoi giao hang|ben van chuyen|don vi van chuyen|giao hang (?:nhanh|tiet kiem)|ghn|ghtk|viettel post|nha xe|tong dai|hotline|duong day nong"
    r"|ngan hang|cong an|can bo|quan ly thi truong|qltt|nhan chung|nguoi lam chung|luat su|benh vien|hang xom)(?![a-z0-9])"
)
_IMPOSTOR = re.compile(r"(?<![a-z0-9])(?:gia|tu xung|xung|mao danh|gia danh|gia mao|lua|du|fake|scam)(?![a-z0-9])")
_HURT = re.compile(
    r"(?<![a-z0-9])(?:bi|ngo doc|nhap vien|cap cuu|nam vien|di vien|di ung|mat tien|nan nhan|di benh vien|hospital|sick|poisoned)(?![a-z0-9])"
)
# "… tới 5678…", "sang tk 5678…" after a transfer began: the side that gets the money.
_PAID_TO = re.compile(
    r"(?<![a-z0-9])(?:tu|ck|chuyen|gui|nop|nap)(?![a-z0-9])[^.!?\n;]{3,90}(?<![a-z0-9])(?P<to>toi|den|sang|qua)(?: (?:stk|tk|so tk|tai khoan|so tai khoan))?(?: so)?[ :]{1,2}$"
)
_ANSWERS: tuple[tuple[re.Pattern[str], Role, str], ...] = (
    (_REPORTER, "reporter", "lời tự nói về mình ở gần"),
    (_VICTIM, "victim", "nói về người bị hại"),
    (_KIN, "third_party", RELATIVE),
    (_THIRD_PARTY, "third_party", "nói về người thứ ba"),
    (_SELLER, "seller", "lời nói về người bán ở gần"),
)


# A clause that begins with the seller and says what he uses; "con" after him is "còn" written bare.
_SELLER_USES = re.compile(
    r"(?:^|[.!?\n,;:] ?)(?:va |ma |roi )?(?:shop|nguoi ban|ben ban|chu shop|no|ho|thang ban|cua hang|ben do)"
    r"(?: (?:nay|do|kia|ay))?(?: (?:con|cung|hay|thuong|lai|dang|toan|chi)){1,2} (?:dung|xai|su dung|co|de)(?: [a-z]{1,6}){0,2}"
    rf" {_NUMBER}(?![a-z0-9])"
)


def role_of_contact(folded: Folded, start: int, end: int, *, kind: Kind, alleged: Sequence[CueHit]) -> tuple[Role, str]:
    """Say whose a phone, account, link or name at `start..end` of the folded text is; `alleged` are the label cues."""
    before = folded.text[max(0, start - _BEFORE) : start]
    after = folded.text[end : end + _AFTER]
    said_after = _REPORTER_AFTER.search(after)
    if said_after and is_self(folded, end + said_after.start(), end + said_after.end()):
        return "reporter", "lời tự nói về mình ở ngay sau"
    position, role, reason = max(
        (
            (_last_said(pattern, folded, start), role, reason)
            for pattern, role, reason in _ANSWERS
            if pattern is not _THIRD_PARTY or (kind == "phone" and not _IMPOSTOR.search(before + after))
        ),
        key=_position,
    )
    if reason == RELATIVE and _HURT.search(before + after):
        role = "victim"
    if kind == "bank_account" and _is_paid_to(folded, before, start):
        return "seller", "bên nhận tiền"
    return _nearest(before, after, kind, (position, role, reason)) or _seller_or_unknown(after, start, end, alleged)


def _nearest(before: str, after: str, kind: Kind, said: tuple[int, Role, str]) -> tuple[Role, str] | None:
    """Answer by the nearest cue before, unless the number is one to call back or stands alone."""
    position, role, reason = said
    if position >= 0 and role != "seller":
        return role, reason
    called = _CALL_BACK.search(before) if kind == "phone" else None
    if called and not _SELLER.search(before, called.start()) and not _named_before(before, called):
        return "reporter", "số để gọi lại, hoặc của người nhận hàng"
    if kind in {"phone", "bank_account"} and _stands_alone(before, after):
        return "unknown", "đứng một mình, không rõ của ai"
    return (role, reason) if position >= 0 else None


def _is_paid_to(folded: Folded, before: str, start: int) -> bool:
    paid = _PAID_TO.search(before)
    offset = start - len(before)
    return paid is not None and not is_me(folded, offset + paid.start("to"), offset + paid.end("to"))


_NAME_TO_CALL = re.compile(r"(?:lien he|lh|lien lac)[ :]{1,3}(?P<name>[^\W\d_]{1,8} [^\W\d_]{1,8})(?![^\W_])")


def _named_before(before: str, called: re.Match[str]) -> bool:
    """Tell whether who is to be called was spoken of before ("Chủ kho là bà Tư. Liên hệ bà Tư 0900…")."""
    name = _NAME_TO_CALL.search(before, called.start())
    return name is not None and name["name"] in before[: called.start()]


def _seller_or_unknown(after: str, start: int, end: int, alleged: Sequence[CueHit]) -> tuple[Role, str]:
    if any(start - _BEFORE < hit.end <= start or end <= hit.start < end + _AFTER for hit in alleged):
        return "seller", "lời tố giác ở gần"
    if _SELLER.search(after):
        return "seller", "lời nói về người bán ở ngay sau"
    return "unknown", "không rõ của ai"


_WORDS = re.compile(r"[a-z]{2}")


def _stands_alone(before: str, after: str) -> bool:
    # A number that is a sentence of its own after the story is as likely the reporter's signature as the seller's.
    own_words = SENTENCE_END.split(before)[-1] + SENTENCE_END.split(after)[0]
    return bool(before) and not _WORDS.search(own_words)


def _position(answer: tuple[int, Role, str]) -> int:
    return answer[0]


def _last_said(pattern: re.Pattern[str], folded: Folded, start: int) -> int:
    """Return where the last cue in the window before `start` ends, without those whose accents say something else."""
    offset = max(0, start - _BEFORE)
    before = folded.text[offset:start]
    if pattern is _SELLER:
        return _last_end(pattern, before)
    uses = [found.span() for found in _SELLER_USES.finditer(before)] if pattern is _REPORTER else []
    last, at = -1, 0
    while found := pattern.search(before, at):
        at = found.start() + 1
        subject_is_seller = any(first <= found.start() and found.end() <= end for first, end in uses)
        if not subject_is_seller and is_self(folded, offset + found.start(), offset + found.end()):
            last = max(last, found.end())
            at = max(at, found.end())
    return last


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    last = -1
    for found in pattern.finditer(text):
        last = found.end()
    return last


_BUYER_PLACE = re.compile(
    rf"(?<![a-z0-9])(?:(?:nha |que |vo chong |gia dinh |ban )?{ME}(?: (?:cung|dang|hien|thi|deu))?(?: (?:song|lam|hoc|tro|que|nha|ngu))?(?: (?:o|tai))"
    rf"|(?:giao|ship|gui|chuyen)(?: hang)? (?:ve|den|toi|ra|vao|len|xuong|cho (?:em|toi|minh))(?: (?:nha|tan))?(?: {ME})?(?: (?:o|tai))?"
    rf"|nhan (?:hang|duoc hang)? ?(?:o|tai)|que (?:{ME} )?(?:o )?|{ME} (?:la )?(?:nguoi|dan)|(?:nha|que|cho) {ME})"
    r"(?: (?:tinh|tp|tp\.|thanh pho|huyen|quan|xa|phuong))?[ :]{1,2}(?:(?!(?:shop|kho|xuong|mua|cua|tiem|sap|o|tai|ban|tu|cty|cong|no|nguoi) )[a-z0-9]{1,8}[ ,]{1,2}){0,4}$"
)
_SELLER_PLACE = re.compile(
    r"(?<![a-z0-9])(?:kho|xuong|shop|cua hang|tiem|sap|quay|cho|dai ly|chi nhanh|cong ty|cty|nha thuoc|quan|lo|dia chi|dc"
    r"|ban|mua|san xuat|lam gia|tap ket|tu|gui tu|chu|nha hang|tru so|van phong|no|seller|store|sold|selling)(?![a-z0-9])"
)
_INTRODUCTION_BEFORE = re.compile(rf"(?<![a-z0-9]){SELF_INTRODUCTION}{NOT_ME}(?![a-z0-9])")
_SELLER_NOUN = re.compile(
    r"(?<![a-z0-9])(?:kho|xuong|shop|cua hang|tiem|dai ly|nguoi ban|cong ty|cty|mua|nha thuoc|phan anh|to cao|to giac|bao)(?![a-z0-9])"
)


def role_of_place(folded: Folded, start: int) -> tuple[Role, str]:
    """Say whether the place at `start` of the folded text is the seller's, the reporter's or nobody's in particular."""
    before = folded.text[max(0, start - _BEFORE) : start]
    sentence = SENTENCE_END.split(before)[-1]
    buyer = _BUYER_PLACE.search(sentence)
    if buyer and is_self(folded, start - len(sentence) + buyer.start(), start - len(sentence) + buyer.end()):
        return "reporter", "nơi ở hoặc nơi nhận hàng của người báo"
    introduced = _last_end(_INTRODUCTION_BEFORE, sentence)
    if introduced >= 0 and not _SELLER_NOUN.search(sentence, introduced):
        return "reporter", "trong lời tự giới thiệu"
    if _SELLER_PLACE.search(sentence):
        return "seller", "nơi bán, kho hoặc nơi mua được nói ngay trước"
    return "unknown", "không rõ nơi của ai"


# A shop that only shows the way ("cạnh nhà thuốc Minh Châu") or that is expressly not meant.
_LANDMARK = re.compile(
    r"(?<![a-z0-9])(?:canh|doi dien|gan|ke ben|ben canh|sat|sau lung|truoc cua|khong phai|ko phai|k phai)(?: [a-z]{2,6}){0,3} ?[\"'“”«(]?$"
)


def role_of_seller(folded: Folded, start: int) -> tuple[Role, str]:
    """Say whether the shop named at `start` of the folded text is accused or only stands near."""
    before = folded.text[max(0, start - _AFTER) : start]
    if _LANDMARK.search(before):
        return "third_party", "chỉ là mốc đường hoặc bị loại trừ"
    return "seller", "tên nơi bán"
