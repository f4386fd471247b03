"""What citizens ask us rather than report: whether they are safe, what comes next, how to take a report back."""

import re

from nlp.fold import fold

LONGEST_QUESTION = 25  # words: whoever writes more has something to tell

SAFETY = (
    "Chúng tôi không gửi tên, số điện thoại hay tài khoản của bạn cho bất kỳ ai, kể cả cơ quan nhận tin; cán bộ chỉ thấy "
    "“Người báo”. Bạn không cần nêu tên. Điều gì có thể làm lộ bạn (nơi làm, quan hệ với người bán) thì đừng kể."
)
NEXT = (
    "Sau khi bạn bấm Gửi, tin được chuyển tới cơ quan có thẩm quyền. Bạn nhắn mã tiếp nhận (TB-…) ở đây hoặc ở trang "
    "Tra cứu để biết tin đang ở đâu. Việc lấy lại tiền do ngân hàng và công an giải quyết, chúng tôi không hứa thay được."
)
WITHDRAW = "Muốn rút lại tin đã gửi, bạn nhắn mã tiếp nhận (TB-…) rồi bấm Rút lại tin."
THANKS = "Cảm ơn bạn. Khi nào cần, bạn cứ nhắn."

# Folded; the first that fits answers.
_ANSWERS = (
    (re.compile(r"\brut (?:lai )?(?:tin|don|bao cao|phan anh)|^rut lai$"), WITHDRAW),
    (
        re.compile(
            r"tra thu|(?:lo|biet) (?:ten|danh tinh|so) (?:toi|em|minh|chau|tui)|giu (?:bi mat|kin)|an danh|bi lo "
        ),
        SAFETY,
    ),
    (
        re.compile(
            r"bao gio (?:co|thi|duoc)|bao lau (?:thi|nua|co)|khi nao (?:co|thi|duoc)|co (?:ket qua|lay lai)|happens? next"
        ),
        NEXT,
    ),
    (re.compile(r"^(?:da |ok |vang )?(?:cam on|cam on nhe|thanks?|thank you|tks)\b[^0-9]{0,40}$"), THANKS),
)
# Numbers, links, a seller at work, danger: whoever says such a thing tells us something.
_TELLS = re.compile(
    r"[0-9]{4}|https?:|www\.|\b(?:dao|sung|giet|danh dap|dang danh|dot nha|nhot|cuu (?:voi|toi|em))\b|\b(?:shop|tiem|cua hang|quan|page|fb|stk|sdt) [^?]{4,}\b(?:ban|lua|giao)"
)


def answer_question(text: str) -> str | None:
    """Give the answer to a question about us; None for whatever may be part of a report."""
    folded = " ".join(fold(text).text.split())
    if not folded or len(folded.split()) > LONGEST_QUESTION or _TELLS.search(folded):
        return None
    return next((answer for pattern, answer in _ANSWERS if pattern.search(folded)), None)
