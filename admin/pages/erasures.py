"""Certificates of erasure: what was erased, when, on what ground, how many of what; never whose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from admin.auth import CurrentOfficer, DeskHere
from admin.paging import read_page
from admin.panel_route import PanelRoute
from admin.templating import render
from admin.titles import ERASED_TITLES, ERASURE_BASIS_TITLES
from intake.rights import rights_of, scope_of
from storage.queries.retention import find_erasure_by_number, list_erasures
from storage.tables import Erasure, Officer

PAGE_SIZE = 50

router = APIRouter(prefix="/admin/erasures", route_class=PanelRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate in words."""

    number: str
    at: datetime
    basis: str
    case_number: str | None
    erased: Mapping[str, int]


@router.get("")
def show_erasures(request: Request, desk: DeskHere, officer: CurrentOfficer, page: str = "1") -> Response:
    """List the certificates, newest first."""
    _check_may_see(officer)
    number = read_page(page)
    with desk.database.read() as session:
        found = list_erasures(session, scope_of(officer), limit=PAGE_SIZE + 1, offset=(number - 1) * PAGE_SIZE)
    return render(
        request,
        "erasures.html",
        officer=officer,
        rows=[_describe(erasure, number) for erasure, number in found[:PAGE_SIZE]],
        page=number,
        has_more=len(found) > PAGE_SIZE,
    )


@router.get("/{number}")
def show_erasure(request: Request, desk: DeskHere, officer: CurrentOfficer, number: str) -> Response:
    """Show one certificate, fit to be printed."""
    _check_may_see(officer)
    with desk.database.read() as session:
        found = find_erasure_by_number(session, scope_of(officer), number)
    if found is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return render(request, "erasure.html", officer=officer, certificate=_describe(*found))


def _check_may_see(officer: Officer) -> None:
    if "see_erasures" not in rights_of(officer):
        raise HTTPException(HTTPStatus.NOT_FOUND)


def _describe(erasure: Erasure, case_number: str | None) -> Certificate:
    return Certificate(
        number=erasure.number,
        at=erasure.at,
        basis=ERASURE_BASIS_TITLES[erasure.basis],
        case_number=case_number,
        erased={ERASED_TITLES[name]: count for name, count in erasure.counts.items()},
    )
