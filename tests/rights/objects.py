"""What is asked for in the matrix: a case with all that hangs on it, and the same behind a wall."""

import io
from collections.abc import Mapping
from uuid import UUID

from PIL import Image
from sqlmodel import select

from intake.actions.answer import answer_referral
from intake.actions.refer import link_token
from intake.aliases import name_reporters
from storage.database import Session
from storage.queries.cases import find_open_referral
from storage.queries.conversations import list_attachments
from storage.queries.referrals import list_deliveries
from storage.queries.reports import list_reports
from storage.tables import Case, CaseWall, Conversation, Erasure, Officer, PersonRequest, Referral, Reveal
from tests.admin.people import report
from tests.rights.people import HERE, Person, hire
from tinbao.app import House

TIP = "Shop Linh bán kem giả ở Đà Nẵng, số điện thoại của shop 0900000651"


def make_objects(house: House, asker_id: UUID, *, is_walled: bool) -> Mapping[str, str]:
    """Make a case of Đà Nẵng that its authority accepted; gives the value of every name in an address."""
    case = report(house, TIP, files=(draw_picture(),))
    with house.ledger.open() as unit:
        referral = find_open_referral(unit.session, case.id)
        assert referral is not None
        answer_referral(unit, token=link_token(unit.vault, referral), act="accept")
    with house.ledger.open() as unit:
        _release_pictures(unit.session, case)
        if is_walled:
            unit.session.add(
                CaseWall(case_id=case.id, authority_code=f"QLTT-{HERE}", reason="nói về đơn vị", set_at=unit.now)
            )
        names = _name(house, unit.session, case, referral)
        reveal = _ask(unit.session, case, asker_id, alias=names["alias"])
        request = _file_request(unit.session, case)
        erasure = _certify(unit.session, case)
        account = hire(unit, Person(role="triager"))
    return {
        **names,
        "reveal_id": str(reveal.id),
        "request_id": str(request.id),
        "number": erasure.number,
        "account_id": str(account.id),
        "name": "panel.css",
    }


def draw_picture() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "PNG")
    return out.getvalue()


def _name(house: House, session: Session, case: Case, referral: Referral) -> dict[str, str]:
    reports = list_reports(session, case.id)
    [file] = list_attachments(session, [one.id for one in reports])
    [alias] = name_reporters(house.ledger.vault, case.id, reports).values()
    return {
        "case_id": str(case.id),
        "attachment_id": str(file.id),
        "referral_id": str(referral.id),
        "delivery_id": str(list_deliveries(session, case.id)[0].id),
        "alias": alias,
    }


def _release_pictures(session: Session, case: Case) -> None:
    for file in list_attachments(session, [one.id for one in list_reports(session, case.id)]):
        file.released_at = case.opened_at
        session.add(file)


def _ask(session: Session, case: Case, asker_id: UUID, *, alias: str) -> Reveal:
    [told] = list_reports(session, case.id)
    conversation = session.get(Conversation, told.conversation_id)
    asker = session.exec(select(Officer).where(Officer.id == asker_id)).one()
    assert conversation is not None
    reveal = Reveal(
        case_id=case.id,
        reporter_id=conversation.reporter_id,
        alias=alias,
        reason="cần gặp người báo để lập biên bản",
        asked_by=asker.id,
        asked_at=case.opened_at,
    )
    session.add(reveal)
    session.flush()
    return reveal


def _file_request(session: Session, case: Case) -> PersonRequest:
    [told] = list_reports(session, case.id)
    request = PersonRequest(
        kind="access", status="done", report_id=told.id, filed_at=case.opened_at, due_at=case.due_at
    )
    session.add(request)
    session.flush()
    return request


def _certify(session: Session, case: Case) -> Erasure:
    erasure = Erasure(
        number=f"XD-{case.number}", at=case.opened_at, basis="retention", case_id=case.id, counts={"texts": 1}
    )
    session.add(erasure)
    session.flush()
    return erasure
