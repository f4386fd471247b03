"""What an officer lets an authority read: masked texts, ticked pictures, more words covered, wrong masks lifted."""

import pytest
from sqlmodel import select

from intake.actions.release import Release, Released, release_case
from intake.errors import CaseNotFoundError, WordsNotFoundError
from intake.inbox import Inbox
from intake.messages import IncomingFile
from intake.referral_view import ReferralView, referral_view
from storage.queries.cases import find_open_referral, list_events
from storage.queries.conversations import list_attachments
from storage.queries.reports import list_reports
from storage.tables import Attachment, AuditEntry, Case, Report
from tests.intake.citizen import Citizen
from tests.intake.officials import hire

CRITICAL = (
    "Em tên là Trần Thị Canary, con em uống sữa giả phải nhập viện cấp cứu. Shop Linh ở Đà Nẵng, "
    "số điện thoại của shop 0900000651, chị Hoa hàng xóm em cũng mua, chị Hoa biết chuyện."
)
PICTURE = b"\xff\xd8\xff and what is no photo"


@pytest.fixture
def critical(inbox: Inbox) -> Case:
    citizen = Citizen(inbox)
    citizen.say(CRITICAL, files=[IncomingFile(content=PICTURE), IncomingFile(content=PICTURE)])
    citizen.press("Gửi")
    assert (citizen.case.urgency, citizen.case.status) == ("critical", "referred")
    return citizen.case


def view_of(inbox: Inbox, case: Case) -> ReferralView:
    with inbox.ledger.database.read() as session:
        return referral_view(session, case, find_open_referral(session, case.id))


def told(inbox: Inbox, case: Case) -> tuple[Report, list[Attachment]]:
    with inbox.ledger.database.read() as session:
        [report] = list_reports(session, case.id)
        return report, list(list_attachments(session, [report.id]))


def release(inbox: Inbox, case: Case, wanted: Release, role: str = "triager") -> Released:
    officer = hire(inbox.ledger, role)
    with inbox.ledger.open() as unit:
        return release_case(unit, officer=officer, case_id=case.id, release=wanted)


def test_a_critical_tip_goes_at_once_with_findings_and_place_and_its_text_later(inbox: Inbox, critical: Case) -> None:
    before = view_of(inbox, critical)
    assert (before.texts, before.waiting_texts, before.province) == ((), 1, "Thành phố Đà Nẵng")
    assert "+84900000651" in [one.value for one in before.seller_findings]

    report, _ = told(inbox, critical)
    assert release(inbox, critical, Release(texts=[report.id])) == Released(covered=0, uncovered=0, texts=1, pictures=0)

    [text] = (after := view_of(inbox, critical)).texts
    assert (after.waiting_texts, text.title, text.pictures) == (0, "Tin báo 1", ())
    assert "nhập viện cấp cứu" in text.text
    assert "Canary" not in text.text


def test_only_ticked_pictures_are_shown(inbox: Inbox, critical: Case) -> None:
    _, [first, _second] = told(inbox, critical)
    assert release(inbox, critical, Release(pictures=[first.id])).pictures == 1
    [text] = (view := view_of(inbox, critical)).texts
    assert (text.pictures, text.text, view.waiting_texts, view.file_count) == ((first.id,), "", 1, 2)


def test_covered_words_are_covered_wherever_they_stand(inbox: Inbox, critical: Case) -> None:
    report, _ = told(inbox, critical)
    assert release(inbox, critical, Release(cover=["chị hoa"], texts=[report.id])).covered == 2
    [text] = view_of(inbox, critical).texts
    assert "Hoa" not in text.text
    assert {mask["by"] for mask in told(inbox, critical)[0].masks} == {"rules", "officer"}


def test_words_may_be_covered_after_the_release_too(inbox: Inbox, critical: Case) -> None:
    report, _ = told(inbox, critical)
    release(inbox, critical, Release(texts=[report.id]))
    release(inbox, critical, Release(cover=["0900 000 651"]))
    view = view_of(inbox, critical)
    assert "0900000651" not in view.texts[0].text
    assert "+84900000651" not in [one.value for one in view.seller_findings]


def test_covering_the_same_words_again_changes_nothing(inbox: Inbox, critical: Case) -> None:
    release(inbox, critical, Release(cover=["chị Hoa"]))
    masks = told(inbox, critical)[0].masks
    assert release(inbox, critical, Release(cover=["chị Hoa"])).covered == 0
    assert told(inbox, critical)[0].masks == masks


