"""E-mail addresses, plain and disguised; `.example` belongs to nobody."""

import unicodedata

import pytest

from nlp.fold import fold
from nlp.recognizers.email import find_emails

FOUND = [
    ("mail lan@shop.example", "lan@shop.example", "lan@shop.example"),
    ("gửi Lan.Nguyen@Shop.Example.", "Lan.Nguyen@Shop.Example", "lan.nguyen@shop.example"),
    ("(sales@hang-re.example)", "sales@hang-re.example", "sales@hang-re.example"),
    ("email: a_b-c+d@mail.example, nhé", "a_b-c+d@mail.example", "a_b-c+d@mail.example"),
    ("tuitheu.nd@gmail.com. Trân trọng", "tuitheu.nd@gmail.com", "tuitheu.nd@gmail.com"),
    ("lan123@co.shop.example", "lan123@co.shop.example", "lan123@co.shop.example"),
    ("9lan@shop.example", "9lan@shop.example", "9lan@shop.example"),
    ("mail <lan@shop.example>", "lan@shop.example", "lan@shop.example"),
    ("mailto:lan@shop.example", "lan@shop.example", "lan@shop.example"),
    ("lan@shop.example/zalo", "lan@shop.example", "lan@shop.example"),
    ('"lan@shop.example"', "lan@shop.example", "lan@shop.example"),
    ("lan@shop.example!", "lan@shop.example", "lan@shop.example"),
    ("LAN@SHOP.EXAMPLE", "LAN@SHOP.EXAMPLE", "lan@shop.example"),
    ("ｌａｎ@shop.example", "ｌａｎ@shop.example", "lan@shop.example"),
    ("mail lan @ shop . example", "lan @ shop . example", "lan@shop.example"),
    ("mail lan @ gmail . com nha", "lan @ gmail . com", "lan@gmail.com"),
    ("mail lan @ gmail.com", "lan @ gmail.com", "lan@gmail.com"),
    ("lan (at) gmail chấm com", "lan (at) gmail chấm com", "lan@gmail.com"),
    ("lan (at) gmail cham com", "lan (at) gmail cham com", "lan@gmail.com"),
    ("lan(at)gmail(dot)com", "lan(at)gmail(dot)com", "lan@gmail.com"),
    ("lan [at] gmail [dot] com", "lan [at] gmail [dot] com", "lan@gmail.com"),
    ("lan[at]mail.com", "lan[at]mail.com", "lan@mail.com"),
    ("lan {at} gmail.com", "lan {at} gmail.com", "lan@gmail.com"),
    ("lan (@) gmail.com", "lan (@) gmail.com", "lan@gmail.com"),
    ("lan[@]gmail[.]com", "lan[@]gmail[.]com", "lan@gmail.com"),
    ("lan a còng gmail chấm com", "lan a còng gmail chấm com", "lan@gmail.com"),
    ("lan a cong gmail cham com", "lan a cong gmail cham com", "lan@gmail.com"),
    ("lan (a còng) gmail.com", "lan (a còng) gmail.com", "lan@gmail.com"),
    ("lan a móc gmail chấm com", "lan a móc gmail chấm com", "lan@gmail.com"),
    ("my mail is lan at gmail dot com", "lan at gmail dot com", "lan@gmail.com"),
    ("lan at yahoo.com.vn", "lan at yahoo.com.vn", "lan@yahoo.com.vn"),
    ("lan chấm hoa a còng gmail chấm com", "lan chấm hoa a còng gmail chấm com", "lan.hoa@gmail.com"),
    ("lan gạch dưới hoa a còng gmail chấm com", "lan gạch dưới hoa a còng gmail chấm com", "lan_hoa@gmail.com"),
    ("lan a còng gmail", "lan a còng gmail", "lan@gmail.com"),
    ("lan@gmail nha", "lan@gmail", "lan@gmail.com"),
    ("lan a còng hangre chấm vn", "lan a còng hangre chấm vn", "lan@hangre.vn"),
    ("lan a cong hang-re.example", "lan a cong hang-re.example", "lan@hang-re.example"),
    ("hr.laixe [at] gmail.com", "hr.laixe [at] gmail.com", "hr.laixe@gmail.com"),
    ("mail nó là tamhotich88 @ gmail . com nhé", "tamhotich88 @ gmail . com", "tamhotich88@gmail.com"),
    ("ad ơi ghi: LAN (AT) GMAIL (DOT) COM", "LAN (AT) GMAIL (DOT) COM", "lan@gmail.com"),
    ("lan@gmail.com.vn", "lan@gmail.com.vn", "lan@gmail.com.vn"),
]
NOT_FOUND = [
    "mua ở @skin.of.linh",
    "shop @luxbag.vn",
    "tiktok @nhakho.ne bán đồ",
    "from @bambi.preloved for",
    "@hang_re.88",
    "lan@",
    "@gmail.com",
    "meet at abc.com",
    "look at shop.example now",
    "at 5 pm",
    "gmail.com",
    "a còng là gì",
    "bán ở (at) chợ",
    "lan@shop",
    "lan @shop.example",
    "giá 5@kg",
    "user@1.2.3",
    "lan@@gmail.com",
    "mua 2 @ 50k",
    "không có mail",
    "nick a.b.c.d",
    "lan a còng hàng rẻ chấm vn",
]


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_an_address_is_read_however_written(text: str, said: str, value: str) -> None:
    assert [(one.text, one.value) for one in find_emails(fold(text))] == [(said, value)]


@pytest.mark.parametrize(("text", "said", "value"), FOUND)
def test_a_decomposed_text_gives_the_same_value(text: str, said: str, value: str) -> None:
    found = find_emails(fold(unicodedata.normalize("NFD", text)))
    assert [(unicodedata.normalize("NFC", one.text), one.value) for one in found] == [(said, value)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_address(text: str) -> None:
    assert find_emails(fold(text)) == []


@pytest.mark.parametrize("text", ["a@" * 9000, "a." * 9000, "x@a-" * 5000, "a at " * 4000, "a cham " * 3000 + "@"])
def test_long_hostile_texts_end(text: str) -> None:
    assert find_emails(fold(text)) == []
