"""Label cues that leave a gap: two things said near each other in one sentence ("cọc … chặn")."""

import re

from nlp.cues import CueHit
from nlp.fold import Folded

# Our own reading of how the matters of domain/taxonomy.md are told; gaps are bounded, so the search stays linear.
_NOT = r"(?:khong|ko|k|kg|hok|chua|chang)"
_WEB = r"(?:web|website|app|ung dung|trang|san)"
_PAID = r"(?:ck|chuyen khoan|chuyen tien|chuyen|coc|dat coc|gui tien|thanh toan|nap tien|tra truoc|banking)"
_GONE = (
    r"(?:chan|khoa|block|mat tam|mat hut|mat tich|mat dang|lan|im lang|im luon|bien mat|tat may|thue bao|xoa|bung"
    rf"|{_NOT} (?:rep|tra loi|nghe may|giao|gui|lien lac|thay hang|nhan duoc)|khong thay)"
)
# Somebody in office and money or blindness within a few words, nobody else coming in between: a seller who poses as
# one, or one who was called for help, is no matter of officials. It errs towards holding: an officer reads it first.
_OFFICIAL = (
    r"(?<!bao )(?<!goi )(?<!xung )(?<!danh )(?<!lam )(?<!nho )(?<!len )"
    r"(?:can bo|doi truong|doi pho|quan ly thi truong|qltt|cong an(?: xa| phuong| khu vuc)?|canh sat|thanh tra|hai quan"
    r"|bien phong|kiem lam|can bo thue|chi cuc|chu tich (?:xa|phuong)|lanh dao (?:xa|phuong))"
)
_BOUGHT = (
    r"(?:nhan tien|nhan qua|an tien|lay tien|thu tien|voi tien|doi tien|an chia|lot tay|phong bi|do dau|che chan|chong lung"
    r"|bao ke|bao che|lam ngo|nham mat|bao truoc)"
)
_SOMEBODY_ELSE = r"(?:shop|no|chung|thang|con|ke|nguoi ban|chu|vi|roi|de|nhung|nho|giai quyet)"
_PATTERNS: tuple[tuple[str, float, str], ...] = (
    ("official_misconduct", 0.6, rf"{_OFFICIAL}(?:,? (?!{_SOMEBODY_ELSE} )[^\s.!?]{{1,12}}){{0,9}}?,? {_BOUGHT}"),
    ("scam", 0.7, rf"{_PAID}[^.!?\n]{{0,60}} {_GONE}"),
    (
        "scam",
        0.6,
        r"(?:goi|nhan tin|tin nhan|cuoc goi)[^.!?\n]{0,40} (?:tu xung|gia lam|mao danh|xung la|noi la nhan vien)",
    ),
    (
        "scam",
        0.6,
        r"(?:nhan|mo)(?: hang| hop| ra)?[^.!?\n]{0,30} (?:cuc da|cuc gach|hop rong|giay vun|khan giay|goi mi)",
    ),
    (
        "misleading",
        0.55,
        (
            r"(?:quang cao|qc|gioi thieu|rao|noi la|cam ket|bao la|ghi|ghi la|livestream noi|live noi)"
            r"[^.!?\n]{3,70} (?:nhung|ma|thuc ra|hoa ra|thuc te|trong khi|ai ngo|den noi thi)"
        ),
    ),
    (
        "misleading",
        0.6,
        (
            r"(?:can|dong|bom|do)[^.!?\n]{0,25} (?:thieu|khong du|ko du|hut|non)"
            r"|(?:chua|tri|het|dut|khoi)(?: khoi| het| dut diem| tan goc)? (?:ung thu|tieu duong|xuong khop|vo sinh|da day|gan)"
        ),
    ),
    (
        "delivery_dispute",
        0.6,
        r"(?:dat|mua|order)[^.!?\n]{3,60} (?:giao|gui|nhan|ship)[^.!?\n]{0,20} (?:sai|thieu|nham|khac mau|khac mau ma|cham|tre)",
    ),
    (
        "delivery_dispute",
        0.6,
        (
            rf"{_NOT} (?:cho|chiu|chap nhan|dong y|giai quyet|nhan) (?:doi|tra|hoan|bao hanh|khieu nai)"
            rf"|(?:doi|tra|hoan|bao hanh|huy)[^.!?\n]{{0,25}} {_NOT} (?:cho|chiu|duoc|dong y|giai quyet)"
            rf"|(?:hen|tuan|thang|ngay)[^.!?\n]{{0,30}} (?:van )?{_NOT} (?:thay |duoc )?(?:giao|nhan duoc|co hang|ship)"
        ),
    ),
    (
        "privacy",
        0.6,
        (
            r"(?:ban|rao ban|mua ban|lo|lam lo|thu thap|lay|dang|tung)(?: [a-z]{1,6}){0,3} "
            r"(?:thong tin khach|thong tin ca nhan|sdt khach|sdt|so dien thoai|data|danh ba|cccd|cmnd|can cuoc|du lieu)"
        ),
    ),
    (
        "privacy",
        0.6,
        (
            r"(?:sdt|so dien thoai|thong tin|cccd|data|danh sach)[^.!?\n]{0,30} (?:bi ban|bi lo|rao ban|ban lai|ban cho|phat tan)"
            r"|(?:bat|yeu cau|doi|bao)[^.!?\n]{0,20} (?:gui|chup|dua|cung cap)[^.!?\n]{0,15} (?:cccd|cmnd|can cuoc|chung minh)"
        ),
    ),
    (
        "ip_infringement",
        0.65,
        (
            r"(?:lay|an cap|dung|xai|copy|sao chep|nhai|su dung)[^.!?\n]{0,15} (?:hinh|anh|video|clip|thiet ke|mau|logo|noi dung|nhan hieu)"
            r"[^.!?\n]{0,20} cua (?:em|minh|toi|shop|ben|cong ty|hang|nguoi khac|tac gia)"
            r"|(?:in|theu|dan|gan)(?: [a-z]{1,6}){0,2} logo"
        ),
    ),
    (
        "smuggled",
        0.6,
        (
            r"(?:cho|dua|tuon|mang|van chuyen|keo|danh|xach|nhap)(?: [a-z]{1,6}){0,5} "
            r"(?:qua bien gioi|qua bien|tu campuchia|tu cam pu chia|tu lao|tu trung quoc|tu tq|qua song|qua cua khau|tu bien gioi)"
        ),
    ),
    (
        "unknown_origin",
        0.65,
        (
            rf"{_NOT}(?: he)?(?: co| thay| ghi)?(?: bat ky| 1| mot| cai)? "
            r"(?:tem|nhan|mac|giay to|nguon goc|xuat xu|chung tu|hsd|han su dung|ngay san xuat|nsx|kiem dich|giay kiem dich)"
        ),
    ),
    ("tax_evasion", 0.6, rf"{_NOT}(?: [a-z]{{1,6}}){{0,2}} (?:xuat|viet|dua)(?: [a-z]{{1,4}})? (?:hoa don|hd|vat)"),
    (
        "tax_evasion",
        0.6,
        rf"(?:hoa don|hd do|hoa don do|vat)[^.!?\n]{{0,30}} {_NOT}(?: [a-z]{{1,6}}){{0,2}} (?:xuat|viet)(?! (?:xu|hien))",
    ),
    (
        "unregistered_site",
        0.6,
        rf"{_WEB}[^.!?\n]{{0,50}} {_NOT} (?:co |duoc |he )?(?:dang ky|thong bao|phep|giay phep|cap phep|ma so thue|thong tin cong ty|ten cong ty)",
    ),
    (
        "substandard",
        0.6,
        (
            r"(?:an|uong|dung|boi|xai|thoa)[^.!?\n]{0,30} (?:dau bung|ngua|di ung|sung|noi me day|oi|non|tieu chay|do mat|noi mun|rat)"
            r"|(?:han|date|hsd|han su dung)[^.!?\n]{0,20} (?:da qua|qua|het|tu nam|tu thang)"
        ),
    ),
)
_COMPILED = tuple(
    (label, weight, re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])")) for label, weight, pattern in _PATTERNS
)
# Bare "gia" is giả only where no price can follow; with accents the word itself is a cue (nlp/labels.py).
_BARE_FAKE = re.compile(
    r"(?<![a-z0-9])(?:ban|lam|san xuat|mua|toan|hang)[^.!?\n]{0,30} gia(?=,|[.!?]|$| (?:o|tai|tren|cho|nha|a|roi|nhieu|het|mao|cua|bang))"
)
# Bare "lau" is lậu after goods that are smuggled, unless it tells of time.
_BARE_SMUGGLED = re.compile(
    r"(?<![a-z0-9])(?:thuoc la|ruou ngoai|ruou tay|xang dau|vang mieng|duong cat)(?: [a-z0-9]{1,8}){0,3} lau"
    r"(?! (?:qua|lam|roi|nam|ngay|chua|ko|khong|nay|the|vay))(?![a-z0-9])"
)
_TICKET = re.compile(r"(?<![a-z0-9])(?:ve|ve (?:may bay|tau|xe|concert)|tour|voucher) gia$")
_PRICE_BEFORE_GIA = re.compile(r"(?:danh|bao|don|nang|tang|giam|ha|bang|dung|tra|theo|cao|tham khao|niem yet) gia$")


def find_pattern_cues(folded: Folded) -> list[CueHit]:
    """Find the gapped cues; positions are in the folded text."""
    hits = [
        CueHit(id=label, weight=weight, start=found.start(), end=found.end())
        for label, weight, pattern in _COMPILED
        for found in pattern.finditer(folded.text)
    ]
    if not folded.has_accents:
        hits += [
            CueHit(id="counterfeit", weight=0.55, start=found.end() - len("gia"), end=found.end())
            for found in _BARE_FAKE.finditer(folded.text)
            if not _PRICE_BEFORE_GIA.search(found.group()) and not _TICKET.search(found.group())
        ]
        hits += [
            CueHit(id="smuggled", weight=0.6, start=found.end() - len("lau"), end=found.end())
            for found in _BARE_SMUGGLED.finditer(folded.text)
        ]
    return hits
