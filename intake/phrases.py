"""Every sentence a citizen reads from us, in Vietnamese."""

from collections.abc import Mapping

CONSENT_VERSION = "2026-11-22"

WELCOME = (
    "Chào bạn, đây là nơi nhận tin báo về hàng giả, hàng lậu, hàng cấm và lừa đảo khi mua bán.\n"
    "Bạn cứ kể bằng lời của mình: ai bán, bán gì, ở đâu; có đường link hay số điện thoại thì ghi giúp. Kèm ảnh càng tốt.\n"
    "Không cần nêu tên. Nhắn /trogiup nếu bạn cần hướng dẫn."
)
HELP = (
    "Bạn có thể:\n"
    "• Kể việc bạn thấy, gửi ảnh chụp màn hình hoặc ảnh hàng.\n"
    "• Nhắn mã tiếp nhận (TB-…) để xem tin đang ở đâu, bổ sung hoặc rút lại.\n"
    "• Nhắn /huy để bỏ tin đang viết.\n"
    "Bạn không cần nêu tên, và tên bạn không được gửi cho cơ quan nào.\n"
    "Đang nguy hiểm thì gọi ngay 113 (công an), 114 (cháy nổ), 115 (cấp cứu)."
)
PROCEDURE = (
    "Cảm ơn bạn đã hỏi. Muốn báo tin, bạn chỉ cần nhắn ngay tại đây: ai bán, bán gì, ở đâu, link hoặc số điện thoại, "
    "kèm ảnh nếu có. Mình sẽ tóm tắt lại, nói rõ tin sẽ tới cơ quan nào, và chỉ chuyển khi bạn bấm Gửi."
)
EMERGENCY = (
    "Nếu đang có người gặp nguy hiểm, bạn hãy gọi ngay: 113 (công an) · 114 (cháy nổ, cứu hộ) · 115 (cấp cứu). "
    "Tin nhắn ở đây không thay được cuộc gọi đó."
)

CARD_TITLE = "Mình hiểu tin của bạn như sau:"
CARD_TITLE_UNCLEAR = "Mình đã ghi lại, nhưng chưa rõ bạn muốn báo việc gì:"
CARD_ACT = "• Sự việc: {acts}"
CARD_GOODS = "• Mặt hàng: {group}"
CARD_SELLER = "• Người bán: {names}"
CARD_CONTACTS = "• Liên hệ, tài khoản, đường dẫn: {contacts}"
CARD_PLACE = "• Nơi: {place}"
CARD_FILES = "• Ảnh, tệp kèm theo: {count}"
CARD_TEXT = "• Lời bạn kể, phần được chuyển: “{text}”"
CARD_TEXT_WAITS = "  Lời kể của bạn được cán bộ trực xem trước; cơ quan nhận ngay phần tóm tắt."
CARD_TEXT_WAITS_ALL = "  Lời kể của bạn được cán bộ trực xem trước; trước đó chưa có gì được chuyển đi."
CARD_ROUTE = "Nơi nhận: {authority}, vì {reason}."
CARD_HELD = "Nơi nhận: cán bộ trực xem trước, rồi chuyển đúng cơ quan ({held_reason})."
CARD_CLOSING = (
    "Khi bạn bấm Gửi, tin này được chuyển tới {authority}. Tên, số điện thoại, tài khoản của bạn không được gửi kèm. "
    "{channel} vẫn biết bạn đã nhắn cho chúng tôi. Bạn rút lại được bằng mã tiếp nhận."
)
DUTY_OFFICER = "cán bộ trực"

QUESTIONS: Mapping[str, str] = {
    "who": "Bạn có biết tên cửa hàng, số điện thoại, tài khoản hay đường link của người bán không? Không có thì cứ bấm Gửi.",
    "where": "Việc này ở tỉnh, thành phố nào? Không biết thì cứ bấm Gửi.",
}

BUTTON_SEND = "Gửi"
BUTTON_EDIT = "Sửa"
BUTTON_DROP = "Bỏ"
BUTTON_HIDE = "Che thêm"
BUTTON_ADD_TO_LAST = "Thêm vào tin đã gửi"
BUTTON_KEEP = "Giữ như cũ"
BUTTON_UNDO = "Lấy lại"
BUTTON_MORE = "Bổ sung"
BUTTON_WITHDRAW = "Rút lại tin"
BUTTON_WITHDRAW_YES = "Rút lại"
BUTTON_NO = "Thôi"
BUTTON_NEW = "Tin mới"
BUTTON_REPLACE = "Thay toàn bộ"
BUTTON_READ = "Xem"

