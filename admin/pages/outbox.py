"""What left the house, what waits, what failed: nobody has to guess whether an authority was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from http import HTTPStatus
from pathlib import Path
from typing import cast
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from admin.auth import CurrentOfficer, DeskHere
from admin.desk import Desk
from admin.panel_route import PanelRoute, see_other
from admin.templating import render
from admin.titles import DELIVERY_TITLES, WAY_TITLES
from intake.deliver_referral import rearm_delivery
from intake.messages import CHANNEL_TITLES, ChannelName
from intake.rights import rights_of, scope_of
from storage.database import Session
from storage.queries.conversations import count_unreachable, list_failed_updates
from storage.queries.referrals import find_delivery_in, list_outbox
from storage.tables import Delivery, IncomingUpdate, Officer

MOST_SHOWN = 100
LONGEST_LETTER = 20_000
RETRYABLE = frozenset({"dead", "blocked"})
NOTICES = {
    "retry": "Đã xếp lại vào hàng gửi.",
    "nothing": "Thư này không cần gửi lại nữa.",
}

router = APIRouter(prefix="/admin/outbox", route_class=PanelRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One delivery in words; `letter` is what was written to the outbox folder in development."""

    id: UUID
    case_id: UUID
    case_number: str
    authority: str
    way: str
    status: str
    is_stuck: bool
    attempts: int
    last_error: str | None
    next_attempt_at: datetime | None
    created_at: datetime
    sent_at: datetime | None
    letter: str | None


@router.get("")
def show_outbox(
    request: Request, desk: DeskHere, officer: CurrentOfficer, status: str = "", done: str = ""
) -> Response:
    """Show deliveries and what needs an operator's eye."""
    _check_may_see(officer)
    wanted = status if status in DELIVERY_TITLES else None
    with desk.database.read() as session:
        rows = _rows(session, desk, officer, wanted)
        failed = [_describe_failed(update) for update in list_failed_updates(session)[:MOST_SHOWN]]
        unreachable = count_unreachable(session)
    return render(
        request,
        "outbox.html",
        officer=officer,
        rows=rows,
        failed_updates=failed,
        unreachable=unreachable,
        failed_jobs=desk.work.count_failed(),
        statuses=DELIVERY_TITLES,
        wanted=wanted,
        may_retry="route" in rights_of(officer),
        notice=NOTICES.get(done),
    )


@router.post("/{delivery_id}/retry")
def retry(desk: DeskHere, officer: CurrentOfficer, delivery_id: UUID) -> Response:
    """Try a stuck delivery of a case in the officer's scope again."""
    _check_may_see(officer)
    if "route" not in rights_of(officer):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    with desk.ledger.open() as unit:
        if find_delivery_in(unit.session, scope_of(officer), delivery_id) is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        is_queued = rearm_delivery(unit, delivery_id)
        if is_queued:
            unit.audit("delivery_retried", actor=f"officer:{officer.id.hex}", about=f"delivery:{delivery_id.hex}")
    return see_other(f"/admin/outbox?done={'retry' if is_queued else 'nothing'}")


def _check_may_see(officer: Officer) -> None:
    """Whoever sees one authority's cases only has no outbox: missing, like all that is not theirs."""
    if "see_outbox" not in rights_of(officer):
        raise HTTPException(HTTPStatus.NOT_FOUND)


def _rows(session: Session, desk: Desk, officer: Officer, status: str | None) -> Sequence[OutboxRow]:
    return [
        OutboxRow(
            id=delivery.id,
            case_id=case.id,
            case_number=case.number,
            authority=authority.name,
            way=WAY_TITLES[delivery.way],
            status=DELIVERY_TITLES[delivery.status],
            is_stuck=delivery.status in RETRYABLE,
            attempts=delivery.attempts,
            last_error=delivery.last_error,
            next_attempt_at=delivery.next_attempt_at,
            created_at=delivery.created_at,
            sent_at=delivery.sent_at,
            letter=_read_letter(desk.outbox_folder, delivery) if desk.is_development else None,
        )
        for delivery, _referral, case, authority in list_outbox(
            session, scope_of(officer), status=status, limit=MOST_SHOWN
        )
    ]


def _read_letter(folder: Path, delivery: Delivery) -> str | None:
    """Read the letter of a delivery; its name is made of our own id only."""
    file = folder / f"{delivery.id}.eml"
    if delivery.status != "filed" or not file.is_file():
        return None
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    return f"Tới: {mail['To']}\nTiêu đề: {mail['Subject']}\n\n{text}"[:LONGEST_LETTER]


def _describe_failed(update: IncomingUpdate) -> tuple[datetime, str, str]:
    return update.received_at, CHANNEL_TITLES[cast("ChannelName", update.channel)], update.error or ""
