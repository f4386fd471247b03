"""What people say of a site's standing, and words that sound like it."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.site_status import find_site_statuses

FOUND = [
    ("web này chưa đăng ký với Bộ Công Thương", "unregistered"),
    ("trang bán hàng không thông báo bộ công thương", "unregistered"),
    ("web k co dang ky bct", "unregistered"),
    ("website chua dang ki gi het", "unregistered"),
    ("trang abc.vn ko thay dang ky", "unregistered"),
    ("app vay tien khong duoc cap phep", "unregistered"),
    ("cái app này không có giấy phép gì cả", "unregistered"),
    ("web không có logo Bộ Công Thương", "unregistered"),
    ("sàn này chưa hề đăng ký với cơ quan nào, sàn lậu", "unregistered"),
    ("toàn web lậu bán thuốc", "unregistered"),
    ("app chui cho vay", "unregistered"),
    ("trang lụi thôi", "unregistered"),
    ("the website is unregistered", "unregistered"),
    ("this site is not registered with MOIT", "unregistered"),
    ("web hổng thông báo với bộ công thương", "unregistered"),
    ("trang đó chưa được Bộ cấp phép, chưa làm thủ tục đăng ký", "unregistered"),
    ("WEB NÀY CHƯA ĐĂNG KÝ BỘ CÔNG THƯƠNG", "unregistered"),
    (unicodedata.normalize("NFD", "web chưa thông báo bộ công thương"), "unregistered"),
    ("tên miền xyz.shop chua dk bct", "unregistered"),
    ("san tmdt khong dang ky voi so cong thuong", "unregistered"),
    ("web có logo đã thông báo Bộ Công Thương", "notified"),
    ("trang ghi đã thông báo bct mà bấm vào không ra", "notified"),
    ("no treo da thong bao bo cong thuong", "notified"),
    ("shop khoe web duoc thong bao voi bct", "notified"),
    ("logo đã thông báo với Bộ Công Thương dưới chân trang", "notified"),
    ("site says already notified to MOIT", "notified"),
    ("sàn đã đăng ký với Bộ Công Thương", "registered"),
    ("app co dang ky bo cong thuong dang hoang", "registered"),
    ("web gan logo da dang ky bct", "registered"),
    ("trang này được đăng ký với bộ công thương", "registered"),
    ("trang web này bị Google cảnh báo lừa đảo", "warned"),
    ("web đã bị cảnh báo rồi mà vẫn bán", "warned"),
    ("website nằm trong danh sách đen", "warned"),
    ("ten mien dinh blacklist", "warned"),
    ("app đó bị công an cảnh báo tuần trước", "warned"),
    ("trang duoc bao dai canh bao hoai", "warned"),
    ("trang thuộc danh sách lừa đảo", "warned"),
    ("web cũ bị chặn truy cập, nay nó mở web mới", "blocked"),
    ("website bị thu hồi tên miền", "blocked"),
    ("trang này bị nhà mạng chặn rồi", "blocked"),
    ("app bị gỡ khỏi kho ứng dụng", "blocked"),
    ("trang bi danh sap hom qua", "blocked"),
    ("nhà mạng đã chặn web đó", "blocked"),
    ("the site was taken down", "blocked"),
    ("web bị công an đánh sập", "blocked"),
]
NOT_FOUND = [
    "shop chặn em rồi",
    "nó chặn zalo, khóa trang cá nhân",
    "tiệm bị đóng cửa lúc 9h",
    "xe không đăng ký, không biển số",
    "quán không có giấy phép kinh doanh",
    "em đã đăng ký mua hàng mà chưa nhận",
    "shop thông báo hết hàng",
    "chưa thông báo ngày giao",
    "cảnh báo mọi người về shop này",
    "hàng gỡ seal",
    "bị gỡ tem, cạo số",
    "logo in lệch, không phải hàng thật",
    "không có logo chìm trên túi",
    "sập nguồn hoài",
    "danh sách khách hàng của em bị bán",
    "chan ga bán ngoài chợ",
    "đăng ký học lái xe mất 5 triệu",
    "thu hồi sản phẩm bị lỗi",
    "lậu",
    "chui vào nhà lấy đồ",
    "muốn đăng ký bảo hộ thương hiệu thì làm sao",
    "hàng lậu chở đêm",
]


@pytest.mark.parametrize(("text", "status"), FOUND)
def test_a_status_is_found(text: str, status: str) -> None:
    found = find_site_statuses(fold(text))
    assert {one.value for one in found} == {status}
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_other_words_say_nothing_of_a_site(text: str) -> None:
    assert find_site_statuses(fold(text)) == []


@pytest.mark.parametrize("piece", ["khong co ", "da ", "web bi ", "chua he co thay duoc "])
def test_hostile_text_stays_linear(piece: str) -> None:
    assert find_site_statuses(fold(piece * 4000)) == []
