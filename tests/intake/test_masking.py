"""What of a reporter's words may leave: covered by the rules, by himself, and never a letter of the seller's more."""

import unicodedata
from typing import Literal

import pytest

from intake import phrases
from intake.hidden_words import choose_hidden, find_hidden
from intake.inbox import Inbox
from intake.masking import cover, masked, masked_text, waits_for_release
from intake.referral_view import referral_view
from nlp.analysis import MAX_CHARACTERS, analyze
from storage.queries.reports import list_findings, list_reports
from storage.tables import FindingRow, Report
from tests.intake.citizen import Citizen
from tests.intake.given import CHILD_IN_HOSPITAL, FAKE_CREAM, MISCONDUCT, WITH_OWN_NAME_AND_NUMBER

TOLD = "Shop Linh bán kem giả ở Đà Nẵng, số của shop 0900000651. Chị Ngân bán cạnh đó chứng kiến."


def findings_of(inbox: Inbox, report: Report) -> list[FindingRow]:
    with inbox.ledger.database.read() as session:
        return list(list_findings(session, [report.id]))


HIDDEN_TABLE = [
    ("Chị Ngân bán cạnh đó", "Ngân", "Chị [] bán cạnh đó"),
    ("Chị Ngân bán cạnh đó", "chi ngan", "[] bán cạnh đó"),
    ("chi ngan ban canh do", "Ngân", "chi [] ban canh do"),
    ("An bán ở quán ăn đêm cạnh sân bán vé, An nói", "an", "[] bán ở quán [] đêm cạnh sân bán vé, [] nói"),
    ("facebook.com/nguyenngan90", "ngan", "facebook.com/nguyen[]90"),
    ("hàng ở quán", "an", "hàng ở quán"),
    ("gọi 0900.000.653 hay +84 900 000 653 nhé", "0900000653", "gọi [] hay [] nhé"),
    ("gọi 0900000653 nhé", "0900 000 653", "gọi [] nhé"),
    ("gọi 0900000653, đuôi 0653", "0653", "gọi 0900000653, đuôi []"),
    ("Nguyễn  Văn\nAn ở đó", "nguyễn văn an", "[] ở đó"),
    ("không có gì", "", "không có gì"),
    ("không có gì", "k" * 201, "không có gì"),
    ("a.b (c)", "a.b (c)", "[]"),
    ("aXb", "a.b", "aXb"),
]


@pytest.mark.parametrize(("text", "words", "left"), HIDDEN_TABLE)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_are_found_as_people_write_them(text: str, words: str, left: str, form: Literal["NFC", "NFD"]) -> None:
    written = unicodedata.normalize(form, text)
    covered = masked(written, [{"start": start, "end": end} for start, end in find_hidden(written, [words])])
    assert unicodedata.normalize("NFC", covered.replace("[đã che]", "[]")) == left


CHOSEN_TABLE = [
    ("Ngân", ("Ngân",)),
    ("chữ Ngân", ("Ngân",)),
    ("tên là Ngân nhé", ()),
    ("“chị ngân”.", ("chị ngân",)),
    ("Ngân, 0900000651", ("Ngân", "0900000651")),
    ("số điện thoại 0900 000 651", ("0900 000 651",)),
    ("Bích", ()),
    ("", ()),
]


@pytest.mark.parametrize(("said", "chosen"), CHOSEN_TABLE)
def test_what_stands_in_the_text_is_chosen_from_what_he_says(said: str, chosen: tuple[str, ...]) -> None:
    assert choose_hidden(TOLD, said) == chosen


def test_his_own_number_is_covered_and_the_sellers_stays_readable() -> None:
    covered = cover(WITH_OWN_NAME_AND_NUMBER, analyze(WITH_OWN_NAME_AND_NUMBER), ())
    assert "Canary" not in covered.text
    assert "0900000653" not in covered.text
    assert "số điện thoại của shop 0900000651" in covered.text
    assert {mask["by"] for mask in covered.masks} == {"rules"}
    assert [f.text for f in covered.analysis.findings if f.kind == "phone" and f.role == "seller"] == ["0900000651"]


def test_what_he_covers_himself_stays_his_where_the_rules_cover_it_too() -> None:
    covered = cover(WITH_OWN_NAME_AND_NUMBER, analyze(WITH_OWN_NAME_AND_NUMBER), ("Trần Thị Canary, sđt",))
    first = covered.masks[0]
    assert (first["what"], first["by"]) == ("hidden", "reporter")
    assert covered.text.startswith("Em tên là [đã che] của em [đã che],")
    for before, after in zip(covered.masks, covered.masks[1:], strict=False):
        assert before["end"] <= after["start"]


def test_masks_count_code_points_of_the_text_as_it_was_written() -> None:
    told = unicodedata.normalize("NFD", WITH_OWN_NAME_AND_NUMBER)
    covered = cover(told, analyze(told), ("kem giả",))
    said = [unicodedata.normalize("NFC", told[mask["start"] : mask["end"]]) for mask in covered.masks]
    assert said == ["Trần Thị Canary", "0900000653", "kem giả"]


