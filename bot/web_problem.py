"""What the JSON doors refuse, as problem+json (RFC 9457) with a sentence for the citizen."""

from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from intake import web_phrases
from intake.chat import ChatUnknownError


class RefusalError(Exception):
    """A request is not served; `detail` may be shown to the citizen as it is."""

    def __init__(self, status: HTTPStatus, detail: str, *, retry_after: int | None = None) -> None:
        """`retry_after` is in seconds."""
        super().__init__(status.phrase)
        self.status = status
        self.detail = detail
        self.headers: Mapping[str, str] = {"Retry-After": str(retry_after)} if retry_after else {}


class ProblemRoute(APIRoute):
    """A route whose refusals become problem+json; what is nobody's refusal passes on to the outer application."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except RefusalError as refusal:
                return _problem(refusal)
            except ChatUnknownError:
                return _problem(RefusalError(HTTPStatus.UNAUTHORIZED, web_phrases.CHAT_UNKNOWN))

        return handle


def _problem(refusal: RefusalError) -> Response:
    body = {
        "type": "about:blank",
        "title": refusal.status.phrase,
        "status": int(refusal.status),
        "detail": refusal.detail,
    }
    return JSONResponse(
        body, status_code=refusal.status, headers=refusal.headers, media_type="application/problem+json"
    )
