"""Logging in by two plain forms (e-mail and password, then the code), enrolling the second factor, logging out."""

from http import HTTPStatus
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Request, Response

from admin.auth import (
    COOKIE,
    AnyVisit,
    DeskHere,
    Visit,
    begin_session,
    delete_session_cookie,
    set_session_cookie,
)
from admin.desk import Desk
from admin.forms import FormText, Password
from admin.login_limits import LoginLimits
from admin.panel_route import LOGIN_PAGE, PanelRoute, see_other
from admin.passwords import verify_password
from admin.second_factor import draw_secret, group_secret, propose_secret, use_code
from admin.templating import render
from intake.rights import rights_of
from intake.unit_of_work import UnitOfWork
from storage.queries.officers import delete_session, find_officer_by_email
from storage.queries.rows import lock
from storage.tables import Officer, OfficerSession
from storage.vault import Vault, hash_token

CODE_PAGE = "/admin/login/code"
QUEUE_PAGE = "/admin"
ACCOUNTS_PAGE = "/admin/accounts"
WRONG = "E-mail hoặc mật khẩu chưa đúng."
TOO_MANY = "Đã thử sai quá nhiều lần. Mời anh/chị thử lại sau 15 phút."
WRONG_CODE = "Mã chưa đúng hoặc đã dùng rồi. Mời anh/chị chờ mã mới rồi nhập lại."

log = structlog.get_logger()
router = APIRouter(prefix="/admin", route_class=PanelRoute)


def get_limits(request: Request) -> LoginLimits:
    """Give the counters the router put on the request."""
    limits: LoginLimits = request.state.login_limits
    return limits


Limits = Annotated[LoginLimits, Depends(get_limits)]


@router.get("/login")
def show_login(request: Request, visit: AnyVisit) -> Response:
    """Show the first form."""
    if visit is not None and visit.is_full:
        return see_other(first_page(visit.officer))
    return render(request, "login.html", email="", error=None)


@router.post("/login")
def log_in(request: Request, desk: DeskHere, limits: Limits, email: FormText = "", password: Password = "") -> Response:
    """Check e-mail and password; unknown and wrong get the same answer in the same time."""
    keys = password_keys(desk.ledger.vault, request, email)
    if not limits.take_password(**keys):
        return _refuse(request, email, TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS)
    with desk.database.read() as session:
        officer = find_officer_by_email(session, email)
    is_right = verify_password(officer.password_hash if officer else None, password)
    if officer is None or not is_right or officer.disabled_at is not None:
        log.warning("login_refused")
        with desk.ledger.open() as unit:
            unit.audit("login_refused", actor="anonymous", account=keys["account"])
        return _refuse(request, email, WRONG, HTTPStatus.UNAUTHORIZED)
    limits.give_password_back(**keys)
    return enter(request, desk, officer)


def enter(request: Request, desk: Desk, officer: Officer) -> Response:
    """Begin the session of an officer whose password was right and lead on; only in development is that enough."""
    is_full = desk.is_development and not officer.needs_mfa
    with desk.ledger.open() as unit:
        token = begin_session(unit, officer, request, is_full=is_full)
        if is_full:
            _audit(unit, officer, "logged_in")
    answer = see_other(first_page(officer) if is_full else CODE_PAGE)
    set_session_cookie(answer, token)
    return answer


def first_page(officer: Officer) -> str:
    """Say where an officer's work begins."""
    return ACCOUNTS_PAGE if "manage_accounts" in rights_of(officer) else QUEUE_PAGE


@router.get("/login/code")
def show_code_form(request: Request, desk: DeskHere, visit: AnyVisit) -> Response:
    """Show the second form, or how to set the second factor up."""
    if visit is None:
        return see_other(LOGIN_PAGE)
    if visit.is_full:
        return see_other(first_page(visit.officer))
    return _code_page(request, desk, visit)


@router.post("/login/code")
def check_code(request: Request, desk: DeskHere, visit: AnyVisit, limits: Limits, code: FormText = "") -> Response:
    """Check the code and begin the full session under a new token."""
    if visit is None or visit.is_full:
        return see_other(LOGIN_PAGE)
    account = str(visit.officer.id)
    if not limits.take_code(account):
        return _code_page(request, desk, visit, error=TOO_MANY, status=HTTPStatus.TOO_MANY_REQUESTS)
    with desk.ledger.open() as unit:
        proposed = propose_secret(unit.vault, visit.session.token_hash)
        is_right = use_code(unit, visit.officer.id, code, proposed=proposed)
        is_right = is_right and lock(unit.session, OfficerSession, visit.session.token_hash) is not None
        token = begin_session(unit, visit.officer, request, is_full=True) if is_right else ""
        _audit(unit, visit.officer, "logged_in" if is_right else "code_refused")
    if not is_right:
        log.warning("code_refused")
        return _code_page(request, desk, visit, error=WRONG_CODE, status=HTTPStatus.UNAUTHORIZED)
    limits.give_code_back(account)
    answer = see_other(first_page(visit.officer))
    set_session_cookie(answer, token)
    return answer


@router.post("/logout")
def log_out(request: Request, desk: DeskHere, visit: AnyVisit) -> Response:
    """End the session."""
    token = request.cookies.get(COOKIE)
    if token:
        with desk.ledger.open() as unit:
            delete_session(unit.session, hash_token(token))
            if visit is not None and visit.is_full:
                _audit(unit, visit.officer, "logged_out")
    answer = see_other(LOGIN_PAGE)
    delete_session_cookie(answer)
    return answer


def _audit(unit: UnitOfWork, officer: Officer, act: str) -> None:
    unit.audit(act, actor=f"officer:{officer.id.hex}", about=f"officer:{officer.id.hex}")


def _code_page(
    request: Request, desk: Desk, visit: Visit, *, error: str | None = None, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    if visit.officer.totp_sealed is not None:
        return render(request, "login_code.html", status=status, error=error)
    secret = propose_secret(desk.ledger.vault, visit.session.token_hash)
    picture = draw_secret(secret, visit.officer)
    return render(request, "login_enrol.html", status=status, error=error, secret=group_secret(secret), picture=picture)


def _refuse(request: Request, email: str, error: str, status: HTTPStatus) -> Response:
    return render(request, "login.html", status=status, email=email, error=error)


def password_keys(vault: Vault, request: Request, email: str) -> dict[str, str]:
    """Say under which keys wrong passwords are counted: keyed hashes of the account and of where it is tried."""
    address = request.client.host if request.client else ""
    return {
        "account": vault.index("login-account", email.strip().lower()),
        "address": vault.index("login-address", address),
    }
