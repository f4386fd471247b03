"""A real `tinbao serve` in a process of its own, started, killed and waited for."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import httpx

START_SECONDS = 90.0
PATIENCE_SECONDS = 60.0

Value = TypeVar("Value")


def wait_for(look: Callable[[], Value], what: str, seconds: float = PATIENCE_SECONDS) -> Value:
    """Look again and again until something true comes of it; fails with what was waited for."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:.0f} s for {what}; the last look gave {found!r}")
        time.sleep(0.05)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """One data folder, one port; may be started many times."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home.parent / f"{home.name}.log"
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("TINBAO_")}
        self._environment: Mapping[str, str] = {
            **inherited,
            "TINBAO_HOME": str(home),
            "TINBAO_ENV": "development",
            "TINBAO_PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, killed_by: Sequence[str] = ()) -> None:
        """Start; with `killed_by` under the killable launcher, to which it is passed. Does not wait."""
        command = [sys.executable, "-m", "tinbao", "serve"]
        if killed_by:
            command = [sys.executable, "-m", "tests.journeys.killable", *killed_by]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=dict(self._environment), stdout=log, stderr=log, cwd=Path(__file__).parents[2]
            )

    def wait_until_ready(self) -> bool:
        """Wait until it is ready; False if it died first."""

        def look() -> str | None:
            if not self.is_alive():
                return "dead"
            try:
                return "ready" if httpx.get(f"{self.url}/health/ready", timeout=5).is_success else None
            except httpx.TransportError:
                return None

        return wait_for(look, "the server to be ready", START_SECONDS) == "ready"

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """Kill without warning."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        """Ask it to stop, as an operator would."""
        if self._process is not None and self.is_alive():
            self._process.terminate()
            self._process.wait(timeout=30)

    @property
    def environment(self) -> Mapping[str, str]:
        """What the process is told."""
        return self._environment

    def setup_link(self) -> str:
        """The one-time link to create the first administrator, as printed at the start."""
        found = re.findall(r"http\S+/admin/setup#\S+", self.log.read_text())
        return str(found[-1])
