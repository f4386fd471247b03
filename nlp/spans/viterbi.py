"""Finds the best path through scores of labels, from both ends at once."""

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]


class Paths:
    """The transitions between labels (from, to), for texts read forwards and backwards."""

    def __init__(self, transitions: Doubles) -> None:
        self._transitions = transitions
        self._into = np.stack([transitions.T, transitions])  # direction, to, from

    def best(self, scores: Doubles) -> list[int]:
        """Give the label of each token (rows of `scores`) on the best path; there is at least one token."""
        half = len(scores) // 2
        if not half:
            return [int(scores[0].argmax())]
        ends = self._reach(np.stack([scores[:half], scores[: -half - 1 : -1]], axis=1))
        join = ends[-1, 0][:, None] + self._transitions
        if len(scores) % 2:  # the one in the middle
            middle = join.max(axis=0) + scores[half]
            meeting = middle[:, None] + self._transitions + ends[-1, 1]
            at, right = divmod(int(meeting.argmax()), len(middle))
            return [*self._trace(ends, 0, int(join[:, at].argmax())), at, *self._trace(ends, 1, right)[::-1]]
        left, right = divmod(int((join + ends[-1, 1]).argmax()), len(join))
        return [*self._trace(ends, 0, left), *self._trace(ends, 1, right)[::-1]]

    def _reach(self, scores: Doubles) -> Doubles:
        """Say how well each label is reached from the left and from the right (steps, direction, label)."""
        steps = self._into + scores[:, :, :, None]
        reached = np.empty_like(scores)
        reached[0] = scores[0]
        ways = np.empty_like(self._into)
        add, best = np.add, np.maximum.reduce
        for step, come_from, come_to in zip(steps[1:], reached[:-1, :, None, :], reached[1:], strict=True):
            add(step, come_from, ways)
            best(ways, 2, None, come_to)
        return reached

    def _trace(self, reached: Doubles, direction: int, last: int) -> list[int]:
        """Follow a path back to its end of the text; gives it from there on."""
        came = (reached[:-1, direction, None, :] + self._into[direction]).argmax(axis=2).tolist()
        path = [last]
        for one in reversed(came):
            path.append(one[path[-1]])
        return path[::-1]
