"""A mail server of our own on loopback: keeps what it takes in, and refuses, breaks off or hangs when told to."""

import argparse
import asyncio
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.smtp import SMTP

Stage = Literal["RCPT", "DATA"]
Hook = Callable[[EmailMessage], None]
"""Called in a thread once a mail is kept and before its sender is told so."""


@dataclass
class _Fault:
    stage: Stage
    answer: str | None = None
    close: bool = False
    hang: bool = False
    times: int = 1


class CountedSMTP(SMTP):
    """One connection that tells the sink when it begins and ends."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.event_handler.count_connection(1)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.count_connection(-1)


class SmtpSink:
    """Start it (`with SmtpSink() as sink`), give the sender its `url`, look at `mails`.

    With `folder` each mail is also a file there, on disk before its 250.
    """

    def __init__(self, *, port: int = 0, folder: Path | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self._port = port
        self._folder = folder
        self._faults: list[_Fault] = []
        self._hook: Hook | None = None
        self._changed = threading.Condition()
        self._connections = 0
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fake-smtp", daemon=True)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._port}"

    def start(self) -> Self:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        assert self._started.wait(10), "the mail server did not start"
        return self

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def wait_for(self, count: int, timeout: float = 15) -> list[EmailMessage]:
        """Wait until at least `count` mails were kept; returns them all."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.mails) >= count, timeout):
                raise AssertionError(f"waited {timeout} s for {count} mails, have {len(self.mails)}")
            return list(self.mails)

    def is_left(self) -> bool:
        """Whether nobody is connected."""
        with self._changed:
            return not self._connections

    def count_connection(self, change: int) -> None:
        """Note that somebody came or went."""
        with self._changed:
            self._connections += change

    def refuse(self, stage: Stage, answer: str, *, times: int = 1) -> None:
        """Answer the next commands of a stage with a refusal ("450 4.2.0 later", "550 5.1.1 unknown")."""
        self._faults.append(_Fault(stage, answer=answer, times=times))

    def close_connection(self, stage: Stage, *, times: int = 1) -> None:
        """Break the connection off at a stage; at DATA after the mail came, before it is kept."""
        self._faults.append(_Fault(stage, close=True, times=times))

    def hang(self, stage: Stage, *, times: int = 1) -> None:
        """Never answer at a stage, until `stop`."""
        self._faults.append(_Fault(stage, hang=True, times=times))

    def before_answer(self, hook: Hook | None) -> None:
        """Call `hook` for each mail after it is kept and before its 250: the window in which a sender may die."""
        self._hook = hook

    async def handle_RCPT(self, server: SMTP, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        refusal = await self._go_wrong("RCPT", server)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802
        refusal = await self._go_wrong("DATA", server)
        if refusal is not None:
            return refusal
        mail = message_from_bytes(envelope.content, EmailMessage, policy=default)
        await asyncio.to_thread(self._keep, mail, envelope.content)
        if self._hook is not None:
            await asyncio.to_thread(self._hook, mail)
        return "250 Message accepted"

    def _keep(self, mail: EmailMessage, content: bytes) -> None:
        with self._changed:
            if self._folder is not None:
                _write_durably(self._folder, f"{len(self.mails) + 1:05d}-{os.getpid()}.eml", content)
            self.mails.append(mail)
            self._changed.notify_all()

    async def _go_wrong(self, stage: Stage, server: SMTP) -> str | None:
        for fault in self._faults:
            if fault.stage == stage and fault.times:
                fault.times -= 1
                if fault.hang:
                    await self._stopping.wait()
                if fault.close or fault.hang:
                    assert isinstance(server.transport, asyncio.Transport)
                    server.transport.abort()
                    await asyncio.Event().wait()  # aiosmtpd cancels this when the connection is gone
                return fault.answer
        return None

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _serve(self) -> None:
        def build() -> SMTP:
            return CountedSMTP(self, loop=self._loop, enable_SMTPUTF8=True, hostname="localhost")

        server = await self._loop.create_server(build, "127.0.0.1", self._port)
        self._port = server.sockets[0].getsockname()[1]
        self._started.set()
        async with server:
            await self._stopping.wait()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _write_durably(folder: Path, name: str, content: bytes) -> None:
    unfinished = folder / f"{name}.part"
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(folder / name)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def main() -> None:
    """Serve until told to stop; the first line on standard output is the address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with SmtpSink(port=arguments.port, folder=arguments.folder) as sink:
        print(sink.url, flush=True)  # noqa: T201 - for whoever started it
        stopped.wait()


if __name__ == "__main__":
    main()
