"""What is loaded is loaded once, and several threads say what one says."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from nlp.analysis import analyze
from nlp.once import once
from nlp.training.corpus import read_corpus

THREADS = 8
TEXTS = [message.text for message in read_corpus()[::60]]
# Nobody has loaded anything when eight threads begin.
FIRST_ANSWERS = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from nlp.analysis import analyze
together = Barrier(8)
def first(text):
    together.wait()
    return analyze(text)
with ThreadPoolExecutor(8) as pool:
    answers = list(pool.map(first, ["shop ở Hà Nội bán sữa giả, zalo 0900 000 612"] * 8))
assert answers[0].labels and all(one == answers[0] for one in answers)
"""
# Heavy, and of no use to the analysis.
NEVER_IMPORTED = {"pandas", "sklearn", "scipy", "underthesea", "nlp.masking", "nlp.recognition"}


def test_eight_threads_load_a_thing_once() -> None:
    loads: list[int] = []
    together = threading.Barrier(THREADS)

    @once
    def load() -> object:
        loads.append(1)
        time.sleep(0.02)
        return object()

    def ask(_: int) -> object:
        together.wait()
        return load()

    with ThreadPoolExecutor(THREADS) as pool:
        given = list(pool.map(ask, range(THREADS)))

    assert len(loads) == 1
    assert all(one is given[0] for one in given)


def test_one_thing_may_load_another() -> None:
    @once
    def inner() -> str:
        return "inner"

    @once
    def outer() -> str:
        return f"outer of {inner()}"

    assert outer() == "outer of inner"


def test_eight_threads_answer_as_one() -> None:
    alone = [analyze(text) for text in TEXTS]

    with ThreadPoolExecutor(THREADS) as pool:
        together = list(pool.map(analyze, TEXTS * THREADS))

    assert together == alone * THREADS


def test_eight_threads_may_be_the_first_to_ask() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_ANSWERS], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_heavy_is_imported() -> None:
    asked = "import sys, nlp.analysis; nlp.analysis.analyze('bán hàng giả'); print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert NEVER_IMPORTED.isdisjoint(done.stdout.split())
