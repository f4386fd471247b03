"""Circumstances: what citizens' words say of place, danger, time, storage, scale, method and channel."""

import unicodedata

import pytest

from nlp.circumstance_cues import find_circumstance_cues
from nlp.circumstances import CIRCUMSTANCES, find_circumstances, find_cues
from nlp.findings import Finding, Kind, Role
from nlp.fold import fold


def ids(text: str, *findings: Finding) -> set[str]:
    return {one.id for one in find_circumstances(fold(text), findings)}


def finding(text: str, said: str, kind: Kind, *, value: str | None = None, role: Role = "seller") -> Finding:
    start = text.index(said)
    return Finding(
        kind=kind, start=start, end=start + len(said), text=said, value=value, role=role, score=1.0, reason="thử"
    )


SAID = [
    ("xe hàng vừa qua cửa khẩu lúc nửa đêm", "border_gate"),
    ("HÀNG TỪ LAO BẢO VỀ KHÔNG KHAI", "border_gate"),
    ("cu van cong hang qua duong mon", "border_trail"),
    ("tiếp viên xách ví về không khai", "airport"),
    ("hàng ra khỏi cảng Cát Lái không tờ khai", "seaport"),
    ("gửi qua bưu phẩm quốc tế", "international_parcel"),
    ("mua của người bán bên Trung Quốc", "foreign_seller"),
    ("nhà bên cạnh quấn pháo", "explosive"),
    ("ban phao no dip tet", "explosive"),
    ("rao bán súng bắn bi", "weapon"),
    ("co nha che sung", "weapon"),
    ("nó bán kẹo ke với cần sa", "narcotic"),
    ("quán bán thịt tê tê", "wildlife"),
    ("shop này bán pod cho khách quen", "vape"),
    ("trang nhận làm bằng lái giả", "forged_papers"),
    ("nhà thuốc bán kháng sinh ko cần toa", "prescription_medicine"),
    ("bắt em bấm vào cái link rồi nhập mật khẩu", "phishing"),
    ("đọc mã OTP xong bay sạch tài khoản", "phishing"),
    ("nó xưng là nhân viên điện lực", "impersonation"),
    ("ho gia danh hai quan goi me toi", "impersonation"),
    ("ăn xong cả nhà phải nhập viện", "victim_sick"),
    ("mấy đứa học sinh lớp 7 mua hết", "child_at_risk"),
    ("ban thuoc la truoc cong truong", "child_at_risk"),
    ("em mới chuyển khoản cho nó hồi nãy", "money_just_sent"),
    ("đang bốc hàng lên xe tải", "goods_moving_now"),
    ("nó đang live bán túi kìa", "livestream_now"),
    ("giấu trong nhà, sau bếp", "in_home"),
    ("cất ở căn nhà hoang cuối xóm", "in_empty_house"),
    ("bán ở tầng 5 chung cư", "in_apartment"),
    ("hàng để trong kho lạnh", "in_warehouse"),
    ("chị này bán sỉ toàn quốc", "wholesale"),
    ("bo moi cho may tiem quanh do", "wholesale"),
    ("bị phạt rồi giờ bán lại tiếp, nhiều người cũng bị", "repeat_seller"),
    ("cọc 500k đôi giày xong nó chặn zalo", "deposit_then_block"),
    ("ck coc 2tr roi no block luon", "deposit_then_block"),
    ("gọi báo có bưu phẩm mà nhà em có đặt gì đâu", "fake_parcel_call"),
    ("page nhái y chang trang thật", "fake_page"),
    ("tẩy hạn sử dụng rồi đóng lại", "date_label_changed"),
    ("cao date dan hsd moi", "date_label_changed"),
    ("khai trị giá có 5 đô cho khỏi thuế", "under_declared_price"),
    ("chia nhỏ từng kiện gửi nhiều người", "split_parcels"),
    ("hẹn ra công viên đưa tiền mặt", "meet_and_cash"),
    ("mua trên Shopee về thì hỏng", "marketplace"),
    ("thấy trên fb quảng cáo rầm rộ", "social"),
    ("web bán máy lọc nước không tên công ty", "website"),
    ("app vay bắt cho xem danh bạ", "app"),
    ("ai mua thì nhắn zalo", "chat"),
    ("coi livestream chốt đơn cả đêm", "livestream"),
    ("tiệm tạp hóa đầu ngõ bán bia lậu", "shopfront"),
    ("sạp trong chợ treo đầy túi nhái", "shopfront"),
]


@pytest.mark.parametrize(("text", "identifier"), SAID)
def test_a_circumstance_is_said_with_its_words(text: str, identifier: str) -> None:
    assert identifier in ids(text)


