"""The dialogue under any sequence of messages and buttons: nothing raises, nothing is lost, nothing goes unasked."""

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from intake import phrases
from intake.dialogue import advance, text_after
from intake.draft import AddToReport, Draft, SubmitReport, Turn, WithdrawReport, dump_draft, load_draft
from intake.messages import IncomingMessage
from intake.receipt_code import new_receipt_code
from intake.summary_card import MOST_QUESTIONS
from nlp.findings import Analysis
from tests.intake.given import FAKE_CREAM, analysis, message, route

REPORT, OTHERS_REPORT = "0198a000000070008000000000000001", "0198a000000070008000000000000002"
CARD_VERBS = ("send", "edit", "drop", "hide", "addlast", "undo", "keep")
REPORT_VERBS = ("more", "withdraw", "withdrawyes")
VERBS = (*CARD_VERBS, *REPORT_VERBS, "no", "bogus", "")
CHOICES = (
    "1",
    "2",
    "3",
    "gửi",
    "sửa",
    "bỏ",
    "4",
    "che thêm",
    "che Linh",
    "Linh",
    "giữ như cũ",
    "ok",
    "/huy",
    "/start",
    "/trogiup",
    "/tracuu",
)
ANALYSES = (
    analysis(urgency="low"),
    analysis(labels=[("counterfeit", 0.9)]),
    analysis(labels=[("prohibited", 0.9)], urgency="critical"),
)


@dataclass(frozen=True)
class Move:
    """One thing a citizen does; `payload` with `{prompt}` presses a button of the newest card."""

    text: str = ""
    payload: str | None = None
    files: int = 0
    understood: Analysis = ANALYSES[0]

    def incoming(self, draft: Draft) -> IncomingMessage:
        button = self.payload.format(prompt=draft.prompt) if self.payload is not None else None
        return message(self.text, button=button)


subjects = st.sampled_from(["{prompt}", "0", "1", "2", REPORT, OTHERS_REPORT, ""])
live_payloads = st.sampled_from(
    [f"{verb}:{{prompt}}" for verb in CARD_VERBS] + [f"{verb}:{REPORT}" for verb in REPORT_VERBS]
)
any_payloads = st.builds(lambda verb, subject: f"{verb}:{subject}", st.sampled_from(VERBS), subjects)
payloads = st.one_of(live_payloads, live_payloads, any_payloads)
words = st.one_of(
    st.sampled_from([FAKE_CREAM, "ở Huế", "", str(new_receipt_code()), "TB-1234", *CHOICES]), st.text(max_size=40)
)
moves = st.one_of(
    st.builds(Move, payload=payloads, understood=st.sampled_from(ANALYSES)),
    st.builds(Move, text=words, files=st.sampled_from([0, 0, 0, 1, 2]), understood=st.sampled_from(ANALYSES)),
)


@settings(max_examples=300, deadline=None)
@given(path=st.lists(moves, max_size=25), knows_a_report=st.booleans())
def test_nothing_is_lost_whatever_is_said_or_pressed(path: list[Move], *, knows_a_report: bool) -> None:
    draft = Draft(report_id=REPORT if knows_a_report else None)
    for number, move in enumerate(path):
        incoming = move.incoming(draft)
        file_ids = tuple(f"file-{number}-{i}" for i in range(move.files)) if incoming.button is None else ()
        turn = advance(
            draft, incoming, file_ids=file_ids, analysis=move.understood, route=route(None, province=None, held="?")
        )
        _check_answered(turn)
        _check_nothing_lost(draft, incoming, file_ids, turn)
        _check_effect(draft, turn)
        _check_covered(draft, turn)
        assert len(turn.draft.asked) <= MOST_QUESTIONS
        assert len(set(turn.draft.asked)) == len(turn.draft.asked)
        assert load_draft(dump_draft(turn.draft)) == turn.draft
        assert text_after(turn.draft, message(button="x")) == turn.draft.text
        draft = _after_effect(turn)


def _after_effect(turn: Turn) -> Draft:
    """The draft as carrying the effect out leaves it."""
    match turn.effect:
        case SubmitReport():
            return replace(turn.draft, report_id=REPORT)
        case WithdrawReport():
            return replace(turn.draft, report_id=None)
        case _:
            return turn.draft


def _check_answered(turn: Turn) -> None:
    assert turn.replies or turn.effect
    asked = [sentence for sentence in phrases.QUESTIONS.values() for reply in turn.replies if sentence in reply.text]
    assert len(asked) <= 1
    for reply in turn.replies:
        assert reply.text
        assert all(len(button.payload.encode()) <= 64 for button in reply.buttons)


def _check_nothing_lost(before: Draft, incoming: IncomingMessage, file_ids: tuple[str, ...], turn: Turn) -> None:
    left = turn.effect if isinstance(turn.effect, SubmitReport | AddToReport) else None
    after = turn.draft
    kept_files = {*after.file_ids, *(left.file_ids if left else ())}
    assert set(file_ids) <= kept_files
    if before.stage == "dropped" and after.stage != "dropped" and not _was_undone(before, after):
        return  # dropping is one of the ways out; the next tip begins afresh
    assert set(before.file_ids) <= kept_files
    if before.stage == "rewrite" and incoming.button is None and after.stage == "card":
        return  # rewriting replaces the words
    kept_words = (*after.texts, *(left.text.split("\n") if left else ()))
    assert all(line in kept_words for text in before.texts for line in text.split("\n")) or before.text in "\n".join(
        kept_words
    )


def _was_undone(before: Draft, after: Draft) -> bool:
    return after.texts == before.texts and after.file_ids == before.file_ids


def _check_covered(before: Draft, turn: Turn) -> None:
    """What he covered stays covered until the report is gone."""
    if turn.draft.has_content and turn.draft.texts[:1] == before.texts[:1]:
        assert set(before.hidden) <= set(turn.draft.hidden)


def _check_effect(before: Draft, turn: Turn) -> None:
    match turn.effect:
        case SubmitReport():
            assert before.stage in {"card", "hide"}
            assert turn.effect == SubmitReport(text=before.text, file_ids=before.file_ids, hidden=before.hidden)
        case AddToReport(report_id=report_id) | WithdrawReport(report_id=report_id):
            assert report_id == before.report_id
        case _:
            pass


@settings(max_examples=100, deadline=None)
@given(text=st.text(min_size=1, max_size=60), understood=st.sampled_from(ANALYSES[1:]))
def test_a_first_message_that_says_something_always_gets_a_card(text: str, understood: Analysis) -> None:
    incoming = message(f"hàng giả {text} ở chợ")
    turn = advance(Draft(), incoming, file_ids=(), analysis=understood, route=route())
    assert turn.replies[-1].is_card
    assert turn.draft.has_content
