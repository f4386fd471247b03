"""Circumstances of the closed list: place, danger, time, storage, scale, method and sales channel."""

import re

from nlp.cues import CueHit, build_cue_table, keep_longest, parse_cues
from nlp.findings import Circumstance
from nlp.fold import Folded
from nlp.negation import is_hearsay, is_negated

# The closed list of domain/taxonomy.md.
CIRCUMSTANCES = (
    "border_gate", "border_trail", "airport", "seaport", "international_parcel", "foreign_seller",
    "explosive", "weapon", "narcotic", "wildlife", "vape", "forged_papers", "prescription_medicine", "phishing",
    "impersonation", "victim_sick", "child_at_risk",
    "money_just_sent", "goods_moving_now", "livestream_now",
    "in_home", "in_empty_house", "in_apartment", "in_warehouse",
    "wholesale", "repeat_seller",
    "deposit_then_block", "fake_parcel_call", "fake_page", "date_label_changed", "under_declared_price", "split_parcels",
    "meet_and_cash",
    "marketplace", "social", "website", "app", "chat", "livestream", "shopfront",
)  # fmt: skip

# A few sure phrases each, our own and taxonomy.md sections 1 and 3; ids without phrases wait for later work.
_CUES = {
    "border_gate": "cửa khẩu | lối thông quan",
    "border_trail": "đường mòn | lối mở | qua biên giới | đường biên | qua sông biên giới | vượt biên",
    "airport": "sân bay | nội bài | tân sơn nhất | hành lý ký gửi",
    "seaport": "cảng biển | cảng cát lái | cảng hải phòng | cảng cái mép | cảng lạch huyện | container | công te nơ",
    "international_parcel": "chuyển phát quốc tế | bưu phẩm quốc tế | bưu kiện quốc tế | gửi từ nước ngoài | kho ngoại quan",
    "foreign_seller": "người nước ngoài bán | shop nước ngoài | người trung quốc bán",
    "explosive": "pháo nổ | pháo hoa nổ | pháo lậu | pháo | bán pháo | mua pháo | buôn pháo | thuốc nổ | thuốc pháo | kíp nổ | chất nổ | làm pháo | fireworks",
    "weapon": "súng | bán súng | mua súng | súng đạn | vũ khí | dao bấm | roi điện | mã tấu | kiếm nhật | côn nhị khúc | weapons",
    "narcotic": "ma túy | ma tuý | cần sa | thuốc lắc | ketamine | nước vui | heroin | ma túy đá",
    "wildlife": "động vật hoang dã | thú rừng | ngà voi | sừng tê giác | tê tê | mật gấu | cao hổ | khỉ sống",
    "vape": "pod | vape | thuốc lá điện tử | iqos | tinh dầu pod | thuốc lá nung nóng",
    "forged_papers": "bằng giả | bằng lái giả | cccd giả | căn cước giả | giấy tờ giả | giấy khám giả | giấy khám sức khỏe giả | chứng chỉ giả | con dấu giả",
    "prescription_medicine": "không cần toa | ko cần toa | không cần đơn | không cần kê đơn | ko cần đơn | thuốc kê đơn | kháng sinh | thuốc kích dục | thuốc mê",
    "phishing": "web giả | trang giả | app giả | link giả | link lạ | mã otp | otp | phishing | bấm link | bấm vào link",
    "impersonation": "giả danh | mạo danh | tự xưng | giả công an | giả mạo công an | giả shipper | giả ngân hàng | giả nhân viên",
    "victim_sick": (
        "ngộ độc | nhập viện | cấp cứu | co giật | hôn mê | nguy kịch | khó thở | phù mặt | sốc phản vệ | đi viện | vào viện | nôn ói | tiêu chảy"
        " | food poisoning | hospital"
    ),
    "child_at_risk": (
        "con tôi | con em | con mình | bé nhà | bé uống | cho bé | cháu bé | cháu nhỏ | trẻ em | trẻ con | trẻ sơ sinh | học sinh | mầm non | cổng trường"
        " | trường học | tiểu học"
    ),
    "money_just_sent": (
        "vừa chuyển khoản | vừa chuyển tiền | vừa ck | vừa mới chuyển | mới chuyển khoản | mới ck | hồi nãy chuyển | sáng nay chuyển | sáng nay ck"
        " | vừa nạp tiền | vừa cọc | mới cọc | vừa mất tiền | just sent money | just transferred"
    ),
    "goods_moving_now": (
        "đang chở | đêm nay chở | tối nay chở | đang bốc hàng | đang vận chuyển | tối nay về | đêm nay về | đang xuống hàng | đang tẩu tán | sắp chuyển đi"
        " | tối nay giao | đêm nay giao | tối nay xuất | xe đang"
    ),
    "livestream_now": "đang live | đang livestream | đang phát trực tiếp | đang phát live",
    "in_home": "tại nhà riêng | trong nhà riêng | ở nhà riêng | nhà dân | trong nhà | nhà trọ | phòng trọ",
    "in_empty_house": "nhà hoang | nhà bỏ trống | nhà trống",
    "in_apartment": "chung cư | căn hộ",
    "in_warehouse": "kho hàng | nhà kho | kho chứa | kho xưởng | kho lạnh | trong kho | kho | warehouse",
    "wholesale": "bán sỉ | bán buôn | giá sỉ | sỉ lẻ | đổ buôn | số lượng lớn | hàng tấn | hàng ngàn | hàng nghìn | cả container | tổng kho | wholesale",
    "repeat_seller": "nhiều người bị | nhiều nạn nhân | bị phạt rồi | tái phạm | nhiều lần",
    "deposit_then_block": (
        "cọc xong chặn | cọc xong bị chặn | cọc xong khóa | ck xong bị chặn | ck xong chặn | chuyển khoản xong bị chặn | chuyển khoản xong chặn"
        " | nhận cọc rồi chặn | nhận tiền xong chặn | nhận tiền rồi chặn | chuyển tiền xong bị chặn | chuyển xong bị chặn | cọc xong block"
    ),
    "fake_parcel_call": "đơn 0 đồng | giả shipper | báo có đơn hàng",
    "fake_page": "trang giả | fanpage giả | page giả | giả mạo fanpage | giả mạo trang",
    "date_label_changed": "dán đè | sửa date | tẩy date | đổi date | cạo date | xé date | sửa hạn sử dụng | dập lại hạn",
    "meet_and_cash": "giao dịch tiền mặt | chỉ nhận tiền mặt | hẹn gặp giao",
    "marketplace": "shopee | lazada | tiki | sendo | tiktok shop | sàn tmđt",
    "social": "facebook | fb | fanpage | instagram | tiktok",
    "website": "website | trang web | web bán",
    "app": "ứng dụng | cài app | tải app",
    "chat": "zalo | telegram | messenger | viber",
    "livestream": "livestream | live stream | phát trực tiếp | phiên live | chốt đơn live",
    "shopfront": "cửa hàng | tiệm | đại lý | sạp | quầy hàng | siêu thị",
}  # fmt: skip
_TABLE = build_cue_table(parse_cues(_CUES, weight=1.0))
# Read in the accented text: "mới" is not "mỗi" or "mời"; bare letters are taken as they may be meant.
_JUST = r"(?:v[uừ]a|m[oớ]i|v[uừ]a m[oớ]i)"
_PAY = r"(?:ck|banking|bank|c[oọ]c|[đd][aặ]t c[oọ]c|n[aạ]p ti[eề]n|(?:chuy[eể]n|g[uử]i|tr[aả])(?: kho[aả]n| ti[eề]n| \d[\d.,]{0,12}[a-z]{0,2}))"
_WHO = r"(?: (?:em|t[oô]i|m[iì]nh|ch[aá]u|[đd][aã]|b[oố]|m[eẹ]|v[oợ]|ch[oồ]ng|xong|m[oớ]i|b[iị] l[uừ]a)){0,3}"
_TIME = (
    r"(?:(?:s[aá]ng|tr[uư]a|chi[eề]u|t[oố]i|h[oồ]m|l[uú]c|h[oồ]i|ban)(?: nay| n[aã]y| s[aá]ng)|c[aá]ch [đd][aâ]y \d{1,2} (?:ph[uú]t|ti[eế]ng)"
    r"|\d{1,2} (?:ph[uú]t|ti[eế]ng) tr[uư][oớ]c)"
)
_MONEY_JUST_SENT = re.compile(
    rf"(?<![^\W_])(?:{_JUST}{_WHO} {_PAY}|{_TIME}{_WHO} {_PAY}|{_PAY}[^.!?\n]{{0,30}} {_TIME}"
    r"|just (?:sent|transferred|paid)(?: (?:him|her|them|the))?)(?![^\W_])"
)
_FEARED_ONLY = frozenset(["victim_sick"])


def find_circumstances(folded: Folded) -> tuple[Circumstance, ...]:
    """Find each circumstance once, at its first mention that is neither denied nor hearsay."""
    found: dict[str, Circumstance] = {}
    hits = keep_longest(_TABLE.hits(folded))
    hits += [
        CueHit(id="money_just_sent", weight=1.0, start=paid.start(), end=paid.end())
        for paid in _MONEY_JUST_SENT.finditer(folded.accented)
    ]
    for hit in hits:
        if hit.id in found or hit.weight < 1.0 or is_negated(folded, hit.start):
            continue
        if hit.id in _FEARED_ONLY and is_hearsay(folded, hit.start):
            continue
        said = folded.said(hit.start, hit.end)
        found[hit.id] = Circumstance(id=hit.id, text=said, reason=f"có lời “{said}”")
    return tuple(found.values())
