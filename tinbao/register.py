"""The command `tinbao register`: the register of processing of personal data, as Markdown."""

from storage.personal_field import PersonalField
from storage.personal_fields import PERSONAL_FIELDS

HEAD = """# Sổ đăng ký xử lý dữ liệu cá nhân

Bản này do lệnh `tinbao register` in ra từ `storage/personal_fields.py`; sửa ở đó, đừng sửa ở đây.
Mỗi cột của mỗi bảng đều đã được quyết định là có hay không có dữ liệu cá nhân; cột mới chưa quyết định thì kiểm thử báo lỗi.
Căn cứ và thời hạn cần pháp chế của đơn vị vận hành xác nhận trước khi dùng thật.
Không chuyển dữ liệu ra nước ngoài; không có bên xử lý thứ ba ngoài kênh nhắn tin mà người báo tự chọn.
"""
LINES = (
    ("Của ai", "of"),
    ("Dữ liệu gì", "category"),
    ("Để làm gì", "purpose"),
    ("Căn cứ", "basis"),
    ("Ai thấy", "seen_by"),
    ("Bảo vệ thế nào", "protection"),
    ("Giữ bao lâu", "kept"),
)


def print_register() -> int:
    """Print the register."""
    print(write_register(), end="")
    return 0


def write_register() -> str:
    """Write the register."""
    return "\n".join([HEAD, *(_section(field) for field in PERSONAL_FIELDS)])


def _section(field: PersonalField) -> str:
    columns = ", ".join(f"`{column}`" for column in field.columns)
    told = "".join(f"- {title}: {getattr(field, name)}\n" for title, name in LINES)
    return f"## {field.table}\n\n{columns}\n\n{told}"
