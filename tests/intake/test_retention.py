"""How long what is kept: the table, and the nightly purge that may be killed anywhere."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from intake.actions.triage import close_case
from intake.chat import read_chat
from intake.inbox import Inbox
from intake.messages import IncomingFile
from intake.public_status import act_by_code
from intake.retention import WHATS, Ended, What, days_kept, decide_person, decide_report, read_periods
from intake.retention_run import Purged, look_ahead, purge
from nlp.labels import LABEL_TITLES
from storage.queries.leftovers import LEFTOVERS
from storage.queries.retention import KeptReport, list_kept_reports
from storage.tables import Attachment, Case, Erasure, FindingRow, IncomingUpdate, Report, SetupLink
from storage.tables.case import OUTCOMES
from tests.intake.citizen import Citizen
from tests.intake.given import FAKE_CREAM
from tests.intake.officials import hire
from tests.intake.referred import at_time, event_kinds
from tinbao.app import House

ENDED = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ALL_OUTCOMES = (*OUTCOMES, "withdrawn")


def days(what: What, outcome: str, *labels: str) -> int:
    return days_kept(what, Ended(labels=labels, outcome=outcome, at=ENDED))


@pytest.mark.parametrize(
    ("labels", "outcome", "expected"),
    [
        (("counterfeit",), "spam", (7, 30, 30, 30)),
        (("counterfeit",), "duplicate", (7, 30, 30, 30)),
        (("counterfeit",), "no_violation", (30, 90, 365, 365)),
        (("counterfeit",), "not_competent", (30, 90, 180, 180)),
        (("counterfeit",), "violation", (90, 365, 1825, 1825)),
        (("counterfeit",), "withdrawn", (0, 0, 30, 30)),
        (("official_misconduct",), "violation", (7, 30, 3650, 3650)),
        (("official_misconduct",), "withdrawn", (0, 0, 30, 30)),
        (("official_misconduct",), "spam", (7, 30, 365, 365)),
        (("counterfeit", "official_misconduct"), "violation", (7, 365, 3650, 3650)),
        ((), "violation", (90, 365, 1825, 1825)),
    ],
)
def test_the_periods(labels: tuple[str, ...], outcome: str, expected: tuple[int, ...]) -> None:
    assert tuple(days(what, outcome, *labels) for what in WHATS) == expected


def test_who_somebody_is_goes_no_later_than_anything_else() -> None:
    for outcome in ALL_OUTCOMES:
        for label in LABEL_TITLES:
            assert days("identity", outcome, label) <= min(days(what, outcome, label) for what in WHATS)


def test_every_outcome_has_every_period_and_no_row_is_of_nothing() -> None:
    periods = read_periods()
    assert {(outcome, what) for _, outcome, what in periods} >= {(o, w) for o in ALL_OUTCOMES for w in WHATS}
    assert {label for label, _, _ in periods} <= {"*", *LABEL_TITLES}
    assert {outcome for _, outcome, _ in periods} <= {"*", *ALL_OUTCOMES}


def kept(outcome: str | None = "no_violation", *, ended: datetime | None = ENDED, **values: bool) -> KeptReport:
    flags = {"is_erased": False, "has_files": True} | values
    return KeptReport(
        report_id=uuid4(),
        case_id=uuid4(),
        conversation_id=uuid4(),
        labels=("counterfeit",),
        outcome=outcome,
        ended_at=ended,
        **flags,
    )


@pytest.mark.parametrize(
    ("report", "after_days", "expected"),
    [
        (kept(), 364.9, set()),
        (kept(), 365, {"text", "evidence"}),
        (kept(is_erased=True), 365, {"evidence"}),
        (kept(has_files=False), 365, {"text"}),
        (kept(None, ended=None), 10_000, set()),
        (kept("withdrawn"), 30, {"text", "evidence"}),
    ],
)
def test_what_of_a_report_is_over(report: KeptReport, after_days: float, expected: set[str]) -> None:
    assert decide_report(report, now=ENDED + timedelta(days=after_days)) == expected


@pytest.mark.parametrize(
    ("reports", "after_days", "expected"),
    [
        ([kept()], 29, set()),
        ([kept()], 30, {"identity"}),
        ([kept()], 90, {"identity", "messages"}),
        ([kept(), kept("violation")], 89, set()),
        ([kept(), kept("violation")], 90, {"identity"}),
        ([kept(), kept(None, ended=None)], 10_000, set()),
    ],
)
def test_what_of_a_person_is_over(reports: list[KeptReport], after_days: float, expected: set[str]) -> None:
    assert decide_person(reports, now=ENDED + timedelta(days=after_days)) == expected


def close(inbox: Inbox, citizen: Citizen, outcome: str) -> None:
    officer = hire(inbox.ledger)
    with inbox.ledger.open() as unit:
        close_case(unit, officer=officer, case_id=citizen.case.id, outcome=outcome, note="Cảm ơn bạn đã báo.")
    read_chat(inbox.ledger, citizen.conversation.id, after=citizen.conversation.last_seq)


def later(inbox: Inbox, **after: float) -> Inbox:
    now = inbox.ledger.clock()
    return at_time(inbox, lambda: now + timedelta(**after))


def files_of(inbox: Inbox, report_id: UUID) -> list[Attachment]:
    with inbox.ledger.database.read() as session:
        return list(session.exec(select(Attachment).where(Attachment.report_id == report_id)).all())


def on_disk(inbox: Inbox, key: str | None) -> bool:
    folder: Path = inbox.files._folder
    return key is not None and any(path.name == key for path in folder.glob("*/*"))


def end_of(inbox: Inbox, case: Case) -> tuple[object, ...]:
    """How a case and its reports stand, certificates apart."""
    with inbox.ledger.database.read() as session:
        row = session.get(Case, case.id)
        reports = session.exec(select(Report).where(Report.case_id == case.id)).all()
        findings = session.exec(select(FindingRow).where(FindingRow.report_id == reports[0].id)).all()
        files = session.exec(select(Attachment).where(Attachment.report_id == reports[0].id)).all()
    assert row is not None
    return (
        [(r.text, r.masks, r.labels) for r in reports],
        findings,
        [(f.status, f.blob_key, f.secret_wrapped) for f in files],
        (row.key_wrapped, row.outcome_note, row.number, row.labels),
    )


def test_a_closed_case_loses_its_words_and_files_after_its_period_with_a_certificate(
    inbox: Inbox, citizen: Citizen
) -> None:
    citizen.say(FAKE_CREAM, files=[IncomingFile(content=b"GIF89a")])
    citizen.press("Gửi")
    case, report = citizen.case, citizen.reports[0]
    [file] = files_of(inbox, report.id)
    close(inbox, citizen, "spam")
    assert case.number not in purge(later(inbox, days=29)).case_numbers
    assert case.number in look_ahead(later(inbox, days=31)).case_numbers
    assert on_disk(inbox, file.blob_key)

    purged = purge(later(inbox, days=31))

    assert case.number in purged.case_numbers
    assert end_of(inbox, case) == (
        [("", [], [])],
        [],
        [("erased", None, None)],
        (None, None, case.number, case.labels),
    )
    assert not on_disk(inbox, file.blob_key)
    assert event_kinds(inbox, case)[-1] == "erased"
    with inbox.ledger.database.read() as session:
        [erasure] = session.exec(select(Erasure).where(Erasure.case_id == case.id)).all()
    assert erasure.basis == "retention"
    assert erasure.counts["texts"] == erasure.counts["files"] == 1
    assert case.number not in purge(later(inbox, days=32)).case_numbers, "done is done"


def test_looking_ahead_touches_nothing(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    close(inbox, citizen, "spam")
    before = end_of(inbox, citizen.case)
    assert isinstance(look_ahead(later(inbox, days=400)), Purged)
    assert end_of(inbox, citizen.case) == before


class KilledError(Exception):
    """The process died here."""


def test_a_purge_killed_anywhere_and_run_again_comes_to_the_same_end(inbox: Inbox) -> None:
    cases = []
    for _ in range(2):
        citizen = Citizen(inbox)
        citizen.say(FAKE_CREAM, files=[IncomingFile(content=b"GIF89a")])
        citizen.press("Gửi")
        close(inbox, citizen, "spam")
        cases.append(citizen.case)
    now = inbox.ledger.clock() + timedelta(days=31)
    for dies_after in (3, 6, 9, 12):
        calls = iter(range(dies_after))

        def clock(calls: object = calls) -> datetime:
            if next(calls, None) is None:  # type: ignore[call-overload]
                raise KilledError
            return now

        with pytest.raises(KilledError):
            purge(at_time(inbox, clock))
    purge(at_time(inbox, lambda: now))
    for case in cases:
        assert end_of(inbox, case)[0] == [("", [], [])]
        assert end_of(inbox, case)[2] == [("erased", None, None)]
        with inbox.ledger.database.read() as session:
            assert len(session.exec(select(Erasure).where(Erasure.case_id == case.id)).all()) == 1


def test_files_without_a_row_go_after_a_day_unless_a_message_still_waits_for_its_step(inbox: Inbox) -> None:
    key = inbox.files.put(b"nobody's").key
    purge(later(inbox, hours=23))
    assert on_disk(inbox, key)
    waiting = IncomingUpdate(
        channel="telegram",
        external_index=uuid4().hex,
        status="waiting",
        sealed=b"x",
        received_at=inbox.ledger.clock(),
    )
    with inbox.ledger.open() as unit:
        unit.session.add(waiting)
    purge(later(inbox, hours=25))
    assert on_disk(inbox, key)
    purged = purge(later(inbox, days=31))
    assert purged.counts["updates_waiting_long"] >= 1, "an alarm before it is erased"
    assert purged.counts["failed_updates"] >= 1
    assert not on_disk(inbox, key)


def test_secrets_and_links_nobody_used_go(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    with inbox.ledger.open() as unit:
        unit.session.add(SetupLink(token_hash=uuid4().hex, created_at=unit.now))
    counted = look_ahead(later(inbox, days=31)).counts
    assert counted["receipt_codes"] >= 1
    assert counted["setup_links"] >= 1
    purge(later(inbox, days=31))
    assert not any(m.row.secret_wrapped for m in citizen.messages())
    after = look_ahead(later(inbox, days=31)).counts
    assert {name: after[name] for name in (one.name for one in LEFTOVERS) if after[name]} == {}


def test_an_open_report_stays_whole_however_long_its_sender_is_silent(inbox: Inbox, citizen: Citizen) -> None:
    citizen.send_tip()
    conversation_id, report = citizen.conversation.id, citizen.reports[0]
    purge(later(inbox, days=400))
    with inbox.ledger.database.read() as session:
        [row] = list_kept_reports(session, conversation_id=conversation_id)
        told = session.get(Report, report.id)
    assert (row.is_erased, row.ended_at) == (False, None)
    assert told is not None
    assert told.text == FAKE_CREAM


def test_what_was_deleted_is_in_no_byte_of_the_database_files(sqlite_house: House) -> None:
    citizen = Citizen(sqlite_house.inbox)
    canary = "canhyendaoxa"
    code = citizen.send_tip(f"shop {canary} bán sữa giả ở Đà Nẵng, sđt của shop 0900000651, mẹ tôi uống bị đau bụng")
    files = [sqlite_house.settings.home / name for name in ("tinbao.db", "tinbao.db-wal")]
    assert any(canary.encode() in file.read_bytes() for file in files)

    act_by_code(sqlite_house.inbox, str(code), act="delete", words="", address_hash="a")
    purge(sqlite_house.inbox)

    for word in (canary, "0900000651", "đau bụng"):
        assert [file.name for file in files if word.encode() in file.read_bytes()] == []
