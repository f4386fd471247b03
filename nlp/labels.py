"""The thirteen labels: what a message alleges, found by weighted cue phrases that are not denied."""

import re
from itertools import groupby

from nlp.cues import CueHit, build_cue_table, keep_longest, parse_cues
from nlp.findings import ScoredLabel
from nlp.fold import Folded
from nlp.label_patterns import find_pattern_cues
from nlp.negation import is_negated

LABEL_TITLES = {
    "counterfeit": "Hàng giả",
    "ip_infringement": "Xâm phạm quyền sở hữu trí tuệ",
    "smuggled": "Hàng lậu",
    "prohibited": "Hàng cấm",
    "unknown_origin": "Hàng không rõ nguồn gốc",
    "substandard": "Hàng kém chất lượng, quá hạn, mất an toàn",
    "misleading": "Quảng cáo hoặc bán hàng gian dối",
    "scam": "Lừa đảo chiếm đoạt tiền",
    "delivery_dispute": "Tranh chấp giao hàng, đổi trả, bảo hành",
    "unregistered_site": "Trang mạng, ứng dụng bán hàng không đăng ký",
    "tax_evasion": "Trốn thuế, không xuất hóa đơn",
    "privacy": "Lộ, mua bán thông tin cá nhân",
    "official_misconduct": "Cán bộ bao che, tiếp tay",
}
LABELS = tuple(LABEL_TITLES)

