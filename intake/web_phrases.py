"""Every sentence the citizens' web doors say themselves, in Vietnamese (what the dialogue says is in phrases.py)."""

CHAT_UNKNOWN = "Cuộc trò chuyện này đã kết thúc hoặc để quá 30 ngày. Bạn bắt đầu lại giúp nhé; tin đã gửi vẫn còn."
CHATS_TOO_MANY = "Từ mạng của bạn vừa có quá nhiều cuộc trò chuyện mới. Bạn thử lại sau ít phút nhé."
MESSAGES_TOO_MANY = "Bạn nhắn nhanh quá, mình chưa theo kịp. Bạn chờ khoảng một phút rồi nhắn tiếp nhé."
NOT_READABLE = "Tin gửi lên bị lỗi nên mình không đọc được. Bạn gửi lại giúp nhé."
ID_MISSING = 'Thiếu "id" của tin nhắn, hoặc "id" không phải là một UUID.'
TEXT_TOO_LONG = "Tin dài quá 200.000 chữ. Bạn chia thành vài tin ngắn hơn giúp nhé."
FILE_TOO_BIG = "Mỗi tệp chỉ được nặng tới 20 MB. Bạn gửi tệp nhỏ hơn, hoặc ảnh chụp màn hình nhé."
FILES_TOO_HEAVY = "Các tệp gửi cùng lúc chỉ được nặng tới 55 MB. Bạn chia thành vài lần giúp nhé."
FILES_TOO_MANY = "Mỗi lần chỉ gửi được tới 10 tệp. Bạn chia thành vài lần giúp nhé."
CODE_MISSING = "Bạn nhập mã tiếp nhận giúp nhé (mẫu: TB-XXXXX-XXXXX-XXXXX-X)."

OPERATOR_NAME = "Đơn vị vận hành trang này"
OPERATOR_CONTACT = "[đơn vị vận hành điền địa chỉ, điện thoại và e-mail liên hệ vào đây trước khi mở trang]"
