"""Our static files: kept for ever under their hash, looked up each time without it."""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from admin.templating import STATIC_FOLDER, static_url

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".LICENSE": "text/plain; charset=utf-8",
}

router = APIRouter()


@router.get("/static/{name:path}")
def send_static(request: Request, name: str) -> Response:
    """Send a file of `admin/static`; a name is looked up in the list of them, never tried as a path."""
    path = list_files().get(name)
    if path is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    is_hashed = str(request.url).endswith(static_url(name))
    keep = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
    return Response(path.read_bytes(), media_type=TYPES[path.suffix], headers={"Cache-Control": keep})


@cache
def list_files() -> Mapping[str, Path]:
    """List what may be sent, by name."""
    found = (path for path in STATIC_FOLDER.rglob("*") if path.is_file() and path.suffix in TYPES)
    return {path.relative_to(STATIC_FOLDER).as_posix(): path for path in found}
