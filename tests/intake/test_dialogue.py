"""The dialogue, step by step: what a draft becomes and what is said."""

from dataclasses import replace

import pytest

from intake import phrases
from intake.dialogue import advance, text_after
from intake.draft import (
    AddToReport,
    AnswerStatus,
    Draft,
    Stage,
    SubmitReport,
    Turn,
    WithdrawReport,
    dump_draft,
    load_draft,
)
from intake.messages import IncomingFile, IncomingMessage
from intake.receipt_code import HIDDEN_CODE, new_receipt_code
from nlp.findings import Analysis
from tests.intake.given import FAKE_CREAM, analysis, message, route

UNDERSTOOD = analysis(labels=[("counterfeit", 0.9)])
NOTHING = analysis(urgency="low")
CRITICAL = analysis(labels=[("prohibited", 0.9)], urgency="critical")
REPORT = "0198a000000070008000000000000001"
OTHERS_REPORT = "0198a000000070008000000000000002"
CARD = Draft(stage="card", texts=("bán kem giả",), file_ids=("f1",), prompt=3)


def take(
    draft: Draft, said: IncomingMessage | str, *, understood: Analysis = UNDERSTOOD, file_ids: tuple[str, ...] = ()
) -> Turn:
    message_ = message(said) if isinstance(said, str) else said
    return advance(draft, message_, file_ids=file_ids, analysis=understood, route=route())


def press(draft: Draft, payload: str, *, understood: Analysis = UNDERSTOOD) -> Turn:
    return take(draft, message(button=payload), understood=understood)


def said(turn: Turn) -> list[str]:
    return [reply.text for reply in turn.replies]


def is_card(turn: Turn) -> bool:
    return bool(turn.replies) and turn.replies[-1].is_card


@pytest.mark.parametrize("text", ["chào shop", "hello", "hi ad", "😀", "alo alo"])
def test_a_greeting_is_greeted(text: str) -> None:
    assert take(Draft(), text, understood=NOTHING) == Turn(draft=Draft(), replies=take(Draft(), "/start").replies)
    assert said(take(Draft(), text, understood=NOTHING)) == [phrases.WELCOME]


@pytest.mark.parametrize(
    "text",
    ["làm sao để báo tin về hàng giả", "muốn tố giác thì phải làm thế nào ạ", "báo tin ở đâu?", "how do I report"],
)
def test_a_question_of_procedure_is_answered(text: str) -> None:
    assert said(take(Draft(), text, understood=NOTHING)) == [phrases.PROCEDURE]


def test_the_first_message_gets_a_card() -> None:
    turn = take(Draft(), FAKE_CREAM)
    assert is_card(turn)
    assert turn.draft == Draft(stage="card", texts=(FAKE_CREAM,), prompt=1, asked=("who",))


@pytest.mark.parametrize("text", ["một câu chuyện rất dài mà không luật nào của chúng tôi hiểu được cả", FAKE_CREAM])
def test_no_first_message_of_some_length_is_refused(text: str) -> None:
    assert is_card(take(Draft(), text, understood=NOTHING))


def test_a_photo_alone_gets_a_card() -> None:
    turn = take(Draft(), message(files=[IncomingFile(content=b"x")]), understood=NOTHING, file_ids=("f1",))
    assert is_card(turn)
    assert turn.draft.file_ids == ("f1",)
    assert phrases.CARD_FILES.format(count=1) in turn.replies[-1].text


def test_danger_to_life_is_answered_before_anything_else() -> None:
    for draft in (Draft(), CARD, replace(CARD, stage="rewrite"), Draft(stage="add", report_id=REPORT)):
        assert said(take(draft, "đang chế pháo trong nhà có trẻ em", understood=CRITICAL))[0] == phrases.EMERGENCY


def test_more_words_grow_the_draft_and_the_card_is_a_new_one() -> None:
    turn = take(CARD, message("ở chợ Hàn"), file_ids=("f2",))
    assert turn.draft.texts == ("bán kem giả", "ở chợ Hàn")
    assert turn.draft.file_ids == ("f1", "f2")
    assert turn.draft.prompt == 4
    assert is_card(turn)


@pytest.mark.parametrize("typed", ["1", "Gửi", "gui", "GỬI ĐI", "gửi luôn.", "đồng ý gửi"])
def test_typing_the_choice_sends_as_the_button_does(typed: str) -> None:
    assert take(CARD, typed) == press(CARD, "send:3")
    assert take(CARD, typed).effect == SubmitReport(text="bán kem giả", file_ids=("f1",))
    assert not take(CARD, typed).draft.has_content


@pytest.mark.parametrize("typed", ["2", "sửa", "Sua lai", "viết lại"])
def test_typing_the_choice_rewrites_as_the_button_does(typed: str) -> None:
    assert take(CARD, typed) == press(CARD, "edit:3")
    assert take(CARD, typed).draft == replace(CARD, stage="rewrite")


