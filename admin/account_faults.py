"""Why an account, an invitation or a change of one cannot be: in English for the command, in Vietnamese for the pages."""

from typing import Literal

from admin.passwords import Weakness

Fault = (
    Weakness
    | Literal[
        "email_invalid", "email_taken", "name_missing", "role_unknown", "authority_unknown", "authority_needed",
        "authority_refused", "province_unknown", "last_administrator", "successor_unknown", "nothing_to_recover",
        "account_closed", "own_role",
    ]
)  # fmt: skip

SENTENCES: dict[Fault, str] = {
    "email_invalid": "this is no e-mail address",
    "email_taken": "there is an account with this e-mail address",
    "name_missing": "the account needs a name",
    "role_unknown": "there is no such role",
    "authority_unknown": "there is no authority with this code",
    "authority_needed": "an officer belongs to an authority: name its code",
    "authority_refused": "administrators and auditors belong to the house, not to an authority",
    "province_unknown": "there is no province with this code today",
    "last_administrator": "one administrator must remain",
    "successor_unknown": "this officer cannot take the cases over",
    "account_closed": "this account is closed",
    "own_role": "nobody changes his own role",
    "nothing_to_recover": "say what is to be set anew",
    "password_short": "the password needs at least 12 characters",
    "password_long": "the password has more than 256 characters",
    "password_common": "the password is too easy to guess",
    "password_personal": "the password must not be made of the e-mail address or the name",
}
SAID: dict[Fault, str] = {
    "email_invalid": "Địa chỉ e-mail chưa đúng.",
    "email_taken": "Đã có tài khoản dùng e-mail này.",
    "name_missing": "Mời nhập họ tên.",
    "role_unknown": "Mời chọn vai trò.",
    "authority_unknown": "Chưa khớp cơ quan nào. Mời anh/chị chọn một dòng trong danh sách gợi ý.",
    "authority_needed": "Cán bộ xử lý thuộc một cơ quan: mời anh/chị chọn cơ quan.",
    "authority_refused": "Quản trị và kiểm tra là người của đơn vị tiếp nhận, không thuộc cơ quan nào. Mời để trống ô cơ quan.",
    "province_unknown": "Mời chọn tỉnh, thành phố trong danh sách.",
    "last_administrator": "Đây là quản trị viên cuối cùng. Mời anh/chị thêm một quản trị viên khác trước.",
    "successor_unknown": "Mời anh/chị chọn người nhận việc trong danh sách, hoặc “Chưa giao cho ai”.",
    "account_closed": "Tài khoản này đã khoá.",
    "own_role": "Không ai tự đổi vai trò của mình. Mời anh/chị nhờ một quản trị viên khác.",
    "nothing_to_recover": "Mời anh/chị chọn ít nhất một thứ cần đặt lại.",
    "password_short": "Mật khẩu cần ít nhất 12 ký tự. Một câu ngắn dễ nhớ là được.",
    "password_long": "Mật khẩu dài quá 256 ký tự.",
    "password_common": "Mật khẩu này dễ đoán quá. Mời anh/chị ghép 4, 5 từ không liên quan thành một câu của riêng mình.",
    "password_personal": "Mật khẩu này lấy từ tên hoặc e-mail của anh/chị nên dễ đoán. Mời anh/chị chọn câu khác.",
}


class AccountError(Exception):
    """The account cannot be made or changed like this; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        """Build the sentence."""
        super().__init__(SENTENCES[fault])
        self.fault: Fault = fault

    @property
    def said(self) -> str:
        """Say it to an officer."""
        return SAID[self.fault]
