"""Finds where the reporter lives or receives parcels, below the province: streets, wards, villages, buildings."""

import re
from collections.abc import Iterable, Sequence

from nlp.fold import Folded, same_accents
from nlp.reporter.pronouns import ME, NOT_ME, OwnSpan, is_self

Span = tuple[int, int]

# Kinds of places below the province, with their chat forms ("P.7", "Q5", "kp3").
_ADMIN = (
    r"(?:nha(?= [a-z]?[0-9])|so nha|nha so|so|duong|pho|ngo|ngach|hem|kiet|hem so|quan|q|huyen|h|thi xa|tx|thi tran|tt|phuong|p|xa|x|thon|xom|ap|to dan pho|to|khu pho|kp|khu|khom|lang|ban|buon|soc|phum|doi|cum"
    r"|khu dan cu|kdc|khu do thi|kdt|khu tap the|tap the|ktt|ktx|ki tuc xa|ky tuc xa|chung cu|cc|can ho|can|toa nha|toa|thap|tang|block|lo|phong tro|phong|p tro|day tro|day nha tro|nha tro|xom tro|khu tro|tro"
    r"|cho|cong|nga tu|nga ba|cau|ben xe|dau ngo|dau hem|cuoi hem|truong|dai hoc|cao dang|tieu hoc|benh vien|tram y te|tram|ubnd|uy ban|nha van hoa|nha tho|chua|dai lo|quoc lo|ql|tinh lo|cu xa|dao|trai|con|lang dai hoc|khu cong nghiep|kcn|duong so|thanh pho|tp|gan|canh|doi dien|sau lung|sat|ke ben|phia sau)"
)
_UNIT = re.compile(rf"(?P<admin>{_ADMIN})(?:\. ?|: ?| |(?=[0-9]))(?=[a-z0-9])")
_HOUSE = re.compile(r"(?:so )?(?!0[0-9]{2})[0-9]{1,4}[a-z]?(?:[/\-][0-9]{1,4}[a-z]?){0,4}(?: bis)?(?![0-9a-z])")
_NOT_HOUSE = re.compile(
    r"(?: ?(?:tuoi|nam|thang|ngay|cai|hop|lan|nguoi|trieu|tr|k|don|gio|h|kg|can|cay|met|m|km|dong|chai|lo)(?![a-z]))|[.,/:\-]?[0-9]"
)
_VALUE_WORD = re.compile(r"[^\W_][\w/.\-]{0,14}")
_SEPARATOR = re.compile(r"(?: ?[,\-–] ?| ?\n| ?\. ?(?=(?:tp|quan|phuong|q|p|xa|huyen)[ .])| ?/ ?| )")
# Small words that are no part of a place's name.
_STOPS_WORDS = (
    "mua bi thay co ma shop nhan sdt so goi va thi la nen roi tren duoi do day nay kia no ho chu giao ship hang em toi minh tui con chau e t mk xin muon bao phan anh"
    " hom qua luc khi de nghe bua hien dang sinh nam tuoi lam nghe hoc zalo nguoi gui cho tin hay cung cach nha tai o gan ke ben kho xuong ban dt dien thoai thoi a nhe nha ne"
    " nhung moi ngay dem toi sang trua chieu vua lien he to cao cua voi ra vao gap rat mong kinh vi neu trong khong ko k chua da se biet duoc dc het tat nhieu may mo tang"
    " nuoc dat ck chuyen tien stk cccd cmnd va toan mat cuc cai nhat and the is they where who from but my trieu tren via the_ chung nua cong ty cty bang"
)
_STOPS = frozenset(_STOPS_WORDS.split())
# Kinds of places that look like other words ("bán", "cho", "so", "tờ").
_UNIT_ACCENTS = {
    "ban": "bản", "lang": "làng", "cho": "chợ", "cong": "cổng", "trai": "trại", "to": "tổ", "ap": "ấp", "so": "số", "can": "căn", "thap": "tháp",
    "lo": "lô", "dao": "đảo", "cau": "cầu", "sat": "sát", "gan": "gần", "canh": "cạnh", "quan": "quận", "duong": "đường", "phong": "phòng",
    "ngo": "ngõ", "doi": "đội", "xa": "xã", "tang": "tầng", "con": "cồn", "chua": "chùa", "tram": "trạm", "pho": "phố", "tro": "trọ", "soc": "sóc", "phuong": "phường", "truong": "trường",
    "thon": "thôn", "huyen": "huyện", "buon": "buôn", "cum": "cụm",
}  # fmt: skip
_NEVER_BARE = frozenset(
    ["ban", "cho", "cong", "trai", "sat", "gan", "canh", "doi", "dao", "tro", "con", "can", "cum", "buon"]
)
_TITLED = re.compile(r"(?:co|chu|ba|ong|bac|anh|chi|di) [a-z]")
_LABELS = frozenset(["sdt", "cccd", "cmnd", "zalo", "email", "tel", "noi", "nghe", "fb", "stk", "dt", "mail", "kinh"])
_ENGLISH_STREET = re.compile(r" (?:street|road|st|ward|district|alley|lane|avenue|apartment|building)(?![a-z])")
_CITY = re.compile(r" (?:city|province)(?![a-z])")
_LOWER_WORDS = 3
_CAPITAL_WORDS = 5
_COMPONENTS = 8
_RESIDES = (
    r"(?:dang |hien |hien tai |hien dang |hien nay |cung |thi |von |deu |ke ca |thue |la |dang o |moi chuyen ve |tam )*"
    r"(?:song o|song tai|song|sinh song tai|sinh song o|o tro o|o tro tai|o tro|tro o|tro tai|tro|cu tru tai|cu tru o|cu tru|thuong tru tai|thuong tru|tam tru tai|tam tru|tru tai|tru o|tru|ngu tai|ngu o|ngu|que o|que|nha o|nha tai|nha|o tai|o tan|o ngay|o|tai"
    r"|nguoi|dan|cu dan|live (?:at|in|on|near)|am (?:from|in|living (?:at|in)))"
)
_HOME_OF_ME = rf"(?:nha|que|cho o|cho(?= (?:em|minh|toi|tui|con|chau|t|e) (?:o|tro|song|thue))|phong tro|tro|dia chi|dia chi nha|dc|d/c|can ho|que quan|noi o|cho tro|nha tro|phong)(?: rieng| nha| nhan hang| giao hang| lien he)*(?: cua)? (?P<me>{ME})(?: (?:o|song|tro|thue))?"
_AT = r"(?:(?: (?:la|o|tai|ngay|nam|nam o|thuoc|duoc|thi|ben|dang o|hien o))*[ :]{1,3})"
_OWN_HOME = re.compile(rf"(?<![a-z0-9]){_HOME_OF_ME}{NOT_ME}{_AT}")
_OWN_RESIDENCE = re.compile(
    rf"(?<![a-z0-9])(?:vo chong |gia dinh |ca nha |nha )?(?P<me>{ME}|i){NOT_ME}(?: \([^)\n]{{1,40}}\))? {_RESIDES}[ :]{{1,2}}"
)
_DELIVERY = re.compile(
    rf"(?<![a-z0-9])(?:(?:giao|ship|gui|chuyen|phat|dem)(?: hang| do| don| toi)?(?: (?:ve|den|toi|tan|tai|ra|vao|len|xuong|qua)(?! (?:cho |tay )?(?:shop|kho|no|nguoi ban))| cho (?P<me>{ME})(?: (?:ve|o|tai|den|toi|tan))+){{1,2}}(?: (?:tan )?(?:nha|phong tro|dia chi|cho|tro|ktx|cong ty|co quan)(?: (?:cua )?{ME})?)?(?: (?:o|tai|la))*[ :]{{1,2}}"
    r"|(?:dia chi|d/c|dc|noi|cho)(?: (?:nhan|giao)(?: hang)?)(?: (?:cua )?(?:em|minh|toi|tui|con|chau))?(?: (?:la|o|tai))*[ :]{1,3}"
    r"|nhan hang (?:o|tai)[ :]{1,2}|deliver(?:ed|y)?(?: it)? (?:to|at)(?: my (?:house|home|place|address)(?: (?:at|in))?)? |living (?:at|in|on|near) |gui (?:ve |lai |tra )?giup (?:em|minh|toi)[: ]{1,2}|(?:giao|ship) (?=(?:cong|so nha|ngo|hem|chung cu|toa|tro|ktx|duong) )|my (?:address|home|house|place)(?: is)?(?: (?:at|in|on))?[: ]{1,2})"
)
# How the reporter's home lies to the seller's says who he is.
_NEXT_TO = re.compile(
    rf"(?<![a-z0-9])(?:(?:nha|tro|phong tro|quan|sap|tiem|cho lam|truong|phong)(?: cua)? )?(?P<me>{ME})(?: (?:va|voi) (?:no|ho|chu shop))?(?: (?:o|nam|ngay|cung|song|thi|la|tro|thue tro|dang o))*"
    rf" (?P<place>(?:chung|cung) (?:hem|ngo|xom|lang|khu pho|khu|thon|ap|xa|phuong|toa nha|toa|chung cu|day tro|to|day)(?![a-z])|(?:sat vach|sat ben|sat nach|sat|ngay canh|canh|doi dien|ke ben|ben canh|ke|lien ke|sau lung|ngay sau|truoc mat|cach)"
    r"(?: (?!(?:nen|ma|thay|bi|hay|mua|la|co|do|dem|ngay|toi|nghe|va|thi)(?![a-z]))[a-z0-9]{1,8}){1,3}?)(?=[ ,.;\n]|$)(?= (?:nen|ma|thay|bi|hay|mua|la|co|do|dem|nghe|va|thi|ay|nay)|[,.;\n]|$| )"
)
_BESIDE = re.compile(
    r"(?: ?[,;\-–(|\n] ?| |\. ?(?=(?:dia chi|d/c|dc|nha|o|ngu|que)[ :]))(?:[ \-])?(?:(?:hien |dang |cu |hien dang |hien nay )*(?:nha o|nha|o tai|o|tai|dia chi nha|dia chi lien he|dia chi|d/c|dc|cu tru(?: tai)?|thuong tru(?: tai)?|tam tru(?: tai)?|tru tai|tru|ngu tai|ngu|que quan|que|noi o|song o|song tai|cho o|dan|nguoi|add|address|from)(?: tai| o| em| toi| minh)?[ :]{1,3})?"
)
_FIRM_WORDS = "so|so nha|nha so|ngo|ngach|hem|kiet|phuong|p|xa|thon|xom|ap|to|to dan pho|khu pho|kp|quan|q|huyen|tt|thi tran|thi xa|chung cu|cc|toa|can ho|duong|pho|khom|khu|ktx|ban|lang|buon|phum|soc|khu tap the|tap the|toa nha|block|khu tro"
_FIRM = frozenset(_FIRM_WORDS.split("|"))


