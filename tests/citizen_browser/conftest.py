"""Chromium in front of a real server, at two widths, with JavaScript and without; anything it complains of fails."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.conftest import make_settings
from tests.public.live_server import serve
from tinbao.app import House, build_house

AXE = Path(__file__).parents[1] / "browser" / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PROVOKED = (  # what tests bring about themselves: wrong codes, ended chats, a network that fails
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_FAILED",
)

Look = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def served_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = build_house(make_settings(tmp_path_factory.mktemp("house")), opens_identities=True)
    yield house
    house.close()


@pytest.fixture(scope="module")
def url(served_house: House) -> Iterator[str]:
    with serve(served_house) as address:
        yield address


@pytest.fixture(params=[1280, 360], ids=["wide", "phone"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(chromium: Browser, url: str, width: int, has_script: bool) -> Iterator[Page]:  # noqa: FBT001 - a fixture
    context = chromium.new_context(
        base_url=url, locale="vi-VN", viewport={"width": width, "height": 740}, java_script_enabled=has_script
    )
    page = context.new_page()
    complaints: list[str] = []
    hosts: set[str] = set()

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(PROVOKED):
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    yield page
    context.close()
    assert complaints == []
    assert hosts == {url.removeprefix("http://")}, "nothing is asked of anybody else"


@pytest.fixture
def look(tmp_path: Path, width: int, has_script: bool) -> Look:  # noqa: FBT001 - a fixture
    """Take a picture for a person to look at, and check what a machine can see."""
    folder = Path(os.environ.get("TINBAO_SHOTS", str(tmp_path)))
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        kind = "script" if has_script else "plain"
        page.screenshot(path=folder / f"citizen-{name}-{width}-{kind}.png", full_page=True)
        assert _scroll_width(page) <= width, "nothing needs scrolling sideways"
        assert _small_targets(page) == []
        if has_script:  # axe itself needs JavaScript; test_script.py shows it the page without ours
            assert list_violations(page) == []

    return take


def _scroll_width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def _small_targets(page: Page) -> list[str]:
    """List what can be pressed but is under 44 pixels; links inside sentences are exempt (WCAG 2.5.8)."""
    script = """[...document.querySelectorAll("button, summary, header a, footer a, .emergency a, textarea")]
        .filter((e) => e.checkVisibility())
        .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
        .filter(([_, box]) => box.height < 43.9 || box.width < 43.9)
        .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    found: list[str] = page.evaluate(script)
    return found


def list_violations(page: Page) -> list[str]:
    """List what axe-core finds wrong."""
    page.evaluate(AXE.read_text())
    result = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    return [f"{v['id']}: {[node['html'] for node in v['nodes']]}" for v in result["violations"]]
