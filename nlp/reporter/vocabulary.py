"""The classes of words the trained tagger looks at: pronouns, kinship, trades, places, sellers, saying, calling."""

from collections.abc import Iterator, Sequence

from nlp.fold import Folded, fold, same_accents
from nlp.reporter.name_words import FAMILY, GIVEN
from nlp.reporter.tokens import Token

# Our own reading of Vietnamese; written with accents, matched bare too where the message has none.
_WORDS = {
    "ME": "em|mình|tôi|tui|con|cháu|tao|tau|tớ|t|e|m|mk|mik|mềnh|my|me|i|choa|chúng tôi|chúng em|bọn em|bọn mình|tụi em|tụi con|tụi mình|tụi tui|bọn tôi|nhà em|nhà tôi|nhà con|nhà mình|nhà tui|gia đình tôi|gia đình em|vợ chồng tôi|vợ chồng em|hai vợ chồng|bản thân|im|i'm|our|we",
    "ELDER": "bác|ông|bà|cô|chú|nội|ngoại|dì|cậu|mợ|thím|anh|chị|qua|u|mệ|o|dượng|thầy|già|a|c",
    "KIN": "mẹ|má|mạ|bố|ba|cha|tía|thầy u|bu|bầm|bọ|vợ|chồng|ông xã|bà xã|ox|bx|vk|ck em|con trai|con gái|con dâu|con rể|con nuôi|con út|con lớn|con bé|thằng bé|thằng cu|thằng út|thằng con|thằng cháu|con cháu|nhỏ em|thằng em|nhóc|anh trai|chị gái|em trai|em gái|em rể|em dâu|chị dâu|anh rể|anh họ|chị họ|em họ|chị hai|anh hai|anh ba|chị ba|anh cả|chị cả|em út|út|cháu nội|cháu ngoại|cháu gái|cháu trai|cháu họ|bé nhà|bé|bạn gái|bạn trai|bạn cùng phòng|bạn cùng lớp|bạn thân|bạn học|bạn|người yêu|nyc|ny|hàng xóm|láng giềng|chồng cũ|vợ cũ|người yêu cũ|họ hàng|dì|cậu|chú|bác|thím|mợ|dượng|cô|ông nội|ông ngoại|bà nội|bà ngoại|ông bà|nội|ngoại|bố mẹ|ba má|ba mẹ|cha mẹ|bố chồng|mẹ chồng|bố vợ|mẹ vợ|má vợ|má chồng|ba vợ|ba chồng|sui gia|thông gia|bà con|anh em|chị em|bố đẻ|mẹ đẻ|mẹ kế|dì ruột|cậu ruột|chú ruột|bác ruột|cô ruột|anh ruột|em ruột|chị ruột|chủ trọ|chủ nhà trọ|chủ nhà|sếp|đồng nghiệp|con|em|cháu|anh|chị|ông|bà|cụ|brother|sister|mother|mom|mum|father|dad|husband|wife|son|daughter|cousin|uncle|aunt|grandma|grandmother|grandpa|grandfather|nephew|niece|neighbor|neighbour|roommate|friend|girlfriend|boyfriend|ex|in-law|mẹ bỉm|ông già|bà già|ông bô|bà bô|pama|papa|mama|con em|con nhỏ",
    "TIE": "ruột|họ|nuôi|rể|dâu|cũ|út|cả|lớn|nhỏ|nội|ngoại|chồng|vợ|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|đẻ|kế|thân|cùng|gái|trai|nhà|của",
    "FOE": "shop|chủ shop|chủ tiệm|chủ quán|chủ kho|chủ hàng|chủ xưởng|chủ trang|chủ sạp|chủ vựa|chủ đại lý|chủ cửa hàng|nó|họ|thằng|thằng đó|con mụ|mụ|người bán|ng bán|bên bán|bên đó|bên ấy|kẻ|kẻ gian|kẻ lừa|đối tượng|tiệm|cửa hàng|quán|sạp|kho|xưởng|vựa|đại lý|lò|trại|trang|page|fanpage|web|website|app|kênh|nick|hắn|y|chúng|chúng nó|bọn|bọn nó|bọn họ|tụi nó|tụi|gã|ả|mấy đứa|con này|thằng này|bà chủ|ông chủ|cô chủ|anh chủ|người này|người đó|ông ta|bà ta|cô ta|hãng|phòng khám|spa|seller|store|owner|he|she|they|scammer|sp|s|cty|công ty|siêu thị|nhà thuốc|hiệu thuốc|cơ sở|thẩm mỹ viện|ổng|bả|ảnh|chỉ|cổ|người ta|ctv|tiktoker|chủ",
    "THIRD": "shipper|bưu tá|người giao hàng|tổng đài|hotline|ngân hàng|công an|cán bộ|quản lý thị trường|qltt|nhân chứng|luật sư|admin|ad|khách|người mua|nạn nhân|mọi người|cơ quan|nhân viên|nv|nhân viên giao hàng|bảo vệ|thanh tra|phường|ubnd|ủy ban|sở|cục|đội|viettel|ghtk|ghn|spx|j&t",
    "SELL": "bán|rao|rao bán|quảng cáo|livestream|live|đăng|pr|sỉ|lẻ|thanh lý|pass|ship|giao|chào|mời|cung cấp|nhận order|chuyên|ib|inbox|chốt đơn|sell|sells|selling|sold|bảo hành|cam kết",
    "BUY": "mua|đặt|order|nhận|nhận hàng|đặt hàng|mua hàng|trả|chuyển khoản|chuyển|ck|cọc|đặt cọc|thanh toán|bị lừa|bị|mất|bought|ordered|paid|received|xài|dùng|uống|ăn",
    "SAY": "nói|bảo|kêu|hứa|xưng|tự xưng|giới thiệu|tự giới thiệu|khoe|nhắn|nhắn tin|trả lời|rep|quảng cáo|mạo danh|giả danh|giả|ghi|viết|đọc|says|said|claims|claimed|reads|đòi|dọa|chửi|biểu|khai|la",
    "REPORT": "báo|báo cáo|phản ánh|tố cáo|tố giác|khiếu nại|trình báo|kính gửi|gửi|report|mong|đề nghị|nhờ|xin|giúp|kiểm tra|xử lý|làm đơn|viết đơn|kính|thưa|kính thưa|chào|dạ|alo",
    "NAME": "tên|tên là|tên thật|họ tên|họ và tên|name|gọi là|mang tên|đứng tên|ghi tên|ký tên|ký|ghi rõ họ tên|biệt danh|ở nhà gọi|tục gọi|hay gọi|named|called|quý danh|t.ên",
    "IS": "là|lả|la|is|am|này|đây|nè|nầy|nì",
    "CLOSE": "thân|thân mến|thân ái|trân trọng|kính|kính thư|kính báo|kính đơn|kính chào|cảm ơn|cám ơn|cảm ơn ạ|xin cảm ơn|tạm biệt|thanks|thank you|regards|best|sincerely|cheers|tks|người viết|người báo|người gửi|người báo tin|người làm đơn|người phản ánh|người tố cáo|người tố giác|người viết đơn|người dân|công dân|một người dân|đã ký|thay mặt|tb|p/s|ps|ng viết|ng báo|nạn nhân|chào ạ|ký thay|kính bút|bút danh|chân thành",
    "PARCEL": "người nhận|ng nhận|khách hàng|tên khách|tên người nhận|bưu kiện|kiện hàng|đơn hàng|gói hàng|bill|hóa đơn|phiếu|vận đơn|giấy bảo hành|hợp đồng|người đặt|người mua|đơn|gửi đến|giao đến|giao về|giao tới|giao cho|gửi về|gửi tới|ship về|ship đến|ship tới|ship cho|gửi cho|phát cho|nhận hàng|lấy hàng|deliver|delivered|nơi nhận|giao tận|giao",
    "TRANSFER": "người chuyển|ng chuyển|chủ tài khoản|chủ tk|tài khoản|tk|stk|số tài khoản|từ tk|từ tài khoản|người gửi|hoàn tiền|hoàn|trả lại|nội dung ck|nội dung chuyển khoản|ví|momo|vcb|vietcombank|mb|tcb|techcombank|agribank|bidv|acb|sacombank|tpbank|vpbank|vib|vietinbank|ctk|bank|ngân hàng",
    "FROM": "người gửi|ng gửi|bên gửi|nơi gửi|gửi từ|from|sender|ng|người chuyển|ng chuyển|bên chuyển|tài khoản trích nợ|trích nợ|tk nguồn|tài khoản nguồn|người giao hàng|bên giao|người giao|sent from|tài khoản gửi|tk gửi|bên bán|ben ban|chuyển từ|ck từ|bank từ|từ tk|từ tài khoản|từ stk|từ",
    "TO": "người nhận|ng nhận|bên nhận|nơi nhận|nhận|to|receiver|nn|người hưởng|thụ hưởng|người thụ hưởng|ghi có|tài khoản nhận|tk nhận|giao đến|giao cho|giao tới|giao|consignee|ship to|deliver to|bên nhận hàng|qua tk|qua stk|vào tk|vào stk|sang tk|sang stk|tới tk|cho tk|vào tài khoản|recipient|beneficiary|khách hàng|khách|hưởng",
    "CALL": "gọi|alo|liên hệ|liên lạc|lh|ll|gọi lại|nhắn|nhắn tin|ib|inbox|zalo|zl|kết bạn|hồi âm|báo lại|trả lời|phản hồi|cần gì|có gì|cần thêm|kêu|ới|hú|call|text|reach|contact|whatsapp|viber|gặp|hỏi|tìm|ping|hỏi gặp|bốc máy|nghe máy|phone|liên hệ lại|thông báo",
    "NUM": "số|sđt|sdt|số điện thoại|số đt|điện thoại|đt|dt|tel|phone|number|di động|số máy|máy|hotline|mobile|cell|số nhà|sim|fone|đt em",
    "PLATFORM": "facebook|fb|face|zalo|zl|tiktok|tik tok|telegram|tele|instagram|insta|ig|nick|acc|account|tài khoản|shopee|lazada|tiki|sendo|viber|messenger|mess|skype|wechat|line|username|user|id|trang cá nhân|link|profile|youtube|kênh|twitter|threads|discord|acc shopee|acc fb",
    "MAIL": "email|e-mail|mail|gmail|hòm thư|thư|địa chỉ mail|hộp thư|thư điện tử|meo",
    "PAPER": "cccd|cmnd|cmt|cmtnd|căn cước|căn cước công dân|chứng minh|chứng minh nhân dân|chứng minh thư|hộ chiếu|passport|thẻ căn cước|mã số thuế|mst|thẻ sinh viên|mssv|msv|mã sinh viên|mã nhân viên|msnv|biển số|biển số xe|biển|bks|biển kiểm soát|gplx|bằng lái|giấy phép lái xe|số bảo hiểm|bhxh|bhyt|thẻ bhyt|bảo hiểm y tế|bảo hiểm xã hội|định danh|mã số|mã|thẻ|mã thẻ|số thẻ|mã hộ|mã khách hàng|số hiệu|quân nhân|thẻ ngành|xe|xe máy|ô tô|id|license|plate|visa|thẻ học sinh|thẻ quân nhân|mã định danh|thẻ thương binh|thẻ đảng|hộ khẩu|sổ|mã hồ sơ",
    "AGE": "tuổi|t|tủi|tuôi|xuân|tháng tuổi|years old|yo|year old|y.o|năm sinh|sinh năm|sn|sinh|đẻ năm|born|age|aged|cái xuân|tuổi mụ|tuổi tây|tuổi đầu|ngoài|hơn|gần|mới|lên|năm nay|tuổi rồi",
    "ADDRESS": "số nhà|số|đường|phố|ngõ|ngách|hẻm|kiệt|quận|huyện|thị xã|thị trấn|phường|xã|thôn|xóm|ấp|tổ|tổ dân phố|khu phố|khóm|khu|làng|bản|buôn|sóc|phum|đội|cụm|khu dân cư|kdc|khu đô thị|kđt|khu tập thể|tập thể|ktx|ký túc xá|kí túc xá|chung cư|cc|căn hộ|căn|tòa nhà|tòa|tháp|tầng|lầu|block|lô|phòng trọ|phòng|dãy trọ|nhà trọ|xóm trọ|khu trọ|trọ|chợ|cổng|ngã tư|ngã ba|ngã năm|cầu|bến xe|bến|đầu ngõ|cuối hẻm|đầu hẻm|cuối ngõ|trường|đại học|bệnh viện|trạm y tế|ủy ban|nhà văn hóa|nhà thờ|chùa|đình|miếu|đại lộ|quốc lộ|ql|tỉnh lộ|cư xá|đảo|trại|cồn|cù lao|kênh|rạch|sông|khu công nghiệp|kcn|sau lưng|đối diện|cạnh|gần|sát|kế|kế bên|bên cạnh|p|q|h|tt|tp|thành phố|đ|street|road|ward|district|alley|apartment|apt|building|room|floor|tower|hamlet|village|commune|dãy|giường|khoa|nhà|vinhomes|residence|tiểu khu|bon|plei|ô|km|cây số|đập|đồi|dốc|bờ kè|bãi|vàm|mương|đê|kiot|kios|sạp|villa|homestay|khách sạn|hộ",
    "LIVE": "ở|sống|sống ở|trọ|ở trọ|trọ ở|thuê|thuê trọ|cư trú|thường trú|tạm trú|trú|trú tại|ngụ|ngụ tại|quê|quê ở|nhà|nhà ở|tại|địa chỉ|đ/c|đc|dc|hộ khẩu|chỗ ở|nơi ở|dân|người|cư dân|live|living|address|home|house|from|at|add|in|near|staying|stay",
    "BESIDE": "cách|cạnh|sát vách|sát|kế|kế bên|bên cạnh|đối diện|sau lưng|trước cửa|chung|cùng|cùng hẻm|cùng xóm|cùng ngõ|gần|gần nhà|liền kề|next|opposite|across|behind|hai căn|mấy căn",
    "JOB": "thợ|công nhân|nông dân|làm ruộng|làm nông|làm rẫy|làm vườn|làm thuê|làm mướn|làm biển|làm muối|làm hồ|làm móng|làm tóc|làm nail|giáo viên|cô giáo|thầy giáo|gv|giảng viên|sinh viên|học sinh|sv|hs|học viên|nghiên cứu sinh|bác sĩ|bs|y tá|điều dưỡng|hộ lý|hộ sinh|dược sĩ|kỹ thuật viên|kế toán|thủ kho|thủ quỹ|thu ngân|bảo vệ|lái xe|tài xế|phụ xe|lơ xe|chạy xe ôm|chạy xe|chạy grab|chạy be|chạy ba gác|grab|shipper|bộ đội|lính|chiến sĩ|binh nhì|công an|hạ sĩ|trung sĩ|thiếu úy|trung úy|đại úy|quân nhân|cán bộ|công chức|viên chức|hưu trí|về hưu|nghỉ hưu|hưu|nội trợ|giúp việc|phụ hồ|thợ hồ|thợ may|thợ xây|thợ điện|thợ hàn|thợ mộc|thợ sơn|thợ mỏ|thợ lặn|thợ sửa|thợ rèn|cắt tóc|buôn bán|bán vé số|vé số|bán hàng rong|bán rau|bán cá|bán trà đá|bán xôi|bán bún|bán cơm|bán nước|bán tạp hóa|bán quán|bán tạp hoá|bán vải|tiểu thương|ngư dân|ngư phủ|đi biển|đi ghe|đi ghe lưới|đánh cá|nuôi tôm|nuôi cá|nuôi heo|nuôi ong|nuôi gà|nuôi vịt|nuôi bò|chăn nuôi|chăn bò|trồng|trồng lúa|trồng rau|trồng cà phê|trồng tiêu|trồng hoa|hái|hái chè|cạo mủ|đan|thuyền viên|thuyền trưởng|thủy thủ|tiếp viên|lễ tân|phục vụ|pha chế|đầu bếp|phụ bếp|nấu ăn|bếp trưởng|tạp vụ|lao công|vệ sinh|quét rác|kỹ sư|kiến trúc sư|lập trình|lập trình viên|coder|it|dev|nhân viên|nv|nvvp|văn phòng|trưởng phòng|phó phòng|giám đốc|phó giám đốc|quản lý|trưởng thôn|tổ trưởng|trưởng xóm|trưởng ấp|tổ phó|chi hội trưởng|luật sư|nhà báo|phóng viên|biên tập|biên dịch|phiên dịch|hướng dẫn viên|mc|ca sĩ|nhạc công|họa sĩ|nhà văn|designer|thiết kế|marketing|kinh doanh|môi giới|gia sư|hiệu trưởng|hiệu phó|bí thư|chủ tịch|hội trưởng|huấn luyện viên|pt|vận động viên|streamer|reviewer|freelancer|tự do|thất nghiệp|nghề|lao động|thầy thuốc|lương y|nha sĩ|thú y|hái dừa|bốc vác|khuân vác|cửu vạn|xe ôm|xích lô|ve chai|đồng nát|thầy|sư|sư cô|ni cô|linh mục|tu|giữ trẻ|bảo mẫu|trông trẻ|giữ xe|kiểm lâm|kiểm sát|thư ký|thư viện|thủ thư|teacher|student|nurse|driver|engineer|worker|accountant|doctor|farmer|cook|chef|waiter|waitress|tutor|lecturer|manager|retired|intern|thực tập|thực tập sinh|làm công|làm công nhân|phụ bán|phụ việc|phụ kho|phụ|đứng máy|may|soát vé|lái|lái đò|lái tàu|kế toán trưởng|trực|trực ban|tiếp thị|trình dược viên|telesale|sale|sales|tester|trợ lý|trợ giảng|nail",
    "WORK": "làm|làm việc|làm ở|làm tại|làm cho|làm bên|làm nghề|dạy|dạy học|học|học ở|đang học|nghề|công tác|công tác tại|làm trong|đi làm|từng làm|trực|lái|bán|chạy|phụ|đứng|may|work|works|worked|working|study|studying|teach|employed|job|chuyên|nghiệp|theo nghề|kinh nghiệm|ca|cũ",
    "ORG": "công ty|cty|ct|xí nghiệp|nhà máy|xưởng|trường|đại học|đh|cao đẳng|cđ|thpt|thcs|tiểu học|mầm non|mẫu giáo|lớp|khoa|bệnh viện|bv|trạm y tế|phòng khám|ngân hàng|khu công nghiệp|kcn|kcx|hợp tác xã|htx|nông trường|lâm trường|đơn vị|tiểu đoàn|trung đoàn|sư đoàn|đại đội|lữ đoàn|đồn|đồn biên phòng|ubnd|ủy ban|xã đội|văn phòng|phòng|ban|sở|cục|chi cục|bưu điện|bưu cục|siêu thị|khách sạn|nhà hàng|quán|tiệm|cửa hàng|chợ|chùa|mỏ|cảng|ga|bến xe|sân bay|kho|tổ|đội|hội|viện|trung tâm|tổng công ty|tập đoàn|company|factory|school|university|college|hospital|office|center|centre|class|grade|k|niên khóa|học viện|hãng|tàu|ghe|lò|trại|vựa|sạp",
    "NEG": "không|ko|k|hok|hông|chưa|chẳng|chả|đừng|not|no|never|đâu|khỏi|hổng|hong|kh",
    "PAST": "ngày|tháng|hôm|tuần|lúc|giờ|sáng|chiều|tối|trưa|hồi|bữa|năm|mùng|mồng|date|day|month",
    "MONEY": "k|triệu|tr|nghìn|ngàn|đồng|đ|vnd|trăm|củ|lít|xị|tỷ|usd|%|cái|hộp|chai|thùng|bao|ký|kg|g|gram|lít|con|chiếc|đôi|bộ|lọ|viên|tuýp|mét|m2|cây|lần|người|lượt|sao|năm kinh nghiệm|h|p|phút|ml|size|cặp|gói|tấn|tạ|chỉ|lạng",
    "OWN": "của|nhà|riêng|cá nhân|own",
    "AND": "và|với|cùng|là|thì|mà|nhưng|nên|vì|do|bởi|rồi|xong|nếu|khi|để|cho|có|còn|and|but|because|so",
}
_LONGEST = 4  # words of a phrase


