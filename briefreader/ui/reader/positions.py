"""Exact map between offsets of the canonical text and positions of Qt's document.

Offsets count code points; Qt counts UTF-16 units and gives table frames and block ends positions of their own. The
map is a list of runs: a run is a stretch of canonical text that stands in Qt's document unbroken.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class PositionMap:
    """Runs are added in rising order of both offset and position. Between two runs both maps go to the nearer edge:
    a position in no run to the end of the run before it, an offset in no run likewise."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._positions: list[int] = []
        self._astral: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def end(self) -> int:
        """The offset up to which the text stands in Qt's document; -1 when there is nothing."""
        return self._ends[-1] if self._ends else -1

    def add(self, start: int, position: int, text: str) -> None:
        """`text`, which begins at `start`, stands at `position`."""
        index = len(self._starts)
        self._starts.append(start)
        self._ends.append(start + len(text))
        self._positions.append(position)
        if not text.isascii():
            pairs = [match.start() for match in _ASTRAL.finditer(text)]
            if pairs:
                self._astral[index] = pairs

    def position(self, offset: int) -> int:
        """Qt's position of `offset`; where two runs meet at it, in the second."""
        if not self._starts:
            return 0
        index = max(0, bisect_right(self._starts, offset) - 1)
        return self._position_in(index, offset)

    def end_position(self, offset: int) -> int:
        """Qt's position of `offset` as the end of something: where two runs meet at it, in the first."""
        if not self._starts:
            return 0
        index = max(0, bisect_left(self._starts, offset) - 1)
        if self._ends[index] < offset:
            return self.position(offset)
        return self._position_in(index, offset)

    def offset(self, position: int) -> int:
        """The offset of Qt's `position`; within a surrogate pair, that of the character."""
        if not self._starts:
            return 0
        index = max(0, bisect_right(self._positions, position) - 1)
        steps = max(0, position - self._positions[index])
        for_pairs = self._astral.get(index)
        length = self._ends[index] - self._starts[index]
        if for_pairs:
            steps = _code_points(for_pairs, steps)
        return self._starts[index] + min(steps, length)

    def _position_in(self, index: int, offset: int) -> int:
        steps = min(max(offset, self._starts[index]), self._ends[index]) - self._starts[index]
        pairs = self._astral.get(index)
        return self._positions[index] + steps + (bisect_left(pairs, steps) if pairs else 0)


def _code_points(pairs: list[int], units: int) -> int:
    """How many whole code points stand in the first `units` UTF-16 units, with surrogate pairs at `pairs`."""
    low, high = 0, len(pairs)
    while low < high:
        middle = (low + high) // 2
        if pairs[middle] + middle + 2 <= units:
            low = middle + 1
        else:
            high = middle
    rest = units - low
    return min(rest, pairs[low]) if low < len(pairs) else rest
