"""What the API refuses, as problem+json (RFC 9457): foreign and missing are one and the same 404."""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel

from intake.errors import ReferralNotFoundError

MEDIA_TYPE = "application/problem+json"
MISSING = "Không có tin nào như vậy ở đây."


class Problem(BaseModel):
    """A refusal."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class RefusalError(Exception):
    """A request is not served; `detail` is shown as it is."""

    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        """Keep what is answered; a header's name is given with underscores."""
        super().__init__(status.phrase)
        self.status = status
        self.detail = detail
        self.headers: Mapping[str, str] = {name.replace("_", "-"): value for name, value in headers.items()}


class ApiRoute(APIRoute):
    """A route of the API."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handle = super().get_route_handler()

        async def handle_and_translate(request: Request) -> Response:
            try:
                return await handle(request)
            except RefusalError as refusal:
                return _answer(refusal)
            except ReferralNotFoundError:
                return _answer(RefusalError(HTTPStatus.NOT_FOUND, MISSING))

        return handle_and_translate


def _answer(refusal: RefusalError) -> Response:
    problem = Problem(title=refusal.status.phrase, status=refusal.status, detail=refusal.detail)
    return JSONResponse(
        problem.model_dump(), status_code=refusal.status, headers=refusal.headers, media_type=MEDIA_TYPE
    )
