"""`make run` in a clean checkout is all it takes until the first page answers."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.committed_files import REPOSITORY, list_committed_files

LONGEST_SET_UP_SECONDS = 600
LONGEST_STOP_SECONDS = 30

pytestmark = pytest.mark.verify


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for path in list_committed_files():
        copy = tmp_path / path.relative_to(REPOSITORY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)
    return tmp_path


@pytest.fixture
def address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def server(checkout: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `make run` in the checkout, with none of the settings of whoever runs the tests, and stop it at the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TINBAO_", "MAKE", "MFLAGS"))}
    settings = {"TINBAO_PORT": address.partition(":")[2]}
    process = subprocess.Popen(["make", "run"], cwd=checkout, env=kept | settings, start_new_session=True)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(LONGEST_STOP_SECONDS)


def test_a_clean_checkout_answers_after_make_run(server: subprocess.Popen[bytes], address: str) -> None:
    assert _status_once_it_answers(server, f"http://{address}/health/ready") == 200
    assert _status_once_it_answers(server, f"http://{address}/") == 200


def _status_once_it_answers(server: subprocess.Popen[bytes], url: str) -> int:
    deadline = time.monotonic() + LONGEST_SET_UP_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"{url} did not answer")
