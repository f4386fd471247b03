"""Whose token a request carries, what it may do, and how often it may ask."""

import math
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from admin.api.problem import RefusalError
from admin.api.tokens import ApiScope, find_account
from admin.auth import DeskHere
from storage.tables import ApiToken

REQUESTS_PER_TOKEN = RateLimitItemPerMinute(120)
WHO = "Cần một mã truy cập (API token) còn hiệu lực."
NOT_ALLOWED = "Mã truy cập này không có quyền đó: {scopes}."
TOO_MANY = "Có quá nhiều yêu cầu trong một phút. Xin thử lại sau {seconds} giây."

_bearer = HTTPBearer(auto_error=False, description="API token: `tinbao token add`")


class ApiLimits:
    """Remembers how often each token asked lately."""

    def __init__(self) -> None:
        self._recent = MovingWindowRateLimiter(MemoryStorage())

    def take(self, account: str) -> int:
        """Count a request; returns 0, or in how many seconds one may be made again."""
        if self._recent.hit(REQUESTS_PER_TOKEN, account):
            return 0
        free_at = self._recent.get_window_stats(REQUESTS_PER_TOKEN, account).reset_time
        return max(1, math.ceil(free_at - time.time()))


def require_account(
    request: Request,
    desk: DeskHere,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> ApiToken:
    """Give the service account of the request's token; raises RefusalError."""
    account = find_account(desk, bearer.credentials) if bearer else None
    if account is None:
        raise RefusalError(HTTPStatus.UNAUTHORIZED, WHO, WWW_Authenticate="Bearer")
    limits: ApiLimits = request.state.api_limits
    if seconds := limits.take(account.id.hex):
        detail = TOO_MANY.format(seconds=seconds)
        raise RefusalError(HTTPStatus.TOO_MANY_REQUESTS, detail, Retry_After=str(seconds))
    return account


def require_scope(*scopes: ApiScope) -> Callable[[ApiToken], ApiToken]:
    """Ask for one of these scopes."""

    def require(account: Annotated[ApiToken, Depends(require_account)]) -> ApiToken:
        if not set(scopes) & set(account.scopes):
            raise RefusalError(HTTPStatus.FORBIDDEN, NOT_ALLOWED.format(scopes=", ".join(scopes)))
        return account

    return require


Reader = Annotated[ApiToken, Depends(require_scope("referrals:read", "cases:read"))]
Writer = Annotated[ApiToken, Depends(require_scope("referrals:write"))]