@pytest.mark.parametrize("typed", ["3", "Bỏ", "huỷ", "xoá", "/huy", "/huy@tinbao_bot", "/cancel"])
def test_typing_the_choice_drops_as_the_button_does(typed: str) -> None:
    assert take(CARD, typed) == press(CARD, "drop:3")
    assert take(CARD, typed).draft == replace(CARD, stage="dropped")


@pytest.mark.parametrize("typed", ["1", "2", "3", "gửi", "ok"])
def test_a_choice_typed_without_a_card_does_nothing(typed: str) -> None:
    turn = take(Draft(), typed, understood=NOTHING)
    assert (turn.draft, turn.effect, said(turn)) == (Draft(), None, [phrases.WELCOME])


@pytest.mark.parametrize("typed", ["ok", "Vâng", "đồng ý", "dạ", "đúng rồi"])
def test_a_yes_is_not_taken_for_consent_to_send(typed: str) -> None:
    turn = take(CARD, typed)
    assert (turn.draft, turn.effect, said(turn)) == (CARD, None, [phrases.PLEASE_PRESS])


@pytest.mark.parametrize("payload", ["send:2", "edit:2", "drop:4", "addlast:2", "send:", "undo:3", "keep:3"])
def test_an_old_button_shows_the_card_of_today_and_does_nothing_else(payload: str) -> None:
    turn = press(CARD, payload)
    assert turn.effect is None
    assert said(turn)[0] == phrases.CARD_CHANGED
    assert is_card(turn)
    assert replace(turn.draft, prompt=3, asked=()) == CARD


@pytest.mark.parametrize(
    "payload", ["send:3", "undo:0", "keep:0", "more:", f"withdraw:{REPORT}", "nonsense", "", ":", "no:x:y" * 9]
)
def test_a_button_without_a_draft_says_so(payload: str) -> None:
    turn = press(Draft(), payload)
    assert (turn.draft, turn.effect) == (Draft(), None)
    assert said(turn) in ([f"{phrases.STALE_BUTTON} {phrases.NOTHING_TO_SEND}"], [phrases.AS_YOU_WISH])


def test_dropping_can_be_undone() -> None:
    dropped = press(CARD, "drop:3")
    (undo,) = dropped.replies[0].buttons
    back = press(dropped.draft, undo.payload)
    assert is_card(back)
    assert replace(back.draft, prompt=3, asked=()) == CARD
    assert press(back.draft, undo.payload).draft.texts == CARD.texts


def test_what_was_dropped_does_not_come_back_with_the_next_tip() -> None:
    dropped = press(CARD, "drop:3").draft
    assert take(dropped, FAKE_CREAM).draft.texts == (FAKE_CREAM,)
    assert take(dropped, FAKE_CREAM).draft.file_ids == ()


def test_nothing_to_cancel_is_said_kindly() -> None:
    assert said(take(Draft(), "/huy")) == [phrases.NOTHING_TO_CANCEL]


def test_rewriting_replaces_the_words_and_keeps_the_photos() -> None:
    turn = take(replace(CARD, stage="rewrite"), "bán son giả ở Huế")
    assert turn.draft.texts == ("bán son giả ở Huế",)
    assert turn.draft.file_ids == ("f1",)
    assert is_card(turn)


def test_a_photo_while_rewriting_keeps_the_words() -> None:
    turn = take(replace(CARD, stage="rewrite"), message(), file_ids=("f2",))
    assert (turn.draft.texts, turn.draft.file_ids) == (CARD.texts, ("f1", "f2"))


def test_rewriting_can_be_left_again() -> None:
    begun = press(CARD, "edit:3")
    (keep,) = begun.replies[0].buttons
    assert replace(press(begun.draft, keep.payload).draft, prompt=3, asked=()) == CARD


def test_a_receipt_code_asks_for_the_status_in_any_stage() -> None:
    code = new_receipt_code()
    for draft in (Draft(), CARD, replace(CARD, stage="rewrite"), replace(CARD, stage="dropped")):
        turn = take(draft, str(code).lower())
        assert turn == Turn(draft=draft, effect=AnswerStatus(code=code.characters))


def test_a_mistyped_code_says_so_and_changes_nothing() -> None:
    code = str(new_receipt_code())
    turn = take(CARD, code[:-1] + ("Z" if code[-1] != "Z" else "Y"))
    assert (turn.draft, turn.effect, said(turn)) == (CARD, None, [phrases.CODE_MISTYPED])


def test_a_receipt_code_among_other_words_never_becomes_part_of_a_tip() -> None:
    told = message(f"mã {new_receipt_code()} của tôi, shop đó vẫn bán kem giả")
    assert take(Draft(), told).draft.texts == (f"mã {HIDDEN_CODE} của tôi, shop đó vẫn bán kem giả",)
    assert text_after(Draft(), told) == take(Draft(), told).draft.text


