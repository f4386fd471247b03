"""People around the panel: citizens who report through the one door, officers who log in by the real forms."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pyotp
from starlette.testclient import TestClient

from admin.accounts import create_officer
from intake.actions.refer import link_token as derive_token
from intake.chat import start_chat
from intake.inbox import receive
from intake.messages import IncomingFile, IncomingMessage
from storage.queries.cases import Scope, find_open_referral, list_queue
from storage.tables import Case
from tests.web_app import web_app
from tinbao.app import House

PASSWORD = "con mèo leo cây cau"
EVERYTHING = Scope(reach="house", content="whole")

FAKE_MILK = (
    "Shop Sữa Bé Yêu ở Hà Nội bán sữa giả, quét mã vạch không ra. Số của shop là 0900000123, "
    "chuyển khoản vào stk 0000000000 ngân hàng VCB, link https://sua-be-yeu.example/sale. Tôi ở Đà Nẵng, số tôi 0900000777."
)
MISCONDUCT = "Cán bộ đội kiểm tra nhận hối lộ, bao che cho kho hàng giả ở Hải Phòng, báo trước khi kiểm tra."


def browse(house: House) -> TestClient:
    """A browser without a session."""
    client = TestClient(web_app(house), base_url="https://testserver", follow_redirects=False)
    client.headers["accept"] = "text/html"
    return client


def hire(
    house: House, role: str = "triager", *, authority: str | None = None, needs_mfa: bool = False
) -> tuple[str, str | None]:
    """Create an account; returns its e-mail and TOTP secret."""
    email = f"{role}-{uuid4().hex[:8]}@tinbao.example"
    with house.ledger.open() as unit:
        secret = create_officer(
            unit,
            email=email,
            name="Nguyễn Thị Lan",
            role=role,
            province_code=None,
            authority_code=authority,
            password=PASSWORD,
            needs_mfa=needs_mfa,
        )
    return email, secret


def log_in(house: House, role: str = "triager", *, authority: str | None = None) -> TestClient:
    """A browser of an officer who is logged in."""
    client = browse(house)
    email, _ = hire(house, role, authority=authority)
    answer = client.post("/admin/login", data={"email": email, "password": PASSWORD})
    assert answer.headers["location"] in {"/admin", "/admin/accounts"}
    return client


def code_of(secret: str | None, *, steps_ahead: int = 0) -> str:
    """The code a telephone shows."""
    return pyotp.TOTP(secret or "").at(datetime.now(UTC), counter_offset=steps_ahead)


def report(house: House, text: str, *, files: Sequence[bytes] = ()) -> Case:
    """Send a report through the web chat's door; returns the case it became."""
    before = {case.id for case in list_cases(house)}
    account = start_chat(house.ledger)
    say(house, account, text, files=files)
    say(house, account, "1")
    [case] = [case for case in list_cases(house) if case.id not in before]
    return case


def say(house: House, account: str, text: str, *, files: Sequence[bytes] = ()) -> None:
    """Say one thing in a web chat."""
    message = IncomingMessage(
        channel="web",
        external_id=str(uuid4()),
        account=account,
        text=text,
        files=tuple(IncomingFile(content=content) for content in files),
        received_at=datetime.now(UTC),
    )
    assert receive(house.inbox, message)


def list_cases(house: House) -> Sequence[Case]:
    """Every open case."""
    with house.database.read() as session:
        return list_queue(session, EVERYTHING, limit=1000)


def get_case(house: House, case_id: UUID) -> Case:
    """The case as it stands now."""
    with house.database.read() as session:
        case = session.get(Case, case_id)
    assert case is not None
    return case


def link_token(house: House, case: Case) -> str:
    """The token of the link the authority was sent."""
    with house.database.read() as session:
        referral = find_open_referral(session, case.id)
    assert referral is not None
    return derive_token(house.ledger.vault, referral)