CARD_CHANGED = "Tin đã thay đổi từ lúc đó. Đây là bản mới nhất:"
NOTHING_TO_SEND = "Hiện không có tin nào đang chờ gửi. Bạn cứ kể việc bạn muốn báo."
PLEASE_PRESS = "Bạn bấm Gửi (hoặc nhắn 1) để chuyển tin, Sửa (2) để viết lại, Bỏ (3) nếu không báo nữa, Che thêm (4) để giấu bớt chữ."
REWRITE = "Bạn nhắn lại cho đúng nhé. Nhắn lại cả tin thì bản mới thay bản cũ; chỉ nhắn chỗ sai thì mình ghi thêm. Ảnh vẫn giữ."
HIDE_ASK = "Bạn muốn che chữ nào? Nhắn đúng những chữ đó, mỗi lần một chỗ."
HIDE_DONE = "Mình đã che. Tin bây giờ như sau:"
HIDE_MISSED = "Mình không thấy chữ đó trong lời bạn kể, nên chưa che thêm gì. Bạn bấm Che thêm rồi nhắn đúng như trong lời kể nhé."
HIDE_TOO_MUCH = "Bạn đã che nhiều chỗ rồi. Muốn bớt nữa, bạn bấm Sửa rồi kể lại, bỏ những chữ đó đi nhé."
CORRECTION = "Đính chính: {text}"
NEW_NOW = "Vâng, bạn cứ kể việc mới."
BANK_HINT = (
    "Nếu bạn vừa chuyển tiền, hãy gọi ngay tổng đài ngân hàng của bạn nhờ chặn giao dịch, và báo công an nơi gần nhất."
)
DROPPED = "Đã bỏ, không gửi cho ai. Nếu lỡ tay, bạn bấm Lấy lại."
NOTHING_TO_CANCEL = "Không có gì đang dở. Khi nào cần, bạn cứ nhắn."
SENT = (
    "Đã nhận tin của bạn. Cảm ơn bạn.\nMã tiếp nhận: {receipt_code}\n"
    "Bạn hãy giữ mã này: nhắn lại mã ở đây hoặc ở trang Tra cứu để biết tin đang ở đâu, bổ sung hoặc rút lại. "
    "Đừng đưa mã cho ai.\n{next_step}"
)
SENT_TO = "Tin đang được chuyển tới {authority}. Hạn xem lần đầu: {due}."
SENT_HELD = "Cán bộ trực sẽ xem và chuyển đúng cơ quan. Hạn xem lần đầu: {due}."
ADD_NOW = "Bạn nhắn phần muốn bổ sung, gửi ảnh cũng được."
ADDED = "Đã bổ sung vào tin đã gửi. Cảm ơn bạn."
ADDED_WAITS = "Đã bổ sung vào tin đã gửi. Cảm ơn bạn. Cán bộ trực đọc trước, rồi cơ quan mới được xem."
ADDED_COVERED = "Đã bổ sung vào tin đã gửi. Cảm ơn bạn.\nPhần được chuyển: “{text}”"
ADD_IMPOSSIBLE = "Tin đó đã được rút hoặc đã khép lại, nên không bổ sung được nữa. Bạn cứ nhắn thành tin mới."
WITHDRAW_ASK = "Bạn muốn rút lại tin này? Cơ quan sẽ không nhận thêm gì, đường dẫn tới tin sẽ đóng lại."
WITHDRAWN = "Đã rút lại tin của bạn."
WITHDRAW_IMPOSSIBLE = "Tin này đã được rút hoặc đã khép lại từ trước."
AS_YOU_WISH = "Vâng, mọi thứ vẫn như cũ."
CODE_MISTYPED = "Mã này gõ chưa đúng, bạn xem lại giúp (mẫu: TB-XXXXX-XXXXX-XXXXX-X)."
CODE_UNKNOWN = "Mình không tìm thấy tin nào với mã này. Bạn xem lại mã giúp nhé."
CODE_TOO_MANY = "Mã được thử sai nhiều lần quá. Bạn vui lòng thử lại sau một giờ."
UNSUPPORTED = "Mình chưa xem được loại tin này ({what}). Bạn gõ giúp một dòng, hoặc gửi ảnh chụp nhé."
CONTACT_KEPT = "Mình đã cất số của bạn ở nơi riêng, chỉ dùng khi có người có thẩm quyền xin phép và được duyệt."
NEWS = "Tin của bạn có điều mới. Nhắn mã tiếp nhận hoặc bấm Xem để đọc."
STALE_BUTTON = "Nút đó đã cũ rồi."
OFFICER_PREFIX = (
    "Cán bộ xử lý nhắn bạn:\n{text}\n"
    "(Bạn nhắn tiếp là trả lời cán bộ. Đừng ghi tên, số điện thoại hay chỗ ở của bạn. Muốn báo việc khác, bấm Tin mới.)"
)
OFFICER_PREFIX_DRAFT = "Cán bộ xử lý nhắn bạn:\n{text}\n(Muốn trả lời, bạn bấm Bổ sung rồi nhắn. Đừng ghi tên, số điện thoại hay chỗ ở của bạn.)"

