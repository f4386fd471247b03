"""How soon a person must look."""

import pytest

from nlp.analysis import analyze
from nlp.circumstances import find_circumstances
from nlp.fold import fold
from nlp.urgency import decide_urgency


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


@pytest.mark.parametrize(
    "text",
    [
        "chủ tiệm cầm dao đuổi tôi ra khỏi quán",
        "no dang cam dao doa tui, cuu voi",
        "họ bảo nếu tôi báo công an thì sẽ giết cả nhà",
        "tôi rất sợ bị nó giết tôi",
        "em bị tụi nó nhốt ở kho",
        "chu quan giu em lai khong cho ve",
        "bảo vệ cửa hàng vừa đánh em chảy máu",
        "bình gas ở tiệm bên cạnh đang rò",
        "kho hoa chat bi ro ri, sap no roi",
        "sạc dự phòng mới mua bốc cháy trong phòng",
        "ba em uống rượu xong ngất xỉu",
        "8 học sinh ăn kẹo bị nôn và đau bụng",
        "mười phút nữa chắc tôi bất tỉnh vì thuốc này",
        "mất hết tiền rồi, em muốn chết",
        "the phone charger burst into flames",
        "the shop owner threatened to stab me",
        "Năm ngoái mua cái sạc, hôm nay nó bốc cháy",
        "ăn bánh bao xong con tôi nằm viện",
    ],
)
def test_a_life_in_danger_comes_first_whatever_the_label(text: str) -> None:
    assert analyze(text).urgency == "critical"


@pytest.mark.parametrize(
    "text",
    [
        "cái áo đẹp muốn chết",
        "đồ ăn rẻ muốn chết",
        "bún ở đây ngon bá cháy",
        "mẫu này đang cháy hàng",
        "shop bán giày giả kho đang cháy hàng",
        "giá dao động từ 2 đến 3 triệu",
        "chợ này có bán dao",
        "nhờ anh đánh giá em 5 sao",
        "tiệm đánh giày bán hàng giả",
        "nó giả danh em đi lừa khách",
        "năm ngoái suýt bốc cháy vì sạc giả",
        "sạc giả dễ bốc cháy lắm",
        "quảng cáo là không gây chết người",
        "thay nhớt cho em mà nhớt giả",
        "app làm rò rỉ thông tin khách",
        "cứu em với, bị lừa hết tiền rồi",
        "nghe nói chủ kho dọa giết người ta",
        "nếu bị đánh đập thì báo ai",
        "web cờ bạc sắp nổ hũ",
    ],
)
def test_idioms_risks_and_the_past_are_no_danger_now(text: str) -> None:
    assert analyze(text).urgency != "critical"


@pytest.mark.parametrize(
    "text",
    [
        "vừa chuyển khoản 20 triệu cho nó thì bị chặn",
        "moi ck xong bi no chan zalo",
        "mới chuyển tiền sáng nay đã bị khóa máy",
        "em vừa mới đặt cọc 2 triệu",
    ],
)
def test_money_that_may_still_be_held_is_high(text: str) -> None:
    assert analyze(text).urgency == "high"


@pytest.mark.parametrize(
    ("text", "labels", "product_group", "urgency"),
    [
        ("nhà bên đang nhồi pháo, có con nít", "prohibited", "chemical_fireworks", "critical"),
        ("nha do che sung ban cho tho san", "prohibited", "prohibited_item", "critical"),
        ("thùng thuốc nổ để trong kho hàng", "prohibited", "chemical_fireworks", "critical"),
        ("KHẨN!! xe chở ma túy sắp qua trạm", "prohibited", "prohibited_item", "critical"),
        ("ăn bún ở quán đó tối qua vô bệnh viện", "substandard", "food", "critical"),
        ("con em 4 tháng uống sữa này nổi mẩn", "counterfeit", "mother_baby", "critical"),
        ("my baby is 3 months, uống rồi bị tiêu chảy", "substandard", "mother_baby", "critical"),
        ("nó hăm sẽ tìm tới tận nhà tôi", "prohibited", None, "critical"),
        ("họ dọa nếu em báo thì tìm đến phòng trọ", "substandard", "food", "critical"),
        ("em chưa cho bé uống sữa đó", "counterfeit", "mother_baby", "high"),
        ("bán cần sa cho khách quen", "prohibited", "prohibited_item", "high"),
        ("thuốc tây không nhãn bán ở chợ", "unknown_origin", "medicine", "high"),
        ("nó xưng là nhân viên ngân hàng, lấy hết tiền", "scam", "service", "high"),
        ("gọi nói con chị đang cấp cứu, chuyển 30 triệu", "scam", "service", "high"),
        ("năm ngoái nó xưng công an lừa tôi", "scam", "service", "normal"),
        ("ấm siêu tốc cắm vào bốc khói", "substandard", "appliance", "high"),
        ("bôi kem xong mặt sưng vù", "substandard", "cosmetics", "high"),
        ("chó nhà em ăn hạt này co giật", "counterfeit", "pet", "normal"),
        ("không ai bị ngộ độc, chỉ thấy bánh không nhãn", "unknown_origin", "food", "normal"),
        ("ban vape cho khach quen", "prohibited", "alcohol_tobacco", "normal"),
        ("bán vape cho học sinh", "prohibited", "alcohol_tobacco", "high"),
        ("áo nhái hiệu bán đầy chợ", "ip_infringement", "fashion", "normal"),
        ("giao thiếu một hộp", "delivery_dispute", "food", "low"),
    ],
)
def test_the_level_follows_from_what_is_known(text: str, labels: str, product_group: str | None, urgency: str) -> None:
    folded = fold(text)
    circumstances = {one.id for one in find_circumstances(folded)}
    decided, reason = decide_urgency(folded, labels={labels}, circumstances=circumstances, product_group=product_group)
    assert (decided, bool(reason)) == (urgency, True)


@pytest.mark.parametrize(
    "text",
    [
        "không ai bị ngộ độc hết",
        "chưa có ai phải nhập viện",
        "nghe nói có người ngộ độc",
        "sợ bị ngộ độc nên không dám ăn",
        "chưa cho con ăn, sợ bị tiêu chảy",
        "ko thay ai cap cuu",
    ],
)
def test_denied_or_feared_illness_is_not_critical(text: str) -> None:
    decided, _ = decide_urgency(fold(text), labels={"substandard"}, circumstances=set(), product_group="food")
    assert decided == "high"  # unsafe food, and nobody ill
