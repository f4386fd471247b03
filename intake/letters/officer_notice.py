"""The letter that asks an officer to look at a page of the panel."""

from html import escape

from intake.ports import Letter
from storage.tables import OfficerNotice

GREETING = "Kính gửi anh/chị,"
CLOSING = "Thư này tự động, không kèm nội dung vụ việc. Anh/chị đăng nhập để xem."


def write_officer_notice(notice: OfficerNotice, *, to: str, link: str, message_id: str) -> Letter:
    """Write the letter: the notice's words, the link, nothing else."""
    paragraphs = [GREETING, notice.text, link, CLOSING]
    anchor = f'<a href="{escape(link)}">{escape(link)}</a>'
    body = "\n".join(f"<p>{anchor if words == link else escape(words)}</p>" for words in paragraphs)
    return Letter(
        to=to,
        subject=notice.subject,
        text="\n\n".join(paragraphs) + "\n",
        html=f'<!doctype html>\n<html lang="vi">\n<body>\n{body}\n</body>\n</html>\n',
        message_id=message_id,
        headers={},
    )
