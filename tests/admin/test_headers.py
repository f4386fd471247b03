"""What holds for every page: strict headers, nothing inline, vendored files as they came."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from admin.templating import STATIC_FOLDER
from tests.admin.people import FAKE_MILK, browse, log_in, report
from tinbao.app import House
from tinbao.web import CONTENT_SECURITY_POLICY, SECURITY_HEADERS, build_web

VENDORED = [STATIC_FOLDER / "vendor", Path(__file__).parents[1] / "browser" / "vendor"]


def test_every_page_has_the_strict_headers_and_nothing_inline(sqlite_house: House) -> None:
    case = report(sqlite_house, FAKE_MILK)
    client = log_in(sqlite_house)
    for path in ("/admin", f"/admin/cases/{case.id}", "/admin/outbox", "/admin/setup", "/r", "/admin/missing"):
        answer = client.get(path)
        assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert re.findall(r"<style|<script(?! src=)|\sstyle=|\son[a-z]+=", answer.text) == []
        assert 'lang="vi"' in answer.text


def test_a_static_file_is_kept_for_ever_under_its_hash_only(sqlite_house: House) -> None:
    client = browse(sqlite_house)
    hashed = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/admin/login").text)

    assert len(hashed) >= 4
    for address in hashed:
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert client.get(address.partition("?")[0]).headers["cache-control"] == "no-cache"
        assert client.get(address.partition("?")[0] + "?v=0").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "vendor/../../app.py", "vendor", "", "x%00", "/etc/passwd"]
)
def test_nothing_else_is_served_as_static(sqlite_house: House, name: str) -> None:
    assert browse(sqlite_house).get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize("folder", VENDORED, ids=["panel", "tests"])
def test_vendored_files_are_what_their_list_says(folder: Path) -> None:
    listed = json.loads((folder / "VENDOR.json").read_text())
    hashes = {name: digest for one in listed for name, digest in one["files"].items()}

    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.name != "VENDOR.json"}
    assert found == hashes


def test_an_unknown_address_is_a_page_for_people_and_a_problem_for_programs(sqlite_house: House) -> None:
    client = browse(sqlite_house)

    assert "Không tìm thấy" in client.get("/admin/khong-co").text
    problem = client.get("/admin/khong-co", headers={"accept": "application/json"})
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")


def test_a_wrong_id_in_an_address_is_told_as_a_page(sqlite_house: House) -> None:
    answer = log_in(sqlite_house).get("/admin/cases/khong-phai-ma")

    assert answer.status_code == 422
    assert "Thông tin chưa đúng" in answer.text


def test_an_answer_to_a_crash_has_the_strict_headers_too(sqlite_house: House) -> None:
    app = build_web(sqlite_house)

    @app.get("/crash")
    def crash() -> None:
        raise RuntimeError

    answer = TestClient(app, raise_server_exceptions=False).get("/crash")

    assert answer.status_code == 503
    assert {name: answer.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert answer.headers["cache-control"] == "no-store"
