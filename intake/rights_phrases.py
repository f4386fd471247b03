"""Every sentence about a reporter's own data: seen, corrected, deleted, forgotten. In Vietnamese."""

from collections.abc import Mapping

BUTTON_DATA = "Dữ liệu của tôi"
BUTTON_SEE = "Xem"
BUTTON_CORRECT = "Sửa"
BUTTON_DELETE = "Xoá"
BUTTON_DELETE_YES = "Xoá hẳn"
BUTTON_NO = "Thôi"

DATA_ASK = (
    "Về dữ liệu trong tin này, bạn có thể:\n"
    "• Xem: mình gửi lại những gì đang giữ.\n"
    "• Sửa: bạn nhắn chỗ sai, cán bộ trả lời trong 2 ngày làm việc.\n"
    "• Xoá: xoá nội dung, ảnh và cách liên lạc với bạn."
)
CORRECT_NOW = "Bạn nhắn chỗ sai và thế nào mới đúng nhé."
DELETE_ASK = (
    "Xoá rồi thì không lấy lại được: lời kể, ảnh, tệp và cách nhắn lại cho bạn. "
    "Nếu cơ quan chưa nhận việc, tin cũng được rút về. Bạn chắc chắn muốn xoá?"
)

FORGETTING = "Mình cũng xoá luôn cách nhắn lại cho bạn. Nội dung tin được xoá hẳn sau 30 ngày."
STILL_KNOWN = "Bạn còn tin khác đang xử lý nên mình vẫn giữ cách nhắn lại cho bạn đến khi xong."

SEE_ELSEWHERE = (
    "Để người nhặt được mã không đọc được lời bạn kể, mình gửi câu trả lời vào đúng cuộc trò chuyện nơi bạn đã gửi tin. "
    "Bạn mở lại ở đó để xem nhé."
)
SEE_NOWHERE = (
    "Cuộc trò chuyện nơi bạn gửi tin không còn mở được, nên mình không có chỗ an toàn để gửi lại lời bạn kể. "
    "Yêu cầu đã được ghi nhận; cán bộ trả lời ở trang Tra cứu trước {due}."
)
SEE_JUST_DONE = "Mình vừa gửi câu trả lời vào cuộc trò chuyện nơi bạn gửi tin. Bạn chờ một giờ rồi hãy yêu cầu lại nhé."
CORRECTED = (
    "Đã ghi lời đính chính vào tin. Cán bộ trả lời bạn trước {due}. Bạn nhập mã tiếp nhận ở trang Tra cứu để xem."
)
CORRECTION_FILED = "Đã ghi yêu cầu sửa. Cán bộ trả lời bạn trước {due}. Bạn nhập mã tiếp nhận ở trang Tra cứu để xem."
DELETED = "Đã xoá nội dung tin, ảnh và tệp của bạn. Số chứng nhận xoá: {number}."
DELETE_FILED = (
    "Cơ quan đã nhận xử lý vụ việc, nên việc xoá nội dung phải có cán bộ xem. Bạn được trả lời trước {due}: "
    "nhập mã tiếp nhận ở trang Tra cứu để xem."
)
IDENTITY_GONE = "Cách nhắn lại cho bạn thì cơ quan không cần, nên mình xoá ngay bây giờ."
IDENTITY_HELD = "Cách nhắn lại cho bạn còn phải giữ theo một yêu cầu đang chờ quyết định."
DELETE_ALREADY_FILED = "Bạn đã yêu cầu xoá tin này rồi. Cán bộ trả lời trước {due}."
NOTHING_LEFT = "Nội dung tin này đã được xoá từ trước."
CORRECTION_MISSING = "Bạn ghi giúp chỗ sai và thế nào mới đúng nhé (tối đa 3.000 chữ)."

