"""Finds danger to somebody's life now: threats, confinement, violence, gas, fire, poisoning, wish to die."""

import re
from collections.abc import Iterator

from nlp.fold import Folded, fold
from nlp.negation import is_hearsay, is_negated

# Patterns are written with accents; each accented letter also stands for its bare one, and for no other
# ("nhốt" is also "nhot", never "nhớt"). An accent that must be there is written as an escape.
_ME = r"(?:tôi|em|mình|tui|cháu|tao|bọn em|bọn tôi|chúng tôi|cả nhà|nhà tôi|nhà em|con tôi|con em|vợ tôi|chồng tôi|bố tôi|mẹ tôi|ba tôi)"
_GASES = r"(?:gas|bình ga|ga|khí|khí độc|xăng|hóa chất|hoá chất|amoniac|clo)"
_THINGS = r"(?:nhà|kho|xưởng|máy|sạc|pin|xe|điện|quán|cửa hàng|lửa|chung cư|nó)"
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "threat",
        "có người bị đe dọa tính mạng",
        (
            r"(?:dọa|doạ|đòi|hăm|sẽ|định)(?: [^\W\d_]{1,6}){0,3} (?:giết|chém|đánh chết|tạt axit|thiêu|đốt nhà|xử đẹp)"
            r"|(?:dọa|doạ|hăm)[^.!?\n]{0,60} (?:tìm tới|tìm đến|đến tận nhà|tới tận nhà|cho biết tay|lấy mạng)"
            rf"|(?:giết|chém|đ\u00e2m)(?: chết)? {_ME}"
            r"|threat(?:en(?:ed|s|ing)?|s)? (?:to )?(?:kill|murder|shoot|stab|hurt)|(?:kill|murder|stab|shoot) (?:me|us|my family)"
            r"|(?:kề|dí|rút|vác|cầm|giơ|lăm lăm) (?:con )?(?:dao|súng|mã tấu|kiếm|gậy)[^.!?\n]{0,40} (?:dọa|doạ|đuổi|chém|xông|đe|tôi|em|mình|vào cổ)"
        ),
    ),
    (
        "confined",
        "có người đang bị giữ hoặc nhốt",
        (
            rf"(?:nhốt|giam|giam giữ|bắt cóc) {_ME}|{_ME} (?:đang )?bị [^.!?,\n]{{0,25}}(?:nhốt|giam giữ|bắt cóc)"
            r"|bị (?:giữ|bắt giữ|nhốt) (?:hộ chiếu|bên cam|bên campuchia|ở campuchia|ở miến)"
            r"|(?:nhốt|giữ|khóa cửa|khoá cửa)[^.!?\n]{0,30} không cho (?:tôi |em |mình )?(?:về|ra|đi)|lock(?:ed|ing) me"
        ),
    ),
    (
        "beaten",
        "có người đang bị đánh",
        (
            rf"(?:(?<!giả )(?<!gia )(?<!mạo )(?<!mao )(?<!tiếng )(?<!xưng )đánh|đánh đập|hành hung) {_ME}(?! giá)"
            rf"|{_ME} (?:đang )?bị (?:[^\W\d_]{{1,6}} ){{0,3}}(?:đánh đập|hành hung|đánh hội đồng)|(?:beat|beating|attacked|attacking) me"
        ),
    ),
    (
        "gas",
        "khí hoặc hóa chất đang rò rỉ, sắp nổ",
        (
            rf"{_GASES}[^.!?\n]{{0,40}} (?:rò rỉ|bị rò|đang rò|xì ra|đang xì|bị xì)|(?:rò rỉ|rò|xì|rỉ) (?:khí )?{_GASES}"
            r"|mùi (?:khí )?gas? (?:rất |quá )?(?:nồng|nặng)|sắp (?:phát )?nổ(?! (?:hũ|hu|đơn|don))|sắp (?:bốc )?cháy(?! (?:hàng|hang|túi|tui))|gas leak"
        ),
    ),
    (
        "fire",
        "đang cháy hoặc vừa cháy nổ",
        (
            rf"bốc cháy|{_THINGS} (?:đang|vừa|mới) (?:bị )?(?:cháy|phát nổ|nổ)(?! (?:hàng|hang|sale|túi|tui|máy|may|pháo|phao|đơn|don))"
            r"|(?:caught|catching|catches|on) fire|burst into flames|(?:just|it) exploded"
        ),
    ),
    (
        "poisoned",
        "có người nguy kịch sau khi dùng hàng",
        (
            r"bất tỉnh|ngất xỉu|bị ngất|ngất đi|tím tái|sùi bọt mép|nôn ra máu|ói ra máu|không thở được|ko thở được|không thở nổi|mù mắt"
            r"|unconscious|passed out|not breathing|can'?t breathe|(?:đã )?có (?:[0-9]+ )?người chết|làm chết người"
        ),
    ),
    (
        "children_sick",
        "nhiều người hoặc trẻ em cùng ngộ độc",
        (
            r"(?:[0-9]{1,3}|nhiều|mấy|hàng chục|cả lớp|các|hai|ba|bốn|năm) (?:cháu|bé|em|học sinh|hs|trẻ|trẻ em|đứa|người|bạn)[^.!?\n]{0,30} "
            r"(?:n\u00f4n|non oi|non mua|bị ói|ói mửa|tiêu chảy|ngộ độc|nhập viện|đi viện|vào viện|vô viện|vô bệnh viện|cấp cứu|chóng mặt|ngất|xỉu)"
        ),
    ),
    (
        "wish_to_die",
        "có lời muốn chết, cần hỏi ngay",
        (
            r"(?:tôi|em|mình|tui|cháu|con)(?: (?:chỉ|đang|thật sự|giờ|cũng|rất|thấy)){0,2} muốn chết(?! (?:mê|vì đẹp))|muốn tự tử|định tự tử|tự tử"
            r"|(?:không|ko|chẳng) (?:còn )?muốn sống|kill myself|want to die|(?:uống|ăn|tiêm)[^.!?\n]{0,60}"
            r"(?<!đẹp )(?<!ngon )(?<!rẻ )(?<!re )(?<!dep )(?<!thơm )(?<!thích )(?<!sướng )(?<!đắt )(?<!mắc )(?<!vui )muốn chết"
        ),
    ),
    ("cry", "có lời kêu cứu", r"cứu (?:tôi|em|mình|tui|cháu|con|bọn em|với|mạng)|help me"),
)
# Told of another time, of what nearly was, or of what might be.
_PAST = re.compile(
    r"(?<![a-z])(?:nam ngoai|nam truoc|nam kia|thang truoc|tuan truoc|hoi truoc|ngay xua|lau roi|last year|last month|last week)(?![a-z])"
)
_NOW = re.compile(r"(?<![a-z])(?:hom nay|bay gio|gio|dang|vua|sang nay|toi nay|chieu nay|now|today)(?![a-z])")
_NOT_REAL = re.compile(
    r"(?<![a-z])(?:(?:suyt|xuyt|nguy co|co the|co kha nang|de|lo ngai|phong|chong|tranh|may ma khong)(?: (?:bi|nua|thi|gay))?"
    r"|khong gay|ko gay|nearly|almost|could|might|may) $"
)
_IF = re.compile(r"(?<![a-z])(?:neu|lo|nho|khi nao|if)(?: (?:bi|ai|co|no|minh|toi|em|i|they|he)){0,2} $")
_HEARD = re.compile(r"(?<![a-z])(?:nghe noi|nghe don|nghe ke|don la)(?![a-z])")
_ALWAYS = frozenset(["threat", "confined", "beaten", "cry"])
_BEFORE = 60
_AFTER = 25
_SENTENCE_END = re.compile(r"[.!?\n;](?:\s|$)")


