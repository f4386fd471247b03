"""A server process of our own on a free port, for benches, and a way to wait until it is ready."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

START_SECONDS = 60.0


@contextmanager
def running_server(home: Path) -> Iterator[str]:
    """Run `tinbao serve` on a data folder; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"TINBAO_HOME": str(home), "TINBAO_ENV": "development", "TINBAO_PORT": str(port)}
    for name in ("TINBAO_DATABASE_URL", "TINBAO_TELEGRAM_TOKEN", "TINBAO_SMTP_URL"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "tinbao", "serve"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{url}/health/ready", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")
