"""The outer web application: both doors' routers, security headers, size limits, errors in the reader's language."""

from http import HTTPStatus
from urllib.parse import urlsplit

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from admin.app import error_page, error_words, make_admin_router
from admin.desk import Desk
from bot.web_chat import make_web_chat_router
from tinbao.app import House, head_files, outbox_folder
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
        audit_heads=head_files(house.settings),
    )
    app.include_router(make_health_router(house))
    app.include_router(make_web_chat_router(house.inbox))
    app.include_router(make_admin_router(desk))
    app.add_exception_handler(HTTPException, _answer_http_error)
    app.add_exception_handler(RequestValidationError, _answer_invalid)
    app.add_exception_handler(Exception, _answer_crash)
    app.add_middleware(BodyLimit)
    app.add_middleware(SameOriginOnly, public_url=house.settings.url)
    app.add_middleware(SecurityHeaders)
    return app


class SecurityHeaders:
    """Add the security headers to every answer that has none of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add them as the answer starts; a stream is not held up."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_security_headers(MutableHeaders(scope=message), path=scope["path"])
            await send(message)

        await self._app(scope, receive, add)


class SameOriginOnly:
    """Refuse unsafe requests that a browser says come from elsewhere (Sec-Fetch-Site, else Origin).

    Requests that carry neither come from programs, which no foreign page can make send our cookies.
    """

    def __init__(self, app: ASGIApp, *, public_url: str) -> None:
        self._app = app
        self._ours = urlsplit(public_url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the headers before anything else does."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and self._is_foreign(Headers(scope=scope)):
            await _answer(Request(scope), HTTPStatus.FORBIDDEN)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_foreign(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site:
            return site not in {"same-origin", "none"}
        origin = headers.get("origin")
        # A page of another host can forge neither header; a host name bent to our address gets no cookie of ours.
        return origin is not None and urlsplit(origin).netloc not in {self._ours, headers.get("host")}


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
    """Answer from outside the middleware, which this answer never passes."""
    log.error("request_failed", error=type(error).__name__)
    answer = _answer(request, HTTPStatus.SERVICE_UNAVAILABLE)
    _add_security_headers(answer.headers, path=request.url.path)
    return answer


def _add_security_headers(headers: MutableHeaders, *, path: str) -> None:
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if not path.startswith("/static/"):
        headers.setdefault("Cache-Control", "no-store")


def _answer(request: Request, status: HTTPStatus) -> Response:
    """Answer an error: a page for people, problem+json (RFC 9457) for machines."""
    headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    wants_page = "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")
    if wants_page:
        return error_page(request, status, headers=headers)
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": error_words(status)[1]}
    return JSONResponse(body, status_code=status, headers=headers, media_type="application/problem+json")
