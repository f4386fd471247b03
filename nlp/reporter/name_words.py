"""Reads a person's name, also in small letters and without accents."""

import re

from nlp.fold import Folded

# The commonest family names and given names of Viet Nam, folded; our own list, for names typed in small letters.
_FAMILY_WORDS = (
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh doan mai truong luong cao ta dao lam to"
    " ton thai quach chau lu kieu mac nghiem bach diep luu vuong phung tong khuat dam"
)
FAMILY = frozenset(_FAMILY_WORDS.split())
_GIVEN_WORDS = (
    "an anh ai tri nhan nhu thuan khue thoai bach bao bang bich binh bong chau chi chien chinh cuc cuong cong dai dan dao dat diem diep dieu dinh don dong duc dung duong duy"
    " duyen gam giang giap gia ha hai han hang hanh hao hau hien hieu hoa hoai hoan hoang hong hop hue hung huong huy huyen kha khai khang khanh khiem"
    " khoa khoi kien kieu kiet kim ky lai lam lan lanh lap le lien liem linh loan loc loi long luan luc luong luyen ly mai man manh mao mat men mi minh mo"
    " mong my na nam nga ngan nghi nghia ngoc nguyen nguyet nhan nhat nhi nhien nhu nhung nhut ni no nuong oanh phat phi phong phu phuc phung phuoc phuong"
    " phuong quan quang que quoc quy quyen quynh sang sen son suong tai tam tan thach thai than thang thanh thao thi thien thinh tho thoa thom thong thu"
    " thuan thuc thuy thuyen tien tin tinh toan trang tram tran tri trieu trinh trong truc trung truong tu tuan tung tuoi tuong tuyen tuyet ty uyen van vi"
    " viet vinh vu vui vuong vy xuan xuyen yen y bin bo bom bong bun cun cu tit teo ti tun tom sun sua su suri mit mia moc meo beo nhim nhung ut"
)
GIVEN = frozenset(_GIVEN_WORDS.split())
# Before a name: age, sex or rank in the family; they belong to it.
HONORIFIC = (
    r"(?:ong|ba|bac|co|chu|anh|chi|di|cau|mo|duong|thim|be|chau|thang|con be|cu|em|luong y|thay|mr\.?|mrs\.?|ms\.?)"
)
# What follows "em là", "tôi tên" and is no name.
_NEVER_A_NAME = re.compile(
    r"(?:shop|cong ty|cong an|cong dan|cong nhan|cua hang|khach|nguoi|sinh vien|nhan vien|giao vien|ke toan|bac si|hoc sinh|nan nhan|ctv|admin|ad|cac|chi cuc|cuc|so (?:cong|y|dien)"
    r"|can bo|tai xe|phu huynh|hang xom|bao ve|thu kho|co quan|cty|tiem|kho|zalo|zl|fb|facebook|seller|buyer|the|sdt|stk|page|web|website|link|app|cam on|lien he|goi|alo|hotline|dien thoai|tel|phone|email|gmail|mail"
    r"|quy (?:co|vi|anh|co quan)|noi dung|kinh gui|dia chi|so (?=[0-9])|tk|dt|ngan hang|i|my|at|call|thanks|p/s|ps|quan [0-9]|phuong [0-9]|tp|xin|toi|yours|truly|shopee|sdt|kinh|mong|rat mong|de nghi|tran trong)(?![a-z0-9])"
)
_NOT_A_NAME = re.compile(
    r"(?:shop|cong ty|cong an|cong dan|cong nhan|cua hang|khach|nguoi|sinh vien|sv|nhan vien|nv|giao vien|ke toan|bac si|hoc sinh|hs|nan nhan|ctv|admin|ad"
    r"|chu|chong|me|bo|quy|cac|cuc|chi cuc|so|gi|mot|1|dan|can bo|tai xe|lai xe|tho|phu huynh|thanh vien|hang xom|bao ve|thu kho|duoc si|y ta"
    r"|ban|con gai|con trai|em gai|em trai|anh ho|ngu|vay|the|nay|dung|sai|hang|cai|nu|nam nay|nam gioi|co quan|cty|tiem|kho|zalo|fb|facebook|minh|toi|em"
    r"|seller|buyer|customer|a|an|the|not|from|in|very|so|so much|rat|ca nhan|da|dang|se|cuu|nguyen la|ai|luc|hoi|nhung|nhu|that|thiet|cong tac vien|noi tro"
    r"|thang|cung|chi|co|ong ay|chua|khong|ko|k|may|nhieu|tat ca|mong|xin|kinh|rat mong|hien|hom|sdt|so|dt|stk|tk|page|web|website|link|app|cam on)"
    r"(?![a-z0-9])"
)
# Small words that end a name in small letters.
_STOPS_WORDS = (
    "o tai sdt so dt nam tuoi sinh sn mua bi bao muon xin thay hien dang den tu la em minh toi tui con chau e t mk mik ma va co phan to shop a ah nha"
    " nhe ne day khong ko k da vua moi hom ban que nha lam hoc dia cccd cmnd hoi gui dat thi cho va voi nen roi bang fb zalo stk tk gap goi lien sang"
    " ck chuyen qua duoc dc ngay luc kinh rat mong cam cua ben trong kia ay nay do age from i and we tren den toi den bo trinh vi neu oi nghe dan cu"
    " tru trai phai ghe nhan ve day dum giup kiem gia hang xom tiem ho lua chu email mail gmail phone xem het nhung no cung noi chuyen thue lai"
)
_STOPS = frozenset(_STOPS_WORDS.split())
_WORD = re.compile(r"[^\W\d_]{1,12}(?:'[a-z])?")
_PARTICLE = re.compile(
    r"(?: (?:a|ah|ne|day|nha|nhe|oi)(?![a-z0-9])| ?[,.;:()\-\n]| ?$| (?:sdt|so dt|dt)(?![a-z])| [0-9])"
)
_MOST_WORDS = 5
# "minh quân", "thi mai": a word of the story that begins a name of two.
_GIVEN_NEXT = re.compile(
    rf" (?:{'|'.join(sorted(GIVEN - _STOPS - {'a', 'an', 'be'}, key=len, reverse=True))})(?= ?(?:[,.;:()\n]|$))"
)
_HONORIFIC_AT = re.compile(rf"{HONORIFIC} ")


