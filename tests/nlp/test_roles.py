"""Whose a contact is: a reporter's own number must never become the seller's."""

import pytest

from nlp.analysis import analyze, to_contract
from nlp.findings import Finding


def roles(text: str) -> list[tuple[str, str]]:
    return [
        (one.text, one.role) for one in analyze(text).findings if one.kind in {"phone", "bank_account", "url", "handle"}
    ]


def names(text: str) -> list[Finding]:
    return [one for one in analyze(text).findings if one.kind == "person" and one.role == "reporter"]


REPORTER = [
    "Shop Hoa Mai bán hàng giả, sđt của em 0912345678",
    "Shop Hoa Mai bán hàng giả. Số em là 0912 345 678",
    "Shop bán hàng giả, liên hệ em qua 0912345678",
    "shop lua dao, lien he lai cho em 0912345678",
    "Tôi tên Lan, 0912345678, bị shop lừa tiền",
    "Hàng giả quá nhiều. Trân trọng, Trần Thị B, 0912345678",
    "Bị lừa mất tiền, hoàn lại cho em vào stk của em 0912345678901 vcb",
    "mua hàng giả của shop. 0912345678 là số của mình",
    "Shop bán sữa giả, cần thêm thông tin xin liên hệ 0912345678",
    "zalo em 0912345678, nó bán pod",
    "sdt 0912345678 (em Lan) báo shop lừa đảo",
    "Họ và tên: Trần Văn B. SĐT 0912345678. Nội dung: shop bán hàng giả",
    "đặt hàng giả của shop, mình dùng số 0912345678 để đặt",
    "bị lừa trừ tiền từ tài khoản 0123456789012",
    "Anh chị gọi cho em số 0912345678, shop bán hàng giả",
    "shop lừa, em còn dùng số 0912345678",
    "Bán hàng giả, em còn số 0912345678 nữa",
    "shop bán hàng giả, tôi vẫn xài sdt 0912345678",
    "mua của shop con dùng số 0912345678 để đặt",
    "shop lừa đảo, con dùng số 0912345678",
    "shop con mua ban hang gia, con dung so 0912345678",
    "Shop còn bán hàng giả, số mình 0912345678",
    "cháu có số 0912345678, shop đó lừa cháu",
]
SELLER = [
    "shop bán hàng giả là 0900000653",
    "nó lừa em, số nó 0900000653",
    "em chuyển khoản vào stk 0900000653098 vcb xong bị chặn",
    "0900000653 chuyên lừa đảo bán điện thoại",
    "người bán tên Tú, zalo 0900000653",
    "lừa đảo qua số 0900000653",
    "có số 0900000653 gọi cho em tự xưng công an",
    "shop bán túi giả\nshop còn dùng số 0900000653, stk 0000344499 Techcombank",
    "shop con dung so 0900000653, lua dao nhieu nguoi",
    "nó xài stk 0900000653098 vcb để lừa",
    "bị lừa, số của shop 0900000653",
    "họ dùng số 0900000653 để lừa người ta",
    "shop lừa, tối có số 0900000653 gọi đòi tiền",
]


@pytest.mark.parametrize("text", REPORTER)
def test_the_reporters_own_contact_is_his(text: str) -> None:
    assert {role for _, role in roles(text)} == {"reporter"}


@pytest.mark.parametrize("text", SELLER)
def test_the_sellers_contact_is_the_sellers(text: str) -> None:
    assert {role for _, role in roles(text)} == {"seller"}


@pytest.mark.parametrize("text", ["0912345678", "gọi 0912345678"])
def test_a_number_nobody_claims_stays_unknown(text: str) -> None:
    assert {role for _, role in roles(text)} == {"unknown"}


@pytest.mark.parametrize("text", ["shop lừa, sđt của vợ em 0912345678", "nạn nhân là chị Sáu, 0912345678"])
def test_other_peoples_numbers_are_not_the_sellers(text: str) -> None:
    assert {role for _, role in roles(text)} <= {"victim", "third_party"}


