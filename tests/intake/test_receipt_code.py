"""Receipt codes: written down, typed again, mistyped, and never kept in the clear."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intake.receipt_code import (
    ALPHABET,
    CODE_LENGTH,
    HIDDEN_CODE,
    MistypedCodeError,
    ReceiptCode,
    check_character,
    hide_receipt_code,
    new_receipt_code,
    read_receipt_code,
)

codes = st.text(alphabet=ALPHABET, min_size=15, max_size=15).map(lambda body: ReceiptCode(body + check_character(body)))
TYPED: dict[str, Callable[[str], str]] = {
    "as shown": str,
    "in lower case": str.lower,
    "without dashes": lambda shown: shown.replace("-", ""),
    "with spaces": lambda shown: shown.replace("-", " "),
    "with long dashes": lambda shown: shown.replace("-", "–"),
    "with spaces around": lambda shown: f"  {shown} \n",
    "O for zero": lambda shown: shown.replace("0", "O"),
    "o for zero": lambda shown: shown.replace("0", "o"),
    "I for one": lambda shown: shown.replace("1", "I"),
    "l for one": lambda shown: shown.replace("1", "l"),
    "with its heading": lambda shown: f"Mã tiếp nhận: {shown}",
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
@given(code=codes)
def test_a_code_typed_by_a_person_is_the_code(typed: Callable[[str], str], code: ReceiptCode) -> None:
    assert read_receipt_code(typed(str(code))) == code


@given(code=codes)
def test_a_code_without_its_tb_is_the_code_unless_it_could_be_an_account_number(code: ReceiptCode) -> None:
    assume(not code.characters.isdigit())
    assert read_receipt_code(str(code).removeprefix("TB-")) == code
    assert read_receipt_code(code.characters) == code


@given(code=codes, place=st.integers(0, CODE_LENGTH - 1), slip=st.sampled_from(ALPHABET))
def test_every_single_slip_is_noticed(code: ReceiptCode, place: int, slip: str) -> None:
    assume(code.characters[place] != slip)
    slipped = code.characters[:place] + slip + code.characters[place + 1 :]
    assume(any(c.isdigit() for c in slipped))
    with pytest.raises(MistypedCodeError):
        read_receipt_code(str(ReceiptCode(slipped)))


@given(code=codes, place=st.integers(0, CODE_LENGTH - 1))
def test_a_character_left_out_is_noticed(code: ReceiptCode, place: int) -> None:
    assume(any(c.isdigit() for c in code.characters[:place] + code.characters[place + 1 :]))
    shown = str(code)
    at = [i for i, character in enumerate(shown) if i > 2 and character != "-"][place]
    with pytest.raises(MistypedCodeError):
        read_receipt_code(shown[:at] + shown[at + 1 :])


def test_a_code_without_a_digit_is_a_code_too() -> None:
    body = "ABCDEFGHJKMNPQ"
    last = next(c for c in ALPHABET if c.isalpha() and check_character(body + c).isalpha())
    code = ReceiptCode(body + last + check_character(body + last))
    assert read_receipt_code(str(code)) == code


def test_a_letter_of_the_vietnamese_keyboard_is_a_slip() -> None:
    with pytest.raises(MistypedCodeError):
        read_receipt_code("TB-Đ1234-56789-ABCDE-F")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TB",
        "1234567890123456",
        "9704 3612 3456 7890",
        "0900000651",
        "ban hang fake quan9",
        "tb ban hang gia o q7",
        "tb shop hoa lan 09 ban kem gia",
        "shoplinhcute2024",
        "Shop Linh bán kem giả ở Đà Nẵng",
        "https://shopee.vn/linh.cosmetics",
        "TB nhận hàng giả rồi báo ở đâu",
    ],
)
def test_what_is_no_code_is_left_to_the_dialogue(text: str) -> None:
    assert read_receipt_code(text) is None


@given(text=st.text(max_size=80))
def test_reading_never_raises_anything_but_mistyped(text: str) -> None:
    try:
        code = read_receipt_code(text)
    except MistypedCodeError:
        return
    assert code is None or len(code.characters) == CODE_LENGTH


def test_new_codes_differ_and_fit_their_check_character() -> None:
    fresh = [new_receipt_code() for _ in range(200)]
    assert len({code.characters for code in fresh}) == 200
    assert all(read_receipt_code(str(code)) == code for code in fresh)
    assert all(code.locator == code.characters[:5] for code in fresh)


@given(
    code=codes,
    before=st.sampled_from(["", "mã của tôi là ", "xem giúp "]),
    after=st.sampled_from(["", " với", ", cảm ơn"]),
)
def test_a_code_in_a_message_is_hidden(code: ReceiptCode, before: str, after: str) -> None:
    for shown in (str(code), str(code).lower(), str(code).replace("-", " "), str(code).replace("-", "")):
        assert hide_receipt_code(f"{before}{shown}{after}") == f"{before}{HIDDEN_CODE}{after}"


def test_a_mistyped_code_is_hidden_as_well() -> None:
    code = str(new_receipt_code())
    slipped = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert hide_receipt_code(slipped) == HIDDEN_CODE


def test_other_words_are_kept_as_they_are() -> None:
    said = "TB là gì vậy? Shop 0900000651 bán kem giả"
    assert hide_receipt_code(said) == said
