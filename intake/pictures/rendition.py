"""The picture an officer looks at: made by a child process from the original, kept in memory for a while."""

import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import Path

LONGEST_SECONDS = 15
MOST_AT_ONCE = 2
MOST_KEPT = 64

_ROOT = Path(__file__).parents[2]
_slots = threading.BoundedSemaphore(MOST_AT_ONCE)


def make_rendition(content: bytes) -> bytes | None:
    """Make a JPEG of at most 1600 pixels without metadata; None for what cannot be read within the limits."""
    with _slots:
        try:
            child = subprocess.run(
                [sys.executable, "-m", "intake.pictures.render"],
                input=content,
                capture_output=True,
                timeout=LONGEST_SECONDS,
                check=False,
                cwd=_ROOT,
                env={"LANG": "C.UTF-8"},  # none of our settings
            )
        except subprocess.TimeoutExpired:
            return None
    return child.stdout if child.returncode == 0 and child.stdout else None


class Renditions:
    """Remembers the last pictures made, by the key of their original."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, bytes | None] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: str, content: bytes) -> bytes | None:
        """Give the rendition of an original."""
        with self._guard:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        picture = make_rendition(content)
        with self._guard:
            self._made[key] = picture
            while len(self._made) > MOST_KEPT:
                self._made.popitem(last=False)
        return picture
