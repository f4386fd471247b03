"""The product groups: which goods a message speaks about, by a few words each."""

from nlp.cues import build_cue_table, keep_longest, parse_cues
from nlp.fold import Folded

PRODUCT_GROUP_TITLES = {
    "cosmetics": "Mỹ phẩm",
    "supplement": "Thực phẩm chức năng",
    "medicine": "Thuốc, thiết bị y tế",
    "food": "Thực phẩm, đồ uống",
    "alcohol_tobacco": "Rượu, bia, thuốc lá",
    "electronics": "Điện thoại, đồ điện tử",
    "appliance": "Đồ điện gia dụng",
    "fashion": "Quần áo",
    "footwear_bag": "Giày dép, túi xách",
    "watch_jewelry": "Đồng hồ, trang sức, vàng",
    "mother_baby": "Sữa, đồ cho mẹ và bé",
    "toy": "Đồ chơi",
    "vehicle_part": "Phụ tùng xe, xăng dầu",
    "chemical_fireworks": "Hóa chất, khí, pháo",
    "agri": "Phân bón, thuốc bảo vệ thực vật, giống",
    "pet": "Thú cưng",
    "book": "Sách, ấn phẩm",
    "home": "Đồ gia đình",
    "service": "Dịch vụ",
    "digital": "Hàng số, tài khoản, phần mềm",
    "prohibited_item": "Vũ khí, giấy tờ giả, hàng cấm khác",
    "sport": "Đồ thể thao",
    "other": "Hàng khác",
}
PRODUCT_GROUPS = tuple(PRODUCT_GROUP_TITLES)