def test_adding_to_a_report_that_was_sent() -> None:
    begun = press(Draft(report_id=REPORT), f"more:{REPORT}")
    assert said(begun) == [phrases.ADD_NOW]
    added = take(begun.draft, "thêm ảnh hoá đơn", file_ids=("f9",))
    assert added.effect == AddToReport(report_id=REPORT, text="thêm ảnh hoá đơn", file_ids=("f9",))
    assert added.draft == Draft(report_id=REPORT)


def test_adding_to_a_report_leaves_the_draft_that_waits_alone() -> None:
    begun = press(replace(CARD, report_id=REPORT), f"more:{REPORT}")
    added = take(begun.draft, "hoá đơn đây")
    assert added.effect == AddToReport(report_id=REPORT, text="hoá đơn đây", file_ids=())
    assert added.draft == replace(CARD, report_id=REPORT)


def test_a_card_can_go_to_the_last_report_instead() -> None:
    draft = replace(CARD, report_id=REPORT)
    assert phrases.BUTTON_ADD_TO_LAST in [b.label for b in take(draft, "thêm").replies[-1].buttons]
    assert press(draft, "addlast:3").effect == AddToReport(
        report_id=REPORT, text="bán kem giả", file_ids=("f1",), was_shown=True
    )


def test_a_card_whose_last_report_was_withdrawn_is_shown_again_not_dropped() -> None:
    turn = press(CARD, "addlast:3")
    assert turn.effect is None
    assert replace(turn.draft, prompt=3, asked=()) == CARD
    assert is_card(turn)


@pytest.mark.parametrize("verb", ["more", "withdraw", "withdrawyes"])
def test_a_forged_button_with_somebody_elses_report_does_nothing(verb: str) -> None:
    draft = Draft(report_id=REPORT)
    turn = press(draft, f"{verb}:{OTHERS_REPORT}")
    assert (turn.draft, turn.effect) == (draft, None)


def test_withdrawing_is_asked_twice() -> None:
    asked = press(Draft(report_id=REPORT), f"withdraw:{REPORT}")
    yes, no = asked.replies[0].buttons
    assert asked.effect is None
    assert said(press(asked.draft, no.payload)) == [phrases.AS_YOU_WISH]
    assert press(asked.draft, yes.payload).effect == WithdrawReport(report_id=REPORT)


def test_withdrawing_while_adding_keeps_the_draft_that_waits() -> None:
    adding = replace(CARD, stage="add", report_id=REPORT)
    assert press(adding, f"withdrawyes:{REPORT}").draft == replace(CARD, report_id=REPORT)


def test_what_we_cannot_read_is_said_by_name() -> None:
    turn = take(Draft(), message(unsupported="tin nhắn thoại"), understood=NOTHING)
    assert said(turn) == [phrases.UNSUPPORTED.format(what="tin nhắn thoại")]
    assert turn.draft == Draft()


@pytest.mark.parametrize(("draft", "answer"), [(Draft(), phrases.WELCOME), (CARD, phrases.PLEASE_PRESS)])
def test_an_empty_message_is_answered(draft: Draft, answer: str) -> None:
    turn = take(draft, "  \n ", understood=NOTHING)
    assert (turn.draft, said(turn)) == (draft, [answer])


@pytest.mark.parametrize("command", ["/trogiup", "/help", "trợ giúp", "/tracuu", "Tra cứu"])
def test_help_leaves_the_draft_alone(command: str) -> None:
    turn = take(CARD, command)
    assert (turn.draft, said(turn)) == (CARD, [phrases.HELP])


@pytest.mark.parametrize(
    ("stored", "loaded"),
    [
        ({}, Draft()),
        (dump_draft(CARD), CARD),
        ({**dump_draft(CARD), "version": 99, "mood": "new"}, CARD),
        ({**dump_draft(CARD), "stage": "haggling"}, CARD),
        ({"version": 99, "stage": "haggling"}, Draft()),
        ({"stage": "idle", "texts": None, "asked": None}, Draft()),
        ({"texts": ["a", "b"]}, Draft(stage="card", texts=("a", "b"))),
    ],
)
def test_a_draft_of_another_release_loads(stored: dict[str, object], loaded: Draft) -> None:
    assert load_draft(stored) == loaded


STAGES: tuple[Stage, ...] = ("idle", "card", "rewrite", "add", "dropped")


@pytest.mark.parametrize("stage", STAGES)
def test_the_text_analysed_is_the_text_the_card_is_about(stage: Stage) -> None:
    draft = replace(CARD, stage=stage) if stage != "idle" else Draft()
    for incoming in (message(FAKE_CREAM), message(button="send:2"), message(f"  {FAKE_CREAM}\n")):
        turn = take(draft, incoming)
        if is_card(turn):
            assert text_after(draft, incoming) == turn.draft.text