def _phrases() -> dict[str, list[tuple[str, str]]]:
    phrases: dict[str, list[tuple[str, str]]] = {}
    for name, words in _WORDS.items():
        for word in dict.fromkeys(words.split("|")):
            one = fold(word)
            phrases.setdefault(one.text, []).append((one.accented, name))
    return phrases


_PHRASES = _phrases()


def classes_of(folded: Folded, tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    """Give for each token the classes of the phrases of the vocabulary it lies in."""
    found: list[dict[str, None]] = [{} for _ in tokens]
    for start, token in enumerate(tokens):
        if token.shape in {"word", "number"}:
            for length, name in _phrases_at(folded, tokens, start):
                for at in range(start, start + length):
                    found[at][name] = None
    for at, token in enumerate(tokens):
        if token.text in FAMILY:
            found[at]["FAMILY"] = None
        if token.text in GIVEN:
            found[at]["GIVEN"] = None
    return [tuple(names) for names in found]


def _phrases_at(folded: Folded, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, str]]:
    """Yield the length in tokens and the class of each phrase that begins here."""
    phrase = ""
    for length, token in enumerate(tokens[start : start + _LONGEST], start=1):
        phrase = f"{phrase} {token.text}" if phrase else token.text
        for meant, name in _PHRASES.get(phrase, ()):
            if _is_meant(folded, tokens[start].start, token.end, meant):
                yield length, name


def _is_meant(folded: Folded, start: int, end: int, meant: str) -> bool:
    said = folded.accented[start:end]
    if said == meant:
        return True
    if len(said) != len(meant) or (said.isascii() and folded.has_accents):
        return False
    return same_accents(said, meant)
