"""What officers read for the ids of the closed lists."""

from collections.abc import Mapping

STATUS_TITLES: Mapping[str, str] = {
    "new": "Mới",
    "held": "Chờ phân tuyến",
    "referred": "Đã chuyển, chờ xem",
    "acknowledged": "Đang xử lý",
    "closed": "Đã khép lại",
    "withdrawn": "Người báo đã rút",
}
ROLE_TITLES: Mapping[str, str] = {
    "triager": "Cán bộ phân loại",
    "officer": "Cán bộ xử lý",
    "head": "Lãnh đạo",
    "auditor": "Kiểm tra",
    "administrator": "Quản trị",
}
ROLE_HINTS: Mapping[str, str] = {
    "triager": "đọc tin, chọn cơ quan, nhắn người báo",
    "officer": "người của một cơ quan; chỉ thấy vụ việc chuyển tới cơ quan mình, đã che thông tin người báo",
    "head": "như phân loại, và duyệt việc xem danh tính",
    "auditor": "đọc nhật ký; không đọc tin",
    "administrator": "giữ tài khoản; không đọc tin",
}
FINDING_TITLES: Mapping[str, str] = {
    "url": "đường dẫn",
    "handle": "tài khoản mạng",
    "phone": "điện thoại",
    "bank_account": "số tài khoản",
    "bank": "ngân hàng",
    "product": "sản phẩm",
    "brand": "nhãn hiệu",
    "price": "giá tiền",
    "date": "thời gian",
    "seller": "tên",
    "place": "địa điểm",
    "tracking": "mã vận đơn",
    "email": "thư điện tử",
    "plate": "biển số xe",
    "tax_code": "mã số thuế (chưa xác thực)",
    "person": "tên người",
    "time": "thời gian",
    "site_status": "tình trạng trang mạng (theo lời kể)",
}
FINDING_ROLE_TITLES: Mapping[str, str] = {
    "seller": "người bán",
    "reporter": "người báo",
    "victim": "người bị hại",
    "third_party": "người khác",
    "unknown": "chưa rõ của ai",
}
CIRCUMSTANCE_TITLES: Mapping[str, str] = {
    "border_gate": "cửa khẩu",
    "border_trail": "đường mòn, lối mở biên giới",
    "airport": "sân bay",
    "seaport": "cảng biển",
    "international_parcel": "bưu kiện quốc tế",
    "foreign_seller": "người bán ở nước ngoài",
    "explosive": "pháo, chất nổ",
    "weapon": "vũ khí",
    "narcotic": "ma túy",
    "wildlife": "động vật hoang dã",
    "vape": "thuốc lá điện tử",
    "forged_papers": "giấy tờ giả",
    "prescription_medicine": "thuốc kê đơn",
    "phishing": "đường dẫn lừa lấy thông tin",
    "impersonation": "mạo danh",
    "victim_sick": "có người ngộ độc, đau ốm",
    "child_at_risk": "trẻ em có thể bị hại",
    "money_just_sent": "vừa chuyển tiền",
    "goods_moving_now": "hàng đang được vận chuyển",
    "livestream_now": "đang phát trực tiếp",
    "in_home": "trong nhà ở",
    "in_empty_house": "trong nhà bỏ trống",
    "in_apartment": "trong chung cư",
    "in_warehouse": "trong kho",
    "wholesale": "bán buôn, số lượng lớn",
    "repeat_seller": "nhiều người bị, tái diễn",
    "deposit_then_block": "nhận cọc rồi chặn",
    "fake_parcel_call": "gọi giả danh giao hàng",
    "fake_page": "trang giả mạo",
    "date_label_changed": "sửa, dán đè hạn dùng",
    "under_declared_price": "khai giá thấp",
    "split_parcels": "chia nhỏ lô hàng",
    "meet_and_cash": "hẹn gặp, trả tiền mặt",
    "marketplace": "sàn thương mại điện tử",
    "social": "mạng xã hội",
    "website": "trang web",
    "app": "ứng dụng",
    "chat": "tin nhắn",
    "livestream": "bán qua livestream",
    "shopfront": "cửa hàng",
}
EVENT_TITLES: Mapping[str, str] = {
    "opened": "Tin được gửi, vụ việc được mở",
    "routed": "Đã phân tuyến",
    "held": "Giữ lại chờ cán bộ xem",
    "referred": "Chuyển tới cơ quan",
    "delivered": "Thư tới cơ quan đã xong",
    "seen": "Cơ quan đã mở xem",
    "accepted": "Cơ quan nhận xử lý",
    "acknowledged": "Bắt đầu xử lý",
    "rerouted": "Đổi nơi nhận",
    "closed": "Khép lại",
    "message_to_reporter": "Nhắn người báo",
    "report_added": "Người báo bổ sung",
    "report_withdrawn": "Người báo rút tin",
    "withdrawn": "Vụ việc được rút",
    "released": "Cho cơ quan xem",
    "walled": "Ngăn đơn vị không được biết",
    "handed_over": "Giao cho cán bộ khác",
    "request_filed": "Người báo yêu cầu về dữ liệu của mình",
    "request_done": "Đã trả lời yêu cầu về dữ liệu",
    "erased": "Đã xoá dữ liệu",
}
ACTOR_TITLES: Mapping[str, str] = {
    "system": "Hệ thống",
    "reporter": "Người báo",
    "officer": "Cán bộ",
    "authority": "Cơ quan (qua đường dẫn)",
}
DELIVERY_TITLES: Mapping[str, str] = {
    "pending": "Đang chờ gửi",
    "sending": "Đang gửi",
    "sent": "Đã gửi",
    "filed": "Chạy thử: thư lưu thành tệp, chưa gửi đi",
    "dead": "Không gửi được",
    "recalled": "Đã thu hồi",
    "blocked": "Chưa có địa chỉ được xác minh",
}
WAY_TITLES: Mapping[str, str] = {"mail": "Thư điện tử"}
ATTACHMENT_TITLES: Mapping[str, str] = {
    "pending": "Tệp đang được tải về.",
    "too_big": "Tệp quá lớn, kênh không cho tải về.",
    "failed": "Không tải được tệp từ kênh.",
    "erased": "Tệp đã được xoá.",
}
FILE_TITLES: Mapping[str, str] = {
    "image/jpeg": "Ảnh JPEG",
    "image/png": "Ảnh PNG",
    "image/gif": "Ảnh GIF",
    "image/webp": "Ảnh WebP",
    "image/heif": "Ảnh HEIC",
    "application/pdf": "Tài liệu PDF",
    "audio/ogg": "Ghi âm",
    "audio/mpeg": "Ghi âm",
    "video/mp4": "Phim",
}
OUTCOME_CHOICES: Mapping[str, str] = {
    "violation": "Có vi phạm, đã xử lý",
    "no_violation": "Chưa thấy vi phạm",
    "not_verifiable": "Chưa đủ căn cứ để xác minh",
    "not_competent": "Không thuộc thẩm quyền, đã hướng dẫn",
    "duplicate": "Trùng với tin đã có",
    "spam": "Không phải tin báo",
}
REQUEST_KIND_TITLES: Mapping[str, str] = {
    "access": "Xin xem dữ liệu",
    "correct": "Xin sửa dữ liệu",
    "delete": "Xin xoá dữ liệu",
}
ERASURE_BASIS_TITLES: Mapping[str, str] = {
    "delete_request": "Người báo yêu cầu xoá",
    "retention": "Hết thời hạn lưu giữ",
}
ERASED_TITLES: Mapping[str, str] = {
    "texts": "lời kể",
    "findings": "dấu hiệu đọc được",
    "files": "tệp",
    "messages": "lời nhắn",
    "identities": "danh tính",
}
