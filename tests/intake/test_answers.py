"""Questions to us, corrections and typed answers: answered or kept, never mistaken for one another."""

import pytest

from intake import phrases, questions_to_us
from intake.dialogue import advance, text_after
from intake.draft import Draft, Turn
from intake.messages import Button
from intake.typed_answers import read_choice, read_command
from nlp.analysis import analyze
from tests.intake.given import message, route

TIP = "shop Mây Tím bán giày nike giả ở 20 Lê Duẩn Đà Nẵng, fb.com/maytim.example"


def say(draft: Draft, text: str = "", *, button: str | None = None) -> Turn:
    said = message(text, button=button) if button else message(text)
    understood = analyze(text_after(draft, said))
    return advance(draft, said, file_ids=(), analysis=understood, route=route())


def texts(turn: Turn) -> list[str]:
    return [reply.text for reply in turn.replies]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("có bị lộ tên tôi không? tôi sợ bị trả thù", questions_to_us.SAFETY),
        ("bao co giu bi mat ko ad", questions_to_us.SAFETY),
        ("bao giờ có kết quả ạ", questions_to_us.NEXT),
        ("Thanks, what happens next?", questions_to_us.NEXT),
        ("em muốn rút lại tin hôm qua em báo", questions_to_us.WITHDRAW),
        ("rút lại", questions_to_us.WITHDRAW),
        ("Cảm ơn nhé", questions_to_us.THANKS),
    ],
)
def test_a_question_to_us_is_answered_and_leaves_the_draft_alone(asked: str, answer: str) -> None:
    assert texts(say(Draft(), asked)) == [answer]
    waiting = say(Draft(), TIP).draft
    turn = say(waiting, asked)
    assert turn.draft == waiting
    assert texts(turn)[0].startswith(answer)


@pytest.mark.parametrize(
    "told",
    [
        "shop Mây Tím bán hàng giả, bao giờ có người xử lý",
        "nó doạ trả thù tôi nếu tôi báo, số nó 0900 000 613",
        "nó đang cầm dao đòi trả thù tôi",
        "Cảm ơn ad, nhưng shop đó lại bán hàng giả tiếp kìa, số 0900 000 614",
    ],
)
def test_whatever_may_be_part_of_a_report_is_no_question_to_us(told: str) -> None:
    assert questions_to_us.answer_question(told) is None


def test_a_short_correction_is_set_beside_the_words_and_may_replace_them() -> None:
    first = say(Draft(), TIP).draft
    rewriting = say(first, button=f"edit:{first.prompt}").draft
    corrected = say(rewriting, "số nhà 22 chứ không phải 20")
    assert corrected.draft.text == f"{TIP}\nĐính chính: số nhà 22 chứ không phải 20"
    button = corrected.replies[-1].buttons[4]
    assert button == Button(phrases.BUTTON_REPLACE, f"replace:{corrected.draft.prompt}")
    assert say(corrected.draft, button=button.payload).draft.text == "số nhà 22 chứ không phải 20"


def test_a_whole_new_telling_replaces_the_old_one() -> None:
    first = say(Draft(), TIP).draft
    rewriting = say(first, button=f"edit:{first.prompt}").draft
    anew = "shop Mây Hồng bán dép giả ở Huế, fb.com/mayhong.example, tôi có giữ hóa đơn"
    assert say(rewriting, anew).draft.text == anew


@pytest.mark.parametrize("cry", ["cứu với", "nó cầm dao doạ giết tôi", "nó đang cầm dao đòi trả thù tôi"])
def test_a_short_cry_for_help_is_answered_with_whom_to_call(cry: str) -> None:
    assert texts(say(Draft(), cry))[0] == phrases.EMERGENCY


def test_danger_is_warned_of_once_a_draft() -> None:
    first = say(Draft(), "con tôi uống sữa giả mua ở Huế đang co giật, nhập viện rồi")
    assert texts(first)[0] == phrases.EMERGENCY
    second = say(first.draft, "shop tên là Mây Tím")
    assert phrases.EMERGENCY not in texts(second)


def test_money_a_bank_may_still_stop_is_said_at_once() -> None:
    turn = say(Draft(), "em vừa chuyển khoản 3 triệu cho shop Mây Tím xong nó chặn, sđt nó 0900 000 615")
    assert texts(turn)[0] == phrases.BANK_HINT


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("1", "send"),
        ("Gửi!", "send"),
        ("gui", "send"),
        ("SỬA", "edit"),
        ("xoá", "drop"),
        ("4", "hide"),
        ("Che thêm", "hide"),
        ("9", "consent"),
        ("ừ", "consent"),
    ],
)
def test_a_choice_is_read_with_accents_or_without(typed: str, choice: str) -> None:
    assert read_choice(typed, "card") == choice


@pytest.mark.parametrize("typed", ["sữa", "bơ", "đá", "giữ", "12", "gửi hàng giả", ""])
def test_other_accents_make_another_word(typed: str) -> None:
    assert read_choice(typed, "card") is None


@pytest.mark.parametrize(
    ("typed", "command"), [("/huy@TinbaoBot", "cancel"), ("trợ giúp", "help"), ("/start", "welcome")]
)
def test_commands_are_read(typed: str, command: str) -> None:
    assert read_command(typed) == command