def _either(pattern: str) -> str:
    return re.sub(r"[^\x00-\x7f]", lambda letter: f"[{letter.group()}{fold(letter.group()).text}]", pattern)


_COMPILED = tuple(
    (identifier, reason, re.compile(rf"(?<![^\W_])(?:{_either(pattern)})(?![^\W_])"))
    for identifier, reason, pattern in _PATTERNS
)


# Bare words one of which stands in whatever a pattern finds; to look for them first saves most of the searching.
_WORDS = {
    "threat": ("giet", "chem", "dam", "axit", "thieu", "dot", "xu", "danh", "doa", "ham", "threat", "kill", "murder", "stab", "shoot", "dao", "sung", "ma tau", "kiem", "gay"),
    "confined": ("nhot", "giam", "giu", "bat coc", "khoa cua", "lock"),
    "beaten": ("danh", "hanh hung", "beat", "attack"),
    "gas": ("gas", "ga", "khi", "xang", "hoa chat", "amoniac", "clo", "sap "),
    "fire": ("chay", "phat no", "dang no", "vua no", "moi no", "bi no", "fire", "flames", "exploded"),
    "poisoned": ("bat tinh", "ngat", "tim tai", "sui bot", "ra mau", "tho", "mu mat", "unconscious", "passed out", "breath", "chet"),
    "children_sick": ("non", "oi", "tieu chay", "ngo doc", "vien", "cap cuu", "chong mat", "ngat", "xiu"),
    "wish_to_die": ("chet", "tu tu", "muon song", "kill myself", "want to die"),
    "cry": ("cuu", "help me"),
}  # fmt: skip


def find_dangers(folded: Folded) -> dict[str, str]:
    """Find each danger told as real and of now, with its reason."""
    return {
        identifier: reason
        for identifier, reason, pattern in _COMPILED
        if _may_stand(folded.text, identifier)
        and any(_is_real(folded, identifier, start, end) for start, end in _spans(pattern, folded.accented))
    }


def _may_stand(text: str, identifier: str) -> bool:
    return any(word in text for word in _WORDS[identifier])


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _is_real(folded: Folded, identifier: str, start: int, end: int) -> bool:
    before = _SENTENCE_END.split(folded.text[max(0, start - _BEFORE) : start])[-1]
    if is_negated(folded, start) or _IF.search(before):
        return False
    if identifier in _ALWAYS:  # to fear it is enough, to have heard of it is not
        return not _HEARD.search(before)
    if is_hearsay(folded, start) or _NOT_REAL.search(before):
        return False
    told = folded.text[start:end]
    after = _SENTENCE_END.split(folded.text[end : end + _AFTER])[0]
    past = max((found.end() for found in _PAST.finditer(before)), default=-1)
    now = max((found.end() for found in _NOW.finditer(before)), default=-1)
    return past <= now and not _PAST.search(told) and not _PAST.search(after)