class AddressReader:
    """Reads addresses of one text; knows where its provinces, its cities and its known districts stand."""

    def __init__(
        self, folded: Folded, *, provinces: Sequence[Span], cities: Sequence[Span], districts: Sequence[Span]
    ) -> None:
        """Take the spans of the folded text that name provinces, bare cities and places below them."""
        self._folded = folded
        self._provinces = dict(provinces)
        self._known = dict(districts) | dict(cities)
        self._cities = frozenset(cities)

    def is_known(self, start: int) -> bool:
        """Tell whether the name of a known place begins here."""
        return start in self._provinces or start in self._known

    def read(self, start: int, *, firm: bool = False) -> list[Span]:
        """Return the parts below the province of the address that begins at `start`, none if there is no address.

        `firm` asks for a first component that can only be an address.
        """
        parts: list[Span] = []
        position = start
        for count in range(_COMPONENTS):
            end, is_province = self._component(position, firm=firm and count == 0)
            if end == position:
                break
            if not is_province:
                parts.append((position, end))
            gap = _SEPARATOR.match(self._folded.text, end)
            if gap is None:
                break
            position = gap.end()
        joined = self._joined(parts)
        return [] if len(joined) == 1 and joined[0] in self._cities else joined

    def _joined(self, parts: list[Span]) -> list[Span]:
        joined: list[Span] = []
        for part in parts:
            between = self._folded.text[joined[-1][1] : part[0]] if joined else ""
            if joined and not between.strip(" ,-–./\n"):
                joined[-1] = (joined[-1][0], part[1])
            else:
                joined.append(part)
        return joined

    def _component(self, start: int, *, firm: bool) -> tuple[int, bool]:
        """Return where one part of an address ends and whether it is a province."""
        if start in self._provinces:
            city = _CITY.match(self._folded.text, self._provinces[start])
            return city.end() if city else self._provinces[start], True
        unit = self._unit(start)
        if unit and unit.end() in self._provinces and unit["admin"] in {"tp", "thanh pho"}:
            return self._provinces[unit.end()], True
        return self._known_or_read(start, unit, firm=firm), False

    def _known_or_read(self, start: int, unit: re.Match[str] | None, *, firm: bool) -> int:
        """Return the end of a known name, of a kind of place with its name, of a house number or of capitals."""
        text = self._folded.text
        if start in self._known and not firm:
            return self._known[start]
        if unit and (not firm or unit["admin"] in _FIRM) and (end := self._value(unit)) > unit.end():
            return end
        house = _HOUSE.match(text, start)
        if house and not _NOT_HOUSE.match(text, house.end()):
            return self._street(house.end())
        return start if firm else self._words(start, lower=0)

    def _unit(self, start: int) -> re.Match[str] | None:
        """Match a kind of place; words that look like others need their accents."""
        unit = _UNIT.match(self._folded.text, start)
        meant = _UNIT_ACCENTS.get(unit["admin"]) if unit else None
        if unit is None or meant is None:
            return unit
        said = self._folded.accented[slice(*unit.span("admin"))]
        bare = said.isascii() and not meant.isascii()
        if bare and (self._folded.has_accents or unit["admin"] in _NEVER_BARE):
            return None
        return unit if bare or same_accents(said, meant) else None

    def _value(self, unit: re.Match[str]) -> int:
        text, start = self._folded.text, unit.end()
        number = _HOUSE.match(text, start)
        if number:
            return self._street(number.end())
        titled = _TITLED.match(text, start)
        if titled and self._folded.said(titled.end() - 1, titled.end())[:1].isupper():
            return self._words(titled.end() - 1, lower=0)
        inner = self._unit(start)
        if inner and inner.end() > start and (end := self._value(inner)) > inner.end():
            return end
        if start in self._provinces:
            return start if unit["admin"] in {"cho", "gan", "so", "cong"} else self._provinces[start]
        return self._words(start, lower=_LOWER_WORDS)

    def _street(self, end: int) -> int:
        """Go on behind a number: the name of its street, or the next kind of place."""
        text = self._folded.text
        if text[end : end + 1] != " " or end + 1 in self._provinces:
            return end
        unit = self._unit(end + 1)
        if unit and (value := self._value(unit)) > unit.end():
            return value
        return max(end, self._words(end + 1, lower=_LOWER_WORDS))

    def _words(self, start: int, *, lower: int) -> int:
        """Take capitalised words, or up to `lower` small ones that are no stop words."""
        text, end = self._folded.text, start
        capitals = self._folded.said(start, start + 1)[:1].isupper() if start < len(text) else False
        for count in range(_CAPITAL_WORDS if capitals else lower):
            begin = end + 1 if count else start
            word = _VALUE_WORD.match(text, begin)
            if word is None or (count and text[end] != " ") or (count and begin in self._provinces):
                break
            small = not self._folded.said(begin, begin + 1)[:1].isupper()
            if word.group() in _LABELS or (word.group() in _STOPS and (small or self._folded.original.isupper())):
                break
            if capitals and small and not word.group()[:1].isdigit():
                break
            end = begin + len(word.group().rstrip("./-"))
            if end != word.end():
                break
        if not capitals and end > start and self._folded.said(end + 1, end + 2)[:1].isupper():
            end = max(end, self._words(end + 1, lower=0)) if end + 1 not in self._provinces else end
        english = _ENGLISH_STREET.match(text, end) if end > start else None
        return english.end() if english else end