# Phrases as typed (domain/taxonomy.md section 1 and our own); weight: how far one alone speaks for the label (0.7 unless
# written). A label is said when its hits together reach _ENOUGH.
_WEIGHT = 0.7
_ENOUGH = 0.5
_CUES = {
    "counterfeit": (
        "hàng giả | đồ giả | làm giả | giả mạo nhãn hiệu | giả:0.6 | hàng fake | fake:0.55 | fake 1:0.7 | hàng nhái | nhái:0.55 | hàng dởm"
        " | pha chế giả | hàng rởm | sữa giả | thuốc giả | mỹ phẩm giả | kem giả | son giả | rượu giả | nước hoa giả | phân bón giả | vàng giả"
        " | tem giả | nhãn giả | date giả | mác giả | phụ tùng giả | nhớt giả | bao bì giả | không phải hàng thật | ko phải hàng thật"
        " | không phải chính hãng:0.6 | ko phải hàng chính hãng:0.6 | không chính hãng:0.5 | tráo hàng | sang chiết | đóng chai giả"
        " | mạo nhãn | hàng trôi nổi gắn mác:0.7 | đội lốt hàng | gắn mác:0.5 | dán mác:0.5 | thay nhãn:0.5 | pha loãng | pha tạp:0.5 | trộn:0.2"
        " | quét mã không ra | quét mã vạch ko ra | check mã không ra | mã vạch không ra | counterfeit | knockoff | hàng giả mạo | hang gia"
    ),
    "ip_infringement": (
        "replica | rep 1:1 | rep 11 | super fake | superfake | siêu cấp:0.4 | like auth:0.6 | hàng rep | vi phạm bản quyền | xâm phạm bản quyền"
        " | sách lậu | in lậu | sách photo:0.6 | phần mềm lậu | crack:0.55 | phim lậu | bản quyền:0.35 | ăn cắp thiết kế | ăn cắp hình"
        " | lấy hình của shop | đạo nhái | copy mẫu | nhái mẫu | nhái thương hiệu | nhái nhãn hiệu | in logo:0.55 | dán logo:0.6 | giả thương hiệu"
        " | xâm phạm nhãn hiệu | sở hữu trí tuệ | sử dụng logo:0.5 | pirated | copyright"
    ),
    "smuggled": (
        "hàng lậu | buôn lậu | nhập lậu | thuốc lá lậu | vàng lậu | đường lậu | xăng lậu | rượu lậu | jet hero:0.6 | thuốc lá jet:0.6 | thuốc lá hero:0.6 | thuốc lá 555 lậu | lậu:0.6 | trốn hải quan | trốn thuế hải quan"
        " | đánh hàng qua biên giới | đi đường tiểu ngạch:0.5 | tuồn qua biên giới | tuồn hàng:0.5 | qua đường mòn | cửu vạn | bốc vác qua biên:0.6"
        " | không khai báo hải quan | ko khai hải quan | hàng xách tay trốn thuế | xách tay không hóa đơn:0.5 | không tờ khai"
        " | khai sai hải quan | chở từ campuchia về:0.6 | từ biên giới về:0.5 | smuggled | smuggling"
    ),
    "prohibited": (
        "hàng cấm | ma túy | ma tuý | cần sa | thuốc lắc | ketamine | nước vui | thuốc lá điện tử | pod:0.6 | vape:0.65 | tinh dầu pod | shisha:0.6"
        " | bóng cười | khí cười | pháo nổ | pháo hoa nổ | pháo lậu | thuốc nổ | thuốc pháo | pháo:0.55 | bán pháo | mua pháo | buôn pháo | bán súng | mua súng | súng:0.5 | súng đạn | vũ khí | dao bấm"
        " | roi điện | bình xịt hơi cay:0.6 | côn nhị khúc | ngà voi | sừng tê giác | tê tê | mật gấu | cao hổ | động vật hoang dã | thú rừng"
        " | bằng giả | làm bằng giả | bằng lái giả | cccd giả | căn cước giả | giấy tờ giả | giấy khám giả | giấy khám sức khỏe giả | chứng chỉ giả"
        " | con dấu giả | tiền giả | sim rác | sim kích hoạt sẵn | thuê tài khoản ngân hàng | bán tài khoản ngân hàng | mua tài khoản ngân hàng"
        " | cho thuê tài khoản | bán hóa đơn | mua bán hóa đơn | hóa đơn khống | cá độ | đánh bạc | cờ bạc | lô đề | số đề | sòng bạc | tài xỉu"
        " | nổ hũ | kháng sinh không cần toa | không cần toa | ko cần toa | không cần đơn:0.55 | không cần kê đơn | ko cần đơn:0.55 | thuốc phá thai"
        " | thuốc kích dục | thuốc mê | thuốc ngủ:0.3 | thuốc gây mê | chất cấm | drugs | weapons | fireworks"
    ),
    "unknown_origin": (
        "không rõ nguồn gốc | ko rõ nguồn gốc | k rõ nguồn gốc | không nguồn gốc | không rõ xuất xứ | ko rõ xuất xứ | không xuất xứ | hàng trôi nổi"
        " | trôi nổi:0.6 | không tem nhãn | ko tem nhãn | không có tem nhãn | không nhãn mác | ko nhãn mác | không có nhãn | ko có nhãn | không nhãn"
        " | ko nhãn | không tem | ko tem | không có tem | ko có tem | không tem phụ | ko tem phụ | không nhãn phụ | không giấy tờ | ko giấy tờ"
        " | không có giấy tờ | ko có giấy tờ | k có giấy tờ | không giấy kiểm dịch | không có hóa đơn chứng từ | không hóa đơn chứng từ"
        " | không chứng từ | không có chứng từ | không bao bì | ba không | 3 không | no label | unknown origin | không có công bố:0.6"
    ),
    "substandard": (
        "hết hạn | quá hạn | hết date | quá date | cận date:0.4 | hạn sử dụng | mốc:0.5 | bị mốc | thiu | ôi thiu | hôi thối | bốc mùi | thối:0.5 | có dòi"
        " | có giòi | có sâu:0.5 | kém chất lượng | không đảm bảo vệ sinh | mất vệ sinh | bẩn:0.4 | thịt bẩn | thực phẩm bẩn | heo bệnh | gà bệnh | heo chết"
        " | thịt thối | hóa chất bảo quản:0.6 | hàn the | phẩm màu:0.4 | ngộ độc | dị ứng:0.55 | nổi mẩn | bỏng da | cháy da | cháy mặt | bỏng mặt | hỏng da | hư da | viêm da | lở loét | lột da mặt:0.6 | rát mặt:0.6 | phù mặt"
        " | phát nổ:0.6 | cháy nổ:0.5 | chập cháy | bị phồng:0.5 | hàng lỗi:0.5 | không an toàn | expired | spoiled | food poisoning"
    ),
    "misleading": (
        "quảng cáo sai | quảng cáo láo | quảng cáo lố | quảng cáo sai sự thật | nổ công dụng | thổi phồng | chữa khỏi | trị dứt điểm | khỏi hẳn"
        " | cam kết khỏi | trị bách bệnh | chữa bách bệnh | sai sự thật:0.6 | cân thiếu | cân điêu | cân gian | đong thiếu | thiếu cân | thiếu gram"
        " | bơm thiếu | gian lận xăng | khuyến mãi ảo | khuyến mại ảo | sale ảo | giảm giá ảo | nâng giá rồi giảm | tăng giá rồi giảm | đội giá"
        " | giá một đằng | không đúng quảng cáo | không như quảng cáo | ko giống quảng cáo | khác quảng cáo | sai giá niêm yết | không niêm yết giá"
        " | chặt chém | ghi sai | đánh lừa người tiêu dùng | lừa dối khách hàng | gian lận:0.5 | false advertising | misleading | ăn gian"
    ),
    "scam": (
        "lừa đảo | lừa tiền | bị lừa | lừa gạt | chiếm đoạt | lùa gà | cọc xong | nhận cọc rồi | đặt cọc xong | chuyển khoản xong | ck xong"
        " | chuyển tiền xong | nhận tiền xong | nhận tiền rồi | ôm tiền | cầm tiền | bùng tiền | biến mất | lặn mất:0.6 | lặn luôn | mất hút | chặn luôn"
        " | bị chặn | chặn zalo | chặn fb | chặn facebook | chặn số | block:0.5 | blocked:0.6 | khóa máy | khóa fb | không gửi hàng:0.6"
        " | ko gửi hàng:0.6 | không giao hàng:0.5 | giả danh | mạo danh | giả mạo công an | giả công an | giả shipper | giả ngân hàng | giả nhân viên"
        " | tự xưng | web giả | trang giả | app giả | link giả | fanpage giả | vé giả | vé máy bay giả | vé tàu giả | vé xe giả | vé concert giả | tour giả | voucher giả | giả mạo trang | giả mạo website | link lạ:0.6 | bấm link:0.5"
        " | bấm vào link:0.5 | mã otp:0.5 | otp:0.4 | mất tiền:0.5 | mất sạch tiền | trừ tiền:0.5 | nạp tiền:0.4 | nhiệm vụ online:0.6"
        " | việc nhẹ lương cao | đa cấp:0.5 | đầu tư lãi cao:0.5 | cục đá:0.5 | cục gạch:0.6 | hộp rỗng:0.6 | scam | scammer | scammed | phishing | lừa:0.5"
    ),
    "delivery_dispute": (
        "giao sai | giao thiếu | giao nhầm | giao trễ | giao chậm | gửi sai | gửi nhầm | giao hàng chậm | chưa nhận được hàng:0.55 | mãi chưa giao"
        " | chưa giao:0.5 | không cho đổi | ko cho đổi | không cho trả | ko cho trả | không đổi trả | ko đổi trả | không chịu đổi | từ chối đổi"
        " | không hoàn tiền | ko hoàn tiền | không chịu hoàn | không trả tiền:0.5 | từ chối bảo hành | không bảo hành | ko bảo hành | không chịu bảo hành"
        " | sai màu | sai size | hàng lỗi:0.3 | thiếu hàng:0.5 | hẹn lần lữa | wrong item | not delivered | refuse refund | no refund"
    ),
    "unregistered_site": (
        "không đăng ký bộ công thương | chưa đăng ký bộ công thương | không có logo bộ công thương | ko có logo bộ công thương | chưa thông báo bộ công thương"
        " | không thông báo website | website không phép | web không phép | web chui | app chui | sàn chui | sàn lậu | sàn không phép | app không phép"
        " | không có thông tin doanh nghiệp | không ghi tên công ty | không có mã số thuế | không mã số thuế | ko mã số thuế | không tên công ty | ko tên công ty | không có logo đã thông báo | không có địa chỉ:0.3 | không giấy phép kinh doanh:0.5"
        " | chưa được cấp phép:0.5 | chưa cấp phép:0.5 | không phép:0.4 | bộ công thương:0.25 | unlicensed website"
    ),
    "tax_evasion": (
        "trốn thuế | né thuế | lách thuế | không xuất hóa đơn | ko xuất hóa đơn | không xuất hđ | ko xuất hđ | không chịu xuất hóa đơn | từ chối xuất hóa đơn"
        " | không xuất vat | không đưa hóa đơn | không có hóa đơn đỏ | không hóa đơn | ko hóa đơn | khai man doanh thu | giấu doanh thu | khai thấp doanh thu"
        " | hai sổ sách | 2 sổ sách | không kê khai thuế | không nộp thuế | ko nộp thuế | không đóng thuế | ko đóng thuế | tax evasion | dodge tax"
    ),
    "privacy": (
        "lộ thông tin | lộ số điện thoại | lộ sđt | lộ dữ liệu | bán thông tin | bán data | bán dữ liệu | bán sđt | bán số điện thoại khách | mua bán dữ liệu"
        " | data khách hàng:0.6 | thông tin cá nhân:0.45 | dữ liệu cá nhân:0.5 | lấy cccd | chụp cccd:0.6 | gửi ảnh cccd | gửi cccd | ảnh căn cước"
        " | chụp căn cước | chụp chứng minh | lấy danh bạ | truy cập danh bạ | đăng ảnh cccd | tung ảnh | leak:0.5 | personal data"
    ),
    "official_misconduct": (
        "bao che | tiếp tay | bảo kê | chống lưng | báo trước khi kiểm tra | báo trước:0.4 | làm luật | nhận hối lộ | nhận tiền của tiểu thương"
        " | hối lộ | phong bì:0.5 | vòi tiền | bắt tay với:0.4 | lợi dụng chức vụ | lạm quyền | làm ngơ | cán bộ nhận tiền | cán bộ thu tiền | bribe | bribery"
    ),
}
_TABLE = build_cue_table(parse_cues(_CUES, weight=_WEIGHT))