def test_a_word_that_only_looks_like_a_self_pronoun_gives_no_home() -> None:
    assert [one.role for one in analyze("shop giao hàng giả, tối ở Đà Nẵng rất đông").provinces] != ["reporter"]


def test_both_in_one_sentence() -> None:
    text = "em tên Lan, sđt của em 0912345678, shop bán hàng giả là 0900000653"
    assert roles(text) == [("0912345678", "reporter"), ("0900000653", "seller")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tôi tên Trần Thị Bình, mua hàng giả", "Trần Thị Bình"),
        ("em là Lan ở quận 5, shop bán hàng giả", "Lan"),
        ("Họ và tên: Trần Văn Ba, phản ánh hàng giả", "Trần Văn Ba"),
        ("mình tên là hoa, bị lừa tiền", "hoa"),
        ("my name is John Smith, they sell fake bags", "John Smith"),
    ],
)
def test_the_reporters_name_is_marked_and_left_out_of_the_contract(text: str, name: str) -> None:
    assert [(one.text, one.reason) for one in names(text)] == [(name, "tự giới thiệu")]
    entities = to_contract(analyze(text))["entities"]
    assert isinstance(entities, list)
    assert name not in {entity["text"] for entity in entities}


@pytest.mark.parametrize("text", ["em là người mua", "shop tên Hoa Mai bán hàng giả", "nó tên Tú"])
def test_other_names_are_not_the_reporters(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Cần gặp xin gọi 0900 000 631 chị Mơ. Quán Bốn Mùa ở Hà Nội bán rượu giả",
        "Shop Bốn Mùa bán hàng giả. Đơn hàng giao cho Mơ 0900 000 632",
        "shop Bốn Mùa lừa, người nhận: Mơ 0900 000 633",
        "liên lạc lại qua số 0900 000 634 gặp Mơ, shop Bốn Mùa bán sữa giả",
    ],
)
def test_who_is_to_be_called_back_or_gets_the_parcel_is_never_the_seller(text: str) -> None:
    assert [one.role for one in analyze(text).findings if one.kind == "phone"] == ["reporter"]


def test_a_number_of_the_sellers_to_call_stays_his() -> None:
    found = analyze("shop Bốn Mùa bán hàng giả, xin gọi cho shop số 0900 000 635 là nó bắt máy").findings
    assert [one.role for one in found if one.kind == "phone"] == ["seller"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("mẹ em bị ngộ độc, số của mẹ 0900 000 641, shop Bốn Mùa bán sữa giả", "victim"),
        ("vợ em bị ngộ độc, sđt của vợ em 0900 000 642", "victim"),
        ("nạn nhân là chị Sáu, 0900 000 643", "victim"),
        ("shipper giao hàng số 0900 000 644, hàng thiếu", "third_party"),
        ("gọi tổng đài 1900 0000 thì họ bảo chờ", "third_party"),
        ("nhân chứng là bác Ba 0900 000 645", "third_party"),
        ("nó giả shipper gọi số 0900 000 646 lừa em", "seller"),
    ],
)
def test_victims_and_bystanders_are_never_the_seller(text: str, role: str) -> None:
    found = [one.role for one in analyze(text).findings if one.kind == "phone"]
    assert found in ([role], ["reporter"] if role == "victim" else [role]), "both are covered"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("hàng giả ở cạnh nhà thuốc Minh Châu", "third_party"),
        ("nhà thuốc Minh Châu bán hàng giả", "seller"),
    ],
)
def test_a_shop_that_shows_the_way_is_not_accused(text: str, role: str) -> None:
    assert [one.role for one in analyze(text).findings if one.kind == "seller"] == [role]


def test_what_stands_in_the_sellers_own_words_is_the_sellers() -> None:
    found = analyze('Shop rao: "em bán sữa xách tay, ib em sđt em 0900 000 647", toàn hàng giả').findings
    assert [one.role for one in found if one.kind == "phone"] == ["seller"]
