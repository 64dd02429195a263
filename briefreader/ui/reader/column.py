"""How wide the text is in a window of a given width, and what stands to its left and right."""

from __future__ import annotations

from typing import NamedTuple

from briefreader.ui.reader.scrollmarks import MARKS_WIDTH
from briefreader.ui.reader.sheet import SPACE
from briefreader.ui.reader.typography import NARROWEST, Typography

_GUTTER = 40  # pixels at least for paragraph numbers
_NAMES = 124  # pixels for the names of speakers
_EDGE = 10
_STEP = 16  # the text's width follows the window's in steps: fewer new layouts while it is dragged
_LEAST = 160


class Column(NamedTuple):
    """Pixels left of the text, of the text, and right of it without the scroll bar."""

    left: int
    width: int
    right: int


def fit(room: int, typography: Typography) -> Column:
    """The text is as wide as its measure, or as the window lets it be; names give way before it gets too narrow."""
    room -= MARKS_WIDTH
    sides = SPACE.left + SPACE.right
    full = typography.measure() + sides
    gutter = max(_GUTTER, round(typography.size * 2.4))
    comfortable = min(full, typography.measure(NARROWEST) + sides)
    names = _NAMES if room - gutter - _NAMES >= comfortable else 0
    width = min(full, room - gutter - max(names, _EDGE))
    if width < full:
        width = max(_LEAST, width - width % _STEP)
    left = gutter + max(0, room - gutter - width - max(names, _EDGE)) // 2
    return Column(left, width, max(0, room - left - width))
