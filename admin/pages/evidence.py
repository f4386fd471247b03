"""Citizens' files: pictures re-encoded for looking, originals unchanged for download only."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from starlette.exceptions import HTTPException

from admin.auth import CurrentOfficer, DeskHere
from admin.desk import Desk
from admin.panel_route import PanelRoute
from admin.templating import STATIC_FOLDER
from intake.audit_viewing import note_look
from intake.evidence_keys import EvidenceErasedError, read_file
from intake.file_kinds import OCTET_STREAM, PICTURES
from intake.pictures.rendition import Renditions
from intake.rights import scope_of
from storage.queries.evidence import find_evidence
from storage.tables import Attachment, Case, Officer

LOCKED_UP = "sandbox; default-src 'none'"
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heif": "heic",
    "application/pdf": "pdf",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
}

router = APIRouter(prefix="/admin/evidence/{attachment_id}", route_class=PanelRoute)


def get_renditions(request: Request) -> Renditions:
    """Give the renditions the router put on the request."""
    renditions: Renditions = request.state.renditions
    return renditions


@router.get("")
def show_picture(
    desk: DeskHere,
    officer: CurrentOfficer,
    attachment_id: UUID,
    renditions: Annotated[Renditions, Depends(get_renditions)],
) -> Response:
    """Show a picture; one that cannot be read is replaced by a picture that says so."""
    file, case = _get_file(desk, officer, attachment_id)
    if file.content_type not in PICTURES:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    note_look(desk.ledger, officer, "picture_viewed", about=f"attachment:{file.id.hex}", case=case.number)
    picture = renditions.get(file.blob_key or "", _read(desk, file))
    headers = {"Content-Security-Policy": LOCKED_UP}
    if picture is None:
        unreadable = (STATIC_FOLDER / "unreadable.svg").read_bytes()
        return Response(unreadable, media_type="image/svg+xml", headers=headers)
    return Response(picture, media_type="image/jpeg", headers=headers)


@router.get("/original")
def download_original(desk: DeskHere, officer: CurrentOfficer, attachment_id: UUID) -> Response:
    """Hand the original out byte for byte, never to be opened in the page.

    Not to an authority's officers: where and by what telephone a picture was taken may name who took it.
    """
    if scope_of(officer).content != "whole":
        raise HTTPException(HTTPStatus.NOT_FOUND)
    file, case = _get_file(desk, officer, attachment_id)
    note_look(desk.ledger, officer, "original_read", about=f"attachment:{file.id.hex}", case=case.number)
    kind = file.content_type or OCTET_STREAM
    name = f"{case.number}-{file.id.hex[-6:]}.{ENDINGS.get(kind, 'bin')}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": LOCKED_UP,
        "X-Content-Type-Options": "nosniff",
    }
    return Response(_read(desk, file), media_type=kind if kind in ENDINGS else OCTET_STREAM, headers=headers)


def _get_file(desk: Desk, officer: Officer, attachment_id: UUID) -> tuple[Attachment, Case]:
    with desk.database.read() as session:
        found = find_evidence(session, scope_of(officer), attachment_id)
    if found is None or found[0].status != "stored" or found[0].blob_key is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return found


def _read(desk: Desk, file: Attachment) -> bytes:
    try:
        with desk.database.read() as session:
            return read_file(session, desk.ledger.vault, desk.inbox.files, file)
    except (FileNotFoundError, EvidenceErasedError):
        raise HTTPException(HTTPStatus.NOT_FOUND) from None