@pytest.mark.parametrize(("text", "identifier"), SAID)
def test_decomposed_text_says_the_same(text: str, identifier: str) -> None:
    assert identifier in ids(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("mua cây súng nước cho cháu chơi", "weapon"),
        ("súng massage cầm tay bị hư", "weapon"),
        ("ăn xong không ai bị ngộ độc cả", "victim_sick"),
        ("nghe đồn có người ngộ độc", "victim_sick"),
        ("shop không bán pháo nổ", "explosive"),
        ("tôi không mua trên shopee", "marketplace"),
        ("không phải shopee đâu, mua ngoài", "marketplace"),
        ("nhân viên Shopee giả gọi cho mẹ tôi", "marketplace"),
        ("bán cho em cái này đi", "shopfront"),
        ("cho hoi gui cho ai", "shopfront"),
        ("nhà em sát chợ, hay mất điện", "shopfront"),
        ("hàng giả mạo nhãn hiệu đầy ra", "impersonation"),
        ("năm ngoái em chuyển khoản rồi", "money_just_sent"),
        ("em vừa chuyển nhà về đây", "money_just_sent"),
        ("xe của em đậu ngoài đường", "goods_moving_now"),
        ("xả kho giá sốc", "in_warehouse"),
        ("thanh toán qua momo", "app"),
        ("máy có face id bị lỗi", "social"),
        ("không cần đơn hàng tối thiểu", "prescription_medicine"),
        ("giao chậm như rùa", "weapon"),
        ("tự dưng bị block xong nick mất", "in_apartment"),
        ("mo lai may tinh", "in_home"),
        ("đọc báo thấy giá tăng", "livestream_now"),
        ("tìm trên google không ra", "website"),
    ],
)
def test_words_that_only_look_alike_say_nothing(text: str, identifier: str) -> None:
    assert identifier not in ids(text)


@pytest.mark.parametrize(
    ("link", "channel"),
    [
        ("https://shopee.vn/abc", "marketplace"),
        ("https://s.lazada.vn/s.abc", "marketplace"),
        ("https://www.facebook.com/abc", "social"),
        ("https://vt.tiktok.com/abc", "social"),
        ("https://zalo.me/0900000123", "chat"),
        ("https://t.me/abc", "chat"),
        ("https://play.google.com/store/apps", "app"),
        ("https://muare.example/abc", "website"),
        ("https://shopee-khuyenmai.example", "website"),
        ("https://facebook.com.example.xyz/dangnhap", "website"),
    ],
)
def test_a_link_names_its_channel(link: str, channel: str) -> None:
    text = f"mua hàng ở {link} về dùng"
    assert ids(text, finding(text, link, "url", value=link)) == {channel}


def test_a_site_that_fishes_for_passwords_is_no_shop() -> None:
    text = "nó gửi link vay-nhanh.example bắt nhập OTP"
    assert ids(text, finding(text, "vay-nhanh.example", "url", value="https://vay-nhanh.example")) == {"phishing"}


@pytest.mark.parametrize(
    ("text", "said", "channel"),
    [
        ("shop giay.xinh.88 giao sai màu", "giay.xinh.88", "marketplace"),
        ("mua của giayxinh_hn về bong keo", "giayxinh_hn", "marketplace"),
        ("con Mây Boutique bán túi nhái", "Mây Boutique", "social"),
        ("nhắn cho nick Mây Boutique hỏi hàng", "Mây Boutique", "social"),
        ("zalo Mây Boutique rao bán thuốc", "Mây Boutique", "chat"),
    ],
)
def test_an_account_without_a_named_channel_is_guessed(text: str, said: str, channel: str) -> None:
    assert ids(text, finding(text, said, "handle")) & {"marketplace", "social", "chat"} == {channel}


def test_goods_sold_at_a_street_are_sold_over_the_counter() -> None:
    text = "bán giày nhái ở phố Hàng Mã"
    assert ids(text, finding(text, "phố Hàng Mã", "place")) == {"shopfront"}
    assert ids(text, finding(text, "phố Hàng Mã", "place", role="reporter")) == set()


@pytest.mark.parametrize("text", ["kho hàng ở phố Hàng Mã bán khắp nơi", "mua trên zalo, nó ở phố Hàng Mã"])
def test_a_street_says_nothing_when_goods_lie_or_are_sold_elsewhere(text: str) -> None:
    assert "shopfront" not in ids(text, finding(text, "phố Hàng Mã", "place"))


def test_denied_cues_keep_their_names() -> None:
    cues = {cue.id for cue in find_circumstance_cues(fold("không phải trên shopee, không ai bị ngộ độc"))}
    assert cues == {"not:marketplace", "not:victim_sick"}


def test_the_reason_quotes_the_original_words() -> None:
    text = "Nó CHẶN em, sau khi em Chuyển Khoản; hàng từ CỬA KHẨU về"
    found = {one.id: one for one in find_circumstances(fold(text))}
    assert found["border_gate"].text == "CỬA KHẨU"
    assert found["border_gate"].reason == "có lời “CỬA KHẨU”"


def test_circumstances_come_once_and_in_the_order_of_the_list() -> None:
    found = [one.id for one in find_circumstances(fold("zalo, zalo, shopee, cửa khẩu, cửa khẩu, pháo nổ"))]
    assert found == [one for one in CIRCUMSTANCES if one in found]
    assert found == ["border_gate", "explosive", "marketplace", "chat"]


@pytest.mark.parametrize("text", ["", " ", "cọc " * 5000, "chuyển " * 3000 + "chặn " * 3000, "\u0301" * 20000])
def test_hostile_lengths_are_read(text: str) -> None:
    for cue in find_cues(fold(text)):
        assert cue.end > cue.start
