"""Covering more: asked, answered, left again, and never a way to send or to lose anything."""

from dataclasses import replace

import pytest

from intake import phrases
from intake.dialogue import MOST_HIDDEN, advance, text_after
from intake.draft import Draft, Stage, Turn
from nlp.analysis import analyze
from tests.intake.given import message, route

TOLD = "Shop Linh bán kem giả ở Đà Nẵng, chị Ngân chứng kiến"
CARD = Draft(stage="card", texts=(TOLD,), prompt=3, asked=("who", "where"))
HIDING = replace(CARD, stage="hide")


def say(draft: Draft, text: str = "", *, button: str | None = None) -> Turn:
    said = message(text, button=button)
    understood = analyze(text_after(draft, said))
    return advance(draft, said, file_ids=(), analysis=understood, route=route())


def texts(turn: Turn) -> list[str]:
    return [reply.text for reply in turn.replies]


@pytest.mark.parametrize("asked", ["4", "che", "Che thêm", "che them"])
def test_covering_is_asked_for_by_button_number_or_word(asked: str) -> None:
    assert say(CARD, asked) == say(CARD, button="hide:3")
    assert texts(say(CARD, asked)) == [phrases.HIDE_ASK]
    assert say(CARD, asked).draft == HIDING


def test_the_words_answered_are_covered_on_the_next_card() -> None:
    turn = say(HIDING, "chị Ngân")
    assert turn.draft == replace(CARD, hidden=("chị Ngân",), prompt=4)
    assert texts(turn)[0] == phrases.HIDE_DONE
    assert "Đà Nẵng, [đã che] chứng kiến”" in texts(turn)[1]
    assert "Ngân" not in texts(turn)[1]


def test_the_words_may_come_with_the_wish() -> None:
    assert say(CARD, "che chị Ngân").draft == say(HIDING, "chị Ngân").draft


@pytest.mark.parametrize(
    ("missed", "stage"),
    [("Bích", "hide"), ("ok", "card"), ("1", "card"), ("gửi", "card"), ("4", "card"), ("3", "card")],
)
def test_what_is_not_in_the_text_covers_nothing_sends_nothing_and_adds_nothing(missed: str, stage: Stage) -> None:
    turn = say(HIDING, missed)
    assert (turn.draft, turn.effect) == (replace(CARD, stage=stage, prompt=4), None)
    assert texts(turn)[0] == phrases.HIDE_MISSED
    assert turn.replies[1].is_card


def test_a_slip_can_be_typed_again() -> None:
    again = say(say(HIDING, "chị Ngâm").draft, "chị Ngân")
    assert again.draft.hidden == ("chị Ngân",)
    assert again.draft.texts == CARD.texts


@pytest.mark.parametrize("left", ["giữ như cũ", "Thôi", "không che nữa"])
def test_covering_can_be_left_again(left: str) -> None:
    assert say(HIDING, left).draft == replace(CARD, prompt=4)
    assert say(HIDING, button="keep:3").draft == replace(CARD, prompt=4)


def test_the_card_still_on_the_screen_goes_on_working() -> None:
    sent = say(replace(HIDING, hidden=("Ngân",)), button="send:3")
    assert sent.effect is not None
    assert sent.effect == say(replace(CARD, hidden=("Ngân",)), button="send:3").effect


@pytest.mark.parametrize(
    "told", ["shop này còn bán cả son giả ở chợ Hàn, nhân viên rất đông", "cứu với nó dọa giết tôi", "chè Thái giả"]
)
def test_whoever_tells_more_instead_is_heard(told: str) -> None:
    for draft in (HIDING, CARD) if told != "chè Thái giả" else (CARD,):
        assert say(draft, told).draft.texts == (TOLD, told)


def test_danger_is_answered_while_covering_too() -> None:
    assert texts(say(HIDING, "cứu với nó dọa giết tôi"))[0] == phrases.EMERGENCY


@pytest.mark.parametrize("told", ["che giấu hàng giả trong kho", "che đậy bằng hoá đơn giả"])
def test_a_seller_who_covers_up_is_part_of_the_tip(told: str) -> None:
    assert say(CARD, told).draft.texts == (TOLD, told)


def test_what_was_covered_stays_covered_when_the_words_change() -> None:
    covered = say(HIDING, "Ngân").draft
    assert "Ngân" not in texts(say(covered, "chị Ngân còn giữ hoá đơn"))[-1]
    rewriting = say(covered, button=f"edit:{covered.prompt}").draft
    turn = say(rewriting, "Shop Linh bán kem giả ở Đà Nẵng, hỏi Ngân thì biết")
    assert "Ngân" not in texts(turn)[-1]


def test_there_is_an_end_to_covering() -> None:
    full = replace(HIDING, hidden=tuple(f"chữ {number}" for number in range(MOST_HIDDEN)))
    turn = say(full, "Ngân")
    assert texts(turn)[0] == phrases.HIDE_TOO_MUCH
    assert turn.draft.hidden == full.hidden


def test_a_photo_has_no_words_to_cover() -> None:
    photo = Draft(stage="card", file_ids=("f1",), prompt=3)
    assert texts(say(photo, "che thêm")) == [phrases.PLEASE_PRESS]
