"""Officers of the tests who say what a report means."""

from dataclasses import replace
from typing import Any

from intake.actions.correct import correct_report
from intake.inbox import Inbox
from intake.understood import Understood, newest_corrections, understood
from storage.queries.reports import list_reports
from storage.tables import Case, Report
from tests.intake.officials import hire

BRIBED = "Đội quản lý thị trường số 5 ở Hà Nội nhận hối lộ, bao che cho kho hàng giả"


def counted(inbox: Inbox, report: Report) -> Understood:
    """What counts of a report now."""
    with inbox.ledger.database.read() as session:
        return understood(report, newest_corrections(session, [report]).get(report.id))


def first_report(inbox: Inbox, case: Case) -> Report:
    """The report that opened a case."""
    with inbox.ledger.database.read() as session:
        return list_reports(session, case.id)[0]


def correct(inbox: Inbox, report: Report, *, role: str = "triager", authority: str | None = None, **means: Any) -> bool:
    """Let a new officer correct a report in what is named; the rest stays as it counts."""
    officer = hire(inbox.ledger, role, authority)
    meant = replace(counted(inbox, report), **means)
    with inbox.ledger.open() as unit:
        return correct_report(unit, officer=officer, case_id=report.case_id, report_id=report.id, means=meant)
