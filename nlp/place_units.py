"""Words that stand before the name of a place (tỉnh, q., ấp, chợ, cửa khẩu …) and what each lets the name mean."""

from typing import Literal, NamedTuple

# What a name may mean: units of government, and kinds of sites as lexicons/sites.tsv has them.
Kind = Literal[
    "province", "district", "ward", "market", "gate", "airport", "port", "zone", "station", "hospital", "university",
    "mall", "landmark",
]  # fmt: skip
Level = Literal["province", "city", "district", "ward", "hamlet", "street", "site", "landmark"]
_ANY: tuple[Kind, ...] = ("district", "province", "ward")


class UnitWord(NamedTuple):
    """A place word; `kinds` are tried in their order, `firm`: an unknown name after it is a place by itself.

    `grades`: the kinds of units (of places.tsv) it is said of, which are meant before others of that name.
    """

    accented: str
    level: Level
    kinds: tuple[tuple[Kind, ...], ...]
    firm: bool
    grades: frozenset[str]


def _words(listed: str, level: Level, *kinds: tuple[Kind, ...], firm: bool = True, grades: str = "") -> list[UnitWord]:
    return [UnitWord(word, level, kinds, firm, frozenset(grades.split())) for word in listed.split("|")]


# From our own reading of how citizens write; a word that is rather something else without its accents is not firm.
UNIT_WORDS: tuple[UnitWord, ...] = (
    *_words("tỉnh", "province", ("province",), ("district",), firm=False),
    *_words("tp|thành phố|t p", "city", ("province",), ("district",), firm=False, grades="city"),
    *_words("quận|q|district", "district", ("district",), firm=False, grades="urban_district"),
    *_words("huyện|h", "district", ("district",), firm=False, grades="district"),
    *_words("thị xã|tx", "district", ("district",), firm=False, grades="town city"),
    *_words("xã|x", "ward", ("ward",), ("district",), firm=False, grades="commune"),
    *_words("phường|p|ward", "ward", ("ward",), ("district",), firm=False, grades="ward"),
    *_words("đặc khu", "ward", ("ward",), ("district",), grades="special_zone"),
    *_words("thị trấn|tt", "ward", ("ward",), ("district",), grades="township"),
    *_words("thôn|ấp|khu phố|kp|khóm|tổ dân phố|tdp|tiểu khu|phum|tổ khu phố|khu vực", "hamlet"),
    *_words("xóm|bản|làng|buôn|sóc|khối|tổ|khu|đội|hamlet|village|plei", "hamlet", ("landmark",), firm=False),
    *_words("quốc lộ|ql|tỉnh lộ|hương lộ|đại lộ|xa lộ|cao tốc|đường số|phố đi bộ", "street", ("landmark",)),
    *_words("đường|phố|ngõ|ngách|hẻm|kiệt|sẹc|ngã ba|ngã tư|ngã năm|ngã sáu|ngã bảy|ngã 3|ngã 4|ngã 5|ngã 6|vòng xoay|vòng xuyến|bùng binh|cầu vượt|cầu|hầm"
            "|đèo|dốc|bờ kè|street|đê", "street", ("landmark",), firm=False),
    *_words("chợ|chợ đêm|chợ nổi|chợ đầu mối|chợ phiên|chợ nông sản|chợ trung tâm|chợ hải sản|chợ trung tâm huyện|chợ huyện|chợ xã|chợ thị trấn"
            "|chợ tỉnh|chợ thị xã|chợ cũ|chợ mới|chợ biên giới|chợ cửa khẩu|chợ trái cây", "site", ("market",), _ANY, firm=False),
    *_words("cửa khẩu|cửa khẩu quốc tế|cửa khẩu phụ|cửa khẩu chính|lối mở|đường mòn|đồn biên phòng|border gate", "site", ("gate",), _ANY),
    *_words("sân bay|sân bay quốc tế|cảng hàng không|ga hàng không", "site", ("airport",), _ANY),
    *_words("cảng|cảng biển|cảng cá|bến cảng|bến tàu|bến phà|bến đò|phà|cảng sông|bãi container|icd", "site", ("port",), ("landmark",), _ANY, firm=False),
    *_words("kcn|khu công nghiệp|ccn|cụm công nghiệp|khu kinh tế|kkt|khu chế xuất|kcx|khu kinh tế cửa khẩu|khu cn", "site", ("zone",), ("gate",), _ANY),
    *_words("bến xe|bx|bến xe khách|nhà ga|bãi xe|trạm dừng chân", "site", ("station",), ("landmark",), _ANY),
    *_words("ga", "site", ("station",), ("district", "province"), firm=False),
    *_words("bệnh viện|bv|bệnh viện đa khoa|trung tâm y tế|ttyt|bvđk|bệnh viện huyện|trạm y tế", "site", ("hospital",), _ANY),
    *_words("đại học|đh|trường đại học|trường đh|cao đẳng|học viện|trường", "site", ("university",), _ANY, firm=False),
    *_words("tttm|trung tâm thương mại|siêu thị|vincom|aeon|go|lotte|co op mart|coopmart|winmart|big c", "site", ("mall",), _ANY, firm=False),
    *_words("chung cư|kđt|khu đô thị|kdc|khu dân cư|khu tái định cư|tđc|ktx|ký túc xá|tiểu học|thcs|thpt|trường tiểu học|trường thcs|trường thpt"
            "|tòa nhà|khu tập thể|công viên|quảng trường|bãi biển|nhà thờ|ubnd|ủy ban|công an|nhà máy|trung tâm|khu vực|khu du lịch|làng nghề|nhà văn hóa"
            "|nghĩa trang", "landmark", ("landmark",), _ANY, firm=False),
    *_words("hồ|núi|đảo|cồn|cù lao|bãi|sông|suối|thác|chùa|đền|mũi|bờ sông|kênh|rạch|vịnh|đầm|bến|cổng|kè|miếu|ven biển", "landmark", ("landmark",), _ANY, firm=False),
)  # fmt: skip

# Unaccented these are everyday words (cho, ban, xa …): what follows must be a town or a site that is known.
NEVER_BARE = frozenset([
    "cho", "ban", "to", "doi", "khoi", "ga", "go", "bai", "cang", "cau", "bien", "ho", "cong", "ke", "ben", "dam", "pha", "con", "khu", "h", "t p",
    "ham", "xa", "xu", "dai", "hiem", "rach", "den", "nui", "song", "mui", "doc", "x", "duong mon", "chua", "lang", "quan", "truong", "buon", "soc", "de", "thac", "dao", "suoi", "vinh", "trung tam", "xom",
])  # fmt: skip
STREET = next(word for word in UNIT_WORDS if word.accented == "đường")