STATUS_TITLE = "Tin gửi ngày {day}:"
STATUS_WORDS: Mapping[str, str] = {
    "new": "đã nhận, đang được chuyển",
    "held": "cán bộ trực đang xem để chuyển đúng cơ quan",
    "referred": "đã chuyển tới {authority}, chờ cơ quan xem",
    "acknowledged": "{authority} đã nhận và đang xử lý",
    "closed": "đã khép lại. Kết quả: {outcome}",
    "withdrawn": "bạn đã rút lại",
}
STATUS_SEEN = "đã chuyển tới {authority}, cơ quan đã mở xem"
STATUS_DUE = "Hạn xem lần đầu: {due}."
OUTCOME_TITLES: Mapping[str, str] = {
    "violation": "có vi phạm, đã xử lý",
    "no_violation": "chưa thấy vi phạm",
    "not_verifiable": "chưa đủ căn cứ để xác minh",
    "not_competent": "không thuộc thẩm quyền, đã hướng dẫn",
    "duplicate": "trùng với tin đã có",
    "spam": "không phải tin báo",
}
TOLD_ACKNOWLEDGED = "{authority} đã nhận tin của bạn và đang xử lý. Cảm ơn bạn đã báo."
TOLD_REROUTED = "Tin của bạn được chuyển sang {authority}, vì {reason}."
TOLD_CLOSED = "Tin của bạn đã khép lại. Kết quả: {outcome}.{note}"

URGENCY_TITLES: Mapping[str, str] = {
    "critical": "Khẩn cấp",
    "high": "Gấp",
    "normal": "Thường",
    "low": "Không gấp",
}

ROUTE_REASON = "tin nói về {act}; {place}"
ROUTE_REASON_UNCLEAR = "chưa rõ việc được báo; {place}"
PLACE_NAMED = "nơi bán ở {name}"
PLACE_FORMER = "nơi bán ở {old} cũ, nay thuộc {name}"
PLACE_OF_REPORTER = "chưa rõ nơi bán, lấy theo nơi nhận hàng: {name}"
PLACE_UNKNOWN = "chưa xác định được nơi bán"
PLACE_SEVERAL = "tin nhắc tới nhiều nơi: {names}"
HELD_SEVERAL_PLACES = "tin nhắc tới nhiều nơi: {names}"
HELD_NO_LABEL = "chưa rõ việc được báo là gì"
HELD_UNSURE = "chưa chắc về hành vi được báo"
HELD_MISCONDUCT = "tin về cán bộ, cần người có trách nhiệm xem trước khi chuyển"
HELD_NO_AUTHORITY = "cần cán bộ chọn đúng {type}"
AGENCY_TYPES: Mapping[str, str] = {
    "QLTT": "Quản lý thị trường",
    "CA": "Công an",
    "HQ": "Hải quan",
    "YT": "Sở Y tế",
    "SCT": "Sở Công Thương",
    "THUE": "Thuế",
    "TMDT": "Cục Thương mại điện tử và Kinh tế số",
    "389": "Ban Chỉ đạo 389",
}
