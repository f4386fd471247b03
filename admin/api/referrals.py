"""`/api/v1/admin/referrals`: what was referred to an authority, read and accepted by its own system."""

from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from admin.api.access import ApiLimits, Reader, Writer
from admin.api.problem import MEDIA_TYPE, ApiRoute, Problem, RefusalError
from admin.api.schema import LOG_IN, ReferralDetail, ReferralPage, SensitiveReferral, show_page, show_referral
from admin.auth import DeskHere
from intake.actions.answer import accept_referral, read_referral
from intake.rights import scope_of_token
from intake.understood import list_guarded
from storage.queries.referrals import list_referrals_in

MOST_LISTED = 100
SETTLED_AFTER = timedelta(seconds=10)
"""A referral is listed this much later: one with a smaller id may still be under way, and a reader would miss it."""

REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description, "content": {MEDIA_TYPE: {}}}
    for status, description in (
        (401, "No token, a wrong one, or one that was revoked"),
        (403, "The token lacks the scope"),
        (429, "Too many requests; see Retry-After"),
    )
}
MISSING: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "Not here: missing and foreign alike", "content": {MEDIA_TYPE: {}}}
}

router = APIRouter(prefix="/api/v1/admin", route_class=ApiRoute, responses=REFUSALS, tags=["referrals"])
about = APIRouter(prefix="/api/v1")


@router.get("/referrals")
def list_referrals(
    desk: DeskHere, account: Reader, *, after: UUID | None = None, limit: Annotated[int, Query(ge=1)] = 50
) -> ReferralPage:
    """List the authority's referrals, the newest last; `after` is the `next` of the page before."""
    with desk.database.read() as session:
        rows = list_referrals_in(
            session,
            scope_of_token(account),
            after=after,
            before=desk.ledger.clock() - SETTLED_AFTER,
            limit=min(limit, MOST_LISTED),
        )
        guarded = list_guarded(session, [case for _, case in rows])
    return show_page(rows, guarded=guarded)


@router.get("/referrals/{referral_id}", responses=MISSING)
def get_referral(desk: DeskHere, account: Reader, referral_id: UUID) -> ReferralDetail | SensitiveReferral:
    """Read a referral as the authority may read it; of a sensitive one only the number."""
    with desk.ledger.open() as unit:
        view = read_referral(unit, account=account, referral_id=referral_id)
    return show_referral(referral_id, view)


@router.post("/referrals/{referral_id}/acknowledge", responses=MISSING)
def acknowledge(desk: DeskHere, account: Writer, referral_id: UUID) -> JSONResponse:
    """Accept a referral: the authority works on it, and the reporter is told; again changes nothing."""
    with desk.ledger.open() as unit:
        view = accept_referral(unit, account=account, referral_id=referral_id)
    if view.is_sensitive:
        raise RefusalError(HTTPStatus.FORBIDDEN, LOG_IN)
    return JSONResponse({"id": str(referral_id), "case_number": view.case_number, "status": view.status})


@about.get("/openapi.json")
def describe() -> JSONResponse:
    """Describe these addresses for whoever writes a client."""
    return JSONResponse(get_openapi(title="Tin báo", version="1", openapi_version="3.1.0", routes=router.routes))


def make_api_router() -> APIRouter:
    """Gather the API and its description; each request finds this process's counters on its state."""
    limits = ApiLimits()

    async def seat(request: Request) -> None:
        request.state.api_limits = limits

    api = APIRouter(dependencies=[Depends(seat)])
    api.include_router(router)
    api.include_router(about)
    return api
