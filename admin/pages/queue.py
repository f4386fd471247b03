"""The queue: what waits, most urgent first, filtered by the address of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request, Response

from admin.auth import CurrentOfficer, DeskHere
from admin.deadlines import Deadline, describe_deadline
from admin.paging import read_page
from admin.panel_route import PanelRoute
from admin.templating import render
from admin.titles import STATUS_TITLES
from intake.audit_viewing import UNUSUAL
from intake.clocks import full_hour_at
from intake.phrases import URGENCY_TITLES
from intake.rights import rights_of, scope_of
from nlp.labels import LABEL_TITLES
from nlp.product_groups import PRODUCT_GROUP_TITLES
from nlp.provinces import province_short_name
from storage.database import Session
from storage.queries.audit import AuditFilter, count_entries
from storage.queries.cases import (
    OPEN_STATUSES,
    Scope,
    count_by_status,
    count_overdue,
    count_queue,
    count_reports,
    list_authority_names,
    list_queue,
)
from storage.tables import Case, Officer

PAGE_SIZE = 50
UNUSUAL_SHOWN_FOR = timedelta(days=7)

router = APIRouter(prefix="/admin", route_class=PanelRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the queue, in words."""

    id: UUID
    number: str
    acts: str
    product: str
    province: str
    authority: str
    status: str
    urgency: str
    urgency_title: str
    due_at: datetime
    deadline: Deadline
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address asks for; what it cannot mean is left out."""

    status: str | None
    urgency: str | None
    page: int

    def address(self, *, page: int) -> str:
        """Address another page of the same list."""
        wanted = {"status": self.status, "urgency": self.urgency, "page": page if page > 1 else None}
        query = urlencode({name: value for name, value in wanted.items() if value})
        return f"/admin?{query}" if query else "/admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueView:
    """One page of the queue and the counts beside it."""

    rows: Sequence[QueueRow]
    total: int
    pages: int
    overdue: int
    open_count: int
    statuses: Sequence[tuple[str, str, int]]


@router.get("")
def show_queue(
    request: Request, desk: DeskHere, officer: CurrentOfficer, *, status: str = "", urgency: str = "", page: str = "1"
) -> Response:
    """Show the cases of the officer's scope."""
    filters = Filters(
        status=status if status in STATUS_TITLES else None,
        urgency=urgency if urgency in URGENCY_TITLES else None,
        page=read_page(page),
    )
    with desk.database.read() as session:
        queue = _look(session, officer, filters, now=desk.ledger.clock())
        unusual = _count_unusual(session, officer, now=desk.ledger.clock())
    return render(
        request,
        "queue.html",
        officer=officer,
        filters=filters,
        urgencies=URGENCY_TITLES,
        queue=queue,
        unusual=unusual,
    )


def _count_unusual(session: Session, officer: Officer, *, now: datetime) -> int:
    if "see_unusual" not in rights_of(officer):
        return 0
    return count_entries(session, AuditFilter(act=UNUSUAL, since=now - UNUSUAL_SHOWN_FOR))


def _look(session: Session, officer: Officer, filters: Filters, *, now: datetime) -> QueueView:
    scope = scope_of(officer)
    counts = count_by_status(session, scope)
    total = count_queue(session, scope, status=filters.status, urgency=filters.urgency)
    return QueueView(
        rows=_rows(session, scope, filters, now=now),
        total=total,
        pages=max(1, -(-total // PAGE_SIZE)),
        overdue=count_overdue(session, scope, now=now),
        open_count=sum(counts.get(status, 0) for status in OPEN_STATUSES),
        statuses=[(status, title, counts.get(status, 0)) for status, title in STATUS_TITLES.items()],
    )


def _rows(session: Session, scope: Scope, filters: Filters, *, now: datetime) -> list[QueueRow]:
    cases = list_queue(
        session,
        scope,
        status=filters.status,
        urgency=filters.urgency,
        limit=PAGE_SIZE,
        offset=(filters.page - 1) * PAGE_SIZE,
    )
    reports, authorities = count_reports(session, [c.id for c in cases]), list_authority_names(session)
    return _describe(cases, reports, authorities, now=now, is_outside=scope.content == "masked")


def _describe(
    cases: Sequence[Case],
    reports: Mapping[UUID, int],
    authorities: Mapping[str, str],
    *,
    now: datetime,
    is_outside: bool,
) -> list[QueueRow]:
    """Say the cases in words, to an authority's officers with deadlines in full hours."""
    due = {case.id: full_hour_at(case.due_at) if is_outside else case.due_at for case in cases}
    return [
        QueueRow(
            id=case.id,
            number=case.number,
            acts="; ".join(LABEL_TITLES[label] for label in case.labels) or "Chưa rõ việc gì",
            product=PRODUCT_GROUP_TITLES[case.product_group] if case.product_group else "chưa rõ",
            province=province_short_name(case.province_code) if case.province_code else "chưa rõ",
            authority=authorities.get(case.authority_code or "", "chưa chọn"),
            status=STATUS_TITLES[case.status],
            urgency=case.urgency,
            urgency_title=URGENCY_TITLES[case.urgency],
            due_at=due[case.id],
            deadline=describe_deadline(case, now=now, due_at=due[case.id]),
            reports=reports.get(case.id, 0),
        )
        for case in cases
    ]
