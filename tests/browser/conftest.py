"""A real server with a few cases, and Chromium looking at it."""

import asyncio
import io
import os
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page

from admin.setup import create_setup_link
from bot.mail import FileWay
from intake.deliver_referral import deliver_referral
from intake.outside import Outside
from storage.queries.referrals import list_outbox
from storage.tables import Case
from tests.admin.people import EVERYTHING, FAKE_MILK, MISCONDUCT, PASSWORD, hire, link_token, report
from tinbao.app import House, build_house, head_files, outbox_folder
from tinbao.settings import Settings
from tinbao.web import build_web

SEVERAL = (
    "shop ở Cần Thơ bán pod vape cho học sinh, zalo 0900000555",
    "Kho pháo nổ ở Lạng Sơn đang chở hàng đêm nay, số 0900000666",
    "Mua máy sấy ở Huế, chuyển khoản xong bị chặn, số 0900000444",
    "hàng không rõ nguồn gốc",
)


@dataclass(frozen=True)
class Site:
    """The running server and what is in it."""

    url: str
    house: House
    milk: Case
    misconduct: Case


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("browser")
    house = build_house(Settings(home=home, env="development", _env_file=None), opens_identities=True)
    with serve(house) as url:
        milk, misconduct = _fill(house)
        yield Site(url, house, milk, misconduct)
    house.close()


@contextmanager
def serve(house: House) -> Iterator[str]:
    """Serve a house on a port of its own; gives the address."""
    config = uvicorn.Config(build_web(house), host="127.0.0.1", port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def _fill(house: House) -> tuple[Case, Case]:
    milk = report(house, FAKE_MILK, files=(draw_photo(), b"\x89PNG\r\n\x1a\n broken"))
    misconduct = report(house, MISCONDUCT)
    for text in SEVERAL:
        report(house, text)
    mail = FileWay(outbox_folder(house.settings), sender="tinbao@tinbao.example")
    outside = Outside(
        channels={},
        mail=mail,
        public_url="http://127.0.0.1",
        mail_domain="tinbao.example",
        audit_heads=head_files(house.settings),
        run=run_apart,
    )
    with house.database.read() as session:
        deliveries = [delivery.id for delivery, *_ in list_outbox(session, EVERYTHING)]
    for delivery_id in deliveries[1:]:
        deliver_referral(house.inbox, outside, delivery_id)
    return milk, misconduct


def run_apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run in a thread of its own: Playwright's loop may own this one."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def draw_photo() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((900, 700)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture(params=[1280, 360], ids=["wide", "narrow"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console and network complained of."""
    return []


@pytest.fixture
def page(chromium: Browser, site: Site, width: int, complaints: list[str]) -> Iterator[Page]:
    """A page that notes every complaint of the console and every request that leaves the machine."""
    context = chromium.new_context(
        base_url=site.url, locale="vi-VN", viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    opened = context.new_page()
    opened.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith(("http://127.0.0.1:", "data:")) else complaints.append(request.url)
        ),
    )
    yield opened
    context.close()


@pytest.fixture
def officer_page(page: Page, site: Site) -> Page:
    """A page of a triager who is logged in by the real form."""
    email, _ = hire(site.house)
    page.goto("/admin/login")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url("**/admin")
    return page


@pytest.fixture
def shoot(page: Page, width: int, tmp_path: Path) -> Callable[[str], None]:
    """Keep a picture of the page in TINBAO_SHOTS, to be looked at."""
    folder = Path(os.environ.get("TINBAO_SHOTS", str(tmp_path)))
    folder.mkdir(parents=True, exist_ok=True)

    def keep(name: str) -> None:
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)

    return keep


@pytest.fixture
def setup_link(tmp_path: Path) -> Iterator[str]:
    """A set-up link of a house without accounts."""
    settings = Settings(home=tmp_path / "empty", env="development", _env_file=None)
    house = build_house(settings, opens_identities=False)
    with serve(house) as url:
        yield create_setup_link(house.ledger, url) or ""
    house.close()


@pytest.fixture
def milk_link(site: Site) -> str:
    """The link an authority was sent for the milk case."""
    return f"/r#{link_token(site.house, site.milk)}"
