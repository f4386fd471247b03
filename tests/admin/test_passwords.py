"""What is too easy to guess: what people in Viet Nam type first, what one can read on a business card."""

import string
from random import Random

import pytest

from admin.passwords import LONGEST, find_weakness, hash_password, verify_password

EMAIL, NAME = "lan.nguyen@tinbao.example", "Nguyễn Thị Lan"


def judge(password: str) -> str | None:
    return find_weakness(password, email=EMAIL, name=NAME)


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123456", "Mật khẩu 2026", "matkhaucuatoi", "matkhaumoi2026", "anhyeuem2026", "emyeuanhnhieulam",
        "nguyenvana1990", "tranvanan2020", "Thu Trang 1995", "phamminhchau", "hanoi2026hanoi", "Hải Phòng 2026",
        "haiphong@2026!", "saigon123456", "Vietnam@2026", "TinBao@2026!!", "Canbo#123456", "quanlythitruong",
        "090000077712", "0900.000.777.1", "22/11/1990 22", "password1234", "p@ssw0rd1234", "Qwerty@12345", "1qaz2wsx3edc",
        "aaaaaaaaaaaa1", "abababababab", "!!!!!!!!!!!!", " " * 12,
        "🐱" * 12, "🐱🌧️🍜🌸🏠🐟🎋🚲🌙⭐🥭🪷", "🐱🌧️🍜🌸🏠🐟🎋🚲🌙⭐🥭🪷123",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert judge(password) == "password_common"


@pytest.mark.parametrize("password", ["lan.nguyen@tinbao", "Lan@tinbao.example", "Lan.Nguyen@tinbao.example"])
def test_ones_own_name_and_address_are_refused(password: str) -> None:
    assert judge(password) == "password_personal"


@pytest.mark.parametrize("password", ["nguyenthilan1990", "Nguyễn Thị Lan 1990", "Nguyen Thi Lan"])
def test_ones_name_with_a_year_is_refused(password: str) -> None:
    assert judge(password) is not None


@pytest.mark.parametrize(
    "password",
    [
        "con mèo leo cây cau", "conmeoleocaycau", "tôi thích ăn phở bò", "trời mưa ngập phố cũ", "đường xưa mây trắng bay",
        "troi hom nay dep lam", "bà Lan bán hoa tím 2026 ngoài sân", "kR7#vq!2Lmz9", "密码是一个很长的句子吧对不对",
    ],
)  # fmt: skip
def test_a_sentence_of_ones_own_or_chance_passes(password: str) -> None:
    assert judge(password) is None


def test_what_a_password_manager_makes_passes() -> None:
    chance = Random(1)
    signs = string.ascii_letters + string.digits + string.punctuation
    made = ["".join(chance.choice(signs) for _ in range(20)) for _ in range(30)]

    assert [password for password in made if judge(password)] == []


def test_length_has_two_ends() -> None:
    assert judge("mèo leo cây") == "password_short"
    assert judge("mèo " * 65) == "password_long"
    assert judge("con mèo leo cây cau mà trèo hỏi thăm chú chuột đi đâu vắng nhà " * 4) is None


def test_a_hostile_password_is_judged_in_time_and_hashed_whole() -> None:
    password = ("4@8({[</369&#!1/|0$5+7%2" * 20)[: LONGEST - 1]

    judge(password)
    assert not verify_password(hash_password(password + "x"), password + "y")
