"""How soon a person must look."""

import pytest

from nlp.analysis import analyze


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("Nhà bên đang làm pháo nổ để bán", "critical"),
        ("Uống rượu giả xong hai người phải nhập viện", "critical"),
        ("Con tôi uống sữa giả, bé uống hai tuần rồi", "critical"),
        ("Báo hàng giả nên bị chủ kho dọa giết", "critical"),
        ("Bán thuốc giả mà không ai bị ngộ độc", "high"),
        ("Nghe nói bán rượu giả, sợ bị ngộ độc", "normal"),
        ("Tháng trước ăn bánh mốc phải nhập viện", "high"),
        ("Shop bán pháo nổ trên mạng", "high"),
        ("Em vừa chuyển khoản thì bị chặn zalo", "high"),
        ("shop bán vape", "normal"),
        ("bán vape trước cổng trường", "high"),
        ("bán túi xách giả ở chợ", "normal"),
        ("giao sai màu ko cho đổi", "low"),
        ("xin chào", "low"),
    ],
)
def test_urgency(text: str, urgency: str) -> None:
    analysis = analyze(text)
    assert analysis.urgency == urgency
    assert analysis.urgency_reason