ACCESS_TITLE = "Đây là những gì chúng tôi đang giữ về tin của bạn gửi ngày {day}:"
ACCESS_TEXT = "Lời bạn kể:\n“{text}”"
ACCESS_NO_TEXT = "Lời bạn kể: không có, chỉ có tệp."
ACCESS_ADDED = "Bạn bổ sung ngày {day}:\n“{text}”"
ACCESS_FILES = "Ảnh, tệp kèm theo: {count}."
ACCESS_COVERED = "Những chỗ được che khi chuyển cho cơ quan: {count}."
ACCESS_REFERRED = "Đã chuyển tới:\n{referrals}"
ACCESS_REFERRAL = "• {authority}, lúc {at}"
ACCESS_REFERRAL_RECALLED = "• {authority}, lúc {at}; đường dẫn đã đóng"
ACCESS_NOT_REFERRED = "Chưa chuyển tới cơ quan nào."
ACCESS_CONSENT = "Bạn bấm Gửi lúc {at}, theo bản cam kết ngày {version}."
ACCESS_IDENTITY = (
    "Cách nhắn lại cho bạn được niêm phong; không cán bộ nào xem được nếu chưa có hai người duyệt kèm lý do."
)
ACCESS_KEPT_OPEN = (
    "Giữ bao lâu: đến khi vụ việc khép lại; sau đó cách liên lạc với bạn được xoá trước, rồi tới lời nhắn, "
    "cuối cùng là nội dung và ảnh, theo kết quả xử lý (xem trang Quyền riêng tư)."
)
ACCESS_KEPT_UNTIL = "Giữ bao lâu: nội dung tới ngày {text}, ảnh và tệp tới ngày {evidence}."

REQUEST_TITLES: Mapping[str, str] = {
    "access": "xem dữ liệu",
    "correct": "sửa dữ liệu",
    "delete": "xoá dữ liệu",
}
REQUEST_OPEN = "Yêu cầu {kind} gửi ngày {day}: đang chờ cán bộ, trả lời trước {due}."
REQUEST_DONE = "Yêu cầu {kind} gửi ngày {day}: đã làm. {answer}"
REQUEST_REFUSED = "Yêu cầu {kind} gửi ngày {day}: không làm được. {answer}"
TOLD_ANSWER = "Về yêu cầu {kind} của bạn: {answer}"
TOLD_REFUSED = "Về yêu cầu {kind} của bạn: chúng tôi không làm được, vì {answer}"
STATUS_ERASED = "Nội dung tin này đã được xoá ngày {day}."
STATUS_ERASED_NUMBER = "Nội dung tin này đã được xoá ngày {day}. Số chứng nhận xoá: {number}."

ACT_TITLES: Mapping[str, str] = {
    "see": "Xem dữ liệu của tôi",
    "correct": "Sửa dữ liệu của tôi",
    "delete": "Xoá dữ liệu của tôi",
    "withdraw": "Rút lại tin",
}
ACT_WORDS: Mapping[str, str] = {
    "see": (
        "Chúng tôi gửi lời bạn kể, số ảnh và tệp, nơi đã chuyển tới và thời hạn giữ vào cuộc trò chuyện nơi bạn đã gửi tin. "
        "Trang này chỉ biết mã tiếp nhận, nên không hiện những điều đó."
    ),
    "correct": "Bạn ghi chỗ sai và thế nào mới đúng. Lời đính chính được ghi thêm vào tin, cán bộ trả lời trong 2 ngày làm việc.",
    "delete": DELETE_ASK,
    "withdraw": "Cơ quan sẽ không nhận thêm gì, đường dẫn tới tin đóng lại, và cách nhắn lại cho bạn được xoá. Những gì cơ quan đã đọc thì không thu về được.",
}
ACT_BUTTONS: Mapping[str, str] = {
    "see": "Gửi cho tôi",
    "correct": "Gửi lời đính chính",
    "delete": "Xoá hẳn",
    "withdraw": "Rút lại tin",
}

WHAT_TITLES: Mapping[str, str] = {
    "identity": "cách liên lạc",
    "messages": "lời nhắn",
    "text": "lời kể",
    "evidence": "ảnh và tệp",
}
PERIOD_LINE = "Khi kết quả là “{outcome}”: {periods}."
PERIOD_WITHDRAWN = "Khi bạn rút tin: cách liên lạc và lời nhắn xoá ngay, lời kể, ảnh và tệp {days}."
PERIOD_MISCONDUCT = "Tin về cán bộ: {periods}."
