"""The wire of the fake Telegram: HTTP with JSON, form and multipart bodies, and the faults on it."""

import json
import socket
import threading
from collections.abc import Callable
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakes.telegram_api import call_method, find_chat_id
from tests.fakes.telegram_world import ApiError, Fault, Raw, World

Control = Callable[[str, Raw], Any]
"""Carries out a control command by name: LookupError for an unknown one, AssertionError for a wait in vain."""


class TelegramServer(ThreadingHTTPServer):
    """Serves one World to whoever knows the token; a thread per connection, all ended by `close`."""

    daemon_threads = False  # so that closing waits for them

    def __init__(self, world: World, token: str, port: int, control: Control) -> None:
        self.world = world
        self.token = token
        self.control = control
        self.closing = threading.Event()
        self._connections: set[socket.socket] = set()
        self._polling = 0
        super().__init__(("127.0.0.1", port), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._connections.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def count_polling(self, change: int) -> None:
        """Note that so many connections more wait for updates."""
        with self.world.changed:
            self._polling += change

    def is_left(self) -> bool:
        """Whether every client has gone, but for those last seen waiting for updates (a dead one is noticed late)."""
        return len(self._connections) <= self._polling

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that went away in the middle is what these tests are about."""

    def close(self) -> None:
        self.shutdown()
        self.closing.set()
        for connection in tuple(self._connections):
            _hang_up(connection)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: TelegramServer

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Say nothing."""

    def _answer(self) -> None:
        params = self._read_params()
        first, _, rest = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        if first == "control":
            self._answer_control(rest, params)
        elif first == "file":
            bot, _, path = rest.partition("/")
            self._answer_bot(bot, "file", params | {"path": path})
        else:
            self._answer_bot(first, rest, params)

    def _answer_bot(self, bot: str, method: str, params: Raw) -> None:
        if bot != f"bot{self.server.token}":
            self._send_error(ApiError(401, "Unauthorized"))
            return
        world = self.server.world
        world.note_call(method, params)
        fault = world.take_fault(method, find_chat_id(params))
        if fault is not None and self._go_wrong(fault):
            return
        is_polling = method.lower() == "getupdates"
        self.server.count_polling(is_polling)
        try:
            result = world.read_file(params["path"]) if method == "file" else call_method(world, method, params)
        except ApiError as error:
            self._send_error(error)
            return
        finally:
            self.server.count_polling(-is_polling)
        if fault is not None and fault.apply_then_drop:
            self._drop()
        elif isinstance(result, bytes):
            cut = len(result) // 2 if fault is not None and fault.truncate else None
            self._send(200, "application/octet-stream", result, cut=cut)
        else:
            self._send_json(200, {"ok": True, "result": result})

    def _go_wrong(self, fault: Fault) -> bool:
        """Act a fault; True if that was the answer."""
        self.server.closing.wait(fault.delay)
        if fault.drop:
            self._drop()
        elif fault.html:
            self._send(fault.status or 502, "text/html", b"<html><h1>502 Bad Gateway</h1></html>")
        elif fault.retry_after is not None:
            self._send_error(ApiError(429, f"Too Many Requests: retry after {fault.retry_after}"), fault.retry_after)
        elif fault.status is not None:
            self._send_error(ApiError(fault.status, fault.description))
        else:
            return False
        return True

    def _answer_control(self, name: str, params: Raw) -> None:
        try:
            self._send_json(200, {"result": self.server.control(name, params)})
        except (LookupError, TypeError) as error:
            self._send_json(400, {"error": repr(error)})
        except AssertionError as error:
            self._send_json(408, {"error": str(error)})

    def _read_params(self) -> Raw:
        parts = urlsplit(self.path)
        params: Raw = dict(parse_qsl(parts.query))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = self.headers.get_content_type()
        if not body:
            return params
        if kind == "application/json":
            return {**params, **json.loads(body)}
        if kind == "multipart/form-data":
            return params | _read_multipart(self.headers["Content-Type"], body)
        return params | dict(parse_qsl(body.decode(), keep_blank_values=True))

    def _send_error(self, error: ApiError, retry_after: int | None = None) -> None:
        answer: Raw = {"ok": False, "error_code": error.code, "description": error.description}
        if retry_after is not None:
            answer["parameters"] = {"retry_after": retry_after}
        self._send_json(error.code, answer)

    def _send_json(self, status: int, value: Any) -> None:
        self._send(status, "application/json", json.dumps(value, ensure_ascii=False).encode())

    def _send(self, status: int, kind: str, body: bytes, *, cut: int | None = None) -> None:
        """Send an answer; with `cut` it promises all and breaks off there."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:cut])
        if cut is not None:
            self._drop()

    def _drop(self) -> None:
        self.close_connection = True
        _hang_up(self.connection)


def _read_multipart(content_type: str, body: bytes) -> Raw:
    head = b"Content-Type: " + content_type.encode() + b"\r\n\r\n"
    mail = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + body)
    parts = [part for part in mail.iter_parts() if part.get_filename() is None]
    return {str(part.get_param("name", header="content-disposition")): _read_field(part) for part in parts}


def _read_field(part: MIMEPart) -> str:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()  # a form's fields are UTF-8 without saying so


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it hung up first
