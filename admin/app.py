"""Everything people see in a browser: the panel, the authorities' link page, the citizens' pages, static files, errors."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import APIRouter, Depends, Request, Response

from admin import static_files
from admin.api.referrals import make_api_router
from admin.desk import Desk
from admin.login_limits import LoginLimits
from admin.pages import (
    account,
    account_of,
    accounts,
    another_telephone,
    audit,
    case,
    case_acts,
    case_correction,
    case_release,
    case_walls,
    confirm,
    erasures,
    evidence,
    invitation,
    login,
    outbox,
    queue,
    requests,
    reveal,
    reveals,
    setup,
)
from admin.pages.public import referral_link
from admin.pages.public.chat import make_chat_pages
from admin.pages.public.privacy import make_privacy_pages
from admin.pages.public.status import make_status_pages
from admin.templating import render
from intake.pictures.rendition import Renditions

OUR_PAGES = (
    login,
    confirm,
    setup,
    invitation,
    account,
    another_telephone,
    accounts,
    account_of,
    queue,
    case,
    case_acts,
    case_correction,
    case_release,
    case_walls,
    evidence,
    outbox,
    requests,
    erasures,
    reveals,
    reveal,
    audit,
    referral_link,
    static_files,
)

ERRORS: Mapping[HTTPStatus, tuple[str, str]] = {
    HTTPStatus.FORBIDDEN: (
        "Yêu cầu bị chặn",
        "Yêu cầu này đến từ một trang khác nên không được nhận. Mời bạn mở lại trang rồi thử lần nữa.",
    ),
    HTTPStatus.NOT_FOUND: ("Không tìm thấy", "Không có gì ở địa chỉ này, hoặc bạn không được xem."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("Tệp quá lớn", "Mỗi lần gửi được nhiều nhất ba tệp, mỗi tệp tối đa 20 MB."),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("Thông tin chưa đúng", "Có chỗ nhập chưa đúng mẫu. Mời bạn quay lại và xem lại."),
    HTTPStatus.TOO_MANY_REQUESTS: ("Thử lại sau", "Có quá nhiều yêu cầu trong một lúc. Mời bạn thử lại sau ít phút."),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        "Hệ thống đang bận",
        "Mời bạn thử lại sau ít phút. Những gì đã gửi vẫn còn nguyên.",
    ),
}
ANY_ERROR = ("Không làm được", "Yêu cầu này không thực hiện được.")


def make_admin_router(desk: Desk) -> APIRouter:
    """Gather the pages; each request finds the desk and this process's memory on its state."""
    limits, renditions = LoginLimits(), Renditions()

    async def seat(request: Request) -> None:
        request.state.desk = desk
        request.state.login_limits = limits
        request.state.renditions = renditions

    router = APIRouter(dependencies=[Depends(seat)])
    for page in OUR_PAGES:
        router.include_router(page.router)
    for make_pages in (make_chat_pages, make_status_pages, make_privacy_pages):
        router.include_router(make_pages(desk))
    router.include_router(make_api_router())
    return router


def error_words(status: HTTPStatus) -> tuple[str, str]:
    """Give title and sentence of an error in the reader's language."""
    return ERRORS.get(status, ANY_ERROR)


def error_page(request: Request, status: HTTPStatus, *, headers: Mapping[str, str]) -> Response:
    """Tell a person what went wrong."""
    title, sentence = error_words(status)
    is_panel = request.url.path.startswith("/admin")
    page = render(request, "error.html", status=status, title=title, sentence=sentence, is_panel=is_panel)
    page.headers.update(headers)
    return page