def name_end(folded: Folded, start: int, *, lower: bool) -> int:
    """Return where the name that begins at `start` ends, `start` if there is none; `lower` takes small letters too."""
    shouted = folded.is_shouted
    capital = not shouted and folded.said(start, start + 1)[:1].isupper() if start < len(folded.text) else False
    refused = (_NEVER_A_NAME if capital else _NOT_A_NAME).match(folded.text, start)
    if refused and not (refused.group() in GIVEN and _GIVEN_NEXT.match(folded.text, refused.end())):
        return start
    prefix = _HONORIFIC_AT.match(folded.text, start)
    begin = prefix.end() if prefix else start
    end = begin if shouted else _capitalised_end(folded, begin)
    if end == begin and (lower or shouted):
        end = _lower_end(folded.text, begin)
    if end == begin and prefix:
        return _prefix_as_name_end(folded, start, lower=lower)
    return end if end > begin else start


def _prefix_as_name_end(folded: Folded, start: int, *, lower: bool) -> int:
    """Take for a name what looks like a title ("Ba", "Bé")."""
    end = start if folded.is_shouted else _capitalised_end(folded, start)
    return _lower_end(folded.text, start) if end == start and (lower or folded.is_shouted) else end


def known_name_end(text: str, start: int) -> int:
    """Return the end of one to four small words that are all of the lists and end a clause, else `start`."""
    end = start
    for count in range(_MOST_WORDS):
        begin = end + 1 if count else start
        word = _WORD.match(text, begin)
        if word is None or (count and text[end] != " ") or word.group() not in GIVEN | FAMILY:
            break
        end = word.end()
        if word.group() in GIVEN and _PARTICLE.match(text, end):
            return end
    return start


def _capitalised_end(folded: Folded, start: int) -> int:
    end = start
    for count in range(_MOST_WORDS):
        begin = end + 1 if count else start
        word = _WORD.match(folded.text, begin)
        if word is None or (count and folded.text[end] != " ") or not folded.said(begin, begin + 1)[:1].isupper():
            break
        if count and word.group() in {"shop", "sdt", "stk", "cccd", "cmnd", "sn", "so", "tel"}:
            break
        end = word.end()
    return end


def _lower_end(text: str, start: int) -> int:
    end = start
    most = 2  # words; a family name allows more
    for count in range(_MOST_WORDS):
        begin = end + 1 if count else start
        word = _WORD.match(text, begin)
        if word is None or (count and text[end : end + 1] != " ") or count >= most:
            break
        middle = most > 2 and count == 1 and word.group() in {"thi", "van"}  # noqa: PLR2004
        if word.group() in _STOPS and not middle and not _is_name_after_all(text, word, count):
            break
        if count == 0 and word.group() in FAMILY:
            most = 4
        end = word.end()
    return end


def _is_name_after_all(text: str, word: re.Match[str], count: int) -> bool:
    # "to van nam," "le thi tu 0900": a stop word that is a name and ends the clause.
    if count == 0:
        return word.group() in GIVEN and _GIVEN_NEXT.match(text, word.end()) is not None
    if word.group() not in GIVEN or len(word.group()) == 1:
        return False
    following = _WORD.match(text, word.end() + 1) if text[word.end() : word.end() + 1] == " " else None
    last = _PARTICLE.match(text, word.end()) is not None
    return last or (following is not None and following.group() in GIVEN - _STOPS)
