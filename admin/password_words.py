"""What people in Viet Nam type first when asked for a password, without diacritics: zxcvbn's own lists hold little of it.

Ranked, the most usual first. After the Vietnamese entries of zxcvbn's password list (matkhau, anhyeuem, khongbiet …),
the fourteen commonest surnames (Lê Trung Hoa, Họ và tên người Việt Nam), given names and words of our own hearing;
grow it from real refusals.
"""

PHRASES = (
    "matkhau", "anhyeuem", "emyeuanh", "tinbao", "canbo", "vietnam", "quantri", "quantrivien", "administrator", "congan",
    "quanlythitruong", "qltt", "haiquan", "bienphong", "thitruong", "thuongmai", "phuongxa", "ubnd", "chinhphu",
    "xinchao", "chaomung", "camon", "khongbiet", "khongcogi", "toiyeuvietnam", "yeuem", "yeuanh", "nhoem", "nhoanh",
    "giadinh", "conyeu", "boyeu", "meyeu", "voyeu", "chongyeu", "hanhphuc", "mayman", "thanhcong", "binhan", "phattai",
    "chungta", "mottinhyeu", "tinhyeu", "maimai", "mainho", "motminh", "saigon", "hanoi", "bacho", "hochiminh",
    "motconvit", "motconvitxoerahaicaicanh", "conmeo", "concho", "doimatkhau", "matkhaumoi", "matkhaucu", "dangnhap", "taikhoan", "baomat", "bimat",
)  # fmt: skip
SYLLABLES = (
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly",
    "van", "thi", "anh", "linh", "huong", "minh", "thanh", "hung", "hoa", "lan", "mai", "tuan", "nam", "hai", "long",
    "dung", "hieu", "trang", "thao", "phuong", "nga", "ha", "thu", "thuy", "hang", "hanh", "hien", "hong", "ngoc", "quynh",
    "tien", "dat", "duc", "cuong", "khanh", "kien", "quan", "quang", "son", "tam", "tung", "viet", "vinh", "yen", "bao",
    "chau", "giang", "nhung", "tuyet", "xuan", "dong", "an", "binh", "phuc", "loc", "tho", "yeu", "em", "toi", "con", "bo",
    "me", "mot", "hai", "ba", "moi", "cua", "nhieu", "lam", "nha", "mat", "khau", "cong", "tinh", "xa", "huyen",
)  # fmt: skip
