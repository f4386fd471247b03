"""What officers make of the machine's understanding: both are kept, the newest counts, and no guard is weakened by it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import select

from intake.actions.correct import correct_report
from intake.actions.release import Release, release_case
from intake.case_lifecycle import replay
from intake.clocks import due_at
from intake.correction_counts import count_corrections
from intake.erasing import erase_text
from intake.errors import CaseNotFoundError, ReportGoneError
from intake.inbox import Inbox
from intake.messages import IncomingFile
from intake.referral_view import ReferralView, referral_view
from intake.understood import list_guarded
from storage.queries.cases import find_open_referral, list_events
from storage.queries.conversations import list_attachments
from storage.queries.corrections import list_corrections
from storage.queries.reports import list_reports
from storage.queries.walls import list_walls
from storage.tables import AuditEntry, Case, Report
from tests.intake.citizen import Citizen
from tests.intake.corrected import BRIBED, correct, counted, first_report
from tests.intake.officials import hire

ABOUT_QLTT = "Shop Linh bán kem giả ở Đà Nẵng, quản lý thị trường Đà Nẵng cũng hay mua ở đây, số của shop 0900000651"
SAID = "official_misconduct"


def now(inbox: Inbox, case: Case) -> Case:
    with inbox.ledger.database.read() as session:
        found = session.get(Case, case.id)
    assert found is not None
    return found


def view_of(inbox: Inbox, case: Case) -> ReferralView:
    with inbox.ledger.database.read() as session:
        return referral_view(session, now(inbox, case), find_open_referral(session, case.id))


def walls_of(inbox: Inbox, case: Case) -> list[str]:
    with inbox.ledger.database.read() as session:
        return [wall.authority_code for wall, _ in list_walls(session, case.id)]


def test_requirement_4_2_every_automatic_label_is_editable_and_the_correction_logged_and_measured(
    inbox: Inbox, case: Case
) -> None:
    report = first_report(inbox, case)
    machine = [one["label"] for one in report.labels]
    assert "counterfeit" in machine

    correct(inbox, report, labels=("smuggled", "unknown_origin"), product_group="food", circumstances=("border_trail",))
    correct(inbox, report, labels=("counterfeit", "smuggled"))

    with inbox.ledger.database.read() as session:
        first, second = list_corrections(session, [report.id])
        logged = session.exec(select(AuditEntry).where(AuditEntry.about == f"case:{case.id.hex}")).all()
        kinds = [event.kind for event in list_events(session, case.id)]
        counts = count_corrections(session)[report.analysis_version]
    assert (first.before["labels"], first.after["labels"]) == (machine, ["smuggled", "unknown_origin"])
    assert (second.before, second.after["labels"]) == (first.after, ["counterfeit", "smuggled"])
    assert second.analysis_version == report.analysis_version
    assert first_report(inbox, case).labels == report.labels
    assert [(row.act, row.facts) for row in logged][-2:] == [
        ("report_corrected", f'{{"count":{len(machine) + 2}}}'),
        ("report_corrected", '{"count":2}'),
    ]
    assert kinds.count("corrected") == 2
    assert counts.kept["counterfeit"] >= 1
    assert counts.added["smuggled"] >= 1
    assert counts.changed["product group"] >= 1


def test_what_an_officer_says_counts_for_case_referral_and_clock(inbox: Inbox, case: Case) -> None:
    assert (case.urgency, case.due_at) == ("normal", due_at("normal", since=case.opened_at))

    correct(inbox, first_report(inbox, case), labels=("scam",), product_group="toy", urgency="high")

    after, view = now(inbox, case), view_of(inbox, case)
    assert (after.labels, after.product_group, after.urgency) == (["scam"], "toy", "high")
    assert (view.acts, view.product_group, view.urgency) == (("Lừa đảo chiếm đoạt tiền",), "Đồ chơi", "Gấp")
    assert after.due_at <= inbox.ledger.clock() + timedelta(hours=2)
    assert after.status == "referred"

    correct(inbox, first_report(inbox, case), urgency="low")
    assert now(inbox, case).due_at == due_at("low", since=case.opened_at)


def test_a_case_that_is_no_report_has_no_label(inbox: Inbox, case: Case) -> None:
    correct(inbox, first_report(inbox, case), labels=(), urgency="low")

    assert (now(inbox, case).labels, now(inbox, case).urgency) == ([], "low")
    assert view_of(inbox, case).acts == ()


def test_saying_the_same_as_the_machine_is_kept_once(inbox: Inbox, case: Case) -> None:
    report = first_report(inbox, case)
    correct(inbox, report)
    correct(inbox, report)

    with inbox.ledger.database.read() as session:
        [only] = list_corrections(session, [report.id])
    assert only.before == only.after


def test_an_addition_counts_once_an_officer_said_what_it_means(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    citizen.say("kho của họ còn thuốc lá lậu chưa khai hải quan")
    citizen.press("Thêm vào tin đã gửi")
    _, addition = citizen.reports
    before = citizen.case.labels
    assert "smuggled" not in before

    correct(inbox, addition, labels=("smuggled",), urgency="high")
    assert (set(citizen.case.labels), citizen.case.urgency) == ({*before, "smuggled"}, "high")


@pytest.mark.parametrize(("role", "authority"), [("officer", "QLTT-48"), ("head", "QLTT-48"), ("auditor", None)])
def test_whoever_does_not_read_the_tip_does_not_correct_it(
    inbox: Inbox, case: Case, role: str, authority: str | None
) -> None:
    with pytest.raises(CaseNotFoundError):
        correct(inbox, first_report(inbox, case), role=role, authority=authority, labels=("scam",))


def test_a_report_of_another_case_is_not_there(inbox: Inbox, case: Case) -> None:
    other = Citizen(inbox)
    other.send_tip()
    officer = hire(inbox.ledger)
    means = counted(inbox, other.reports[0])
    for report_id in (other.reports[0].id, uuid4()):
        with pytest.raises(CaseNotFoundError), inbox.ledger.open() as unit:
            correct_report(unit, officer=officer, case_id=case.id, report_id=report_id, means=means)


def test_a_withdrawn_report_is_corrected_no_more(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    with inbox.ledger.open() as unit:
        row = unit.session.get(Report, citizen.reports[0].id)
        assert row is not None
        row.status = "withdrawn"
    with pytest.raises(ReportGoneError):
        correct(inbox, citizen.reports[0], labels=("scam",))


def test_an_erased_report_keeps_of_its_correction_what_its_case_keeps(inbox: Inbox, case: Case) -> None:
    report = first_report(inbox, case)
    correct(inbox, report, labels=("smuggled",), circumstances=("in_home",))
    with inbox.ledger.open() as unit:
        erase_text(unit, now(inbox, case), list_reports(unit.session, case.id))

    with inbox.ledger.database.read() as session:
        [left] = list_corrections(session, [report.id])
    assert (left.after["labels"], left.after["circumstances"], left.before["circumstances"]) == (["smuggled"], [], [])


def test_hearing_of_officials_late_guards_like_hearing_of_them_at_once(inbox: Inbox, citizen: Citizen) -> None:
    citizen.say(ABOUT_QLTT, files=[IncomingFile(content=b"\xff\xd8\xff and what is no photo")])
    citizen.press("Gửi")
    report, officer = citizen.reports[0], hire(inbox.ledger, "head")
    with inbox.ledger.open() as unit:
        pictures = [file.id for file in list_attachments(unit.session, [report.id])]
        release_case(unit, officer=officer, case_id=citizen.case.id, release=Release(pictures=pictures))
    assert (citizen.case.status, citizen.case.authority_code) == ("referred", "QLTT-48")
    assert view_of(inbox, citizen.case).texts != ()

    assert correct(inbox, report, labels=("counterfeit", SAID))

    case, view = citizen.case, view_of(inbox, citizen.case)
    assert walls_of(inbox, case) == ["QLTT-48"]
    assert (case.status, case.authority_code, case.labels) == ("held", None, ["counterfeit", SAID])
    assert (view.texts, view.waiting_texts, view.seller_findings, view.is_sensitive) == ((), 1, (), True)
    with inbox.ledger.database.read() as session:
        assert find_open_referral(session, case.id) is None
        assert replay(event.to_status for event in list_events(session, case.id)) == "held"


def test_a_label_of_officials_taken_away_lowers_no_guard(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip(BRIBED)
    case, before = citizen.case, view_of(inbox, citizen.case)
    walls = walls_of(inbox, case)
    assert (SAID in case.labels, before.is_sensitive, bool(walls)) == (True, True, True)

    assert not correct(inbox, citizen.reports[0], labels=("counterfeit",))

    after = view_of(inbox, case)
    assert now(inbox, case).labels == ["counterfeit"]
    assert walls_of(inbox, case) == walls
    assert (after.is_sensitive, after.texts, after.seller_findings) == (True, (), ())
    with inbox.ledger.database.read() as session:
        assert list_guarded(session, [now(inbox, case)]) == {case.id}
    citizen.say("bổ sung: cửa hàng đó mở cả buổi tối, vẫn bán hàng giả")
    citizen.press("Thêm vào tin đã gửi")
    with inbox.ledger.database.read() as session:
        assert [one.released_at for one in list_reports(session, case.id)] == [None, None]


def test_a_label_of_officials_put_back_after_a_release_leaves_the_release_alone(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip(BRIBED)
    report, officer = citizen.reports[0], hire(inbox.ledger, "head")
    correct(inbox, report, labels=("counterfeit",))
    with inbox.ledger.open() as unit:
        release_case(unit, officer=officer, case_id=citizen.case.id, release=Release(texts=[report.id]))

    assert not correct(inbox, report, labels=(SAID,))
    assert len(view_of(inbox, citizen.case).texts) == 1
