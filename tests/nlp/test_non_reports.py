"""What is no report though it uses the words of one, and what is one after all."""

import pytest

from nlp.fold import fold
from nlp.non_reports import SENTENCES, find_non_report


def reason(text: str, *, names_a_seller: bool = False) -> str | None:
    found = find_non_report(fold(text), names_a_seller=names_a_seller)
    return found.id if found else None


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Cho tôi rút đơn nhé, bên kia trả tiền rồi", "withdrawn"),
        ("thoi khong khieu nai nua dau", "withdrawn"),
        ("mình ko tố cáo nữa, shop đã đổi hàng", "withdrawn"),
        ("xin lỗi em nhắn lộn nhóm", "mistaken"),
        ("con nghịch máy bấm gửi linh tinh ạ", "mistaken"),
        ("Tôi không tố cáo ai, kể cho vui thôi", "denied"),
        ("khong phai to cao dau nha", "denied"),
        ("Đơn của tôi gửi tuần rồi xử lý tới đâu rồi ạ", "status"),
        ("bao giờ có kết quả vậy cán bộ", "status"),
        ("Muốn tố cáo hàng giả thì gửi đơn ở đâu?", "procedure"),
        ("báo tin có được thưởng không ạ", "procedure"),
        ("cho hỏi tố cáo nặc danh có được không", "procedure"),
        ("Cảm ơn cán bộ đã gọi lại, hài lòng lắm", "thanked"),
        ("tks ad nhiều", "thanked"),
        ("hãy chia sẻ cho 20 người để không bị khóa sim", "chain"),
        ("bot có phải người thật không vậy", "bot"),
        ("alo alo có ai trực không", "bot"),
        ("mức phạt bán hàng giả là bao nhiêu", "law"),
        ("bán đồ handmade có phải đóng thuế không ta", "law"),
        ("em là chủ xe bánh mì, cần tem gì cho hộp giấy", "own_business"),
        ("em làm bài tập nhóm về hàng nhái, xin tài liệu", "homework"),
        ("Xin khen cô bán xôi đầu hẻm, bán đàng hoàng", "praise"),
        ("Hôm qua coi ti vi thấy nói sữa giả, ghê", "news"),
        ("thời buổi cái gì cũng giả, chán", "general"),
        ("Bên em chuyên may đồng phục, giá tốt", "advert"),
        ("chào ad", "greeting"),
        ("OK cảm ơn anh nhiều", "greeting"),
    ],
)
def test_what_reports_nothing_has_a_reason(text: str, identifier: str) -> None:
    assert reason(text) == identifier


@pytest.mark.parametrize(
    "text",
    [
        "shop bán son giả, em mua hôm qua",
        "Không phải tố cáo gì to tát, nhưng shop nhận tiền rồi không giao hàng",
        "không phải tố cáo đâu, chỉ mỗi tội hàng giao thiếu hai hộp",
        "em mua phải kem trộn, báo ở đâu ạ",
        "cửa hàng này bán rượu lậu thì bị phạt bao nhiêu",
        "shop nay ban do fake, to cao o dau",
        "nó chặn em rồi, tiền mất",
        "quán đầu ngõ bán thịt thiu",
        "lừa đảo, cẩn thận",
        "they scammed me",
        "bán pháo",
        "tôi tố cáo chủ kho chứa hàng lậu",
        "Nhà thuốc bán kháng sinh không cần toa",
        "công ty này không xuất hóa đơn cho tôi",
        "hàng giả tràn lan ở sạp đó, em mua bị hỏng da",
        "gọi mãi không được, shop khóa máy",
        "nó bảo chia hoa hồng cho em rồi lấy luôn tiền cọc",
        "cán bộ nhận phong bì của chủ kho",
        "app này bắt gửi ảnh căn cước",
        "xe tải đang đổ hàng không giấy tờ",
        "ăn bánh xong đau bụng",
    ],
)
def test_a_report_has_no_such_reason(text: str) -> None:
    assert reason(text) is None


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Tôi xin rút tin về tiệm Hoa Mai", "withdrawn"),
        ("tôi không tố cáo tiệm Hoa Mai, không tố cáo ai hết", "denied"),
        ("tiệm Hoa Mai bán hàng giả thì mức phạt bao nhiêu", None),
        ("bên em chuyên sỉ, tiệm Hoa Mai", None),
    ],
)
def test_of_a_named_seller_only_what_is_said_plainly_counts(text: str, identifier: str | None) -> None:
    assert reason(text, names_a_seller=True) == identifier


def test_a_phrase_in_passing_of_a_long_story_says_nothing() -> None:
    assert reason("cảm ơn cán bộ đã đọc. " + "Nhà bên cạnh chứa hàng không tem. " * 30) is None


def test_each_reason_has_a_sentence() -> None:
    assert find_non_report(fold("rút đơn"), names_a_seller=False) == ("withdrawn", SENTENCES["withdrawn"])


@pytest.mark.parametrize("text", ["", "bao " * 8000, "\u200b" * 20000])
def test_hostile_lengths_are_read(text: str) -> None:
    assert reason(text) in {None, *SENTENCES}
