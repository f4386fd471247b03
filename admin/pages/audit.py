"""The audit log for the auditor: who did or saw what, when, and whether the log is still the one that was signed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from admin.audit_titles import ACT_TITLES
from admin.audit_view import describe_entries, write_csv
from admin.auth import ConfirmedVisit, CurrentOfficer, DeskHere
from admin.forms import FormText
from admin.panel_route import PanelRoute
from admin.templating import render
from intake.audit_viewing import UNUSUAL, note_look
from intake.clocks import VIETNAM
from intake.rights import Right, rights_of
from storage.audit_heads import look_at_chain
from storage.database import Session
from storage.queries.audit import AuditFilter, count_entries, list_acts, list_entries
from storage.queries.audit_names import find_case_by_number
from storage.queries.officers import list_officers
from storage.tables import Officer

PAGE_SIZE = 100
YEARS = range(2020, 2101)
UNUSUAL_FOR = timedelta(days=30)
NOTHING = "nothing:"
"""What no row is about: a case number nobody knows lists nothing, not everything."""

router = APIRouter(prefix="/admin/audit", route_class=PanelRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the address or the form asks for, as typed; what it cannot mean is left out."""

    officer: str
    act: str
    case: str
    day: str
    page: int = 1

    def address(self, *, page: int) -> str:
        """Address another page of the same list."""
        query = urlencode({name: value for name, value in self.as_fields().items() if value} | {"page": page})
        return f"/admin/audit?{query}"

    def as_fields(self) -> Mapping[str, str]:
        """Give the fields of the form."""
        return {"who": self.officer, "act": self.act, "case": self.case, "day": self.day}


@router.get("")
def show_audit(
    request: Request,
    desk: DeskHere,
    officer: CurrentOfficer,
    *,
    who: str = "",
    act: str = "",
    case: str = "",
    day: str = "",
    page: str = "1",
) -> Response:
    """Show the rows asked for, newest first; reading the log is noted in it."""
    _check(officer, "read_audit")
    filters = _read_filters(who, act, case, day, page)
    note_look(desk.ledger, officer, "audit_read", about=filters.officer)
    with desk.database.read() as session:
        wanted = _wanted(session, filters)
        entries = list_entries(session, wanted, limit=PAGE_SIZE, offset=(filters.page - 1) * PAGE_SIZE)
        return render(
            request,
            "audit.html",
            officer=officer,
            filters=filters,
            rows=describe_entries(session, entries),
            pages=max(1, -(-count_entries(session, wanted) // PAGE_SIZE)),
            officers=list_officers(session),
            acts=_acts(session),
            chain=look_at_chain(session, desk.audit_heads),
        )


@router.post("/export")
def export(
    desk: DeskHere,
    visit: ConfirmedVisit,
    *,
    who: FormText = "",
    act: FormText = "",
    case: FormText = "",
    day: FormText = "",
) -> Response:
    """Hand the rows asked for out as CSV; asks for password and code, and is noted."""
    _check(visit.officer, "read_audit")
    filters = _read_filters(who, act, case, day, "1")
    with desk.ledger.open() as unit:
        wanted = _wanted(unit.session, filters)
        rows = count_entries(unit.session, wanted)
        asked = {name: value for name, value in filters.as_fields().items() if value}
        unit.audit("audit_exported", actor=f"officer:{visit.officer.id.hex}", rows=rows, asked=sorted(asked.values()))
    name = f"nhat-ky-{desk.ledger.clock().astimezone(VIETNAM):%Y%m%d-%H%M}.csv"
    return StreamingResponse(
        write_csv(desk.database, wanted),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get("/unusual")
def show_unusual(request: Request, desk: DeskHere, officer: CurrentOfficer) -> Response:
    """Show who looked at more than usual, to heads too."""
    _check(officer, "see_unusual")
    wanted = AuditFilter(act=UNUSUAL, since=desk.ledger.clock() - UNUSUAL_FOR)
    with desk.database.read() as session:
        rows = describe_entries(session, list_entries(session, wanted, limit=PAGE_SIZE))
    return render(
        request, "audit_unusual.html", officer=officer, rows=rows, may_read="read_audit" in rights_of(officer)
    )


def _check(officer: Officer, right: Right) -> None:
    """Whoever has no right to this page finds none."""
    if right not in rights_of(officer):
        raise HTTPException(HTTPStatus.NOT_FOUND)


def _read_filters(who: str, act: str, case: str, day: str, page: str) -> Filters:
    return Filters(
        officer=who if re.fullmatch("officer:[0-9a-f]{32}", who) else "",
        act=act if re.fullmatch("[a-z_]{1,40}", act) else "",
        case=case.strip()[:20],
        day=day if _read_day(day) else "",
        page=max(1, int(page)) if re.fullmatch("[0-9]{1,5}", page) else 1,
    )


def _read_day(day: str) -> datetime | None:
    """Read a day as people write it; gives its first moment in Vietnam, None for days no log can have."""
    try:
        read = datetime.strptime(day.strip(), "%d/%m/%Y").replace(tzinfo=VIETNAM)
    except ValueError:
        return None
    return read if read.year in YEARS else None


def _wanted(session: Session, filters: Filters) -> AuditFilter:
    since = _read_day(filters.day)
    found = find_case_by_number(session, filters.case) if filters.case else None
    about = f"case:{found.hex}" if found else NOTHING if filters.case else ""
    return AuditFilter(
        actor=filters.officer,
        act=filters.act,
        about=about,
        since=since,
        before=since + timedelta(days=1) if since else None,
    )


def _acts(session: Session) -> Sequence[tuple[str, str]]:
    return sorted(((act, ACT_TITLES.get(act, act)) for act in list_acts(session)), key=lambda each: each[1])
