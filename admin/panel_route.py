"""What the panel's routes make of errors: whoever is not logged in is led to the log-in, missing and foreign are 404."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from admin.auth import ConfirmNeededError, LoginNeededError
from admin.refusals import note_refused
from intake.errors import CaseNotFoundError, RevealNotFoundError

LOGIN_PAGE = "/admin/login"
CONFIRM_PAGE = "/admin/confirm"


class PanelRoute(APIRoute):
    """A route of the panel."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handle = super().get_route_handler()

        async def handle_and_translate(request: Request) -> Response:
            try:
                return await handle(request)
            except LoginNeededError:
                return _lead(request, LOGIN_PAGE)
            except ConfirmNeededError:
                return _lead(request, f"{CONFIRM_PAGE}?{urlencode({'next': _page_of(request)})}")
            except (CaseNotFoundError, RevealNotFoundError):
                await run_in_threadpool(note_refused, request)
                raise HTTPException(HTTPStatus.NOT_FOUND) from None
            except HTTPException as error:
                if error.status_code == HTTPStatus.NOT_FOUND:
                    await run_in_threadpool(note_refused, request)
                raise

        return handle_and_translate


def see_other(address: str) -> RedirectResponse:
    """Lead a browser on after a form."""
    return RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)


def _lead(request: Request, address: str) -> Response:
    if "hx-request" in request.headers:
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": address})
    return see_other(address)


def _page_of(request: Request) -> str:
    """Say which page to lead back to: this one, or the one a form was on (its address lies right beneath the page's)."""
    path = request.url.path
    return path if request.method == "GET" else path.rpartition("/")[0]
