"""What became of a reporter's requests about his own data, told to whoever holds the receipt code."""

from intake import rights_phrases
from intake.unit_of_work import UnitOfWork
from intake.wording import say_day, say_time
from storage.queries.requests import list_requests
from storage.queries.retention import find_erasure
from storage.tables import PersonRequest, Report


def describe_requests(unit: UnitOfWork, report: Report) -> list[str]:
    """Say each request that needed an officer, and how it stands."""
    return [
        _describe(request)
        for request in list_requests(unit.session, report.id)
        if request.status == "open" or request.answer
    ]


def describe_erasure(unit: UnitOfWork, report: Report) -> list[str]:
    """Say that the report's words are gone, with the number of the certificate."""
    if report.erased_at is None:
        return []
    erasure = find_erasure(unit.session, case_id=report.case_id, at=report.erased_at)
    day = say_day(report.erased_at)
    if erasure is None:
        return [rights_phrases.STATUS_ERASED.format(day=day)]
    return [rights_phrases.STATUS_ERASED_NUMBER.format(day=day, number=erasure.number)]


def _describe(request: PersonRequest) -> str:
    kind, day = rights_phrases.REQUEST_TITLES[request.kind], say_day(request.filed_at)
    if request.status == "open":
        return rights_phrases.REQUEST_OPEN.format(kind=kind, day=day, due=say_time(request.due_at))
    phrase = rights_phrases.REQUEST_DONE if request.status == "done" else rights_phrases.REQUEST_REFUSED
    return phrase.format(kind=kind, day=day, answer=request.answer or "")