def test_words_that_stand_nowhere_stop_the_release(inbox: Inbox, critical: Case) -> None:
    report, _ = told(inbox, critical)
    with pytest.raises(WordsNotFoundError) as refused:
        release(inbox, critical, Release(cover=["chị Hoa", "anh Bảy"], texts=[report.id]))
    assert refused.value.words == "anh Bảy"
    assert "Bảy" not in str(refused.value)
    assert (view_of(inbox, critical).waiting_texts, told(inbox, critical)[0].masks) == (1, report.masks)


def test_a_mask_of_the_rules_can_be_lifted_and_one_of_the_reporter_never(inbox: Inbox, critical: Case) -> None:
    report, _ = told(inbox, critical)
    name = next(mask for mask in report.masks if "Canary" in CRITICAL[mask["start"] : mask["end"]])
    start = CRITICAL.index("Linh")
    with inbox.ledger.open() as unit:
        row = unit.session.get(Report, report.id)
        assert row is not None
        row.masks = [*row.masks, {"start": start, "end": start + 4, "what": "hidden", "by": "reporter"}]
    spans = [(report.id, name["start"], name["end"]), (report.id, start, start + 4)]
    assert release(inbox, critical, Release(uncover=spans, texts=[report.id])).uncovered == 1
    [text] = view_of(inbox, critical).texts
    assert ("Canary" in text.text, "Linh" in text.text) == (True, False)


def test_files_and_texts_of_another_case_are_not_released(inbox: Inbox, critical: Case, citizen: Citizen) -> None:
    citizen.say("Chị gái tôi nhập viện cấp cứu vì thuốc giả ở Huế", files=[IncomingFile(content=PICTURE)])
    citizen.press("Gửi")
    report, [file] = told(inbox, citizen.case)
    done = release(inbox, critical, Release(texts=[report.id], pictures=[file.id]))
    assert done == Released(covered=0, uncovered=0, texts=0, pictures=0)
    assert view_of(inbox, citizen.case).waiting_texts == 1


def test_a_withdrawn_text_leaves_no_more(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip(CRITICAL)
    report, _ = told(inbox, citizen.case)
    release(inbox, citizen.case, Release(texts=[report.id]))
    citizen.press_payload(f"withdrawyes:{citizen.draft.report_id}")
    view = view_of(inbox, citizen.case)
    assert (view.texts, view.waiting_texts, view.seller_findings) == ((), 0, ())


def test_the_house_remembers_how_much_was_released_and_by_whom(inbox: Inbox, critical: Case) -> None:
    report, [file, _] = told(inbox, critical)
    release(inbox, critical, Release(cover=["chị Hoa"]))
    release(inbox, critical, Release(texts=[report.id], pictures=[file.id]))
    with inbox.ledger.database.read() as session:
        [event] = [event for event in list_events(session, critical.id) if event.kind == "released"]
        notes = session.exec(select(AuditEntry).where(AuditEntry.about == f"case:{critical.id.hex}")).all()
    assert event.facts == {"covered": 0, "uncovered": 0, "texts": 1, "pictures": 1}
    assert [(note.act, note.actor) for note in notes if note.act != "masks_changed"] == [
        ("case_released", f"officer:{event.actor_id.hex if event.actor_id else ''}")
    ]
    assert "Hoa" not in "".join(note.facts for note in notes)
    assert told(inbox, critical)[0].released_by == event.actor_id


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_has_no_right_releases_nothing(inbox: Inbox, critical: Case, role: str) -> None:
    report, _ = told(inbox, critical)
    with pytest.raises(CaseNotFoundError):
        release(inbox, critical, Release(texts=[report.id]), role=role)
    assert view_of(inbox, critical).waiting_texts == 1


def test_times_that_leave_are_full_hours(inbox: Inbox, critical: Case, case: Case) -> None:
    report, _ = told(inbox, critical)
    release(inbox, critical, Release(texts=[report.id]))
    for view in (view_of(inbox, critical), view_of(inbox, case)):
        times = (view.opened_at, view.due_at, *(one.told_at for one in view.texts))
        assert len(times) == 3
        assert {(at.minute, at.second, at.microsecond) for at in times} == {(0, 0, 0)}
        assert view.opened_at <= case.opened_at < view.due_at
