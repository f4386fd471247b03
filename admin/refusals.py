"""Noting that a logged-in officer asked for what is not there or not his: the answer is the same, the log knows."""

from uuid import UUID

import structlog
from fastapi import Request

from admin.auth import find_visit
from admin.desk import Desk
from intake.audit_viewing import note_look

log = structlog.get_logger()


def note_refused(request: Request) -> None:
    """Note what was asked for; strangers leave no row, or they could fill the log."""
    desk: Desk | None = getattr(request.state, "desk", None)
    visit = find_visit(request, desk) if desk else None
    if desk is None or visit is None or not visit.is_full:
        return
    route = str(request.scope["route"].path)
    log.warning("access_refused", kind=route)
    note_look(desk.ledger, visit.officer, "refused", about=_say_what(request), route=route, method=request.method)


def _say_what(request: Request) -> str:
    """Name the thing asked for as the log names things: its kind and id."""
    for name, value in request.path_params.items():
        try:
            return f"{name.removesuffix('_id')}:{UUID(str(value)).hex}"
        except ValueError:
            continue
    return ""
