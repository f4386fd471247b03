"""How fast the analysis alone is, in a process that does nothing else: texts as JSON on standard input, figures on output."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

LONGEST = 20_000  # characters; what is longer is cut
# The linear algebra would else start a thread a core, and their waiting counts as processor time.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Processor time and memory of one process; `text_ms` gives each text's median of the rounds."""

    load_seconds: float
    rates: list[float]
    text_ms: list[float]
    longest_ms: float
    resident_mb: float
    peak_mb: float


def measure_speed(texts: Sequence[str], *, rounds: int) -> Speed:
    """Load the analysis in a new process and let it read the texts so many times."""
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", __name__, str(rounds)],
        input=json.dumps(texts),
        env=os.environ | _ONE_THREAD,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Speed(**json.loads(done.stdout))


def main() -> None:
    """Measure in this process, which must be new, and print the figures."""
    started = time.process_time()
    from nlp.analysis import analyze  # noqa: PLC0415 - its import is a part of what is measured

    analyze("shop ở Hà Nội bán hàng giả")  # the models are read at the first text
    load_seconds = time.process_time() - started
    texts: list[str] = json.load(sys.stdin)
    rates: list[float] = []
    each: list[list[float]] = [[] for _ in texts]
    for _ in range(int(sys.argv[1])):
        first = time.process_time()
        for text, milliseconds in zip(texts, each, strict=True):
            before = time.process_time()
            analyze(text)
            milliseconds.append(1000 * (time.process_time() - before))
        rates.append(len(texts) / (time.process_time() - first))
    resident_mb, peak_mb = _memory("VmRSS"), _memory("VmHWM")
    longest = "\n".join(texts * (1 + LONGEST // len("\n".join(texts))))[:LONGEST]
    before = time.process_time()
    analyze(longest)
    speed = Speed(
        load_seconds=load_seconds,
        rates=rates,
        text_ms=[statistics.median(milliseconds) for milliseconds in each],
        longest_ms=1000 * (time.process_time() - before),
        resident_mb=resident_mb,
        peak_mb=peak_mb,
    )
    print(json.dumps(asdict(speed)))


def _memory(field: str) -> float:
    """Read from Linux: unlike `getrusage`, it knows nothing of the process that started this one."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(f"{field}:"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main()