def test_what_is_too_long_for_the_rules_to_read_does_not_leave() -> None:
    told = ("kem giả " * 2_500)[:MAX_CHARACTERS] + " em tên là Canary"
    covered = cover(told, analyze(told), ())
    assert covered.masks[-1] == {"start": MAX_CHARACTERS, "end": len(told), "what": "unread", "by": "rules"}
    assert cover(told[:MAX_CHARACTERS], analyze(told[:MAX_CHARACTERS]), ()).masks == []


@pytest.mark.parametrize(
    ("labels", "urgency", "waits"),
    [
        (["counterfeit"], "high", False),
        ([], "low", False),
        (["counterfeit"], "critical", True),
        (["counterfeit", "official_misconduct"], "normal", True),
    ],
)
def test_delicate_words_wait_for_an_officer(labels: list[str], urgency: str, *, waits: bool) -> None:
    assert waits_for_release(labels=labels, urgency=urgency) is waits


def test_a_report_keeps_its_masks_and_what_he_covered_is_no_indicator(citizen: Citizen) -> None:
    citizen.say(TOLD)
    citizen.press("Che thêm")
    citizen.say("0900 000 651")
    citizen.say("che chị Ngân")
    assert citizen.draft.hidden == ("0900 000 651", "chị Ngân")
    citizen.press("Gửi")
    (report,) = citizen.reports
    assert report.text == TOLD
    assert masked_text(report) == TOLD.replace("0900000651", "[đã che]").replace("Chị Ngân", "[đã che]")
    assert [mask["by"] for mask in report.masks] == ["reporter", "reporter"]
    assert [f.role for f in findings_of(citizen.inbox, report) if f.kind == "phone"] == ["reporter"]
    assert (report.released_at, report.released_by) == (report.submitted_at, None)
    assert not citizen.draft.hidden


@pytest.mark.parametrize("text", [CHILD_IN_HOSPITAL, MISCONDUCT])
def test_delicate_reports_and_their_additions_are_not_released_by_rule(citizen: Citizen, text: str) -> None:
    citizen.send_tip(text)
    citizen.press_payload(f"more:{citizen.draft.report_id}")
    citizen.say("thêm một ý")
    assert [report.released_at for report in citizen.reports] == [None, None]


def test_an_addition_is_covered_like_the_report_and_says_so(citizen: Citizen) -> None:
    citizen.say(f"{WITH_OWN_NAME_AND_NUMBER}. Chị Ngân chứng kiến.")
    citizen.say("che Ngân")
    citizen.press("Gửi")
    citizen.press_payload(f"more:{citizen.draft.report_id}")
    (done,) = citizen.say("Ngân còn giữ hoá đơn, hỏi 0900 000 653")
    addition = citizen.reports[-1]
    assert masked_text(addition) == "[đã che] còn giữ hoá đơn, hỏi [đã che]"
    assert done.text == phrases.ADDED_WAITS
    assert addition.released_at is None


def test_an_answer_of_a_bare_name_and_number_reaches_no_authority_before_an_officer_read_it(citizen: Citizen) -> None:
    citizen.send_tip(FAKE_CREAM)
    citizen.press_payload(f"more:{citizen.draft.report_id}")
    citizen.say("Phạm Văn Dũng, 0900/000/777 nha")
    with citizen.inbox.ledger.database.read() as session:
        view = repr(referral_view(session, citizen.case, None))
    assert [word for word in ("Dũng", "777", "Phạm") if word in view] == []


def test_whoever_has_only_the_code_learns_nothing_of_what_is_covered(citizen: Citizen) -> None:
    citizen.say(f"{FAKE_CREAM}. Chị Ngân chứng kiến.")
    citizen.say("che Ngân")
    code = citizen.code_in(citizen.press("Gửi"))
    stranger = Citizen(citizen.inbox)
    stranger.say(str(code))
    stranger.press("Bổ sung")
    (answer,) = stranger.say("Lan, Mai, Ngân")
    assert answer.text == phrases.ADDED_WAITS
    [guess] = [one for one in list_series(citizen) if one.text == "Lan, Mai, Ngân"]
    assert (guess.masks, guess.released_at) == ([], None)


def test_what_is_covered_later_is_covered_in_what_was_said_before(citizen: Citizen) -> None:
    citizen.send_tip(f"{FAKE_CREAM}. Chị Ngân chứng kiến.")
    citizen.say("Ngân còn giữ hoá đơn của shop Linh ở Đà Nẵng")
    citizen.say("che Ngân")
    citizen.press("Thêm vào tin đã gửi")
    assert [masked_text(one).count("Ngân") for one in list_series(citizen)] == [0, 0]


def list_series(citizen: Citizen) -> list[Report]:
    with citizen.inbox.ledger.database.read() as session:
        return list(list_reports(session, citizen.case.id))


def test_a_card_added_to_the_last_report_takes_its_covers_along(citizen: Citizen) -> None:
    citizen.send_tip(FAKE_CREAM)
    citizen.say(TOLD)
    citizen.say("che Ngân")
    citizen.press("Thêm vào tin đã gửi")
    assert masked_text(citizen.reports[-1]) == TOLD.replace("Ngân", "[đã che]")