def find_own_addresses(folded: Folded, reader: AddressReader) -> list[OwnSpan]:
    """Find where the reporter says he lives, receives parcels or stands beside the seller."""
    found: list[OwnSpan] = []
    for pattern in (_OWN_HOME, _OWN_RESIDENCE, _DELIVERY):
        for cue in pattern.finditer(folded.text):
            if cue["me"] and not is_self(folded, *cue.span("me")):
                continue
            found += [_address(*part) for part in reader.read(cue.end())]
    for cue in _NEXT_TO.finditer(folded.text):
        if is_self(folded, *cue.span("me")):
            found.append(_address(*cue.span("place")))
    return found


def _address(start: int, end: int) -> OwnSpan:
    return OwnSpan(start, end, "address", "nơi ở hoặc nơi nhận hàng của người báo")


def find_addresses_beside(folded: Folded, own: Iterable[OwnSpan], reader: AddressReader) -> list[OwnSpan]:
    """Find the address that follows the reporter's name, age, work or number without other words."""
    found: list[OwnSpan] = []
    for one in own:
        if one.kind not in {"name", "age", "phone", "work", "id", "kin"}:
            continue
        cue = _BESIDE.match(folded.text, one.end)
        if cue is None:
            continue
        said = re.search(r"[a-z]", cue.group()) is not None
        if one.kind == "kin" and not said:
            continue
        found += [_address(*part) for part in reader.read(cue.end(), firm=not said)]
    return found
