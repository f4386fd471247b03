"""Labels: what a message alleges, and what only uses the words."""

import pytest

from nlp import circumstance_cues, labels
from nlp.analysis import analyze
from nlp.circumstances import CIRCUMSTANCES, find_circumstances
from nlp.fold import fold
from nlp.labels import LABELS
from nlp.product_groups import find_product_group


def labels_of(text: str) -> set[str]:
    return {label.label for label in analyze(text).labels}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Cửa hàng đầu phố bán sữa giả cho người già", "counterfeit"),
        ("quan nay ban hang gia gan cho", "counterfeit"),
        ("họ in lậu sách giáo khoa", "ip_infringement"),
        ("tối nào cũng thấy xe chở thuốc lá lậu", "smuggled"),
        ("shop này bán vape cho học sinh", "prohibited"),
        ("mỹ phẩm không tem nhãn bày ở sạp", "unknown_origin"),
        ("bánh hết hạn vẫn bày bán", "substandard"),
        ("quảng cáo chữa khỏi tiểu đường", "misleading"),
        ("chuyển khoản xong bị chặn luôn", "scam"),
        ("giao sai màu ko cho đổi", "delivery_dispute"),
        ("web bán hàng không có logo bộ công thương", "unregistered_site"),
        ("tiệm vàng không chịu xuất hóa đơn", "tax_evasion"),
        ("có người bán data khách của bệnh viện", "privacy"),
        ("ông đội trưởng nhận hối lộ của chủ kho", "official_misconduct"),
        ("this page sells counterfeit bags", "counterfeit"),
        ("they scammed me", "scam"),
        ("em cọc 500k cho nó rồi nó tắt máy", "scam"),
        ("nó lừa đảo nhiều người", "scam"),
        ("quảng cáo hàng Nhật nhưng nhận về loại khác", "misleading"),
        ("bao hanh 12 thang ma mang toi ko chiu doi", "delivery_dispute"),
        ("bắt em gửi ảnh chụp căn cước", "privacy"),
        ("lấy video của shop mình đăng lại", "ip_infringement"),
        ("chở đường cát từ campuchia về bán", "smuggled"),
        ("cho nay ban thuoc gia, ai cung biet", "counterfeit"),
        ("o do ban mat ong gia", "counterfeit"),
        ("ban phao o cho", "prohibited"),
        ("bôi kem xong bị cháy da mặt", "substandard"),
        ("khách hỏi hóa đơn thì quán không viết", "tax_evasion"),
        ("web bán giày mà không tên công ty, không mã số thuế", "unregistered_site"),
        ("quan tap hoa ban thuoc la jet lau", "smuggled"),
    ],
)
def test_each_label_is_understood(text: str, label: str) -> None:
    assert label in labels_of(text)


def test_the_reason_quotes_the_words_that_fired() -> None:
    (label,) = analyze("Họ bán Hàng Giả").labels
    assert label.reason == "có lời “Hàng Giả”"


@pytest.mark.parametrize(
    "text",
    [
        "xin chào",
        "cảm ơn anh chị nhiều",
        "đây không phải hàng giả đâu",
        "làm sao phân biệt hàng giả vậy ạ",
        "cho hỏi thủ tục tố giác hàng lậu gửi ở đâu",
        "em xin rút lại tin báo hàng giả hôm qua, em nhầm",
        "bên em chuyên thiết kế web giá rẻ, ib em nhé",
        "giá bao nhiêu vậy",
        "ban oi bao gia",
        "",
    ],
)
def test_what_alleges_nothing_is_no_report(text: str) -> None:
    analysis = analyze(text)
    assert analysis.labels == ()
    assert not analysis.is_report
    assert analysis.urgency == "low"


def test_a_question_that_names_a_seller_is_a_report() -> None:
    assert analyze("shop Hoa Mai bán hàng giả thì báo ở đâu ạ").is_report


def test_a_forged_ticket_is_a_scam() -> None:
    assert "scam" in labels_of("trang này bán vé concert giả")


@pytest.mark.parametrize("text", ["bán thuốc lá ở chợ lâu rồi", "uống rượu tây lâu năm"])
def test_bare_words_of_time_are_not_smuggling(text: str) -> None:
    assert "smuggled" not in labels_of(text)


def test_forged_papers_are_prohibited_and_not_counterfeit() -> None:
    assert labels_of("trang này nhận làm bằng giả") == {"prohibited"}


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("họ bán pháo nổ", "explosive"),
        ("chở qua đường mòn", "border_trail"),
        ("cất trong kho hàng", "in_warehouse"),
        ("ck xong bị chặn", "deposit_then_block"),
        ("em vừa chuyển khoản", "money_just_sent"),
        ("mẹ em mới gửi tiền cho nó", "money_just_sent"),
        ("moi ck xong la no chan", "money_just_sent"),
        ("chuyển khoản 5 triệu hồi nãy", "money_just_sent"),
        ("sáng nay em đã cọc cho nó", "money_just_sent"),
        ("vua chuyen 3tr cho shop", "money_just_sent"),
        ("cách đây 20 phút tôi chuyển tiền", "money_just_sent"),
        ("nó giả danh công an", "impersonation"),
    ],
)
def test_circumstances_are_found(text: str, identifier: str) -> None:
    assert identifier in {one.id for one in find_circumstances(fold(text))}


def test_a_denied_circumstance_is_not_found() -> None:
    assert find_circumstances(fold("không ai bị ngộ độc cả")) == ()


@pytest.mark.parametrize(
    "text", ["mỗi lần chuyển tiền", "mời chuyển khoản", "em vừa chuyển nhà", "năm ngoái chuyển khoản"]
)
def test_other_payments_are_not_just_sent(text: str) -> None:
    assert "money_just_sent" not in {one.id for one in find_circumstances(fold(text))}


def test_only_ids_of_the_closed_lists_are_used() -> None:
    assert {cue.id for cue in circumstance_cues._table().cues if cue.id[0].isalpha()} <= {*CIRCUMSTANCES, "nothing"}
    assert tuple(labels._CUES) == LABELS


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("bán son môi giả", "cosmetics"),
        ("tường nhà mới sơn", None),
        ("sữa bột cho bé", "mother_baby"),
        ("thuốc kháng sinh", "medicine"),
        ("thuốc trừ sâu giả", "agri"),
        ("giày nike", "footwear_bag"),
        ("iphone lock", "electronics"),
        ("làm bằng lái giả", "prohibited_item"),
        ("xin chào", None),
    ],
)
def test_product_groups(text: str, group: str | None) -> None:
    assert find_product_group(fold(text)) == group


OFFICIALS = [
    (
        "Ông Dũng, đội trưởng Đội Quản lý thị trường số 3 Đà Nẵng nhận tiền mỗi tháng 5 triệu của quầy thuốc lá lậu",
        True,
    ),
    ("cán bộ phường ăn tiền hàng tháng của tiệm bán hàng giả", True),
    ("can bo quan ly thi truong da nang nhan tien cua shop ban hang gia", True),
    ("shop giả danh công an lấy tiền của em", False),
    ("em đã báo công an vì shop nhận tiền rồi chặn", False),
    ("Kính gửi chi cục quản lý thị trường, shop Hoa nhận tiền rồi không giao hàng", False),
    ("Nhờ cán bộ giúp em lấy tiền lại", False),
]


@pytest.mark.parametrize(("text", "is_about_officials"), OFFICIALS)
def test_somebody_in_office_who_takes_money_is_a_matter_of_officials(text: str, *, is_about_officials: bool) -> None:
    labels = {label.label for label in analyze(text).labels}
    assert ("official_misconduct" in labels) == is_about_officials
