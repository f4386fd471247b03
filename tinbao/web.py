"""The outer web application: both doors' routers, security headers, size limits, errors in the reader's language."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from admin.app import error_page, make_admin_router
from admin.desk import Desk
from bot.web_chat import make_web_chat_router
from tinbao.app import House, outbox_folder
from tinbao.health import make_health_router

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; media-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
MOST_BODY_BYTES = 60_000_000  # three files of 20 MB
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

log = structlog.get_logger()


def build_web(house: House) -> FastAPI:
    """Build the application of both doors."""
    app = FastAPI(title="Tinbao", docs_url=None, redoc_url=None, openapi_url=None)
    desk = Desk(
        inbox=house.inbox,
        work=house.work,
        public_url=house.settings.url,
        is_development=house.settings.is_development,
        outbox_folder=outbox_folder(house.settings),
    )
    app.include_router(make_health_router(house))
    app.include_router(make_web_chat_router(house.inbox))
    app.include_router(make_admin_router(desk))
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(Exception, _answer_crash)
    app.add_middleware(BodyLimit)
    app.add_middleware(BaseHTTPMiddleware, dispatch=_same_origin_only(house.settings.url))
    app.add_middleware(BaseHTTPMiddleware, dispatch=_add_security_headers)
    return app


async def _add_security_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _same_origin_only(
    public_url: str,
) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """Refuse unsafe requests that a browser says come from elsewhere (Sec-Fetch-Site, else Origin).

    Requests that carry neither come from programs, which no foreign page can make send our cookies.
    """
    ours = urlsplit(public_url).netloc

    async def check(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.method not in SAFE_METHODS:
            site = request.headers.get("sec-fetch-site")
            origin = request.headers.get("origin")
            origin_host = urlsplit(origin).netloc if origin else None
            is_foreign = site not in {"same-origin", "none"} if site else bool(
                origin and origin_host not in {ours, request.headers.get("host")}
            )
            if is_foreign:
                return _answer(request, HTTPStatus.FORBIDDEN)
        return await call_next(request)

    return check


class BodyLimit:
    """Refuse bodies over the limit with 413, announced or not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > MOST_BODY_BYTES:
            await _answer(Request(scope), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST_BODY_BYTES:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return message

        await self._app(scope, counted, send)


async def _answer_http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    return _answer(request, HTTPStatus(status))


async def _answer_invalid(request: Request, _error: Exception) -> Response:
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY)


async def _answer_crash(request: Request, error: Exception) -> Response:
    log.error("request_failed", error=type(error).__name__)
    return _answer(request, HTTPStatus.SERVICE_UNAVAILABLE)


def _answer(request: Request, status: HTTPStatus) -> Response:
    """Answer an error: a page for people, problem+json (RFC 9457) for machines."""
    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if wants_page:
        return error_page(request, status, headers=headers)
    body = {"type": "about:blank", "title": status.phrase, "status": int(status)}
    return JSONResponse(body, status_code=status, headers=headers, media_type="application/problem+json")