# Words and brands as typed: taxonomy.md section 2 and our own.
_CUES = {
    "cosmetics": (
        "mỹ phẩm | son | son môi | thỏi son | kem trộn | kem dưỡng | kem chống nắng | kcn | kem trị nám | serum | nước hoa | dầu gội | sữa rửa mặt | toner | mascara"
        " | phấn | the ordinary | la roche posay | innisfree | mac:0.6 | botox | filler | peel da | tẩy trang | cosmetic | cosmetics | lipstick | perfume"
    ),
    "supplement": "thực phẩm chức năng | tpcn | collagen | giảm cân | detox | kẹo rau củ | viên uống | vitamin | whey | tăng cân | yến sào | sâm | supplement",
    "medicine": (
        "thuốc tây | kháng sinh | thuốc nam | thuốc đông y | xương khớp | tiểu đường | viên sủi | thuốc:0.7 | nhà thuốc | hiệu thuốc | thuốc giả | khẩu trang | kit test"
        " | máy đo đường huyết | máy đo huyết áp | kính áp tròng | lens mắt | panadol | cao đơn hoàn tán | medicine"
    ),
    "food": (
        "thực phẩm | bánh kẹo | bánh | kẹo | thịt | thịt bò | thịt heo | chân gà | nước mắm | trà sữa | mì chính | bột ngọt | dầu ăn | gạo | cà phê | hải sản | cá:0.6 | tôm"
        " | xúc xích | giò chả | nước ngọt | nước giải khát | đồ ăn | quán ăn | bún:0.7 | trái cây | hoa quả | mật ong | gia vị | nội tạng | food"
    ),
    "alcohol_tobacco": "rượu | bia | thuốc lá | rượu tây | rượu ngoại | chivas | hennessy | heineken | jet:0.5 | hero:0.5 | pod | vape | iqos | shisha | xì gà | thuốc lào | whisky | cigarettes",
    "electronics": (
        "điện thoại:0.7 | iphone | ip:0.4 | samsung | xiaomi | airpods | tai nghe | sạc dự phòng | pin dự phòng | củ sạc | cục sạc | sạc | laptop | macbook | máy tính | usb | thẻ nhớ | loa"
        " | camera | ipad | máy ảnh | ổ cứng | linh kiện máy tính | smartwatch | phone case | charger"
    ),
    "appliance": "nồi chiên | nồi cơm | máy lọc nước | quạt điện | quạt | dyson | bếp ga | bếp từ | máy giặt | tủ lạnh | điều hòa | máy lạnh | máy xay | ấm siêu tốc | máy sấy | tivi | lò vi sóng",
    "fashion": "quần áo | áo | quần | váy | đầm | áo thun | áo khoác | quần jean | hàng quảng châu | đồ lót | thời trang | vải | clothes",
    "footwear_bag": "giày | dép | sneaker | túi xách | túi | balo | vali | ví da | nike | jordan | túi lv | gucci | shoes | handbag",
    "watch_jewelry": "đồng hồ | rolex | casio | g-shock | trang sức | vàng | nhẫn | dây chuyền | kim cương | bạc:0.5 | tiệm vàng | watch",
    "mother_baby": "sữa bột | sữa | bỉm | tã | sữa bầu | ensure | pediasure | meiji | nan | aptamil | bình sữa | xe đẩy em bé | ghế ô tô trẻ em | đồ sơ sinh | baby formula",
    "toy": "đồ chơi | lego | slime | búp bê | bóng bay | gấu bông | mô hình | toys",
    "vehicle_part": "phụ tùng | nhớt | dầu nhớt | mũ bảo hiểm | nón bảo hiểm | lốp | lốp xe | ắc quy | bình ắc quy | phuộc | xăng | xăng dầu | cây xăng | bugi | má phanh | xe máy | xe hơi | ô tô",
    "chemical_fireworks": "pháo | pháo nổ | pháo hoa | thuốc pháo | bình ga | gas | xyanua | axit | hóa chất | bóng cười | khí cười | n2o | thuốc nổ | fireworks",
    "agri": "phân bón | thuốc trừ sâu | thuốc bảo vệ thực vật | thuốc bvtv | thuốc sâu | thuốc cỏ | thức ăn chăn nuôi | cám heo | hạt giống | cây giống | lúa giống | thuốc thú y | giống",
    "pet": "chó cảnh | mèo cảnh | thú cưng | chó con | mèo con | thức ăn cho chó | thức ăn cho mèo | pate mèo | pet shop",
    "book": "sách | sách giáo khoa | truyện | giáo trình | sách lậu | nhà xuất bản | books",
    "home": "nội thất | chăn ga | nệm | bàn ghế | sofa | nồi chảo | nồi | chảo | chén bát | bát đĩa | hộp nhựa | tủ quần áo | gối | đèn | nước giặt | bột giặt | nước rửa chén",
    "service": "spa | thẩm mỹ viện | thẩm mỹ | vé máy bay | tour | khách sạn | homestay | karaoke | sửa xe | sửa chữa | việc làm | xuất khẩu lao động | vay tiền | khóa học | dịch vụ | đặt phòng | bảo hiểm",
    "digital": "tài khoản game | acc game | nạp game | thẻ cào | thẻ game | phần mềm | key win | netflix | canva | app vay | tiền ảo | coin | hack like | data khách | phim lậu",
    "prohibited_item": (
        "súng | vũ khí | dao bấm | roi điện | ma túy | cần sa | thuốc lắc | nước vui | bằng giả | bằng lái giả | cccd giả | giấy tờ giả | con dấu giả | tiền giả | ngà voi"
        " | sừng tê giác | tê tê | cao hổ | mật gấu | động vật hoang dã | sim rác | tài khoản ngân hàng:0.5 | cá độ | đánh bạc"
    ),
    "sport": "vợt | vợt cầu lông | vợt pickleball | pickleball | cầu lông | máy chạy bộ | dụng cụ thể thao | xe đạp | bóng đá | giày đá bóng | đồ tập gym",
}  # fmt: skip
_TABLE = build_cue_table(parse_cues(_CUES, weight=1.0))


def find_product_group(folded: Folded) -> str | None:
    """Return the group most spoken of (the first named of equals), or None."""
    totals: dict[str, float] = {}
    for hit in keep_longest(_TABLE.hits(folded)):
        length = 1.0 + 0.5 * folded.text.count(" ", hit.start, hit.end)  # a longer phrase is surer
        totals[hit.id] = totals.get(hit.id, 0.0) + hit.weight * length
    return max(totals, key=totals.__getitem__) if totals else None