# "chống hàng giả", "phân biệt hàng giả", "tem chống giả" speak about the matter without alleging it.
_ABOUT_IT = re.compile(
    r"(?<![a-z0-9])(?:chong|phong chong|phan biet|nhan biet|phat hien|tranh mua|tranh|the nao la|dinh nghia|so mua|so gap|lo mua)(?: (?:duoc|phai|ra|hang))?(?: [a-z]{1,6})? $"
)
_WINDOW = 30


def find_label_cues(folded: Folded) -> list[CueHit]:
    """Find the cues of all labels that are neither denied nor mere subject matter."""
    hits = keep_longest(_TABLE.hits(folded)) + find_pattern_cues(folded)
    return [hit for hit in hits if not _is_guarded(folded, hit)]


def score_labels(folded: Folded, hits: list[CueHit]) -> tuple[ScoredLabel, ...]:
    """Turn cues into the labels said, the surest first; the reason quotes the words."""
    ordered = sorted(hits, key=lambda hit: (hit.id, hit.start))
    scored = [_score(folded, label, list(group)) for label, group in groupby(ordered, key=lambda hit: hit.id)]
    return tuple(sorted((one for one in scored if one.score >= _ENOUGH), key=lambda one: (-one.score, one.label)))


def _is_guarded(folded: Folded, hit: CueHit) -> bool:
    before = folded.text[max(0, hit.start - _WINDOW) : hit.start]
    return is_negated(folded, hit.start) or _ABOUT_IT.search(before) is not None


def _score(folded: Folded, label: str, hits: list[CueHit]) -> ScoredLabel:
    # A word said twice counts once, at its surest and then its first place.
    surest = sorted(hits, key=lambda hit: (hit.weight, -hit.start))
    words = {folded.text[hit.start : hit.end]: hit for hit in surest}
    doubt = 1.0
    for hit in words.values():
        doubt *= 1.0 - hit.weight
    said = ", ".join(
        f"“{folded.said(hit.start, hit.end)}”" for hit in sorted(words.values(), key=lambda hit: hit.start)
    )
    return ScoredLabel(label=label, score=round(1.0 - doubt, 3), reason=f"có lời {said}")
