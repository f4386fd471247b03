"""The one Jinja environment of every page: autoescape on, unknown names are errors, static files by content hash."""

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from admin.titles import ROLE_TITLES
from intake.rights import rights_of
from intake.wording import say_day, say_time

HERE = Path(__file__).parent
STATIC_FOLDER = HERE / "static"

_environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(
    request: Request, template_name: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object
) -> HTMLResponse:
    """Render a page of `admin/templates`; `path` in it is the address asked for."""
    page = _environment.get_template(template_name).render(path=request.url.path, **values)
    return HTMLResponse(page, status_code=status)


@cache
def static_url(name: str) -> str:
    """Address a file of `admin/static` together with the hash of its content, so that it may be kept for ever."""
    digest = hashlib.sha256((STATIC_FOLDER / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:16]}"


_environment.globals.update(static=static_url, role_titles=ROLE_TITLES, rights_of=rights_of)
_environment.filters.update(say_time=say_time, say_day=say_day)
